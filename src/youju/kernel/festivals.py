"""The seven festivals of 我们的节日, by the lunar calendar, as days of the common one.

Six stand on a day of a lunar month, 清明 on a solar term, so that no simple rule gives them. The days of
2020–2035 are those of GB/T 33661-2017 《农历的编算和颁行》, reckoned with two libraries (lunar-python and
lunardate) that agree on every one; the tests hold them against the public holidays of `chinese_calendar`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

# Code, name, and what is usually done on it.
FESTIVALS: dict[str, tuple[str, str]] = {
    "chunjie": ("春节", "写春联、送祝福、慰问困难家庭"),
    "yuanxiao": ("元宵节", "猜灯谜、闹元宵、做元宵"),
    "qingming": ("清明节", "文明祭祀、祭扫烈士、网上祭英烈"),
    "duanwu": ("端午节", "包粽子、经典诵读、赛龙舟"),
    "qixi": ("七夕节", "家庭和睦、好夫妻好婆媳"),
    "zhongqiu": ("中秋节", "邻里团圆、诗词朗诵"),
    "chongyang": ("重阳节", "敬老爱老、走访老人、登高"),
}
_DAYS: dict[int, str] = {
    2020: "01-25 02-08 04-04 06-25 08-25 10-01 10-25",
    2021: "02-12 02-26 04-04 06-14 08-14 09-21 10-14",
    2022: "02-01 02-15 04-05 06-03 08-04 09-10 10-04",
    2023: "01-22 02-05 04-05 06-22 08-22 09-29 10-23",
    2024: "02-10 02-24 04-04 06-10 08-10 09-17 10-11",
    2025: "01-29 02-12 04-04 05-31 08-29 10-06 10-29",
    2026: "02-17 03-03 04-05 06-19 08-19 09-25 10-18",
    2027: "02-06 02-20 04-05 06-09 08-08 09-15 10-08",
    2028: "01-26 02-09 04-04 05-28 08-26 10-03 10-26",
    2029: "02-13 02-27 04-04 06-16 08-16 09-22 10-16",
    2030: "02-03 02-17 04-05 06-05 08-05 09-12 10-05",
    2031: "01-23 02-06 04-05 06-24 08-24 10-01 10-24",
    2032: "02-11 02-25 04-04 06-12 08-12 09-19 10-12",
    2033: "01-31 02-14 04-04 06-01 08-01 09-08 10-01",
    2034: "02-19 03-05 04-05 06-20 08-20 09-27 10-20",
    2035: "02-08 02-22 04-05 06-10 08-10 09-16 10-09",
}
FIRST_YEAR, LAST_YEAR = min(_DAYS), max(_DAYS)


@dataclass(frozen=True, slots=True)
class Festival:
    """One festival of one year."""

    code: str
    day: date

    @property
    def name(self) -> str:
        return FESTIVALS[self.code][0]

    @property
    def custom(self) -> str:
        """What is usually done on it."""
        return FESTIVALS[self.code][1]


def festivals_of(year: int) -> list[Festival]:
    """Return the seven festivals of a year in order; none for a year that the table does not hold."""
    days = _DAYS.get(year, "").split()
    return [
        Festival(code, date.fromisoformat(f"{year}-{day}"))
        for code, day in zip(FESTIVALS, days, strict=bool(days))
    ]


def festivals_between(first: date, last: date) -> Iterator[Festival]:
    """Yield the festivals from one day to another, both included."""
    for year in range(first.year, last.year + 1):
        yield from (one for one in festivals_of(year) if first <= one.day <= last)


def festival_on(code: str, year: int) -> date | None:
    """Return the day of a festival in a year, None where the table does not hold it."""
    return next((one.day for one in festivals_of(year) if one.code == code), None)
