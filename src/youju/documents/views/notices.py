"""Rectification notices as files."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from youju.audit.actions import record
from youju.audit.queries import Outcome
from youju.documents import notice_paper
from youju.documents.views.reports import WORD
from youju.organisations.queries import May, MemberRequest, require
from youju.supervision.measures import NOTICE_KIND
from youju.supervision.queries import Notice, notice_for


@require_GET
def word(request: MemberRequest, notice_id: int) -> HttpResponse:
    """A notice as a Word file by GB/T 9704-2012, with its reply slip."""
    return _file(request, notice_id, "docx", WORD, notice_paper.docx_of)


@require_GET
def pdf(request: MemberRequest, notice_id: int) -> HttpResponse:
    """A notice as PDF."""
    return _file(request, notice_id, "pdf", "application/pdf", notice_paper.pdf_of)


def _file(
    request: MemberRequest,
    notice_id: int,
    ending: str,
    kind: str,
    make: Callable[[Notice], bytes],
) -> HttpResponse:
    member = require(request.member, May.SEE)
    found = notice_for(member, notice_id)
    content = make(found)
    record(
        "documents.export",
        Outcome.EXPORTED,
        actor=member,
        now=timezone.now(),
        kind=NOTICE_KIND,
        subject_id=found.pk,
        file=ending,
    )
    name = quote(f"整改通知书 {found.number}.{ending}")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    return HttpResponse(content, content_type=kind, headers=headers)
