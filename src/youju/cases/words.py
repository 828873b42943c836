"""Lengths of working time in words, for pages."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from youju.kernel.workcal import (
    Limit,
    LimitUnit,
    WorkCalendar,
    hours_and_minutes,
    work_between,
    work_left,
)


def limit_words(limit: Limit) -> str:
    """Return 4 工作时, through gettext."""
    units = {
        LimitUnit.URGENT_HOUR: _("紧急工作时"),
        LimitUnit.WORK_HOUR: _("工作时"),
        LimitUnit.WORK_DAY: _("工作日"),
    }
    return f"{limit.amount} {units[limit.unit]}"


def left_words(now: datetime, due: datetime, calendar: WorkCalendar, unit: LimitUnit) -> str:
    """Return 还剩 7 工作时 23 分, or 逾期 with how much."""
    left = work_left(now, due, calendar, unit)
    if left < timedelta(0) or now > due:
        return _("已逾期 %(length)s") % {"length": length_words(left, unit)}
    return _("还剩 %(length)s") % {"length": length_words(left, unit)}


def taken_words(begin: datetime, end: datetime, calendar: WorkCalendar, unit: LimitUnit) -> str:
    """Return 用时 2 工作时 55 分."""
    taken = work_between(begin, end, calendar, unit)
    return _("用时 %(length)s") % {"length": length_words(taken, unit)}


def length_words(length: timedelta, unit: LimitUnit) -> str:
    """Return 2 工作时 55 分; hours by the clock for urgent ones."""
    hours, minutes = hours_and_minutes(length)
    name = _("小时") if unit is LimitUnit.URGENT_HOUR else _("工作时")
    if not hours:
        return _("%(n)s 分") % {"n": minutes}
    whole = f"{hours} {name}"
    return whole + (_(" %(n)s 分") % {"n": minutes} if minutes else "")
