"""The public civility index over the years, and the negative list."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from youju.audit.queries import trail_of
from youju.audit.registry import label_of
from youju.organisations.queries import May, MemberRequest, asking, require
from youju.standards import actions, queries
from youju.standards.forms.years import NegativeForm, ReasonForm, ResultForm, TargetForm
from youju.standards.queries.years import lost_again
from youju.standards.rules.years import half_of
from youju.standards.views.mock_frame import act_page, crumbs, tabs, to


@require_GET
def years(request: MemberRequest) -> HttpResponse:
    """Score, rank and lost points, year by year."""
    who = asking(request)
    tests = queries.index_tests(who.member, who.unit)
    this_year = timezone.localdate().year
    context = {
        "who": who,
        "tabs": tabs("years"),
        "tests": [(one, half_of(one.inspection.on)) for one in reversed(tests)],
        "labels": [f"{one.inspection.on:%Y-%m}" for one in tests],
        "scores": [None if one.inspection.score is None else float(one.inspection.score) for one in tests],
        "ranks": [one.inspection.rank for one in tests],
        "again": lost_again(tests),
        "target": queries.index_target(who.unit, this_year),
        "this_year": this_year,
        "may_arrange": who.member.may_at(May.ARRANGE, who.unit),
    }  # fmt: skip
    return render(request, "standards/years.html", context)


@require_http_methods(["GET", "POST"])
def years_new(request: MemberRequest) -> HttpResponse:
    """Register one official result."""
    who = asking(request, May.ARRANGE)
    form = ResultForm(request.POST or None, initial={"full": 100})

    def do(**told: Any) -> bool:
        return bool(actions.record_result(unit=who.unit, **told))

    title = _("%(unit)s · 登记公共文明指数成绩") % {"unit": who.unit.short_name}
    shown: dict[str, Any] = {
        "title": title,
        "submit": _("登记"),
        "crumbs": crumbs((_("历年指数"), to("years"))),
    }
    return act_page(request, form, do, back=to("years"), saved=_("已登记。"), **shown)


@require_http_methods(["GET", "POST"])
def years_target(request: MemberRequest) -> HttpResponse:
    """Set the target of a year."""
    who = asking(request, May.ARRANGE)
    year = timezone.localdate().year
    now = queries.index_target(who.unit, year)
    initial = {"year": year, "rank": now.rank if now else None, "before": now.before if now else ""}
    form = TargetForm(request.POST or None, initial=initial)

    def do(**told: Any) -> bool:
        return bool(actions.set_target(unit=who.unit, **told))

    title = _("%(unit)s · 定公共文明指数目标") % {"unit": who.unit.short_name}
    shown: dict[str, Any] = {
        "title": title,
        "submit": _("定下"),
        "crumbs": crumbs((_("历年指数"), to("years"))),
    }
    return act_page(request, form, do, back=to("years"), saved=_("已定下目标。"), **shown)


@require_GET
def negatives(request: MemberRequest) -> HttpResponse:
    """The events of the negative list, and what bars the unit now."""
    who = asking(request)
    today = timezone.localdate()
    rows = list(queries.negatives_of(who.member, who.unit)[:100])
    context = {
        "who": who,
        "tabs": tabs("negatives"),
        "rows": [(one, one.barring(today)) for one in rows],
        "barring": queries.barring(who.unit, today),
        "may_arrange": who.member.may_at(May.ARRANGE, who.unit),
    }
    return render(request, "standards/negatives.html", context)


@require_http_methods(["GET", "POST"])
def negative_new(request: MemberRequest) -> HttpResponse:
    """Register an event."""
    who = asking(request, May.ARRANGE)
    form = NegativeForm(request.POST or None)

    def do(**told: Any) -> str:
        return to("negative", actions.register_negative(unit=who.unit, **told).pk)

    title = _("%(unit)s · 登记负面清单事件") % {"unit": who.unit.short_name}
    shown: dict[str, Any] = {
        "title": title,
        "submit": _("登记"),
        "crumbs": crumbs((_("负面清单"), to("negatives"))),
    }
    return act_page(request, form, do, back=to("negatives"), saved=_("已登记。"), **shown)


@require_GET
def negative(request: MemberRequest, event_id: int) -> HttpResponse:
    """One event with its trail."""
    member = require(request.member, May.SEE)
    found = queries.negative_for(member, event_id)
    rows = trail_of(found.root_id, "standards.negative", found.pk)[:20]
    context = {
        "found": found,
        "is_barring": found.barring(timezone.localdate()),
        "events": [
            {"at": one.at, "what": label_of(one.act), "who": one.actor_label, "text": one.detail.get("reason", "")}
            for one in rows
        ],
        "may_withdraw": found.state == "live" and member.may_at(May.ARRANGE, found.unit),
    }  # fmt: skip
    return render(request, "standards/negative.html", context)


@require_http_methods(["GET", "POST"])
def negative_withdraw(request: MemberRequest, event_id: int) -> HttpResponse:
    """Take an event off the list."""
    found = queries.negative_for(require(request.member, May.ARRANGE), event_id)
    form = ReasonForm(request.POST or None)

    def do(**told: Any) -> bool:
        return bool(actions.withdraw_negative(found.pk, **told))

    back = to("negative", found.pk)
    trail = crumbs((_("负面清单"), to("negatives")), (found.title, back))
    shown: dict[str, Any] = {
        "title": _("撤下"),
        "submit": _("撤下"),
        "note": found.title,
        "crumbs": trail,
    }
    return act_page(request, form, do, back=back, saved=_("已撤下。"), **shown)
