"""Duty rosters: who stands by, and swaps that wait for an answer."""

from __future__ import annotations

from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from youju.kernel.periods import Period
from youju.kernel.refusal import Missing
from youju.organisations.queries import May, Membership, Unit, require
from youju.organisations.rules import path_end
from youju.patrols.models import Roster, Shift, Swap
from youju.patrols.queries.seen import at
from youju.patrols.rules.rosters import SwapState
from youju.ui.prepared import Prepared


def rosters_of(member: Membership | None, unit: Unit) -> QuerySet[Roster]:
    """Return the rosters of the unit and below, running ones first."""
    return at(member, Roster, unit).order_by("until", "unit__path", "pk")


def shifts_today(member: Membership | None, unit: Unit, day: date) -> QuerySet[Shift]:
    """Return who stands by on the day at the unit and below."""
    rows = at(member, Shift, unit).filter(day=day).select_related("roster__unit")
    return rows.order_by("roster__unit__path", "roster_id")


def shifts_of(member: Membership, first: date, last: date) -> QuerySet[Shift]:
    """Return when the member itself stands by, both days included."""
    rows = Shift.objects.filter(member=member, day__range=(first, last))
    return rows.select_related("roster__unit").order_by("day", "pk")


def shifts_in(roster: Roster, month: Period) -> dict[date, Shift]:
    """Return a roster's shifts of a month by day, with the swaps asked. The caller found it."""
    rows = roster.shifts.filter(day__range=month.bounds).prefetch_related("swaps__to__person")
    return {one.day: one for one in rows}


def open_swaps(member: Membership | None) -> QuerySet[Swap]:
    """Return the swaps that wait for this member's answer."""
    if member is None:
        return Swap.objects.none()
    rows = Swap.objects.filter(to=member, state=SwapState.ASKED)
    return rows.select_related("shift__roster__unit").order_by("shift__day", "pk")


def duty_due(member: Membership, day: date) -> list[Shift]:
    """Return the member's own shifts of the day at its unit and below, and those it is asked to take
    over, each with `asked_by`: who asks, None for an own one."""
    require(member, May.SEE)
    path = member.unit.path
    return _prepared_due(member.pk, day, path, path_end(path))


def _due(member_id: int, day: date, path: str, end: str) -> QuerySet[Shift]:
    asked = Swap.objects.filter(to=member_id, state=SwapState.ASKED)
    own = Shift.objects.filter(roster__unit__path__gte=path, roster__unit__path__lt=end)
    own = own.filter(day=day, member=member_id)
    rows = Shift.objects.filter(Q(pk__in=own.values("pk")) | Q(pk__in=asked.values("shift")))
    names = asked.filter(shift=OuterRef("pk")).values("from_name")[:1]
    rows = rows.annotate(asked_by=Subquery(names))  # type: ignore[no-redef]
    return rows.select_related("roster__unit").order_by("day", "pk")[:100]


_prepared_due = Prepared(_due, 987_654_321, date(1971, 2, 3), "~low~", "~high~")


def swap_for(member: Membership | None, swap_id: int) -> Swap:
    """Return a swap asked of the member, or by it. Raises Missing."""
    mine = Q(to=member) | Q(shift__member=member)
    rows = Swap.objects.filter(mine) if member is not None else Swap.objects.none()
    found = rows.select_related("shift__roster__unit", "to__person").filter(pk=swap_id).first()
    if found is None:
        raise Missing(_("没有这份换班申请"))
    return found
