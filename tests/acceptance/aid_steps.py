"""What people do on the pages of helping, and what they read of it in figures and reports."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

from django.test import Client

from tests.acceptance import residents_steps
from tests.acceptance.ledger_steps import figure as figure_of
from tests.acceptance.ledger_steps import text_of
from tests.acceptance.residents_steps import day, draft, home_of, register
from youju.jobs.actions import perform
from youju.jobs.models import Job
from youju.organisations.models import Unit

__all__ = [
    "add_area", "day", "done", "draft", "figure", "home_of", "homes_in_need", "look", "refused", "register", "send",
]  # fmt: skip

add_area = residents_steps.add_area


def look(client: Client, path: str) -> str:
    """Open a page of the room and return its words."""
    answer = client.get(f"/aid/{path}")
    assert answer.status_code == 200, (path, answer.status_code)
    return text_of(answer)


def send(client: Client, path: str, **fields: Any) -> Any:
    """Send a form of the room with a fresh key."""
    return client.post(f"/aid/{path}", {"key": str(uuid4()), **fields})


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


def homes_in_need(client: Client, n: int, kind: str = "特困") -> list[str]:
    """Take a roster of households in need in from Excel; return those the form of pairing offers."""
    add_area(client)
    rows = ["姓名,小区,门牌,与户主关系,登记类别"]
    rows += [f"袁{'甲乙丙丁戊己庚辛'[i % 8]}{i},柳荫里,1-1-{i + 101},户主,{kind}" for i in range(n)]
    roster = residents_steps.upload(client, rows)
    assert residents_steps.start(client, roster).status_code == 302
    perform(Job.objects.latest("pk").pk)
    return offered(client)


def offered(client: Client) -> list[str]:
    """Return the households that may be paired."""
    page = client.get("/aid/pairings/new/").content.decode()
    return re.findall(r'name="households" value="(\d+)"', page)


def figure(client: Client, code: str, unit: Unit) -> str:
    """Return what the trail page says of a figure of the last year."""
    return figure_of(client, f"aid.{code}", unit, f"{day(-365)}..{day()}")
