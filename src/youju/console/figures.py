"""The figures a page of the console shows: beside last year's, month by month, and what is missing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from youju.documents.queries import fitting_template
from youju.facts.queries import Figure, Measure, recorded, trends
from youju.kernel.periods import Grain, Period, around
from youju.organisations.queries import Asking, Membership, Unit

ENTRY_KIND = "ledgers.entry"
SHOWN = 8
OF_A_FAMILY = 2  # leading figures of one ledger or room
GAPS = 6
MODULES: dict[str, str | Promise] = {
    "ENV": gettext_lazy("环境整治"),
    "PRJ": gettext_lazy("设施项目"),
    "INS": gettext_lazy("督查整改"),
    "PUB": gettext_lazy("宣传媒体"),
    "VOL": gettext_lazy("志愿服务"),
    "RES": gettext_lazy("小区住户"),
    "AID": gettext_lazy("困难帮扶"),
    "MIN": gettext_lazy("未成年人"),
    "ACT": gettext_lazy("文体教育"),
    "HON": gettext_lazy("典型评选"),
    "LAW": gettext_lazy("市场平安"),
    "SVC": gettext_lazy("窗口行风"),
    "ORG": gettext_lazy("组织责任"),
    "IDX": gettext_lazy("指标测评"),
    "RPT": gettext_lazy("报告档案"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One figure beside the same time last year. `now_months` and `then_months` draw its line."""

    measure: Measure
    now: Figure
    then: Figure | None
    change: Decimal | None
    now_months: list[float | None]
    then_months: list[float | None]


@dataclass(frozen=True, slots=True)
class Gap:
    """A figure of last year that the period's report asks for and nobody has recorded yet.

    Attributes:
        ledger: Code of the ledger that makes it, "" where no ledger does.
        before: What it was at the same time last year.
    """

    measure: Measure
    ledger: str
    before: Figure


@dataclass(frozen=True, slots=True)
class Told:
    """All figures of a unit and period, and those of the year before."""

    now: dict[str, Figure]
    then: dict[str, Figure]


def same_time(period: Period, today: date) -> Period:
    """Return the period of the year before; of one under way only up to the same month, since the
    totals are kept by month."""
    before = period.year_before()
    start, end = period.bounds
    last = around(today, Grain.MONTH).bounds[1]
    if not start <= today < end or last >= end:
        return before
    back = around(last, Grain.MONTH).year_before().bounds[1]
    return Period(before.bounds[0], back, Grain.SPAN)


def told(member: Membership, unit: Unit, period: Period, before: Period) -> Told:
    """Read the figures of the period and of the time it is compared with."""
    return Told(*recorded(member, unit, (period, before)))


def come(period: Period, today: date) -> Period:
    """Return the period without the months that have not begun."""
    start, end = period.bounds
    last = min(end, around(today, Grain.MONTH).bounds[1])
    return Period(start, last, Grain.SPAN) if start <= last < end else period


def rows(asked: Asking, found: Told, codes: list[str], today: date) -> list[Row]:
    """Return the figures of these codes with their course through the months."""
    member, unit, period = asked.member, asked.unit, asked.period
    both = Period(period.year_before().bounds[0], period.bounds[1], Grain.SPAN)
    course = trends(member, unit, both, [found.now[code].measure for code in codes])
    return [
        Row(
            found.now[code].measure,
            found.now[code],
            found.then.get(code),
            _change(found.now[code], found.then.get(code)),
            values(within(course.get(code, []), come(period, today))),
            values(within(course.get(code, []), period.year_before())),
        )
        for code in codes
    ]


def within(months: list[tuple[Period, Figure]], period: Period) -> list[tuple[Period, Figure]]:
    """Return the months of a course that lie in the period."""
    start, end = period.bounds
    return [(m, figure) for m, figure in months if start <= m.bounds[0] and m.bounds[1] <= end]


def values(months: list[tuple[Period, Figure]]) -> list[float | None]:
    """Return the plain values of a course; None where nothing was recorded."""
    return [
        float(f.quantity.value) if f.n and f.quantity and f.quantity.value is not None else None
        for _p, f in months
    ]


def _change(now: Figure, then: Figure | None) -> Decimal | None:
    if then is None or now.quantity is None or then.quantity is None:
        return None
    if now.quantity.value is None or then.quantity.value is None:
        return None
    return now.quantity.value - then.quantity.value


def leading(found: Told) -> list[str]:
    """Return the measures that most records speak of: the ones people ask for, a few from each ledger or room."""
    by_count = sorted(found.now.values(), key=lambda one: (-one.n, one.measure.pinyin))
    taken: Counter[str] = Counter()
    chosen = []
    for one in by_count:
        family = one.measure.code.split(".")[0]
        if one.quantity is not None and taken[family] < OF_A_FAMILY:
            taken[family] += 1
            chosen.append(one.measure.code)
    return chosen[:SHOWN]


def by_module(found: Told) -> list[tuple[str, str, list[str]]]:
    """Return the codes of all figures, by module in the order of the trade: its code, label, measures."""
    groups: dict[str, list[str]] = {}
    for one in sorted(found.now.values(), key=lambda f: f.measure.pinyin):
        topic = one.measure.topic if one.measure.topic in MODULES else ""
        groups.setdefault(topic, []).append(one.measure.code)
    labels = [*MODULES.items(), ("", _("其他"))]
    return [(topic, str(label), groups[topic]) for topic, label in labels if topic in groups]


def gaps(member: Membership, period: Period, found: Told) -> list[Gap]:
    """Return what the report of such a period asks for, was there at the same time last year, and is not now.

    What was not done last year either is no gap: a report has words for far more than one unit does.
    """
    template = fitting_template(member, period.grain)
    if template is None:
        return []
    order = {name: place for place, name in enumerate(_asked_for(template.spec))}
    missing = [
        Gap(one.measure, _ledger_of(one.measure), one)
        for code, one in found.then.items()
        if one.measure.name in order and code not in found.now
    ]
    return sorted(missing, key=lambda gap: order[gap.measure.name])


def _ledger_of(measure: Measure) -> str:
    return measure.code.split(".")[0] if measure.source_kind == ENTRY_KIND else ""


def _asked_for(spec: dict[str, list[dict[str, list[dict[str, str]]]]]) -> list[str]:
    texts = [b.get("source", "") for section in spec["sections"] for b in section["blocks"]]
    found = [part.split("}}")[0].split("|")[0] for text in texts for part in text.split("{{")[1:]]
    return list(dict.fromkeys(found))
