"""A month as a calendar: what is due and what meets on each of its days."""

from __future__ import annotations

import re
from calendar import Calendar
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from youju.kernel.periods import Grain, around
from youju.work.models import Meeting, Task


@dataclass(slots=True)
class Day:
    """One day of the calendar."""

    on: date
    inside: bool
    tasks: list[Task] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Month:
    """A month in whole weeks from Monday, and the months beside it: 2026-07."""

    first: date
    weeks: list[list[Day]]
    before: str
    after: str


def read_month(text: str, today: date) -> date:
    """Return the first day of a month told as 2026-07; this month for anything else."""
    match = re.fullmatch(r"(20\d\d)-(0[1-9]|1[0-2])", text)
    return date(int(match[1]), int(match[2]), 1) if match else today.replace(day=1)


def days_of(first: date) -> tuple[date, date]:
    """Return the first and last day that the calendar of a month shows."""
    days = list(Calendar().itermonthdates(first.year, first.month))
    return days[0], days[-1]


def month_of(first: date, tasks: Iterable[Task], meetings: Iterable[Meeting]) -> Month:
    """Return the calendar of a month with these tasks on their days and meetings on theirs."""
    days = {
        on: Day(on, on.month == first.month)
        for on in Calendar().itermonthdates(first.year, first.month)
    }
    for task in tasks:
        days[task.due_on].tasks.append(task)
    for meeting in meetings:
        days[meeting.on].meetings.append(meeting)
    every = list(days.values())
    weeks = [every[n : n + 7] for n in range(0, len(every), 7)]
    end = around(first, Grain.MONTH).bounds[1]
    return Month(first, weeks, f"{first - timedelta(1):%Y-%m}", f"{end + timedelta(1):%Y-%m}")
