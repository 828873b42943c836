"""Reading when something was done: a day, or only a month, quarter, half-year or year. Pure."""

from __future__ import annotations

import re
from datetime import date

from django.utils.translation import gettext as _

from youju.kernel.numerals import normal
from youju.kernel.periods import UNKNOWN, Grain, Period, around, parse_period

_DAY = re.compile(r"(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})[日号]?")
_MONTH = re.compile(r"(?:(\d{4})[-/.年])?(\d{1,2})月份?|(\d{4})[-/.](\d{1,2})")
_QUARTER = re.compile(r"(\d{4})年?第?([一二三四1-4])季度?")
_HALF = re.compile(r"(\d{4})年?([上下])半年")
_YEAR = re.compile(r"(\d{4})年?(?:全年)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
NOT_KNOWN = {"不详", "时间不详", "日期不详", "未知", "?"}


def read_day(text: str, today: date) -> date:
    """Read one day: 2026-7-5, 2026/7/5, 2026年7月5日, 7月5日, 7-5, 20260705.

    A day without a year is the latest that is not after today.

    Raises:
        ValueError: With what to do, in Chinese.
    """
    plain = re.sub(r"[T ]\d{1,2}:\d{2}(:\d{2})?$", "", text.strip())
    plain = normal(plain)
    match = _COMPACT.fullmatch(plain) or _DAY.fullmatch(plain)
    if not match:
        raise ValueError(
            _("“%(text)s”不是日期。写作 2026-7-5、7月5日 或 20260705。") % {"text": text}
        )
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        found = date(year or today.year, month or 0, day or 0)
    except ValueError as error:
        raise ValueError(_("没有“%(text)s”这一天，请核对月和日。") % {"text": text}) from error
    if year is None and found > today:
        return found.replace(year=today.year - 1)
    return found


def read_when(text: str, today: date, *, any_period: bool = True) -> Period:
    """Read a day or, where the ledger allows it, a coarser period, a span or 不详.

    Raises:
        ValueError: With what to do, in Chinese.
    """
    plain = normal(text)
    if not any_period:
        return around(read_day(text, today), Grain.DAY)
    if plain in NOT_KNOWN:
        return UNKNOWN
    coarse = _coarse(plain, today)
    if coarse is not None:
        return coarse
    span = re.fullmatch(r"(.+?)(?:至|到|~|—+|\.\.)(.+)", plain)
    if span:
        return _span(read_day(span[1], today), span[2], today, text)
    return around(read_day(text, today), Grain.DAY)


def _coarse(plain: str, today: date) -> Period | None:
    try:
        if match := _QUARTER.fullmatch(plain):
            return parse_period(f"{match[1]}Q{'一二三四'.find(match[2]) + 1 or match[2]}")
        if match := _HALF.fullmatch(plain):
            return parse_period(f"{match[1]}H{1 if match[2] == '上' else 2}")
        if match := _YEAR.fullmatch(plain):
            return parse_period(match[1])
        if match := _MONTH.fullmatch(plain):
            year = int(match[1] or match[3] or today.year)
            month = int(match[2] or match[4])
            if not match[1] and not match[3] and month > today.month:
                year -= 1
            return parse_period(f"{year}-{month:02}")
        if re.fullmatch(r"\d{4}(Q[1-4]|H[12]|T[12])", plain):
            return parse_period(plain)
    except ValueError as error:
        raise ValueError(_("“%(text)s”不是时段，请核对年和月。") % {"text": plain}) from error
    return None


def _span(first: date, last_text: str, today: date, text: str) -> Period:
    only_day = re.fullmatch(r"(\d{1,2})[日号]?", last_text)
    try:
        last = first.replace(day=int(only_day[1])) if only_day else read_day(last_text, today)
    except ValueError as error:
        raise ValueError(_("“%(text)s”不是起止日期，请核对。") % {"text": text}) from error
    if last < first:
        raise ValueError(_("“%(text)s”的结束早于开始，请核对。") % {"text": text})
    return around(first, Grain.DAY) if first == last else Period(first, last, Grain.SPAN)
