"""One report: the paper, its numbers, its files, its way to the signature."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from youju.audit.actions import record
from youju.audit.queries import Outcome, trail_of
from youju.documents import actions, paper, queries
from youju.documents.models import Report
from youju.documents.render import NUMBERED, filled
from youju.documents.views.pages import number_context, report_context
from youju.kernel.ids import key_in
from youju.kernel.refusal import Missing, Refused
from youju.organisations.queries import May, MemberRequest, require

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
def report(request: MemberRequest, report_id: int) -> HttpResponse:
    """The report as it will be on paper; every number opens what is behind it."""
    member = require(request.member, May.SEE)
    found = queries.report_for(member, report_id)
    context = report_context(member, found, request.GET.get("show", ""))
    context["events"] = trail_of(member.root_id, actions.KIND, found.pk)[:20]
    return render(request, "documents/report.html", context)


@require_GET
def number(request: MemberRequest, report_id: int, position: int) -> HttpResponse:
    """The trail of one number, for the side panel or as a page."""
    member = require(request.member, May.SEE)
    found = queries.report_for(member, report_id)
    text = filled(found, timezone.localdate(), only=NUMBERED)
    wanted = [n for n in text.numbers() if n.position == position]
    if not wanted:
        raise Missing(_("这个数字已经不在文稿里了，请刷新页面"))
    template = "documents/_number.html" if request.htmx else "documents/number.html"
    return render(request, template, number_context(member, found, wanted[0]))


@require_GET
def word(request: MemberRequest, report_id: int) -> HttpResponse:
    """The report as a Word file by GB/T 9704-2012."""
    return _file(request, report_id, "docx", WORD, paper.docx_of)


@require_GET
def pdf(request: MemberRequest, report_id: int) -> HttpResponse:
    """The report as PDF."""
    return _file(request, report_id, "pdf", "application/pdf", paper.pdf_of)


def _file(
    request: MemberRequest, report_id: int, ending: str, kind: str, make: Callable[..., bytes]
) -> HttpResponse:
    member = require(request.member, May.SEE)
    found = queries.report_for(member, report_id)
    now = timezone.now()
    text = filled(found, timezone.localdate())
    content = make(found, text)
    record(
        "documents.export",
        Outcome.EXPORTED,
        actor=member,
        now=now,
        kind=actions.KIND,
        subject_id=found.pk,
        file=ending,
    )
    name = quote(f"{text.title}.{ending}")
    return HttpResponse(
        content,
        content_type=kind,
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"},
    )


STEPS: dict[str, Callable[..., Report]] = {
    "send": actions.send_for_review,
    "return": actions.return_report,
    "issue": actions.issue_report,
    "drop": actions.drop_report,
    "take-back": actions.take_back_dropped,
    "correct": actions.start_correction,
}


@require_POST
def step(request: MemberRequest, report_id: int, step: str) -> HttpResponse:
    """Move a report on: send, return, issue, drop, take back, start a correction."""
    if step not in STEPS:
        raise Http404
    member = require(request.member, May.SEE)
    reason = {"reason": request.POST.get("reason", "")}
    more: dict[str, Any] = reason if step in ("return", "issue") else {}
    key = key_in(request.POST.get("key", ""))
    try:
        found = STEPS[step](report_id, actor=member, now=timezone.now(), key=key, **more)
    except Refused as refusal:
        if type(refusal) is not Refused:
            raise
        shown = queries.report_for(member, report_id)
        context = report_context(member, shown, "") | {"refusal": refusal.message, "typed": more}
        context["refused"] = step
        return render(request, "documents/report.html", context, status=422)
    return redirect("documents:report", found.pk)


@require_GET
def copied(request: MemberRequest, report_id: int) -> HttpResponse:
    """The passages that stand in other reports too, side by side."""
    member = require(request.member, May.SEE)
    found = queries.report_for(member, report_id)
    context = {"report": found, "copied": queries.copied_in(member, found)}
    return render(request, "documents/copied.html", context)


@require_POST
def mend(request: MemberRequest, report_id: int) -> HttpResponse:
    """Mend one fault that the proofreading found, or all of its rule."""
    member = require(request.member, May.DRAFT)
    try:
        actions.mend_report(
            report_id,
            request.POST.get("rule", ""),
            request.POST.get("fault", ""),
            actor=member,
            now=timezone.now(),
            key=key_in(request.POST.get("key", "")),
        )
    except Refused as refusal:
        if type(refusal) is not Refused:
            raise
        shown = queries.report_for(member, report_id)
        context = report_context(member, shown, "") | {"refusal": refusal.message}
        return render(request, "documents/report.html", context, status=422)
    return redirect(f"{reverse('documents:report', args=[report_id])}#faults")
