"""What a clerk does with ledgers, figures and reports, through the product's pages."""

from __future__ import annotations

import html
import re
from typing import Any
from uuid import uuid4

from django.test import Client
from django.utils.html import strip_tags

from youju.documents.models import Template
from youju.organisations.models import Unit

PERIOD = "2026H1"


def record(client: Client, code: str, unit: Unit, when: str, **fields: str | list[str]) -> Any:
    """Fill the form of a ledger and send it; return the answer with the page it leads to."""
    data: dict[str, str | list[str]] = {f"v_{key}": value for key, value in fields.items()}
    data |= {"key": str(uuid4()), "unit": str(unit.pk), "when": when}
    return client.post(f"/ledgers/{code}/new/", data, follow=True)


def follow(client: Client, entry: str, on: str, said: str, **fields: str) -> Any:
    """Tell one more step of an entry that goes on; what is not named stays as its form shows it."""
    page = client.get(f"{entry}step/")
    assert page.status_code == 200, entry
    main = page.content.decode().partition("<main")[2]
    assert main.count("<form") == 1  # photos and button stand within it
    shown = {name: field.value() for name in page.context["form"].fields for field in [page.context["form"][name]]}  # fmt: skip
    shown |= {f"v_{key}": value for key, value in fields.items()} | {"on": on, "said": said}
    data = {key: value for key, value in shown.items() if value is not None}
    return client.post(f"{entry}step/", data | {"key": str(uuid4())}, follow=True)


def text_of(answer: Any) -> str:
    """Return the words of a page without marks and spaces."""
    return re.sub(r"\s+", "", html.unescape(strip_tags(answer.content.decode())))


def figure(client: Client, measure: str, unit: Unit, period: str = PERIOD) -> str:
    """Return what the trail page says of a figure: number, and the entries behind it."""
    code = unit.code or unit.pk
    answer = client.get(f"/facts/trail/?measure={measure}&unit={code}&period={period}")
    assert answer.status_code == 200, measure
    return text_of(answer)


def draft(client: Client, unit: Unit, kind: str = "half-year", period: str = PERIOD) -> str:
    """Draft a report and return its words."""
    template = Template.objects.get(code=kind, live=True)
    data = {"key": str(uuid4()), "template": template.pk, "unit": unit.pk, "period": period}
    answer = client.post("/documents/start/", data, follow=True)
    assert answer.status_code == 200
    return text_of(answer)
