"""Rates told by counts, and what the official survey found."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from youju.kernel.ids import key_in
from youju.kernel.refusal import Refused
from youju.organisations.queries import May, MemberRequest, asking, require, unit_options
from youju.surveys import actions, queries
from youju.surveys.forms_counts import CountedForm, OfficialForm
from youju.surveys.rules.counts import COUNTED
from youju.surveys.views.frame import arranged, refuse
from youju.ui.lists import keyset_page
from youju.ui.shown import people


@require_GET
def counted(request: MemberRequest) -> HttpResponse:
    """The rates told by counts at the chosen unit, with what the plans ask for."""
    who = asking(request)
    rows = queries.counted_under(who.member, who.unit)
    page = keyset_page(rows, request, ["-on", "-id"])
    context = {
        "unit": who.unit,
        "page": page,
        "goals": {code: one.goal for code, one in COUNTED.items()},
        "may_record": who.member.may(May.RECORD),
    }
    return render(request, "surveys/counted.html", context)


@require_http_methods(["GET", "POST"])
def counted_new(request: MemberRequest) -> HttpResponse:
    """Record a rate by its counts."""
    who = asking(request, May.RECORD)
    initial = {"unit": who.unit, "kind": "joined", "on": timezone.localdate()}
    form = CountedForm(request.POST or None, units=unit_options(who.member), initial=initial)
    if request.method == "POST" and form.is_valid():
        told: dict[str, Any] = {"actor": who.member, "now": timezone.now()}
        try:
            made = actions.record_counted(**form.cleaned_data, **told)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            said = _("已登记：%(name)s %(value)s%%") % {"name": str(made), "value": made.value}
            messages.success(request, said)
            return redirect("surveys:counted_one", made.pk)
    context = {"form": form, "unit": who.unit}
    return render(request, "surveys/counted_new.html", context, status=422 if form.errors else 200)


@require_GET
def counted_one(request: MemberRequest, counted_id: int) -> HttpResponse:
    """One rate told by counts."""
    member = require(request.member, May.SEE)
    one = queries.counted_for(member, counted_id)
    kind = COUNTED[one.kind]
    context = {
        "one": one,
        "goal": kind.goal,
        "met": one.value >= kind.goal,
        "facts": [
            (_("单位"), one.unit.name),
            (_("哪项活动"), one.about),
            (kind.numerator, people(one.numerator)),
            (kind.denominator, people(one.denominator)),
            (_("怎么数的"), one.source),
            (_("登记人"), one.made_by_label),
        ],
        "may_remove": member.may_at(May.RECORD, one.unit),
    }
    return render(request, "surveys/counted_one.html", context)


@require_POST
def counted_remove(request: MemberRequest, counted_id: int) -> HttpResponse:
    """Take back a rate that was counted wrongly."""
    member = require(request.member, May.RECORD)
    one = queries.counted_for(member, counted_id)
    key = key_in(request.POST.get("key", ""))
    actions.remove_counted(one.pk, actor=member, now=timezone.now(), key=key)
    messages.success(request, _("已撤回，统计里不再计入"))
    return redirect("surveys:counted")


@require_http_methods(["GET", "POST"])
def official(request: MemberRequest, survey_id: int) -> HttpResponse:
    """Put the official survey's value beside ours."""
    member, survey, _version = arranged(request, survey_id)
    form = OfficialForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told: dict[str, Any] = {"actor": member, "now": timezone.now()}
        try:
            actions.state_official(survey.pk, **form.cleaned_data, **told)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("已登记官方数值"))
            return redirect("surveys:results", survey.pk)
    context = {"form": form, "survey": survey}
    return render(request, "surveys/official.html", context, status=422 if form.errors else 200)
