"""What people do on the pages of residents, and what they read of it in figures and reports."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.acceptance.ledger_steps import draft as draft_of
from tests.acceptance.ledger_steps import figure as figure_of
from tests.acceptance.ledger_steps import text_of
from youju.kernel.idcard import check_character
from youju.kernel.periods import Grain, around
from youju.organisations.models import Unit


def day(n: int = 0) -> str:
    """Return a day from today as it is typed."""
    return (timezone.localdate() + timedelta(n)).isoformat()


def number(birth: str, serial: str = "001") -> str:
    """Return a sound identity number of the division 990101, which does not exist."""
    first = f"990101{birth}{serial}"
    return first + check_character(first)


def born(years: int) -> date:
    """Return a birth of somebody that old."""
    today = timezone.localdate()
    return date(today.year - years, 1, 1)


def look(client: Client, path: str) -> str:
    """Open a page of the room and return its words."""
    answer = client.get(f"/residents/{path}")
    assert answer.status_code == 200, (path, answer.status_code)
    return text_of(answer)


def send(client: Client, path: str, **fields: Any) -> Any:
    """Send a form of the room with a fresh key."""
    return client.post(f"/residents/{path}", {"key": str(uuid4()), **fields})


def done(client: Client, path: str, **fields: Any) -> int:
    """Send a form that must be accepted; return the id in the address it leads to, or 0."""
    answer = send(client, path, **fields)
    assert answer.status_code == 302, text_of(answer)
    found = re.findall(r"/(\d+)/", answer["Location"])
    return int(found[-1]) if found else 0


def refused(client: Client, path: str, **fields: Any) -> str:
    """Send a form that must be refused; return what the page says."""
    answer = send(client, path, **fields)
    assert answer.status_code == 422, answer.status_code
    return text_of(answer)


def find(client: Client, words: str) -> str:
    """Ask the one box and return what it answers."""
    answer = client.post("/residents/", {"q": words})
    assert answer.status_code == 200, text_of(answer)
    return text_of(answer)


def add_area(client: Client, name: str = "柳荫里", kind: str = "open", **more: Any) -> int:
    return done(client, "areas/new/", name=name, kind=kind, **more)


def register(client: Client, area: int, name: str, door: str = "3-2-501", **more: Any) -> int:
    return done(
        client, "new/", **{"area": area, "door": door, "tenure": "own", "name": name, **more}
    )


def home_of(client: Client, person: int) -> int:
    """Return the household that a person's page leads to."""
    page = client.get(f"/residents/people/{person}/").content.decode()
    return int(re.search(r"/residents/households/(\d+)/", page)[1])


def upload(client: Client, rows: list[str], **more: Any) -> int:
    """Upload a roster as CSV and return its id."""
    file = SimpleUploadedFile("名册.csv", "\n".join(rows).encode(), content_type="text/csv")
    return done(client, "rosters/", file=file, **more)


def start(client: Client, roster: int) -> Any:
    """Accept what the columns seem to be and begin."""
    page = client.get(f"/residents/rosters/{roster}/").content.decode()
    chosen = {}
    for name, options in re.findall(r'<select name="(column_\d+)".*?>(.*?)</select>', page, re.S):
        picked = re.search(r'<option value="(\w*)" selected', options)
        chosen[name] = picked[1] if picked else ""
    return send(client, f"rosters/{roster}/", **chosen)


def figure(client: Client, code: str, unit: Unit) -> str:
    """Return what the trail page says of a figure of the last year."""
    return figure_of(client, f"residents.{code}", unit, f"{day(-365)}..{day()}")


def draft(client: Client, unit: Unit) -> str:
    """Draft a report of this year and return its words."""
    return draft_of(client, unit, "year", around(timezone.localdate(), Grain.YEAR).code)
