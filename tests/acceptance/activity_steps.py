"""What people do on the pages of activities, and what they read of it in figures and reports."""

from __future__ import annotations

import html
import re
from typing import Any
from uuid import uuid4

from django.test import Client
from django.utils.html import strip_tags

from tests.acceptance.ledger_steps import draft as draft_of
from tests.acceptance.ledger_steps import figure as figure_of
from youju.organisations.models import Unit

HALF, YEAR = "2025H1", "2025"


def said(answer: Any) -> str:
    """Return the words of a page without marks and spaces."""
    return re.sub(r"\s+", "", html.unescape(strip_tags(answer.content.decode())))


def look(client: Client, path: str = "") -> str:
    """Open a page of the room and return its words."""
    answer = client.get(f"/activities/{path}")
    assert answer.status_code == 200, path
    return said(answer)


def send(client: Client, path: str, **fields: Any) -> Any:
    """Send a form of the room with a fresh key."""
    data = {"key": str(uuid4()), **fields}
    return client.post(f"/activities/{path}", {k: v for k, v in data.items() if v is not None})


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


def hold(client: Client, kind: str, unit: Unit, title: str, on: str, **fields: Any) -> int:
    """Record an activity; return its id."""
    return done(client, f"new/?kind={kind}", unit=unit.pk, title=title, on=on, **fields)


def figure(client: Client, measure: str, unit: Unit, period: str = YEAR) -> str:
    """Return what the trail page says of a figure."""
    full = measure if "." in measure else f"activities.{measure}"
    return figure_of(client, full, unit, period)


def draft(client: Client, unit: Unit, kind: str = "half-year", period: str = HALF) -> str:
    """Draft a report and return its words."""
    return draft_of(client, unit, kind, period)
