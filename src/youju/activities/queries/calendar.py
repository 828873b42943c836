"""The calendar of a unit: what is on it, and what it should hold and does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, Sum

from youju.activities.kinds import topic_days
from youju.activities.models import Activity
from youju.activities.queries.seen import held_at
from youju.activities.rules import calendar as rules
from youju.activities.rules.activities import State
from youju.activities.rules.calendar import Mark
from youju.activities.rules.signups import State as SignState
from youju.kernel.periods import Grain, around
from youju.organisations.queries import May, Membership, Unit, require

MOST = 400
AHEAD = timedelta(45)


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a month view."""

    day: date
    inside: bool
    marks: tuple[Mark, ...]
    activities: tuple[Activity, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a unit's calendar, week by week."""

    first: date
    weeks: list[list[Day]]
    count: int


def activities_between(
    member: Membership | None, unit: Unit, first: date, last: date
) -> list[Activity]:
    """Return what a unit with all below it plans or held from one day to another, in order."""
    require(member, May.SEE, unit)
    overlaps = Q(until=None, on__gte=first) | Q(until__gte=first)
    rows = Activity.objects.filter(held_at(unit), overlaps, root_id=unit.root_id, on__lte=last)
    rows = rows.exclude(state=State.CANCELLED).select_related("unit")
    return list(rows.order_by("on", "starts", "pk")[:MOST])


def week_ahead(member: Membership | None, unit: Unit, today: date) -> list[Activity]:
    """Return what a unit with all below it has within seven days, each with the seats that residents
    `signed` for and how many sign-ups are `waiting`."""
    require(member, May.SEE, unit)
    rows = Activity.objects.filter(
        held_at(unit), Q(on__gte=today) | Q(until__gte=today), root_id=unit.root_id,
        on__lte=today + timedelta(6), state=State.PLANNED,
    ).select_related("unit")  # fmt: skip
    taken = Sum("signups__seats", filter=Q(signups__state=SignState.IN))
    waiting = Count("signups", filter=Q(signups__state=SignState.WAITING))
    return list(rows.annotate(signed=taken, waiting=waiting).order_by("on", "starts", "pk")[:MOST])


def marks_of(first: date, last: date) -> list[Mark]:
    """Return the festivals and topic days that begin from one day to another."""
    return rules.marks_between(topic_days().values(), first, last)


def month_of(member: Membership | None, unit: Unit, day: date) -> Month:
    """Return the month that holds a day."""
    first, last = around(day, Grain.MONTH).bounds
    weeks = rules.weeks_of(first, last)
    found = activities_between(member, unit, weeks[0][0], weeks[-1][-1])
    on: dict[date, list[Activity]] = {}
    for one in found:
        for held in rules.days_held(one.on, one.until):
            on.setdefault(held, []).append(one)
    marks: dict[date, list[Mark]] = {}
    for mark in marks_of(weeks[0][0], weeks[-1][-1]):
        marks.setdefault(mark.day, []).append(mark)
    shown = [
        [
            Day(at, first <= at <= last, tuple(marks.get(at, ())), tuple(on.get(at, ())))
            for at in week
        ]
        for week in weeks
    ]
    return Month(first, shown, sum(first <= one.on <= last for one in found))


def marks_missing(
    member: Membership | None, unit: Unit, day: date, ahead: timedelta = AHEAD
) -> list[Mark]:
    """Return the festivals and topic days from a day on for which the unit itself plans nothing."""
    require(member, May.SEE, unit)
    marks = marks_of(day, day + ahead)
    own = Activity.partners.through.objects.filter(unit=unit).values("activity_id")
    rows = Activity.objects.filter(Q(unit=unit) | Q(pk__in=own), root_id=unit.root_id)
    rows = rows.filter(on__range=(day - rules.BEFORE, day + ahead + rules.LONGEST_DAYS))
    rows = rows.exclude(state=State.CANCELLED)
    told = rows.values_list("festival", "topic_day", "on")
    held: Sequence[tuple[str, date]] = [(fest or topic, on) for fest, topic, on in told]
    return list(rules.not_planned(marks, held))
