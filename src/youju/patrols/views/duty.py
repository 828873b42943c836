"""Duty rosters: the month as a calendar, turns, swaps and calls."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from youju.kernel.ids import row_id
from youju.kernel.periods import Grain, Period, around, parse_period
from youju.organisations.queries import May, asking, require
from youju.patrols import actions, queries
from youju.patrols.forms import grounds as forms
from youju.patrols.models import Call, Roster, Shift
from youju.patrols.rules.rosters import SwapState, minutes_taken
from youju.patrols.views.frame import act_page, crumbs, members_of, record_of, show, to, units_of
from youju.ui.act_forms import EndForm
from youju.ui.act_pages import pressed

Cell = tuple[date | None, Shift | None]


def month_asked(request: HttpRequest) -> Period:
    """Return the month of `?month=2026-07`, else this one."""
    try:
        found = parse_period(request.GET.get("month", ""))
    except ValueError:
        found = around(timezone.localdate(), Grain.MONTH)
    return found if found.grain is Grain.MONTH else around(timezone.localdate(), Grain.MONTH)


@require_GET
def rosters(request: HttpRequest) -> HttpResponse:
    """The rosters, and who stands by today."""
    who = asking(request)
    day = timezone.localdate()
    rows = list(queries.rosters_of(who.member, who.unit)[:60])
    today = {one.roster_id: one for one in queries.shifts_today(who.member, who.unit, day)}
    lines = [(one, today.get(one.pk)) for one in rows]
    swaps = list(queries.open_swaps(who.member))
    return show(request, "rosters", who, "rosters", lines=lines, swaps=swaps, day=day)


@require_http_methods(["GET", "POST"])
def roster_add(request: HttpRequest) -> HttpResponse:
    """Set up a duty."""
    who = asking(request, May.ARRANGE)

    def do(unit: Any, name: str, **told: Any) -> str:
        return to("roster", actions.add_roster(unit, name, **told).pk)

    return act_page(
        request,
        forms.RosterForm(request.POST or None, units=units_of(who), initial={"unit": who.unit.pk}),
        do,
        title=_("设值守"),
        submit=_("设立"),
        back=to("rosters"),
        crumbs=crumbs((_("值守"), "rosters")),
    )


@require_GET
def roster(request: HttpRequest, roster_id: int) -> HttpResponse:
    """One roster as a calendar of the month, its swaps and calls."""
    who = asking(request)
    here = queries.record_for(who.member, Roster, roster_id)
    month = month_asked(request)
    calls = list(here.calls.order_by("-called_at", "-pk")[:20])
    timed = [(one, minutes_taken(one.called_at, one.answered_at)) for one in calls]
    shifts = queries.shifts_in(here, month)
    swaps = [s for one in shifts.values() for s in one.swaps.all()]
    return show(
        request,
        "roster",
        who,
        "rosters",
        roster=here,
        month=month,
        weeks=_weeks(month, shifts),
        before=month.previous().code,
        after=around(month.bounds[1] + timedelta(1), Grain.MONTH).code,
        calls=timed,
        swaps=[one for one in swaps if one.state == SwapState.ASKED],
        today=timezone.localdate(),
        may_change=who.member.may_at(May.ARRANGE, here.unit) and here.until is None,
        may_log=who.member.may_at(May.RECORD, here.unit),
    )


def _weeks(month: Period, shifts: dict[date, Shift]) -> list[list[Cell]]:
    """Return the month as weeks from Monday; days of other months are None."""
    first, last = month.bounds
    day = first - timedelta(first.weekday())
    found: list[list[Cell]] = []
    while day <= last:
        week = [day + timedelta(n) for n in range(7)]
        found.append([_cell(d, shifts, month) for d in week])
        day += timedelta(7)
    return found


def _cell(day: date, shifts: dict[date, Shift], month: Period) -> Cell:
    return (day, shifts.get(day)) if month.holds(day) else (None, None)


@require_http_methods(["GET", "POST"])
def roster_fill(request: HttpRequest, roster_id: int) -> HttpResponse:
    """Let people take turns."""
    who, here = record_of(request, Roster, roster_id)
    members = members_of(who, here.unit)
    by_id = {str(one.pk): one for one in members}

    def do(people: list[str], **told: Any) -> Any:
        actions.fill_roster(here.pk, people=[by_id[pk] for pk in people], **told)
        return True

    return act_page(
        request,
        forms.FillForm(request.POST or None, members=members),
        do,
        title=_("%(name)s · 排班") % {"name": here.name},
        submit=_("排班"),
        back=to("roster", here.pk),
        crumbs=crumbs((_("值守"), "rosters"), (here.name, to("roster", here.pk))),
    )


@require_http_methods(["GET", "POST"])
def roster_end(request: HttpRequest, roster_id: int) -> HttpResponse:
    """End a duty with the key period."""
    _who, here = record_of(request, Roster, roster_id)
    return act_page(
        request,
        EndForm(request.POST or None, initial={"on": timezone.localdate()}),
        lambda **act: bool(actions.end_roster(here.pk, **act)),
        title=_("结束 %(name)s") % {"name": here.name},
        submit=_("结束"),
        note=_("结束日期以后已排的班会去掉。"),
        back=to("roster", here.pk),
    )


@require_http_methods(["GET", "POST"])
def shift_change(request: HttpRequest, shift_id: int) -> HttpResponse:
    """Put somebody else on a day."""
    who, here = record_of(request, Shift, shift_id)
    members = members_of(who, here.roster.unit)

    def do(to: str, name: str, **act: Any) -> Any:
        other = next((one for one in members if one.pk == row_id(to)), None)
        return bool(actions.change_shift(here.pk, to=other, name=name, **act))

    return act_page(
        request,
        forms.ShiftForm(request.POST or None, members=members),
        do,
        title=_("改值守人"),
        submit=_("改"),
        note=_("%(day)s 现为 %(name)s") % {"day": f"{here.day:%m-%d}", "name": here.name},
        back=to("roster", here.roster_id),
    )


@require_http_methods(["GET", "POST"])
def swap_ask(request: HttpRequest, shift_id: int) -> HttpResponse:
    """Ask another to take over a shift."""
    who, here = record_of(request, Shift, shift_id, May.SEE)
    members = [one for one in members_of(who, here.roster.unit) if one.pk != here.member_id]

    def do(to: str, reason: str, **act: Any) -> Any:
        other = next(one for one in members if one.pk == row_id(to))
        return bool(actions.ask_swap(here.pk, to=other, reason=reason, **act))

    return act_page(
        request,
        forms.SwapForm(request.POST or None, members=members),
        do,
        title=_("申请换班"),
        submit=_("请对方答复"),
        note=_("%(day)s %(name)s 的班") % {"day": f"{here.day:%m-%d}", "name": here.name},
        back=to("roster", here.roster_id),
        saved=_("已发出，等对方答复。"),
    )


@require_POST
def swap_answer(request: HttpRequest, swap_id: int) -> HttpResponse:
    """Take the shift over, or not."""
    who = asking(request)
    here = queries.swap_for(who.member, swap_id)
    agreed = request.POST.get("agreed") == "1"

    def do(**act: Any) -> Any:
        return actions.answer_swap(here.pk, agreed=agreed, **act)

    said = _("已换班。") if agreed else _("已回绝。")
    return pressed(request, do, to("roster", here.shift.roster_id), said)


@require_http_methods(["GET", "POST"])
def call_add(request: HttpRequest, roster_id: int) -> HttpResponse:
    """Write down a call."""
    _who, here = record_of(request, Roster, roster_id, May.RECORD)

    def do(matter: str, **told: Any) -> Any:
        return bool(actions.log_call(here.pk, matter, **told))

    return act_page(
        request,
        forms.CallForm(request.POST or None),
        do,
        title=_("%(name)s · 记来电") % {"name": here.name},
        submit=_("记下"),
        back=to("roster", here.pk),
    )


@require_GET
def call(request: HttpRequest, call_id: int) -> HttpResponse:
    """The roster that a call came to."""
    who = asking(request)
    here = queries.record_for(who.member, Call, call_id)
    require(who.member, May.SEE, here.roster.unit)
    return redirect("patrols:roster", here.roster_id)
