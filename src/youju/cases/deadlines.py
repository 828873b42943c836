"""When a case is due: the limit of its kind, in the working time of the responsible unit."""

from __future__ import annotations

from datetime import date, datetime

from youju.cases.models import Case, Kind, KindLimit, WorkHours
from youju.kernel.workcal import (
    Limit,
    LimitUnit,
    Pause,
    Shift,
    WorkCalendar,
    due_at,
    resumed_due,
)
from youju.organisations.queries import Unit


def calendar_of(unit: Unit) -> WorkCalendar:
    """Return the working time of a unit: its own, else that of the nearest above, else office hours."""
    rows = WorkHours.objects.filter(unit__in=unit.ancestor_ids).order_by("-unit__path")
    held = rows.first()
    if held is None:
        return WorkCalendar()
    return WorkCalendar(
        tuple(tuple(Shift.of(one) for one in day) for day in held.week),
        frozenset(date.fromisoformat(one) for one in held.days_off),
        frozenset(date.fromisoformat(one) for one in held.days_on),
        held.holidays,
    )


def limit_of(kind: Kind, unit: Unit) -> Limit:
    """Return how long a kind may take where the case lies: as the nearest unit above has set it."""
    rows = KindLimit.objects.filter(kind_code=kind.code, unit__in=unit.ancestor_ids)
    own = rows.order_by("-unit__path").first()
    held = own or kind
    return Limit(held.limit, LimitUnit(held.limit_unit))


def due_from(start: datetime, limit: Limit, owner: Unit) -> datetime:
    """Return the deadline of a unit that was given a case at `start`."""
    return due_at(start, limit, calendar_of(owner))


def resumed(case: Case, now: datetime) -> datetime | None:
    """Return the deadline after the clock stood since `paused_since`; what was left runs on."""
    if case.due_at is None or case.paused_since is None or case.owner_unit is None:
        return case.due_at
    pause = Pause(case.paused_since, max(now, case.paused_since))
    return resumed_due(case.due_at, pause, LimitUnit(case.limit_unit), calendar_of(case.owner_unit))
