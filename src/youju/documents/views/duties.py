"""The contract of a unit's duties as a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import quote

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from youju.audit.actions import record
from youju.audit.queries import Outcome
from youju.documents import duty_paper
from youju.documents.views.reports import WORD
from youju.kernel.refusal import Missing
from youju.organisations.queries import May, MemberRequest, Unit, require, unit_for
from youju.standards.queries import Duty, Edition, duties_of_unit, edition_for

Make = Callable[[Edition, Unit, Sequence[Duty]], bytes]


@require_GET
def word(request: MemberRequest, edition_id: int, unit_id: int) -> HttpResponse:
    """The contract as a Word file by GB/T 9704-2012, with room for two signatures."""
    return _file(request, (edition_id, unit_id), "docx", WORD, duty_paper.docx_of)


@require_GET
def pdf(request: MemberRequest, edition_id: int, unit_id: int) -> HttpResponse:
    """The contract as PDF."""
    return _file(request, (edition_id, unit_id), "pdf", "application/pdf", duty_paper.pdf_of)


def _file(
    request: MemberRequest, at: tuple[int, int], ending: str, kind: str, make: Make
) -> HttpResponse:
    member = require(request.member, May.SEE)
    edition, unit = edition_for(member, at[0]), unit_for(member, at[1])
    duties = list(duties_of_unit(member, edition, unit))
    if not duties:
        raise Missing(_("这个单位没有分工，不用签责任书"))
    content = make(edition, unit, duties)
    record(
        "documents.export", Outcome.EXPORTED, actor=member, now=timezone.now(),
        kind="standards.edition", subject_id=edition.pk, file=ending, unit=unit.pk,
    )  # fmt: skip
    name = quote(f"{unit.short_name}测评指标责任书.{ending}")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    return HttpResponse(content, content_type=kind, headers=headers)
