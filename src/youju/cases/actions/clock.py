"""The clock of the responsible unit: when it stands, when it runs on, when somebody looks at it."""

from __future__ import annotations

from youju.cases import deadlines
from youju.cases.actions.frame import Work
from youju.cases.rules.climbing import REMIND, first_watch, next_watch
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
    """Note when somebody is to be reminded, or told that it is late. A climb begun goes on."""
    case, due = work.case, work.due
    calendar, unit = deadlines.calendar_of(work.owner), LimitUnit(case.limit_unit)
    if due <= work.now and case.watch_step > REMIND:
        at, step = next_watch(case.watch_step - 1, due, calendar, unit)
    else:
        at, step = first_watch(work.now, due, calendar, unit)
    work.set(watch_at=at, watch_step=step)
