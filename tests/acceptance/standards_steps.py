"""What offices do with editions and scores, through the product's pages."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.acceptance.ledger_steps import text_of
from youju.jobs.actions import perform
from youju.jobs.models import Job


def in_force(client: Client, text: str) -> int:
    """Hand an edition in as a file, look at it, take it, and measure by it; return its id."""
    file = SimpleUploadedFile("体系.yaml", text.encode())
    preview = client.post("/standards/editions/import/", {"file": file})
    assert preview.status_code == 302, text_of(preview)
    taken = client.post(preview["Location"], {"key": str(uuid4())})
    assert taken.status_code == 302, text_of(taken)
    edition = int(re.findall(r"/editions/(\d+)/", taken["Location"])[0])
    client.post(f"/standards/editions/{edition}/use/", {"key": str(uuid4())})
    return edition


def enabled(client: Client, code: str) -> int:
    """Take a shipped sample with the button of its page; return its id."""
    answer = client.post(f"/standards/editions/samples/{code}/", {"key": str(uuid4())})
    assert answer.status_code == 302, text_of(answer)
    return int(re.findall(r"/editions/(\d+)/", answer["Location"])[0])


def worked_out(client: Client, edition: int) -> None:
    """Press 重新计算, and let the background worker do what waits."""
    answer = client.post(f"/standards/recompute/{edition}/", {"key": str(uuid4())}, follow=True)
    assert answer.status_code == 200
    for job_id in Job.objects.filter(state=Job.State.WAITING).values_list("pk", flat=True):
        perform(job_id)


def items_of(client: Client, edition: int) -> dict[str, int]:
    """Return the ids of an edition's items by code, as its page links them."""
    page = client.get(f"/standards/editions/{edition}/").content.decode()
    found = re.findall(
        r'<span class="num dim">([\w.]+)</span> <a href="/standards/items/(\d+)/', page
    )
    return {code: int(pk) for code, pk in found}


def judged(client: Client, item: int, share: str, reason: str) -> Any:
    data = {"share": share, "reason": reason, "key": str(uuid4())}
    return client.post(f"/standards/items/{item}/judge/", data)


def beside(client: Client, edition: int, unit: Any) -> str:
    """Return the words of the table of units by items, at and below a unit."""
    answer = client.get(f"/standards/matrix/?edition={edition}&unit={unit.code or unit.pk}")
    assert answer.status_code == 200
    return text_of(answer)
