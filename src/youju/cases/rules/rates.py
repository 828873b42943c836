"""The figures that offices report of cases, and how units are compared by them; pure."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from youju.cases.rules.states import State

# What is counted in a month, and where cases stand now.
FLOWS = (
    "reported", "filed", "refused", "dispatched", "due", "settled", "closed", "on_time", "reworked",
)  # fmt: skip
STANDS: dict[State, str] = {state: f"at_{state.value}" for state in State}
HOURS = (1, 2, 4, 8, 12, 24, 36, 48, 72, 120, 168, 240, 360, 720)  # upper ends of the spans
SPANS = tuple(f"h{n}" for n in range(len(HOURS) + 1))
COLUMNS = (*FLOWS, *STANDS.values(), *SPANS)
Z95 = 1.96  # of a 95 % interval
MINIMUM = 20  # cases that must have been due before a unit is ranked


@dataclass(frozen=True, slots=True)
class Course:
    """The days of a case that figures are made of."""

    state: State
    reported: date | None
    filed: date | None = None
    refused: date | None = None
    dispatched: date | None = None
    closed: date | None = None
    counted: date | None = None  # when it counts as 应结案
    on_time: bool = False
    reworked: date | None = None
    hours: float | None = None  # from filing to closing


def counts_by_day(course: Course) -> list[tuple[str, date]]:
    """Return what a case counts, and on which day; each once."""
    told = [
        ("reported", course.reported),
        ("filed", course.filed),
        ("refused", course.refused),
        ("dispatched", course.dispatched),
        ("due", course.counted),
        ("settled", course.counted if course.closed else None),
        ("closed", course.closed),
        ("on_time", course.counted if course.closed and course.on_time else None),
        ("reworked", course.reworked),
    ]
    return [(what, day) for what, day in told if day is not None]


def counts_by_month(course: Course, stands_in: date) -> Counter[tuple[date, str]]:
    """Return what a case adds to the tallies: by first day of the month and column.

    Args:
        stands_in: A day of the month under which its state is kept.
    """
    found: Counter[tuple[date, str]] = Counter()
    for what, day in counts_by_day(course):
        found[(day.replace(day=1), what)] += 1
    found[(stands_in.replace(day=1), STANDS[course.state])] += 1
    if course.closed and course.hours is not None:
        found[(course.closed.replace(day=1), span_of(course.hours))] += 1
    return found


def span_of(hours: float) -> str:
    """Return the column of the span that so many hours fall in."""
    return SPANS[bisect_left(HOURS, hours)]


def hours_between(begin: datetime, end: datetime) -> float:
    """Return clock hours, never negative."""
    return max((end - begin) / timedelta(hours=1), 0.0)


def counted_on(due: date | None, closed: date | None, on_time: bool) -> date | None:
    """Return the day a case counts as 应结案: the day it was closed in time, else its deadline."""
    return closed if closed and on_time else (due or closed)


def median_hours(row: Mapping[str, int]) -> float | None:
    """Return about how many hours half of the closed cases took, from the spans; None without any.

    Exact to the span it falls in, and within that by proportion.
    """
    counts = [row.get(name, 0) for name in SPANS]
    half = sum(counts) / 2
    if not half:
        return None
    below, lower = 0.0, 0.0
    for n, (count, upper) in enumerate(zip(counts, (*HOURS, HOURS[-1] * 2), strict=True)):
        if count and below + count >= half:
            return round(lower + (upper - lower) * (half - below) / count, 1)
        below, lower = below + count, float(HOURS[min(n, len(HOURS) - 1)])
    raise AssertionError("half of a sum is reached")  # pragma: no cover


def percent(part: int, whole: int) -> float | None:
    """Return a rate in percent to one place; None where nothing could be counted."""
    return round(100 * part / whole, 1) if whole else None


def wilson(part: int, whole: int) -> tuple[float, float]:
    """Return the 95 % Wilson interval of a rate, in percent to one place.

    Source:
        Wilson (1927); for small samples it is wide, which is the point: 1 of 1 is 20.7 to 100.
    """
    if not whole:
        return 0.0, 100.0
    p, z2 = part / whole, Z95 * Z95
    centre = p + z2 / (2 * whole)
    spread = Z95 * ((p * (1 - p) + z2 / (4 * whole)) / whole) ** 0.5
    base = 1 + z2 / whole
    low, high = (centre - spread) / base, (centre + spread) / base
    return round(100 * max(low, 0.0), 1), round(100 * min(high, 1.0), 1)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A unit in the ranking. `place` is None below the minimum sample; ties share a place."""

    unit_id: int
    due: int
    on_time: int
    expected: float
    rate: float | None
    low: float
    high: float
    score: float | None
    place: int | None


def ranking(
    rows: Mapping[int, Mapping[Any, tuple[int, int]]], minimum: int = MINIMUM
) -> list[Ranked]:
    """Rank units by how many cases they closed in time, against what their kinds let expect.

    score = 100 × (lower end of the Wilson interval of 按时结案/应结案) ÷ (rate that all units together
    reach with the same mix of kinds). A unit with hard kinds is so compared with others on hard
    kinds, and one quick case does not make a first place: below `minimum` cases no place is given.

    Args:
        rows: By unit and class of kinds: (应结案, 按时结案).
    """
    everywhere: dict[Any, list[int]] = {}
    for kinds in rows.values():
        for kind, (due, on_time) in kinds.items():
            total = everywhere.setdefault(kind, [0, 0])
            total[0] += due
            total[1] += on_time
    usual = {kind: on_time / due for kind, (due, on_time) in everywhere.items() if due}
    ranked = [_ranked(unit, kinds, usual, minimum) for unit, kinds in rows.items()]
    return _placed(ranked)


def _ranked(
    unit_id: int,
    kinds: Mapping[Any, tuple[int, int]],
    usual: Mapping[Any, float],
    minimum: int,
) -> Ranked:
    due = sum(one[0] for one in kinds.values())
    on_time = sum(one[1] for one in kinds.values())
    expected = sum(one[0] * usual.get(kind, 0.0) for kind, one in kinds.items())
    low, high = wilson(on_time, due)
    score = round(low * due / expected, 1) if due >= minimum and expected else None
    return Ranked(
        unit_id, due, on_time, round(expected, 1), percent(on_time, due), low, high, score, None
    )


def _placed(ranked: Sequence[Ranked]) -> list[Ranked]:
    def order(one: Ranked) -> tuple[bool, float, int, int]:
        return one.score is None, -(one.score or 0.0), -one.due, one.unit_id

    found: list[Ranked] = []
    for n, one in enumerate(sorted(ranked, key=order), start=1):
        place = n if one.score is not None else None
        if place and found and found[-1].score == one.score:
            place = found[-1].place
        found.append(replace(one, place=place))
    return found
