"""Files that leave the house: each time in the log."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.http import HttpResponse
from django.utils import timezone

from youju.audit.actions import record
from youju.audit.queries import Outcome
from youju.organisations.queries import Membership


def handed_out(
    content: bytes,
    name: str,
    content_type: str,
    *,
    member: Membership,
    act: str,
    subject: tuple[str, int],
    **detail: Any,
) -> HttpResponse:
    """Return a file as a download, and put who took it into the log."""
    kind, pk = subject
    record(
        act, Outcome.EXPORTED, actor=member, now=timezone.now(), kind=kind, subject_id=str(pk), **detail
    )  # fmt: skip
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f"attachment; filename*=utf-8''{quote(name)}"
    return response
