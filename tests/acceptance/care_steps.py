"""What people do on the pages of care, on the steps of residents."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.test import Client

from tests.acceptance.ledger_steps import figure as figure_of
from tests.acceptance.ledger_steps import text_of
from tests.acceptance.residents_steps import add_area, day, home_of, register
from youju.organisations.models import Unit


def send(client: Client, path: str, **fields: Any) -> Any:
    """Send a form of the room with a fresh key."""
    return client.post(f"/care/{path}", {"key": str(uuid4()), **fields})


def done(client: Client, path: str, **fields: Any) -> str:
    """Send a form that must be accepted; return the address it leads to, within the room."""
    answer = send(client, path, **fields)
    assert answer.status_code == 302, text_of(answer)
    return str(answer["Location"]).removeprefix("/care/")


def refused(client: Client, path: str, **fields: Any) -> str:
    """Send a form that must be refused; return what the page says."""
    answer = send(client, path, **fields)
    assert answer.status_code == 422, answer.status_code
    return text_of(answer)


def look(client: Client, path: str = "") -> str:
    """Open a page of the room and return its words."""
    answer = client.get(f"/care/{path}", follow=True)
    assert answer.status_code == 200, (path, answer.status_code)
    return text_of(answer)


def figure(client: Client, code: str, unit: Unit) -> str:
    """Return what the trail page says of a figure of the last year."""
    return figure_of(client, f"care.{code}", unit, f"{day(-365)}..{day()}")


def households(client: Client, n: int) -> list[int]:
    """Register households one above the other and return them."""
    area = add_area(client)
    people = [register(client, area, f"李小{m}", f"3-{m}-501") for m in range(n)]
    return [home_of(client, person) for person in people]
