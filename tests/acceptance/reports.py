"""What the acceptance tests of reports do over and over, always through pages."""

from __future__ import annotations

import io
import re
from typing import Any
from uuid import uuid4

import docx
from django.test import Client
from django.urls import reverse


def record(client: Client, ledger: str, when: str, unit: Any, **fields: str) -> Any:
    """Fill in a ledger's form and send it."""
    typed = {f"v_{name}": value for name, value in fields.items()}
    url = reverse("ledgers:new", args=[ledger])
    return client.post(url, {"key": str(uuid4()), "unit": unit.pk, "when": when, **typed})


def start(client: Client, template: str, unit: Any, period: str) -> str:
    """Choose the template by its name on the start page, and return the new report's address."""
    page = client.get(reverse("documents:start")).content.decode()
    option = re.search(rf'<option value="(\d+)"[^>]*>{re.escape(template)}<', page)
    assert option, f"{template} is not offered"
    form = {"template": option[1], "unit": unit.pk, "period": period, "key": str(uuid4())}
    answer = client.post(reverse("documents:start"), form)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def step(client: Client, report: str, name: str, **more: str) -> Any:
    """Press one of the report's buttons."""
    return client.post(f"{report}{name}/", {"key": str(uuid4()), **more})


def word_text(client: Client, report: str) -> str:
    """Return the words of the Word file, tables included."""
    answer = client.get(f"{report}word/")
    assert answer.status_code == 200
    document = docx.Document(io.BytesIO(answer.content))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def number_panel(client: Client, report: str, said: str) -> str:
    """Click a number on the report's page and return what the side panel shows."""
    page = client.get(report).content.decode()
    link = re.search(rf'hx-get="([^"]+)"[^>]*>{re.escape(said)}</a>', page)
    assert link, f"{said} is no link on the page"
    return client.get(link[1], headers={"HX-Request": "true"}).content.decode()
