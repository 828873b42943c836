"""Paper typed in: a row of keys for each sheet, the last taken back, a share typed twice."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from youju.kernel.ids import key_in
from youju.kernel.refusal import Refused
from youju.kernel.words import listed
from youju.organisations.queries import May, MemberRequest, Membership, require
from youju.surveys import actions, queries
from youju.surveys.forms_collect import PaperForm, today
from youju.surveys.models import PaperSheet, Sheet, Survey, Version
from youju.surveys.rules.paper import typed_back
from youju.surveys.views.asking import Where, refuse, survey_at, where_of, wheres


@require_http_methods(["GET", "POST"])
def paper(request: MemberRequest, survey_id: int) -> HttpResponse:
    """Type sheet after sheet; the number of each is written on it."""
    member = require(request.member, May.RECORD)
    survey, version = survey_at(member, survey_id)
    found = wheres(member, survey, version)
    at = where_of(found, request)
    if at is None:
        context = {"survey": survey, "found": found}
        status = 422 if request.method == "POST" else 200
        return render(request, "surveys/paper_where.html", context, status=status)
    asked = version.content.of(at.audience.code)
    begun = {"on": request.GET.get("on") or today()}
    form = PaperForm(request.POST or None, asked=asked, initial=begun)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        how = {"actor": member, "now": timezone.now(), "key": told["key"]}
        try:
            made = _enter(version, at, told, how)
        except Refused as refusal:
            refuse(form, refusal, "q_")
        else:
            return _next(survey, at, made, told["on"])
    context = _page(member, survey, at) | {"form": form, "at": at, "asked": asked}
    return render(request, "surveys/paper.html", context, status=422 if form.errors else 200)


def _enter(version: Version, at: Where, told: dict[str, Any], how: dict[str, Any]) -> PaperSheet:
    return actions.enter_sheet(
        version,
        audience=at.audience.code,
        unit=at.unit,
        cell=at.cell,
        answers=told["answers"],
        done_at=_at(told["on"]),
        **how,
    )


def _at(day: Any) -> datetime:
    """Return a moment of the day on which a sheet was filled in; today's is now."""
    now = timezone.localtime()
    return now if day == now.date() else timezone.make_aware(datetime.combine(day, time(12)))


def _next(survey: Survey, at: Where, made: PaperSheet, on: Any) -> HttpResponse:
    query = {"at": at.value, "on": on.isoformat(), "last": made.pk}
    return redirect(reverse("surveys:paper", args=[survey.pk], query=query))


def _page(member: Membership, survey: Survey, at: Where) -> dict[str, Any]:
    """Return the last sheets typed at a place, how many there are, and what waits to be checked."""
    rows = queries.papers_of(survey)
    here = rows.filter(cell=at.cell) if at.cell else rows.filter(unit=at.unit, audience=at.audience.code, cell=None)  # fmt: skip
    last = list(here.order_by("-number")[:10])
    mine = rows.filter(entered_by_id=member.person_id).order_by("-number").first()
    done = queries.done_by_cell([survey.pk]).get(at.cell.pk, 0) if at.cell else here.count()
    return {
        "survey": survey,
        "last": last,
        "undo": mine if mine and mine.second is None else None,
        "done": done,
        "target": at.cell.target if at.cell else None,
        "waiting": waiting(survey, member).count(),
    }


def waiting(survey: Survey, member: Membership) -> Any:
    """Return the sheets that somebody else than the member typed and that are to be typed again."""
    own = [one.pk for one in queries.units_asked(survey) if member.unit.covers(one)]
    rows = queries.papers_of(survey).filter(chosen=True, second_at=None, unit_id__in=own)
    return rows.exclude(entered_by_id=member.person_id).order_by("number")


@require_POST
def undo(request: MemberRequest, paper_id: int) -> HttpResponse:
    """Take back the last one."""
    member = require(request.member, May.RECORD)
    found = queries.paper_for(member, paper_id)
    actions.undo_entry(found.pk, actor=member, now=timezone.now(), key=_key(request))
    messages.success(request, _("已撤回第 %(n)s 份，没有计入") % {"n": found.number})
    query = {"at": request.POST.get("at", "")[:60]}
    return redirect(reverse("surveys:paper", args=[found.survey_id], query=query))


def _key(request: MemberRequest) -> UUID:
    return key_in(request.POST.get("key", ""))


@require_GET
def checks(request: MemberRequest, survey_id: int) -> HttpResponse:
    """Sheets to type again, those where the typings differ, and how often that was."""
    member = require(request.member, May.RECORD)
    survey, _version = survey_at(member, survey_id)
    rows = queries.papers_of(survey).exclude(second_at=None)
    differing = [one for one in rows if one.differs]
    context = {
        "survey": survey,
        "waiting": list(waiting(survey, member)[:100]),
        "open": [one for one in differing if one.is_open],
        "checked": rows.count(),
        "differing": len(differing),
    }
    return render(request, "surveys/paper_checks.html", context)


@require_http_methods(["GET", "POST"])
def check(request: MemberRequest, paper_id: int) -> HttpResponse:
    """Type a sheet again without seeing the first typing; then, where they differ, both."""
    member = require(request.member, May.RECORD)
    found = queries.paper_for(member, paper_id)
    asked = found.version.content.of(found.audience)
    form = PaperForm(request.POST or None, asked=asked, initial={"on": today()})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            done = actions.check_entry(
                found.pk, told["answers"], actor=member, now=timezone.now(), key=told["key"]
            )
        except Refused as refusal:
            refuse(form, refusal, "q_")
        else:
            if not done.differs:
                messages.success(request, _("第 %(n)s 份两次录入一致") % {"n": done.number})
                return redirect("surveys:paper_checks", survey_id=found.survey_id)
            return redirect("surveys:paper_check", paper_id=found.pk)
    if found.second is not None:
        return render(request, "surveys/paper_settle.html", {"paper": found, "lines": _both(found)})
    context = {"paper": found, "form": form, "survey": found.survey}
    return render(request, "surveys/paper_check.html", context, status=422 if form.errors else 200)


def _both(found: PaperSheet) -> list[tuple[str, str, str]]:
    """Return the questions on which the typings differ, each with both."""
    first = Sheet.objects.get(root_id=found.survey.root_id, id=found.sheet_id).answers
    second = found.second or {}
    form = found.version.content
    return [
        (one.text, _shown(one, first), _shown(one, second))
        for one in form.of(found.audience)
        if one.code in found.differs
    ]


def _shown(question: Any, answers: dict[str, Any]) -> str:
    chosen = answers.get(question.code, [])
    words = listed(one.text for one in question.options if one.code in chosen)
    return f"{typed_back(question, chosen)} {words}".strip() or _("没有答")


@require_POST
def settle(request: MemberRequest, paper_id: int) -> HttpResponse:
    """Say which typing holds."""
    member = require(request.member, May.RECORD)
    found = queries.paper_for(member, paper_id)
    which = request.POST.get("which", "")
    actions.settle_entry(found.pk, which, actor=member, now=timezone.now(), key=_key(request))
    messages.success(request, _("已定，比率随之更正"))
    return redirect("surveys:paper_checks", survey_id=found.survey_id)
