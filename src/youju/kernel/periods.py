"""Periods of reports and facts: day, month, quarter, half, year, school term, or unknown."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from youju.kernel.words import Words, said

MONTHS = Words(
    {
        1: "1月",
        2: "2月",
        3: "3月",
        4: "4月",
        5: "5月",
        6: "6月",
        7: "7月",
        8: "8月",
        9: "9月",
        10: "10月",
        11: "11月",
        12: "12月",
    }
)
QUARTERS = Words({1: "第一季度", 2: "第二季度", 3: "第三季度", 4: "第四季度"})
HALVES = Words({True: "上半年", False: "下半年"})
WEEKDAYS = Words(
    {
        0: "星期一",
        1: "星期二",
        2: "星期三",
        3: "星期四",
        4: "星期五",
        5: "星期六",
        6: "星期日",
    }
)
SHORT_DAYS = Words({0: "周一", 1: "周二", 2: "周三", 3: "周四", 4: "周五", 5: "周六", 6: "周日"})
TERMS = Words({True: "第一学期", False: "第二学期"})


class Grain(StrEnum):
    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    TERM = "term"
    SPAN = "span"  # any other from–to
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Period:
    """An unbroken run of days, both ends included. UNKNOWN has neither end and sorts first."""

    start: date | None
    end: date | None
    grain: Grain

    def __lt__(self, other: Period) -> bool:
        return self._order < other._order

    @property
    def _order(self) -> tuple[date, date]:
        return self.start or date.min, self.end or date.min

    @property
    def known(self) -> bool:
        return self.start is not None and self.end is not None

    @property
    def bounds(self) -> tuple[date, date]:
        """Return start and end. Raises ValueError for an unknown period."""
        if self.start is None or self.end is None:
            raise ValueError("the period is unknown")
        return self.start, self.end

    @property
    def code(self) -> str:
        """Return 2026-03-05, 2026-03, 2026Q1, 2026H1, 2026, 2026T2, 2026-01-05..2026-02-03 or ?."""
        if self.start is None or self.end is None:
            return "?"
        year, month = self.start.year, self.start.month
        match self.grain:
            case Grain.DAY:
                return self.start.isoformat()
            case Grain.MONTH:
                return f"{year}-{month:02}"
            case Grain.QUARTER:
                return f"{year}Q{(month + 2) // 3}"
            case Grain.HALF:
                return f"{year}H{1 if month == 1 else 2}"
            case Grain.YEAR:
                return str(year)
            case Grain.TERM:
                return f"{year}T{1 if month == 9 else 2}"
        return f"{self.start.isoformat()}..{self.end.isoformat()}"

    @property
    def label(self) -> str:
        """Return the period as it is written: 2026年上半年, 2026年3月5日; 5 March 2026."""
        if self.start is None or self.end is None:
            return said("时间不详")
        year, month = self.start.year, self.start.month
        match self.grain:
            case Grain.DAY:
                return day_label(self.start)
            case Grain.MONTH:
                return said("%(year)s年%(month)s") % {"year": year, "month": MONTHS[month]}
            case Grain.QUARTER:
                told = {"year": year, "quarter": QUARTERS[(month + 2) // 3]}
                return said("%(year)s年%(quarter)s") % told
            case Grain.HALF:
                return said("%(year)s年%(half)s") % {"year": year, "half": HALVES[month == 1]}
            case Grain.YEAR:
                return said("%(year)s年") % {"year": year}
            case Grain.TERM:
                first = month == 9
                begun = year if first else year - 1
                told = {"begun": begun, "ended": begun + 1, "term": TERMS[first]}
                return said("%(begun)s—%(ended)s学年%(term)s") % told
        told = {"start": day_label(self.start), "end": day_label(self.end)}
        return said("%(start)s至%(end)s") % told

    def year_before(self) -> Period:
        """Return the same period one year earlier. Raises ValueError for an unknown period."""
        start, end = self.bounds
        whole_month = self.grain is not Grain.DAY and (end + timedelta(1)).day == 1
        return Period(_years_on(start, -1), _years_on(end, -1, whole_month), self.grain)

    def previous(self) -> Period:
        """Return the period of the same kind just before. Raises ValueError if unknown."""
        start, end = self.bounds
        if self.grain in (Grain.SPAN, Grain.DAY):
            days = (end - start).days + 1
            return Period(start - timedelta(days), start - timedelta(1), self.grain)
        return around(start - timedelta(1), self.grain)

    def months(self) -> list[Period]:
        """Return the whole months within the period, in order."""
        start, end = self.bounds
        first = around(start, Grain.MONTH)
        found = []
        while first.bounds[1] <= end:
            if first.bounds[0] >= start:
                found.append(first)
            first = around(first.bounds[1] + timedelta(1), Grain.MONTH)
        return found

    def holds(self, day: date) -> bool:
        return self.known and self.bounds[0] <= day <= self.bounds[1]


UNKNOWN = Period(None, None, Grain.UNKNOWN)


def day_label(day: date) -> str:
    """Return 2026年11月21日; 21 November 2026."""
    told = {"year": day.year, "month": MONTHS[day.month], "day": day.day}
    return said("%(year)s年%(month)s%(day)s日") % told


def _years_on(day: date, years: int, whole_month: bool = False) -> date:
    last = monthrange(day.year + years, day.month)[1]
    return date(day.year + years, day.month, last if whole_month else min(day.day, last))


def _month_span(year: int, first: int, count: int, grain: Grain) -> Period:
    last = first + count - 1
    end_year, end_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    end_day = monthrange(end_year, end_month)[1]
    return Period(date(year, first, 1), date(end_year, end_month, end_day), grain)


def around(day: date, grain: Grain) -> Period:
    """Return the period of the grain that holds the day. School terms run September–January and
    February–August. Raises ValueError for SPAN and UNKNOWN."""
    match grain:
        case Grain.DAY:
            return Period(day, day, grain)
        case Grain.MONTH:
            return _month_span(day.year, day.month, 1, grain)
        case Grain.QUARTER:
            return _month_span(day.year, (day.month - 1) // 3 * 3 + 1, 3, grain)
        case Grain.HALF:
            return _month_span(day.year, 1 if day.month <= 6 else 7, 6, grain)
        case Grain.YEAR:
            return _month_span(day.year, 1, 12, grain)
        case Grain.TERM:
            if 2 <= day.month <= 8:
                return _month_span(day.year, 2, 7, grain)
            return _month_span(day.year if day.month >= 9 else day.year - 1, 9, 5, grain)
    raise ValueError(f"no single period of grain {grain}")


# Far enough from the ends of the calendar for any arithmetic on periods.
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_CODE = re.compile(r"(\d{4})(?:Q([1-4])|H([12])|T([12])|-(\d{2})(?:-(\d{2}))?)?")


def _parse_span(code: str) -> Period:
    try:
        first, last = (date.fromisoformat(part) for part in code.split("..", 1))
    except ValueError as error:
        raise ValueError(f"时段“{code}”应写成 2026-01-05..2026-02-03") from error
    if last < first:
        raise ValueError(f"时段“{code}”的结束早于开始")
    if not _FIRST_YEAR <= first.year <= last.year <= _LAST_YEAR:
        raise ValueError(f"时段“{code}”的年份不对")
    return Period(first, last, Grain.SPAN)


def parse_period(code: str) -> Period:
    """Return the period of a code (`Period.code`). Raises ValueError with the reason in Chinese."""
    text = code.strip()
    if text == "?":
        return UNKNOWN
    if ".." in text:
        return _parse_span(text)
    match = _CODE.fullmatch(text)
    if not match:
        raise ValueError(f"不认识的时段“{code}”，如 2026、2026H1、2026Q3、2026-07")
    year = int(match[1])
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise ValueError(f"时段“{code}”的年份不对")
    if match[2]:
        return _month_span(year, int(match[2]) * 3 - 2, 3, Grain.QUARTER)
    if match[3]:
        return _month_span(year, int(match[3]) * 6 - 5, 6, Grain.HALF)
    if match[4]:
        first_month, count = (9, 5) if match[4] == "1" else (2, 7)
        return _month_span(year, first_month, count, Grain.TERM)
    try:
        if match[6]:
            return around(date(year, int(match[5]), int(match[6])), Grain.DAY)
        if match[5]:
            return around(date(year, int(match[5]), 1), Grain.MONTH)
    except ValueError as error:
        raise ValueError(f"时段“{code}”不是一个日期") from error
    return _month_span(year, 1, 12, Grain.YEAR)
