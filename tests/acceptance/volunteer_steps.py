"""What people do on the pages of volunteers, and what they read of it in figures and reports."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

from django.test import Client

from tests.acceptance.ledger_steps import figure as figure_of
from tests.acceptance.rounds_steps import days, draft, said, today
from youju.organisations.models import Unit

__all__ = [
    "add_service",
    "add_team",
    "add_volunteer",
    "confirm",
    "days",
    "done",
    "draft",
    "enter_volunteer",
    "figure",
    "look",
    "refused",
    "said",
    "send",
    "today",
]  # fmt: skip


def look(client: Client, path: str) -> str:
    """Open a page of the room and return its words."""
    answer = client.get(f"/volunteers/{path}")
    assert answer.status_code == 200, path
    return said(answer)


def send(client: Client, path: str, **fields: Any) -> Any:
    """Send a form of the room with a fresh key."""
    data = {"key": str(uuid4()), **fields}
    return client.post(f"/volunteers/{path}", {k: v for k, v in data.items() if v is not None})


def done(client: Client, path: str, **fields: Any) -> int:
    """Send a form that must be accepted; return the id in the address it leads to, or 0."""
    answer = send(client, path, **fields)
    assert answer.status_code == 302, said(answer)
    found = [part for part in answer["Location"].split("/") if part.isdigit()]
    return int(found[-1]) if found else 0


def refused(client: Client, path: str, **fields: Any) -> str:
    """Send a form that must be refused; return what the page says."""
    answer = send(client, path, **fields)
    assert answer.status_code == 422, answer.status_code
    return said(answer)


def add_volunteer(client: Client, unit: Unit, name: str, **more: Any) -> int:
    told = {"registered_on": days(-30), "adult": "on", "consent": "on", **more}
    return done(client, "people/new/", unit=unit.pk, name=name, **told)


def add_team(client: Client, unit: Unit, name: str, kind: str, function: str, **more: Any) -> int:
    told = {"kind": kind, "function": function, "since": days(-30), **more}
    return done(client, "teams/new/", unit=unit.pk, name=name, **told)


def figure(client: Client, measure: str, unit: Unit) -> str:
    """Return what the trail page says of a figure of the last two months."""
    code = measure if "." in measure else f"volunteers.{measure}"
    return figure_of(client, code, unit, f"{days(-60)}..{days(0)}")


def add_service(client: Client, unit: Unit, name: str, on: str, **more: Any) -> tuple[int, int]:
    """Call for a service of two hours on a day; return its id and that of its shift."""
    told = {"kind": "clean", "place": "桂苑小区", "starts": "9:00", "ends": "11:00", "wanted": "10"}
    service = done(client, "services/new/", unit=unit.pk, name=name, day=on, **told | more)
    page = client.get(f"/volunteers/services/{service}/").content.decode()
    return service, int(page.split("/volunteers/shifts/")[1].split("/")[0])


def confirm(client: Client, shift: int, names: list[str], **more: Any) -> None:
    """Put people on a shift's list and confirm their hours: the whole shift unless told."""
    if names:
        done(client, f"shifts/{shift}/list/", others="\n".join(names))
    page = client.get(f"/volunteers/shifts/{shift}/confirm/").content.decode()
    hours = dict.fromkeys(set(re.findall(r'name="(hours_\d+)"', page)), "2")
    done(client, f"shifts/{shift}/confirm/", **hours | more)


def enter_volunteer(enter: Any, staff: Client, unit: Unit, name: str) -> tuple[int, Client]:
    """Register somebody and link the volunteer's account of the unit; return id and browser."""
    browser = enter("volunteer", unit)
    one = add_volunteer(staff, unit, name)
    page = staff.get(f"/volunteers/people/{one}/account/").content.decode()
    offered = re.findall(r'<option value="(\d+)">volunteer', page)
    done(staff, f"people/{one}/account/", to=offered[0])
    return one, browser
