"""The working calendar: when a limit in working time ends, and how much of it is left.

Public holidays and their make-up days come from `chinese_calendar`, which knows a year once the State
Council has published it (in November for the next). Other years fall back to the week alone;
`WorkCalendar.guessed_years` says which, so that a page can say so too.

A work day is as long as the calendar's longest day, and a shorter one counts for its part of it:
limits then add up, and what is left can be told at any moment.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import chain, pairwise, takewhile
from zoneinfo import ZoneInfo

import chinese_calendar

CHINA = ZoneInfo("Asia/Shanghai")
MOST = 2_000  # hours or days: longer than any limit in use
MINUTES_OF_A_DAY = 24 * 60
NOTHING = timedelta(0)


class LimitUnit(StrEnum):
    URGENT_HOUR = "urgent_hour"  # 紧急工作时: by the clock, day and night
    WORK_HOUR = "work_hour"  # 工作时
    WORK_DAY = "work_day"  # 工作日

    @property
    def label(self) -> str:
        """Return the unit as offices write it."""
        return {"urgent_hour": "紧急工作时", "work_hour": "工作时", "work_day": "工作日"}[self]


@dataclass(frozen=True, slots=True)
class Limit:
    """How long something may take: 4 工作时. Raises ValueError for nothing and for years of it."""

    amount: int
    unit: LimitUnit

    def __post_init__(self) -> None:
        if not 1 <= self.amount <= MOST:
            raise ValueError(f"a limit is 1 to {MOST}, not {self.amount}")

    @property
    def label(self) -> str:
        """Return `4 工作时`."""
        return f"{self.amount} {self.unit.label}"


@dataclass(frozen=True, slots=True, order=True)
class Shift:
    """An unbroken stretch of work in a day, in minutes from midnight; 1440 is its end."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= MINUTES_OF_A_DAY:
            raise ValueError(f"a shift lies within a day: {self.start}–{self.end}")

    @classmethod
    def of(cls, text: str) -> Shift:
        """Return the shift written `8:30-12:00`; `0:00-24:00` is the whole day.

        Raises:
            ValueError: If it is written otherwise, or does not lie within a day.
        """
        begins, _, ends = text.replace("：", ":").replace("—", "-").replace("–", "-").partition("-")
        return cls(_minutes(begins), _minutes(ends))

    @property
    def label(self) -> str:
        """Return `8:30—12:00`."""
        return "—".join(f"{at // 60}:{at % 60:02}" for at in (self.start, self.end))


def _minutes(text: str) -> int:
    hours, colon, minutes = text.strip().partition(":")
    if not (colon and hours.isdecimal() and len(minutes) == 2 and minutes.isdecimal()):
        raise ValueError(f"a time is written 8:30, not {text.strip()}")
    if int(minutes) > 59:
        raise ValueError(f"an hour has 60 minutes: {text.strip()}")
    return int(hours) * 60 + int(minutes)


Day = tuple[Shift, ...]
OFFICE: Day = (Shift(8 * 60 + 30, 12 * 60), Shift(14 * 60, 17 * 60 + 30))
REST: Day = ()
OFFICE_WEEK: tuple[Day, ...] = (OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, REST, REST)


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """When a unit works.

    Attributes:
        week: The shifts of Monday to Sunday, in order and apart.
        days_off: Days the unit rests though others work.
        days_on: Days it works though others rest, with the hours of that weekday or of a usual day.
        holidays: Whether it keeps public holidays and make-up days; who is on duty all year does not.
        zone: Where its clocks stand.

    Raises:
        ValueError: If the week has not seven days, no work in it, or shifts that overlap.
    """

    week: tuple[Day, ...] = OFFICE_WEEK
    days_off: frozenset[date] = frozenset()
    days_on: frozenset[date] = frozenset()
    holidays: bool = True
    zone: ZoneInfo = CHINA

    def __post_init__(self) -> None:
        if len(self.week) != 7 or not any(self.week):
            raise ValueError("a week has seven days, and work on one of them")
        for day in self.week:
            if any(one.end > after.start for one, after in pairwise(day)):
                raise ValueError("shifts of a day follow each other")

    @property
    def usual_day(self) -> Day:
        """Return the shifts of the longest day of the week, the first such."""
        return max(self.week, key=_length)

    def shifts(self, day: date) -> Day:
        """Return the shifts of one day; none when it is a day of rest."""
        usual = self.week[day.weekday()]
        if day in self.days_off:
            return REST
        if day in self.days_on:
            return usual or self.usual_day
        if self.holidays:
            works = _decreed(day)
            if works is not None:
                return (usual or self.usual_day) if works else REST
        return usual

    def guessed_years(self, first: date, last: date) -> tuple[int, ...]:
        """Return the years between two days whose holidays nobody has published yet."""
        if not self.holidays:
            return ()
        years = range(first.year, last.year + 1)
        return tuple(year for year in years if not _published(year))


def _length(day: Day) -> int:
    return sum(one.end - one.start for one in day)


