"""When a unit is reminded, and who hears of it when the deadline has passed; pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from youju.kernel.workcal import Limit, LimitUnit, WorkCalendar, due_at, work_left

REMIND = 0


@dataclass(frozen=True, slots=True)
class Level:
    """One step of the climb: who is told, and how many hours after the deadline."""

    who: str
    hours: int


# design.md §3: 责任人 → 单位负责人 → 上一级创建办.
LEVELS: dict[int, Level] = {
    1: Level("责任人", 0),
    2: Level("单位负责人", 8),
    3: Level("上一级创建办", 24),
}
LAST = max(LEVELS)


def first_watch(
    now: datetime, due: datetime, calendar: WorkCalendar, unit: LimitUnit
) -> tuple[datetime, int]:
    """Return when to look next, and for which step: a reminder when a quarter of the time is left.

    Less than an hour and a half of work is not worth a reminder; the first level comes at once
    with the deadline.
    """
    left = work_left(now, due, calendar, unit)
    hours = int(left.total_seconds() * 3 / 4) // 3600
    if hours < 1:
        return due, 1
    return due_at(now, Limit(hours, _hours(unit)), calendar), REMIND


def next_watch(
    step: int, due: datetime, calendar: WorkCalendar, unit: LimitUnit
) -> tuple[datetime | None, int]:
    """Return when the step after this one comes; no time after the last."""
    after = step + 1
    if after > LAST:
        return None, after
    hours = LEVELS[after].hours
    return (due_at(due, Limit(hours, _hours(unit)), calendar) if hours else due), after


def _hours(unit: LimitUnit) -> LimitUnit:
    """Return the hours that run as the limit does: urgent ones by the clock."""
    return LimitUnit.URGENT_HOUR if unit is LimitUnit.URGENT_HOUR else LimitUnit.WORK_HOUR
