"""Words of time on a form, and the period they mean beside the form's own. Pure.

A rule is kept, not a period, so that next month's form fills itself: `form`, `month:3`, `months:1-9`,
`month:end`, `quarter:2`, `quarter:end`, `half:1`, `year`, `ytd`, each with `/-1` for the year before,
`before` for the period before, or a period's code.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from django.utils.translation import gettext as _

from youju.kernel.periods import Grain, Period, around, parse_period

FORM, YEAR, TO_DATE, BEFORE, LAST_YEAR = "form", "year", "ytd", "before", "form/-1"
_HAN = "一二三四五六七八九十"
_MONTHS = {n: str(i) for i, n in enumerate([*_HAN, "十一", "十二"], start=1)}
_DIGITS = {ord(a): b for a, b in zip("〇○零一二三四五六七八九", "000123456789", strict=True)}
_MONTH = r"(1[0-2]|0?[1-9]|十[一二]|[一二三四五六七八九十])"

# Words of time → rule. The first that fits wins; longer ones stand first.
_WORDS: tuple[tuple[str, str], ...] = (
    (r"(上年|去年|上年度)同期累计(数)?", "ytd/-1"),
    (r"(上年|去年|上年度)(同期|同月|同季)(数|完成)?|同期(数)?", LAST_YEAR),
    (r"(上年|去年|上年度)(全年|末|底)?(数|完成|实绩)?", "year/-1"),
    (r"(上月|上期|上季度?|上半期)(数|完成)?", BEFORE),
    (r"(本年|全年|今年|年初至今|自年初|年初以来|今年以来|本年度|截至本月|截至目前|至今)?累计(数|完成|完成数)?|年初至今|今年以来", TO_DATE),
    (r"1[-—–~至](本月|报告期)(累计)?", TO_DATE),
    (r"(本年|全年|今年|本年度|年度|当年)(合计|总计|数|完成|完成数|实绩)?", YEAR),
    (r"(本月|当月|报告月)(数|完成|完成数)?", "month:end"),
    (r"(本季度?|当季)(数|完成|完成数)?", "quarter:end"),
    (r"(本期|当期|报告期|本次|本周期|期内)(数|完成|完成数|实绩)?", FORM),
    (r"(期末|月末|季末|年末|现有|截至期末)(数|实有|实有数)?", FORM),
)  # fmt: skip
_TIMES = [(re.compile(pattern), rule) for pattern, rule in _WORDS]
_YEAR_OF = re.compile(r"(20\d\d)年度?")
_DONE = r"(?:累计|合计|小计|实际|完成|实绩|情况|数量?)*"
_SPAN = re.compile(rf"{_MONTH}(?:月份?)?[-—–~至到]{_MONTH}月份?{_DONE}")
_QUARTER = re.compile(rf"第?([一二三四1-4])季度?{_DONE}|Q([1-4])")
_ALONE = (
    re.compile("第[一二三四]季度"),
    re.compile("[上下]半年"),
    re.compile(r"(?<!\d)(1[0-2]|[1-9])月(?=份|月报|[）)])"),
)
_ONE_MONTH = re.compile(rf"{_MONTH}月份?{_DONE}")
_PART_OF_YEAR = re.compile(rf"(上半年|下半年|全年){_DONE}")


def digits(text: str) -> str:
    """Return years in Chinese characters as digits: 二〇二六年 → 2026年."""
    return re.sub(
        r"[〇○零一二三四五六七八九]{4}(?=年)", lambda match: match[0].translate(_DIGITS), text
    )


def _month(text: str) -> int:
    return int(_MONTHS.get(text, text))


def rule_of(text: str) -> str:
    """Return the rule that a label of time means, or "" where it is none: 3月 → month:3."""
    plain = digits("".join(text.split()).strip("（）()：:"))
    year = _YEAR_OF.match(plain)
    if year:
        rest = plain[year.end() :]
        inner = _in_year(rest) if rest else YEAR
        return _code(int(year[1]), inner) if inner else ""
    return _in_year(plain) or next((rule for form, rule in _TIMES if form.fullmatch(plain)), "")


def _in_year(plain: str) -> str:
    """Return the rule of a part of a year: 3月, 1-9月, 二季度, 上半年."""
    if match := _ONE_MONTH.fullmatch(plain):
        return f"month:{_month(match[1])}"
    if match := _SPAN.fullmatch(plain):
        first, last = _month(match[1]), _month(match[2])
        return f"months:{first}-{last}" if first <= last else ""
    if match := _QUARTER.fullmatch(plain):
        told = match[1] or match[2]
        return f"quarter:{_HAN.find(told) + 1 or told}"
    halves = {"上半年": "half:1", "下半年": "half:2", "全年": YEAR}
    return halves[match[1]] if (match := _PART_OF_YEAR.fullmatch(plain)) else ""


def _code(year: int, rule: str) -> str:
    found = resolve(rule, parse_period(str(year)))
    return found.code if found else ""


def within(outer: str, inner: str) -> str:
    """Return the rule of a head below another: 2025年 over 3月 is March 2025, 一季度 over 上年同期 a year before."""
    if not outer or outer in (FORM, YEAR):
        return inner
    if inner.endswith("/-1"):
        return outer if outer.endswith("/-1") else f"{outer}/-1"
    kind, _colon, told = outer.partition(":")
    if inner == TO_DATE and kind == "month" and told.isdigit():
        return f"months:1-{told}"
    try:
        found = resolve(inner, parse_period(outer))
    except ValueError:
        return outer
    return found.code if found else outer


def split(text: str) -> list[tuple[str, str]]:
    """Return (rest, rule) for words of time at the start or end of a label: 本月清理垃圾 → 清理垃圾."""
    found = []
    for cut in range(2, len(text) - 1):
        head, tail = text[:cut], text[cut:]
        if cut <= 9 and (rule := rule_of(head)):
            found.append((tail, rule))
        if len(tail) <= 9 and (rule := rule_of(tail)):
            found.append((head, rule))
    return sorted(found, key=lambda one: len(one[0]))[:2]


def period_in(text: str, today: date) -> Period | None:
    """Return the period a title speaks of: 柳荫街道2026年上半年…统计表. Without a year, this year."""
    plain = digits("".join(text.split()))
    for match in _YEAR_OF.finditer(plain):
        rest = plain[match.end() :]
        year = parse_period(match[1]) if 1900 <= int(match[1]) <= 2200 else None
        if year is None:
            continue
        for length in range(min(8, len(rest)), 0, -1):
            if inner := _in_year(rest[:length]):
                return resolve(inner, year)
        return year
    for pattern in (_SPAN, *_ALONE):
        if (found := pattern.search(plain)) and (rule := _in_year(found[0])):
            return resolve(rule, around(today, Grain.YEAR))
    return None


def resolve(rule: str, base: Period) -> Period | None:
    """Return the period of a rule for a form about `base`; None where there is none."""
    if not base.known:
        return None
    name, _slash, back = rule.partition("/")
    found = _resolved(name, base)
    return found.year_before() if found and back else found


def _resolved(name: str, base: Period) -> Period | None:
    _start, end = base.bounds
    year = around(end, Grain.YEAR)
    kind, _colon, told = name.partition(":")
    if name == FORM:
        return base
    if name == BEFORE:
        return base.previous()
    if kind in ("year", "ytd"):
        return year if kind == "year" else _tidy(year.bounds[0], end)
    if told == "end":
        return around(end, Grain.MONTH if kind == "month" else Grain.QUARTER)
    if kind == "months":
        first, _dash, last = told.partition("-")
        return _tidy(_nth(year, int(first)).bounds[0], _nth(year, int(last)).bounds[1])
    if kind in ("month", "quarter", "half"):
        months = {"month": 1, "quarter": 3, "half": 6}[kind]
        grain = {"month": Grain.MONTH, "quarter": Grain.QUARTER, "half": Grain.HALF}[kind]
        return around(_nth(year, (int(told) - 1) * months + 1).bounds[0], grain)
    try:
        return parse_period(name)
    except ValueError:
        return None


def _nth(year: Period, month: int) -> Period:
    return year.months()[min(max(month, 1), 12) - 1]


def _tidy(start: date, end: date) -> Period:
    """Return the span as a month, quarter, half or year where it is one."""
    for grain in (Grain.YEAR, Grain.HALF, Grain.QUARTER, Grain.MONTH):
        whole = around(start, grain)
        if whole.bounds == (start, end):
            return whole
    return Period(start, end, Grain.SPAN)


def valid(rule: str) -> bool:
    """Return whether it is a rule at all."""
    try:
        return resolve(rule, around(date(2026, 7, 8), Grain.MONTH)) is not None
    except ValueError:
        return False


def shown(rule: str) -> str:
    """Return a rule in words for the one who maps."""
    words = {
        FORM: _("表的时段"), YEAR: _("全年"), TO_DATE: _("年初至期末累计"), BEFORE: _("上一期"),
        LAST_YEAR: _("上年同期"), "ytd/-1": _("上年同期累计"), "year/-1": _("上年全年"),
        "month:end": _("本月"), "quarter:end": _("本季度"), "half:1": _("上半年"), "half:2": _("下半年"),
    }  # fmt: skip
    if rule not in words and rule.endswith("/-1"):
        return _("上年%(period)s") % {"period": shown(rule.removesuffix("/-1"))}
    kind, _colon, told = rule.partition(":")
    if kind == "month" and told.isdigit():
        return _("%(n)s月") % {"n": told}
    if kind == "quarter" and told.isdigit():
        return _("第%(n)s季度") % {"n": _HAN[int(told) - 1]}
    if kind == "months":
        return _("%(n)s月") % {"n": told}
    return words.get(rule) or _label(rule)


def _label(rule: str) -> str:
    try:
        return parse_period(rule).label
    except ValueError:
        return rule


OFFERED = (
    FORM, "month:end", "quarter:end", YEAR, TO_DATE, LAST_YEAR, "ytd/-1", BEFORE, "year/-1",
    "half:1", "half:2", *(f"quarter:{n}" for n in range(1, 5)), *(f"month:{n}" for n in range(1, 13)),
)  # fmt: skip


def day_after(period: Period) -> date:
    """Return the first day after a period."""
    return period.bounds[1] + timedelta(1)
