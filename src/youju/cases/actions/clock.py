"""The clock of the responsible unit: when it stands, when it runs on, when somebody looks at it."""

from __future__ import annotations

from datetime import datetime

from youju.cases import deadlines
from youju.cases.actions.frame import Work
from youju.cases.models import Case
from youju.cases.rules.climbing import first_watch
from youju.kernel.workcal import LimitUnit


def pause(work: Work) -> None:
    """Let the clock stand from now on; it may stand already."""
    work.set(paused_since=work.case.paused_since or work.now, watch_at=None)


def run_on(work: Work) -> None:
    """Let the clock run on with what was left when it stopped, unless something else stops it."""
    case = work.case
    if case.hard or case.extension_asked:
        return
    work.set(due_at=deadlines.resumed(case, work.now), paused_since=None)
    watch(work)


def watch(work: Work) -> None:
    """Note when somebody is to be reminded, or told that it is late."""
    at, step = watch_of(work.case, work.now)
    work.set(watch_at=at, watch_step=step)


def watch_of(case: Case, now: datetime) -> tuple[datetime | None, int]:
    """Return when to look at the case next, and for which step."""
    if case.due_at is None or case.owner_unit is None:
        return None, 0
    calendar = deadlines.calendar_of(case.owner_unit)
    return first_watch(now, case.due_at, calendar, LimitUnit(case.limit_unit))
