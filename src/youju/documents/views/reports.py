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
from youju.audit.queries import Outcome
from youju.documents import actions, paper, queries
from youju.documents.models import Report
from youju.documents.render import NUMBERED, filled
from youju.documents.views.pages import number_context, report_context
from youju.kernel.ids import key_in
from youju.kernel.refusal import Missing, Refused
from youju.organisations.queries import May, MemberRequest, Membership, require

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
def report(request: MemberRequest, report_id: int) -> HttpResponse:
    """The report as it will be on paper; every number opens what is behind it."""
    member = require(request.member, May.SEE)
    found = queries.report_for(member, report_id)
    context = report_context(member, found, request.GET.get("show", ""))
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
    """The report as a Word file by GB/T 9704-2012; `?sources=no` leaves the table of sources off."""
    return _file(request, report_id, "docx", WORD, paper.docx_of)


@require_GET
def pdf(request: MemberRequest, report_id: int) -> HttpResponse:
    """The report as PDF; `?sources=no` leaves the table of sources off."""
    return _file(request, report_id, "pdf", "application/pdf", paper.pdf_of)


def _file(
    request: MemberRequest, report_id: int, ending: str, kind: str, make: Callable[..., bytes]
) -> HttpResponse:
    member = require(request.member, May.SEE)
    found = queries.report_for(member, report_id)
    now = timezone.now()
    text = filled(found, timezone.localdate())
    content = make(found, text, sources=request.GET.get("sources") != "no")
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
        return _refused(request, member, report_id, refusal, typed=more, refused=step)
    return redirect("documents:report", found.pk)


@require_GET
def copied(request: MemberRequest, report_id: int) -> HttpResponse:
    """The passages that stand in other reports too, side by side."""
    member = require(request.member, May.SEE)
    found = queries.report_for(member, report_id)
    context = {"report": found, "copied": queries.copied_in(member, found)}
    return render(request, "documents/copied.html", context)


def _refused(
    request: MemberRequest, member: Membership, report_id: int, refusal: Refused, **more: Any
) -> HttpResponse:
    """Show the report with why something was refused, and what was typed."""
    if type(refusal) is not Refused:
        raise refusal
    context = report_context(member, queries.report_for(member, report_id), "")
    context |= {"refusal": refusal.message, **more}
    return render(request, "documents/report.html", context, status=422)


def _at_faults(report_id: int) -> HttpResponse:
    return redirect(f"{reverse('documents:report', args=[report_id])}#faults")


@require_POST
def mend(request: MemberRequest, report_id: int) -> HttpResponse:
    """Mend one fault that the proofreading found, or all of its rule."""
    member = require(request.member, May.RECORD)
    told = request.POST
    try:
        actions.mend_report(
            report_id,
            told.get("rule", ""),
            told.get("fault", ""),
            actor=member,
            now=timezone.now(),
            key=key_in(told.get("key", "")),
        )
    except Refused as refusal:
        return _refused(request, member, report_id, refusal)
    return _at_faults(report_id)


@require_POST
def aside(request: MemberRequest, report_id: int) -> HttpResponse:
    """Set one fault aside for a reason, or take it up again."""
    member = require(request.member, May.RECORD)
    told = request.POST
    fault, reason = told.get("fault", ""), told.get("reason", "")
    key = key_in(told.get("key", ""))
    how: dict[str, Any] = {"actor": member, "now": timezone.now(), "key": key}
    try:
        if "again" in told:
            actions.take_up_fault(report_id, fault, **how)
        else:
            actions.set_aside_fault(report_id, fault, reason=reason, **how)
    except Refused as refusal:
        typed = {"reason": reason, "fault": fault}
        return _refused(request, member, report_id, refusal, typed=typed, refused="aside")
    return _at_faults(report_id)
