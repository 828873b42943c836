"""What the aged get by their age, on which day of the year; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from youju.kernel.festivals import FESTIVALS, festival_on
from youju.kernel.refusal import Refused

_MONTH_DAY = re.compile(r"(\d{1,2})-(\d{1,2})")


@dataclass(frozen=True, slots=True)
class Rule:
    """Who gets something, and when.

    Attributes:
        least, most: Full years of life on the day; `most` is None where there is no upper end.
        festival: A code of `kernel.festivals`; "" where `month_day` says the day: 10-01.
    """

    least: int
    most: int | None = None
    festival: str = ""
    month_day: str = ""


def check_rule(rule: Rule) -> None:
    """Refuse ages that nobody has, and a rule without one day."""
    if not 50 <= rule.least <= 120:
        raise Refused(_("起始年龄在 50 到 120 岁之间。"), field="least")
    if rule.most is not None and rule.most < rule.least:
        raise Refused(_("年龄上限小于下限，请核对。"), field="most")
    if rule.festival and rule.festival not in FESTIVALS:
        raise Refused(_("没有这个节日。"), field="festival")
    if bool(rule.festival) == bool(rule.month_day):
        raise Refused(_("选一个节日，或填一个日期，两样填一样。"), field="month_day")
    if rule.month_day and _plain_day(rule.month_day, 2024) is None:
        raise Refused(_("日期写作 月-日，如 10-1。"), field="month_day")


def day_in(rule: Rule, year: int) -> date | None:
    """Return the day of a rule in a year; None where the lunar table does not hold the year."""
    if rule.festival:
        return festival_on(rule.festival, year)
    return _plain_day(rule.month_day, year)


def _plain_day(text: str, year: int) -> date | None:
    match = _MONTH_DAY.fullmatch(text.strip())
    if not match:
        return None
    month, day = int(match[1]), int(match[2])
    if (month, day) == (2, 29):
        month, day = 2, 28
    try:
        return date(year, month, day)
    except ValueError:
        return None


def born_from(rule: Rule, day: date) -> date | None:
    """Return the birth before which somebody is too old for the rule; None without an upper end."""
    if rule.most is None:
        return None
    year = day.year - rule.most - 1
    return date(year, 2, 28) if (day.month, day.day) == (2, 29) else day.replace(year=year)


def ages(rule: Rule) -> str:
    """Return the ages in words: 90 岁以上, 80—89 岁."""
    if rule.most is None:
        return _("%(n)s 岁以上") % {"n": rule.least}
    return _("%(a)s—%(b)s 岁") % {"a": rule.least, "b": rule.most}
