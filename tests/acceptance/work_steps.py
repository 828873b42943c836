"""What an office does with meetings and works, through the product's pages."""

from __future__ import annotations

import html
import re
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from tests.acceptance.ledger_steps import draft


def today() -> date:
    return timezone.localdate()


def ago(days: int) -> str:
    return (today() - timedelta(days)).isoformat()


def this_year() -> str:
    return str(today().year)


def must(answer: Any) -> str:
    """Return where an accepted form leads."""
    assert answer.status_code == 302, re.sub(r"<[^>]+>", " ", answer.content.decode())[-2000:]
    return str(answer["Location"])


def link_to(client: Any, page: str, pattern: str) -> str:
    """Return the address of the first link on a page that has this form."""
    body = html.unescape(client.get(page).content.decode())
    found = re.search(rf'href="({pattern})"', body)
    assert found, pattern
    return found[1]


def call(client: Any, send: Any, query: str, **fields: Any) -> str:
    """Call a meeting; return its page."""
    return must(send(client, f"/tasks/meetings/new/?{query}", **{"on": ago(0), **fields}))


def keep(client: Any, send: Any, meeting: str, **fields: Any) -> Any:
    """Send the minutes of a meeting, with everybody there who was asked."""
    body = client.get(f"{meeting}hold/").content.decode()
    there = dict.fromkeys(re.findall(r'name="(came_\d+)"', body), "on")
    return send(client, f"{meeting}hold/", **{"on": ago(0), "present": "9", **there, **fields})


def boxes(client: Any, meeting: str, kind: str) -> list[str]:
    """Return the names of the boxes for said words or outcomes in the minutes, in order."""
    body = client.get(f"{meeting}hold/").content.decode()
    return list(dict.fromkeys(re.findall(rf'name="({kind}_\d+)"', body)))


def draft_of(client: Any, unit: Any) -> str:
    """Draft the summary of this year; return its words."""
    return draft(client, unit, "year", this_year())
