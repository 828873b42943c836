"""What waits for the office: by source and by desk; hard cases; answering calls for help."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from youju.cases import actions, listing
from youju.cases.forms.acts import RaisingAnswerForm
from youju.cases.forms.fields import refuse
from youju.cases.models import Case, HardCase, Raising
from youju.cases.queries import (
    case_for,
    facilities,
    hard_cases,
    open_cases,
    raised_by,
    raised_to,
)
from youju.cases.queries.look import may_answer, require_answerer
from youju.cases.rules import Source, State
from youju.cases.rules.states import GRAVE_SOURCES, SOURCE_LABELS, STATE_LABELS
from youju.cases.views.asking import tabs
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.queries import Asking, May, asking
from youju.ui.chosen import chosen

ROWS = 8
STATES = (State.REPORTED, State.FILED, State.DISPATCHED, State.DISPUTED, State.RECTIFIED)


@require_GET
def intake(request: HttpRequest) -> HttpResponse:
    """Open cases by where they came from, and what each desk has to do."""
    who, now = asking(request), timezone.now()
    rows = open_cases(who.member, who.unit)
    kept = chosen(request).query.lstrip("?")
    context = {
        "who": who,
        "tabs": tabs(request, who, "cases:intake"),
        "heads": [*(_(STATE_LABELS[one]) for one in STATES), _("逾期"), _("合计")],
        "sources": _by_source(rows, now, kept),
        "desks": _desks(rows, who, now, kept),
        "may_record": who.member.may_at(May.RECORD, who.unit),
    }
    return render(request, "cases/intake.html", context)


def _by_source(rows: QuerySet[Case], now: datetime, kept: str) -> list[dict[str, Any]]:
    """Return a line for each source with open cases; those a leader answers for stand first."""
    sums = {one.value: Count("pk", filter=Q(state=one)) for one in STATES}
    told = rows.order_by().values("source")
    told = told.annotate(late=Count("pk", filter=listing.late_at(now)), n=Count("pk"), **sums)
    counts = {Source(one["source"]): dict(one) for one in told}
    order = sorted(counts, key=lambda one: (one not in GRAVE_SOURCES, list(Source).index(one)))
    return [
        {"label": _(SOURCE_LABELS[one]), "grave": one in GRAVE_SOURCES, "cells": _cells(one, counts[one], kept)}
        for one in order
    ]  # fmt: skip


def _cells(source: Source, row: dict[str, Any], kept: str) -> list[dict[str, Any]]:
    base = f"{reverse('cases:list')}?{kept}&source={source.value}"
    found = [
        {"n": row[one.value], "label": _(STATE_LABELS[one]), "url": f"{base}&state={one.value}"}
        for one in STATES
    ]
    found.append({"n": row["late"], "label": _("逾期"), "url": f"{base}&mark=late"})
    return [*found, {"n": row["n"], "label": _("合计"), "url": base}]


def _desks(rows: QuerySet[Case], who: Asking, now: datetime, kept: str) -> list[dict[str, Any]]:
    base = f"{reverse('cases:list')}?{kept}"
    wanted = [
        ("file", _("要立案"), Q(state=State.REPORTED), "state=reported", _("没有待受理的问题")),
        ("dispatch", _("要派遣"), Q(state=State.FILED), "state=filed", _("没有待派遣的问题")),
        ("settle", _("要裁定、答复"), Q(state=State.DISPUTED) | Q(extension_asked=True), "state=disputed", _("没有待裁定的异议和待答复的延期")),
        ("verify", _("要复核"), Q(state=State.RECTIFIED), "state=rectified", _("没有待复核的问题")),
        ("late", _("逾期"), listing.late_at(now), "mark=late", _("没有逾期的问题")),
        ("hard", _("要回看"), Q(hard=True), "mark=hard", _("没有挂账的问题")),
    ]  # fmt: skip
    found = []
    for code, title, which, query, none in wanted:
        cases = (
            rows.filter(which).prefetch_related("unit", "owner_unit").order_by("received_at", "id")
        )
        held = list(cases[: ROWS + 1])
        more = (
            _("%(n)s 件以上") % {"n": ROWS}
            if len(held) > ROWS
            else _("%(n)s 件") % {"n": len(held)}
        )
        shown = listing.rows_of(held[:ROWS], now)
        found.append({"code": code, "title": title, "meta": more, "url": f"{base}&{query}", "rows": shown, "none": none})  # fmt: skip
    return found


@require_GET
def hard(request: HttpRequest) -> HttpResponse:
    """Hard cases on the list, those solved in the period, and calls for help."""
    who = asking(request)
    on_list = hard_cases(who.member, who.unit)[:200]
    ended = HardCase.objects.none()
    if who.period.known:
        ended = hard_cases(who.member, who.unit, who.period).exclude(until=None).filter(solved=True)
    asked = raised_to(who.member, who.unit).filter(state=Raising.State.ASKED)
    context = {
        "who": who,
        "tabs": tabs(request, who, "cases:hard"),
        "open_rows": on_list,
        "solved_rows": ended[:200],
        "raised": raised_by(who.member, who.unit)[:30],
        "asked": [(one, may_answer(who.member, one)) for one in asked[:30]],
        "today": timezone.localdate(),
    }
    return render(request, "cases/hard.html", context)


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, raising_id: int) -> HttpResponse:
    """Answer what another unit asked."""
    who = asking(request)
    require_answerer(who.member)
    rows = raised_to(who.member, who.member.unit).filter(pk=raising_id)
    raising = rows.first()
    if raising is None:
        raise Missing(_("没有这项求助，或者不是报给您单位的"))
    form = RaisingAnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.answer_raising(raising.pk, answer=given["answer"], granted=given["granted"] == "yes", actor=who.member, now=timezone.now(), key=given["key"])  # fmt: skip
        except (Forbidden, Missing):
            raise
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("已答复。"))
            return redirect("cases:case", raising.case_id)
    context = {"form": form, "raising": raising}
    return render(request, "cases/answer.html", context, status=422 if form.errors else 200)


@require_GET
def counted_hard(request: HttpRequest, hard_id: int) -> HttpResponse:
    """The record behind 疑难问题: leads to the case."""
    who = asking(request)
    found = HardCase.objects.filter(pk=hard_id).first()
    return _to_case(who, found.case_id if found else 0)


@require_GET
def counted_raising(request: HttpRequest, raising_id: int) -> HttpResponse:
    """The record behind 上报求助问题: leads to the case."""
    who = asking(request)
    found = Raising.objects.filter(pk=raising_id).first()
    return _to_case(who, found.case_id if found else 0)


def _to_case(who: Asking, case_id: int) -> HttpResponse:
    return redirect("cases:case", case_for(who.member, case_id).pk)


@require_GET
def facility(request: HttpRequest, count_id: int) -> HttpResponse:
    """The record behind 登记设施: leads to the numbers of its unit."""
    who = asking(request)
    rows = facilities(who.member, who.member.unit, timezone.localdate())
    found = rows.filter(pk=count_id).first()
    if found is None:
        raise Missing(_("没有这条登记，或者不在您的查看范围内"))
    return redirect(f"{reverse('cases:facilities')}?unit={found.unit.code or found.unit_id}")
