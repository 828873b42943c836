"""What people do on the pages of volunteers, and what they read of it in figures and reports."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.test import Client

from tests.acceptance.ledger_steps import figure as figure_of
from tests.acceptance.rounds_steps import days, draft, said, today
from youju.organisations.models import Unit

__all__ = [
    "add_team", "add_volunteer", "days", "done", "draft", "figure", "look", "refused", "said", "send", "today",
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
