"""Starting a report and working on its words."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from youju.documents import actions, queries
from youju.documents.forms import HeadForm, HeadingForm, StartForm, WordsForm
from youju.documents.models import Report
from youju.documents.render import preview_block
from youju.facts.queries import measures
from youju.kernel.ids import key_in
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.queries import (
    May,
    MemberRequest,
    Membership,
    Unit,
    require,
    unit_or_own,
    units_visible_to,
)
from youju.ui.chosen import chosen


def _units(member: Membership) -> QuerySet[Unit]:
    """Return the units to write for: those in view; the own one for somebody who writes of themselves."""
    rows = units_visible_to(member).filter(until=None)
    return rows if member.may(May.DRAFT) else rows.filter(pk=member.unit_id)


def _start_form(request: MemberRequest, member: Membership) -> StartForm:
    here = chosen(request)
    templates = queries.templates_to_write(member)
    fitting = queries.fitting_template(member, here.period.grain)
    return StartForm(
        request.POST or None,
        templates=templates,
        units=_units(member),
        initial={
            "unit": unit_or_own(member, here.unit_code),
            "period": here.period,
            "template": fitting if member.may(May.DRAFT) else templates.first(),
        },
    )


def start(request: MemberRequest) -> HttpResponse:
    """Choose template, unit and period, and start the draft."""
    member = require(request.member, May.RECORD)
    form = _start_form(request, member)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            report = actions.start_report(
                told["template"].pk,
                unit=told["unit"],
                period=told["period"],
                actor=member,
                now=timezone.now(),
                key=told["key"],
            )
            return redirect("documents:report", report.pk)
        except Refused as refusal:
            form.add_error(refusal.field, refusal.message)
    code = 422 if form.errors else 200
    return render(request, "documents/start.html", {"form": form}, status=code)


def _draft(request: MemberRequest, report_id: int) -> tuple[Membership, Report]:
    member = require(request.member, May.RECORD)
    report = queries.report_for(member, report_id)
    queries.require_writer(member, report.unit, report.template.kind, report.author)
    return member, report


def _block_of(report: Report, section: int, block: int) -> dict[str, Any]:
    try:
        found: dict[str, Any] = report.content["sections"][section]["blocks"][block]
    except IndexError:
        raise Missing(_("这一段已经不在了，请刷新页面")) from None
    return found


def words(request: MemberRequest, report_id: int) -> HttpResponse:
    """All paragraphs of a draft for editing, also those left out because they have no numbers; the
    title and addressee are set here."""
    member, report = _draft(request, report_id)
    head = {"title": report.title, "addressee": report.addressee}
    form = HeadForm(request.POST or None, initial=head)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_head(report_id, actor=member, now=timezone.now(), **form.cleaned_data)
            return redirect("documents:words", report_id)
        except Refused as refusal:
            _add(form, refusal)
    return _words(request, report, form=form)


def _words(
    request: MemberRequest, report: Report, refusal: str = "", form: HeadForm | None = None
) -> HttpResponse:
    head = {"title": report.title, "addressee": report.addressee}
    context = {
        "report": report,
        "form": form or HeadForm(initial=head),
        "sections": queries.editable_sections(report),
        "measures": measures(),
        "refusal": refusal,
    }
    code = 422 if refusal or (form and form.errors) else 200
    return render(request, "documents/words.html", context, status=code)


def block(request: MemberRequest, report_id: int, section: int, block: int) -> HttpResponse:
    """One paragraph: its form (GET), a preview of unsaved words (POST preview), or saving it."""
    member, report = _draft(request, report_id)
    source = _block_of(report, section, block).get("source", "")
    form = WordsForm(request.POST or None, initial={"source": source, "before": source})
    if "preview" in request.POST:
        return _preview(request, report, request.POST.get("source", ""))
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_block(
                report_id,
                section,
                block,
                actor=member,
                now=timezone.now(),
                **form.cleaned_data,
            )
            return redirect("documents:words", report_id)
        except Refused as refusal:
            _add(form, refusal)
    context = {"report": report, "form": form, "at": (section, block), "measures": measures()}
    code = 422 if form.errors else 200
    return render(request, "documents/block.html", context, status=code)


def heading(request: MemberRequest, report_id: int, section: int) -> HttpResponse:
    """The heading of one section: its form, or saving it."""
    member, report = _draft(request, report_id)
    told = actions.section_of(report, section).get("heading", "")
    form = HeadingForm(request.POST or None, initial={"heading": told, "before": told})
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_heading(
                report_id, section, actor=member, now=timezone.now(), **form.cleaned_data
            )
            return redirect("documents:words", report_id)
        except Refused as refusal:
            _add(form, refusal)
    context = {"report": report, "form": form}
    code = 422 if form.errors else 200
    return render(request, "documents/heading.html", context, status=code)


def _add(form: WordsForm | HeadForm | HeadingForm, refusal: Refused) -> None:
    if isinstance(refusal, Forbidden | Missing):
        raise refusal
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)


def _preview(request: MemberRequest, report: Report, source: str) -> HttpResponse:
    try:
        actions.check_block({"kind": "text", "source": source})
        filled, refusal = preview_block(report, source, timezone.localdate()), ""
    except Refused as refused:
        filled, refusal = None, refused.message
    return render(request, "documents/_preview.html", {"block": filled, "refusal": refusal})


@require_POST
def remove(request: MemberRequest, report_id: int, section: int, block: int) -> HttpResponse:
    """Take a paragraph out of the draft."""
    member, _report = _draft(request, report_id)
    actions.remove_block(
        report_id,
        section,
        block,
        actor=member,
        now=timezone.now(),
        key=key_in(request.POST.get("key", "")),
    )
    return redirect("documents:words", report_id)


def _new_block(request: MemberRequest) -> dict[str, Any]:
    """Return the block that was asked for: a paragraph, photos, photos with their captions, a chart."""
    told = request.POST
    match told.get("kind"):
        case "photos" | "cards":
            photos = {"kind": "photos", "caption": _("工作照片"), "count": 6}
            return {**photos, "cards": True} if told["kind"] == "cards" else photos
        case "chart":
            name = told.get("measure", "").strip()
            by, _mark, style = told.get("drawn", "").partition("-")
            return {
                "kind": "chart", "measures": [name] if name else [], "caption": name,
                "by": "month" if by == "month" else "unit", "style": "line" if style == "line" else "bar",
            }  # fmt: skip
    return {"kind": "text", "source": told.get("source", "") or _("（在此写一段）")}


@require_POST
def add(request: MemberRequest, report_id: int, section: int) -> HttpResponse:
    """Put an empty paragraph, a table or photos at the end of a section."""
    member, report = _draft(request, report_id)
    sections = report.content["sections"]
    if section >= len(sections):
        raise Missing(_("这一节已经不在了，请刷新页面"))
    at = len(sections[section]["blocks"])
    new = _new_block(request)
    key = key_in(request.POST.get("key", ""))
    try:
        actions.add_block(
            report_id, section, at, block=new, actor=member, now=timezone.now(), key=key
        )
    except Refused as refusal:
        if type(refusal) is not Refused:
            raise
        return _words(request, report, refusal.message)
    if new["kind"] == "text":
        return redirect("documents:block", report_id, section, at)
    return redirect("documents:words", report_id)
