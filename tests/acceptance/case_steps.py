"""What people do with problems, through the product's pages."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.acceptance.ledger_steps import text_of
from youju.evidence.tests.factories import jpeg, scene
from youju.organisations.models import Unit

PERIOD = "2026"


def report(client: Client, unit: Unit, kind: str, place: str, **told: Any) -> str:
    """Report a problem and return the address of its page."""
    data = {"key": str(uuid4()), "unit": unit.pk, "kind": kind, "place": place, "source": "grid"}
    answer = client.post("/cases/new/", data | told)
    assert answer.status_code == 302, text_of(answer)
    return str(answer.url)


def act(client: Client, case: str, what: str, **told: Any) -> Any:
    """Do one act on a case; the answer is the page it leads to, or the form with its refusal."""
    return client.post(f"{case}{what}/", {"key": str(uuid4()), **told}, follow=True)


def handled(client: Client, case: str, owner: Unit) -> None:
    """Take a case up and give it to a unit."""
    act(client, case, "file")
    answer = act(client, case, "dispatch", owner_unit=owner.pk)
    assert "已派遣，开始计时" in text_of(answer)


def seen(client: Client, address: str, **query: str) -> str:
    """Return the words of a page."""
    answer = client.get(address, {"period": PERIOD, **query})
    assert answer.status_code == 200, address
    return text_of(answer)


def photo(client: Client, unit: Unit, shift: int = 0) -> str:
    """Hand a photo in, as the picker of a form does, and return its id."""
    file = SimpleUploadedFile("现场.jpg", jpeg(scene(shift)), "image/jpeg")
    data = {"file": file, "unit": unit.pk, "key": str(uuid4())}
    answer = client.post("/evidence/upload/", data, headers={"HX-Request": "true"})
    found = re.search(r'name="items" value="(\d+)"', answer.content.decode())
    assert found, text_of(answer)
    return found[1]
