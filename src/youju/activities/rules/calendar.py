"""What the calendar of a unit should hold: festivals, topic days, and what is due of them; pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from youju.activities.rules.kinds import TopicDay
from youju.kernel.festivals import Festival, festivals_between

BEFORE = timedelta(days=15)  # an activity counts for a festival from so long before it
AFTER = timedelta(days=7)
LONGEST_DAYS = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Mark:
    """A day of the calendar that asks for something: a festival, or a topic day of some length."""

    code: str
    label: str
    day: date
    last: date
    kind: str
    about: str
    is_festival: bool

    @property
    def query(self) -> str:
        """What the form of a new activity is opened with."""
        name = "festival" if self.is_festival else "topic_day"
        return f"kind={self.kind}&{name}={self.code}&on={self.day.isoformat()}"

    @property
    def token(self) -> str:
        """The mark of one year: duanwu:2026."""
        return f"{self.code}:{self.day.year}"


def marks_between(days: Iterable[TopicDay], first: date, last: date) -> list[Mark]:
    """Return the festivals and topic days that begin from one day to another, in order."""
    found = [_festival(one) for one in festivals_between(first, last)]
    for year in range(first.year, last.year + 1):
        found += [mark for day in days if first <= (mark := _topic_day(day, year)).day <= last]
    return sorted(found, key=lambda one: (one.day, not one.is_festival, one.code))


def _festival(one: Festival) -> Mark:
    return Mark(one.code, one.name, one.day, one.day, "festival", one.custom, True)


def _topic_day(day: TopicDay, year: int) -> Mark:
    return Mark(day.code, day.label, day.first(year), day.last(year), day.kind, day.topic, False)


def counts_for(mark: Mark, on: date) -> bool:
    """Return whether a day is near enough to a mark: an activity of it may be some days off."""
    return mark.day - BEFORE <= on <= mark.last + AFTER


def not_planned(marks: Iterable[Mark], held: Collection[tuple[str, date]]) -> Iterator[Mark]:
    """Yield the marks for which nothing is planned or held; `held` are (code, day)."""
    for mark in marks:
        if not any(code == mark.code and counts_for(mark, on) for code, on in held):
            yield mark


def weeks_of(first: date, last: date) -> list[list[date]]:
    """Return the weeks, Monday first, that hold a month; days of other months fill them."""
    start = first - timedelta(first.weekday())
    weeks = []
    while start <= last:
        weeks.append([start + timedelta(n) for n in range(7)])
        start += timedelta(7)
    return weeks


def days_held(on: date, until: date | None) -> list[date]:
    """Return each day of an activity."""
    last = min(until or on, on + LONGEST_DAYS)
    return [on + timedelta(n) for n in range((last - on).days + 1)]
