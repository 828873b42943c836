"""What people do on the pages of rounds, and what they read of it in figures and reports."""

from __future__ import annotations

import html
import re
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags

from tests.acceptance.ledger_steps import draft as draft_of
from tests.acceptance.ledger_steps import figure as figure_of
from youju.kernel.periods import Grain, around
from youju.organisations.models import Unit


def today() -> date:
    return timezone.localdate()


def said(answer: Any) -> str:
    """Return the words of a page without marks and spaces."""
    return re.sub(r"\s+", "", html.unescape(strip_tags(answer.content.decode())))


def look(client: Client, path: str) -> str:
    """Open a page of the room and return its words."""
    answer = client.get(f"/patrols/{path}")
    assert answer.status_code == 200, path
    return said(answer)


def send(client: Client, path: str, **fields: Any) -> Any:
    """Send a form of the room with a fresh key."""
    data = {"key": str(uuid4()), **fields}
    return client.post(f"/patrols/{path}", {k: v for k, v in data.items() if v is not None})


def done(client: Client, path: str, **fields: Any) -> int:
    """Send a form that must be accepted; return the id in the address it leads to, or 0."""
    answer = send(client, path, **fields)
    assert answer.status_code == 302, said(answer)
    found = re.findall(r"/(\d+)/", answer["Location"])
    return int(found[-1]) if found else 0


def refused(client: Client, path: str, **fields: Any) -> str:
    """Send a form that must be refused; return what the page says."""
    answer = send(client, path, **fields)
    assert answer.status_code == 422, answer.status_code
    return said(answer)


def add_place(client: Client, unit: Unit, kind: str, name: str, **more: Any) -> int:
    return done(client, "places/new/", unit=unit.pk, kind=kind, name=name, **more)


def visit(client: Client, place: int = 0, **fields: Any) -> int:
    """Record a visit: to a place, or to the unit named in the fields."""
    told = {"purpose": "patrol", "way": "site", **({"place": place} if place else {})}
    return done(client, "visits/new/", **told | fields)


def figure(client: Client, measure: str, unit: Unit) -> str:
    """Return what the trail page says of a figure of the last two months."""
    return figure_of(client, f"patrols.{measure}", unit, f"{days(-60)}..{days(0)}")


def draft(client: Client, unit: Unit, kind: str = "half-year") -> str:
    """Draft a report of this half-year (or year) and return its words."""
    grain = Grain.YEAR if kind == "year" else Grain.HALF
    return draft_of(client, unit, kind, around(today(), grain).code)


def days(n: int) -> str:
    """Return a day from today as it is typed."""
    return (today() + timedelta(n)).isoformat()
