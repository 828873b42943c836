"""When an entry has to be done, and how it stands to its limit. Pure."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from youju.kernel.periods import Period
from youju.kernel.quantity import number_text
from youju.kernel.words import Words
from youju.kernel.workcal import WorkCalendar
from youju.ledgers.spec import IN_TIME, OVERTIME, Due, Ledger
from youju.ledgers.values import quantity_of

LONGEST = 2000


class Standing(StrEnum):
    """How an entry stands to its limit."""

    AHEAD = "ahead"
    SOON = "soon"
    OVERDUE = "overdue"
    IN_TIME = "in_time"
    OVERTIME = "overtime"

    @property
    def label(self) -> str:
        return str(LABELS[self])

    @property
    def pill(self) -> str:
        """Return the kind of label that shows it."""
        return {"soon": "due", "overdue": "late", "in_time": "ok"}.get(self, "")


LABELS = Words(
    {
        Standing.AHEAD: "未到期",
        Standing.SOON: "将到期",
        Standing.OVERDUE: "已超期",
        Standing.IN_TIME: "按期完成",
        Standing.OVERTIME: "超期完成",
    }
)


def due_of(
    ledger: Ledger, values: Mapping[str, Any], period: Period
) -> tuple[date | None, date | None]:
    """Return (the day it is due, the day it was done); None for what is not known."""
    due = ledger.due
    if due is None:
        return None, None
    nothing = any(_said(values.get(key)) in told for key, told in due.unless)
    return None if nothing else _due_on(due, values, period), day_in(values, due.done)


def _said(kept: Any) -> str:
    """Return a value as `unless` names it: a choice, or a number without its unit."""
    number = quantity_of(kept)
    if number is None:
        return str(kept)
    return "" if number.value is None else number_text(number.value)


def _due_on(due: Due, values: Mapping[str, Any], period: Period) -> date | None:
    if due.day:
        return day_in(values, due.day)
    start = _start(due, values, period)
    if start is None:
        return None
    if due.months:
        return months_after(start, due.months)
    if due.days:
        return start + timedelta(due.days)
    if due.workdays:
        return workday_after(start, due.workdays)
    limit = quantity_of(values.get(due.within))
    if limit is None or limit.value is None or not 0 < limit.value <= LONGEST:
        return None
    days = int(limit.value)
    return workday_after(start, days) if "工作日" in limit.unit else start + timedelta(days)


def _start(due: Due, values: Mapping[str, Any], period: Period) -> date | None:
    said = day_in(values, due.start) if due.start != "when" else None
    if said is not None or (due.start != "when" and not due.renewed):
        return said
    return period.bounds[1] if period.known else None


def day_in(values: Mapping[str, Any], key: str) -> date | None:
    """Return the day a date field holds, or None."""
    kept = values.get(key) if key else None
    return date.fromisoformat(kept) if kept else None


def workday_after(start: date, days: int) -> date:
    """Return the so-many-th working day after a day; the day itself does not count."""
    calendar, day = WorkCalendar(), start
    while days > 0:
        day += timedelta(1)
        days -= bool(calendar.shifts(day))
    return day


def months_after(start: date, months: int) -> date:
    """Return the same day so many months later, the last of the month where it has no such day."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def standing(due_on: date, done_on: date | None, soon: int, today: date) -> Standing:
    """Return how something stands to its limit. On the day itself it is not yet overdue."""
    if done_on is not None:
        return Standing.IN_TIME if done_on <= due_on else Standing.OVERTIME
    if due_on < today:
        return Standing.OVERDUE
    return Standing.SOON if due_on <= today + timedelta(soon) else Standing.AHEAD


def outcome(ledger: Ledger, due_on: date | None, done_on: date | None) -> str:
    """Return IN_TIME or OVERTIME for what is done, "" for what is open or was never to be done."""
    if ledger.due is None or not ledger.due.done or done_on is None:
        return ""
    return OVERTIME if due_on is not None and done_on > due_on else IN_TIME


def faults(
    ledger: Ledger, values: Mapping[str, Any], period: Period, today: date
) -> dict[str, str]:
    """Return by field key what cannot be: done in the future, or before it began."""
    due = ledger.due
    found: dict[str, str] = {}
    keys = {one.day for one in ledger.measures}
    if due is not None:
        start = None if due.day else _start(due, values, period)
        keys.add(due.told_in)
    else:
        start = period.bounds[0] if period.known else None
    for key in sorted(keys):
        done = day_in(values, key)
        if done is not None and done > today:
            found[key] = _("%(day)s 还没有到，完成以后再填。") % {"day": done.isoformat()}
        elif done is not None and start is not None and done < start:
            found[key] = _("早于开始的 %(day)s，请核对。") % {"day": start.isoformat()}
    return found


def told(standing_now: Standing, due_on: date, today: date) -> str:
    """Return the state as a list tells it: 已超期 3 天, 将到期 11-28."""
    if standing_now is Standing.OVERDUE:
        return _("已超期 %(n)s 天") % {"n": (today - due_on).days}
    if standing_now in (Standing.SOON, Standing.AHEAD):
        return f"{standing_now.label} {due_on:%m-%d}"
    return standing_now.label
