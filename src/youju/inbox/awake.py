"""When people may be told outside."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import partial

from django.utils import timezone

from youju.inbox import rules
from youju.inbox.models import Quiet
from youju.kernel.workcal import WorkCalendar


def moments_of(people: Iterable[int], now: datetime) -> dict[int, datetime]:
    """Return when each person may be told outside: now, or after their quiet hours."""
    moments = dict.fromkeys(people, now)
    calendar, here = WorkCalendar(), timezone.localtime(now)
    for quiet in Quiet.objects.filter(person__in=moments):
        works = partial(_works, calendar)
        moments[quiet.person_id] = rules.wakes_at(here, quiet.hours, works)
    return moments


def _works(calendar: WorkCalendar, day: date) -> bool:
    return bool(calendar.shifts(day))
