"""Chinese numerals and the numbers of headings, written as text."""

from __future__ import annotations

from datetime import date

DIGITS = "〇一二三四五六七八九"


def chinese_numeral(value: int) -> str:
    """Return 1 to 99 as written in headings: 一, 十, 十二, 二十, 二十一.

    Raises:
        ValueError: If the value is outside 1 to 99.
    """
    if not 1 <= value <= 99:
        raise ValueError(f"no heading numeral for {value}")
    tens, ones = divmod(value, 10)
    lead = "" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十"
    return lead + (DIGITS[ones] if ones else "")


class HeadingNumbers:
    """Counts headings of four levels; a heading restarts the levels below it."""

    def __init__(self) -> None:
        self._counts = [0, 0, 0, 0]

    def next(self, level: int) -> str:
        """Return the number of the next heading of that level: 一、 （一） 1. （1）."""
        self._counts[level - 1] += 1
        self._counts[level:] = [0] * (4 - level)
        count = self._counts[level - 1]
        if level == 1:
            return f"{chinese_numeral(count)}、"
        if level == 2:
            return f"（{chinese_numeral(count)}）"
        return f"{count}." if level == 3 else f"（{count}）"


def chinese_date(day: date) -> str:
    """Return a date as official documents write it: 2026年7月8日."""
    return f"{day.year}年{day.month}月{day.day}日"