@lru_cache(maxsize=4096)
def _decreed(day: date) -> bool | None:
    """Return whether a decree makes the day one of work or of rest; None when it says nothing."""
    if not _published(day.year):
        return None
    rests, name = chinese_calendar.get_holiday_detail(day)
    return None if name is None else not rests


@lru_cache(maxsize=256)
def _published(year: int) -> bool:
    try:
        chinese_calendar.is_workday(date(year, 1, 1))
    except NotImplementedError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Pause:
    """A stretch that does not count, such as a dispute not yet settled."""

    begin: datetime
    end: datetime

    def __post_init__(self) -> None:
        _aware(self.begin, self.end)
        if self.end < self.begin:
            raise ValueError("a pause ends after it begins")


Stretch = tuple[datetime, datetime]


def due_at(
    start: datetime, limit: Limit, calendar: WorkCalendar, pauses: Sequence[Pause] = ()
) -> datetime:
    """Return the moment a limit ends that began to run at `start`.

    A limit that begins outside working time begins with the next shift; one that is used up with a
    shift ends with it, not with the start of the next.

    Args:
        start: Aware time.
        limit: How long; urgent hours run by the clock.
        calendar: When the unit works.
        pauses: What does not count, in any order.

    Raises:
        ValueError: If start has no time zone.
    """
    _aware(start)
    return _after(start, _whole(limit, calendar), limit.unit, calendar, pauses)


def resumed_due(due: datetime, pause: Pause, unit: LimitUnit, calendar: WorkCalendar) -> datetime:
    """Return the new end of a limit that stood still during the pause.

    What was left when the pause began runs on from its end. A limit already over stays over.
    """
    left = work_left(pause.begin, due, calendar, unit)
    if left <= NOTHING:
        return due
    return _after(pause.end, left, unit, calendar, ())


def work_between(
    begin: datetime, end: datetime, calendar: WorkCalendar, unit: LimitUnit = LimitUnit.WORK_HOUR
) -> timedelta:
    """Return the working time between two moments; clock time for urgent hours. Never negative."""
    _aware(begin, end)
    counted = takewhile(lambda one: one[0] < end, _stretches(begin, unit, calendar))
    return sum((min(closes, end) - opens for opens, closes in counted), NOTHING)


def work_left(
    now: datetime,
    due: datetime,
    calendar: WorkCalendar,
    unit: LimitUnit = LimitUnit.WORK_HOUR,
) -> timedelta:
    """Return the working time left until `due`, negative when it is late."""
    if now > due:
        return -work_between(due, now, calendar, unit)
    return work_between(now, due, calendar, unit)


def hours_and_minutes(length: timedelta) -> tuple[int, int]:
    """Return whole hours and minutes of a length, whatever its sign; a part of a minute is left out."""
    minutes = int(abs(length).total_seconds()) // 60
    return minutes // 60, minutes % 60


def _whole(limit: Limit, calendar: WorkCalendar) -> timedelta:
    if limit.unit is LimitUnit.WORK_DAY:
        return timedelta(minutes=limit.amount * _length(calendar.usual_day))
    return timedelta(hours=limit.amount)


def _after(
    start: datetime,
    length: timedelta,
    unit: LimitUnit,
    calendar: WorkCalendar,
    pauses: Sequence[Pause],
) -> datetime:
    counted = _without(_stretches(start, unit, calendar), pauses)
    left = length
    opens, closes = next(counted)
    while closes - opens < left:
        left -= closes - opens
        opens, closes = next(counted)
    return (opens + left).astimezone(calendar.zone)


def _stretches(start: datetime, unit: LimitUnit, calendar: WorkCalendar) -> Iterator[Stretch]:
    """Yield what counts from `start` on, day after day, for ever."""
    zone = calendar.zone
    day = start.astimezone(zone).date()
    while True:
        shifts = (WHOLE_DAY,) if unit is LimitUnit.URGENT_HOUR else calendar.shifts(day)
        midnight = datetime.combine(day, time.min, zone)
        for one in shifts:
            opens = max(midnight + timedelta(minutes=one.start), start)
            closes = midnight + timedelta(minutes=one.end)
            if opens < closes:
                yield opens, closes
        day += timedelta(days=1)


WHOLE_DAY = Shift(0, MINUTES_OF_A_DAY)


def _without(stretches: Iterator[Stretch], pauses: Sequence[Pause]) -> Iterator[Stretch]:
    """Return the stretches with the pauses cut out."""
    ordered = sorted(pauses, key=lambda pause: pause.begin)
    return chain.from_iterable(_cut(one, ordered) for one in stretches)


def _cut(stretch: Stretch, ordered: Sequence[Pause]) -> Iterator[Stretch]:
    opens, closes = stretch
    for pause in ordered:
        if opens < pause.end and pause.begin < closes:
            if opens < pause.begin:
                yield opens, pause.begin
            opens = pause.end
    if opens < closes:
        yield opens, closes


def _aware(*moments: datetime) -> None:
    if any(moment.tzinfo is None for moment in moments):
        raise ValueError("a moment needs its time zone")
