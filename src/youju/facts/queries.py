"""Reading facts and totals, for one who may see the unit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Q, QuerySet

from youju.facts import sums
from youju.facts.models import Fact, Measure
from youju.facts.registry import KINDS, SourceKind
from youju.facts.rules import Adds, figure
from youju.kernel.periods import Grain, Period
from youju.kernel.quantity import Quantity
from youju.organisations.queries import May, Membership, Unit, require, subtree_ids

__all__ = [
    "Fact", "Figure", "Measure", "SourceKind", "by_child", "children_figures", "facts_behind", "figures",
    "kind_named", "measures", "trend", "unscoped_facts_behind", "unscoped_figures",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure's value for a unit (with all below it) over a period.

    Attributes:
        quantity: None when nothing is recorded; its value None when only words like 多次 are.
        n: Number of facts (of series for a stock, of different tokens for a distinct measure).
        inexact: How many of them are approximate.
        unknown: How many have no number; they are not in the value.
    """

    measure: Measure
    quantity: Quantity | None
    n: int = 0
    inexact: int = 0
    unknown: int = 0


def measures() -> QuerySet[Measure]:
    """Return the catalogue in pinyin order. It holds no business data."""
    return Measure.objects.order_by("pinyin", "code")


def kind_named(kind: str) -> SourceKind:
    """Return the registered kind of records that make facts."""
    return KINDS[kind]


def figures(
    member: Membership, unit: Unit, period: Period, codes: Iterable[str] | None = None
) -> dict[str, Figure]:
    """Return the figures of a unit and all below it, by measure code: those with facts when
    `codes` is None, else one for each code that is in the catalogue.

    Raises:
        Forbidden: If the member may not see the unit.
        ValueError: If the period is unknown.
    """
    require(member, May.SEE, unit)
    return unscoped_figures(unit, period, codes)


def unscoped_figures(
    unit: Unit, period: Period, codes: Iterable[str] | None = None
) -> dict[str, Figure]:
    """Return `figures` without asking who looks: for work the product does on its own account."""
    catalogue = {m.code: m for m in Measure.objects.all()}
    wanted = list(catalogue) if codes is None else [code for code in codes if code in catalogue]
    parts = {c for w in wanted for c in (catalogue[w].numerator, catalogue[w].denominator) if c}
    needed = [catalogue[code] for code in {*wanted, *parts}]
    found = _plain(unit, period, needed) | _distinct(unit, period, needed)
    found |= _stated_rates(unit, period, needed)
    for measure in needed:
        if measure.adds == Adds.RATE and measure.numerator:
            found[measure.code] = _ratio(measure, found)
    result = {code: found.get(code, Figure(catalogue[code], None)) for code in wanted}
    return result if codes is not None else {c: one for c, one in result.items() if one.n}


def _plain(unit: Unit, period: Period, needed: list[Measure]) -> dict[str, Figure]:
    by_id = {m.pk: m for m in needed if m.adds in (Adds.FLOW, Adds.STOCK)}
    found = {}
    for measure_id, one in sums.sums(unit, period, list(by_id.values())).items():
        measure = by_id[measure_id]
        quantity = figure(one, measure.unit)
        found[measure.code] = Figure(
            measure, quantity, one.n, one.over + one.about + one.under, one.unknown
        )
    single = [f for f in found.values() if f.n == 1 and f.inexact and f.measure.adds == Adds.FLOW]
    if single:
        rows = _within(unit, period).filter(measure__in=[f.measure.pk for f in single])
        for fact in rows.select_related("measure"):
            code = fact.measure.code
            found[code] = replace(found[code], quantity=fact.quantity)
    return found


def _within(unit: Unit, period: Period) -> QuerySet[Fact]:
    start, end = period.bounds
    return Fact.objects.filter(unit_id__in=subtree_ids(unit), start__gte=start, end__lte=end)


def _distinct(unit: Unit, period: Period, needed: list[Measure]) -> dict[str, Figure]:
    by_id = {m.pk: m for m in needed if m.adds == Adds.DISTINCT}
    return {
        by_id[measure_id].code: Figure(
            by_id[measure_id], Quantity(count, by_id[measure_id].unit), int(count)
        )
        for measure_id, count in sums.distinct(_within(unit, period), list(by_id)).items()
    }


def _stated_rates(unit: Unit, period: Period, needed: list[Measure]) -> dict[str, Figure]:
    """Return the rates that the unit itself stated, the latest of each. They are never added up."""
    by_id = {m.pk: m for m in needed if m.adds == Adds.RATE and not m.numerator}
    if not by_id:
        return {}
    start, end = period.bounds
    rows = Fact.objects.filter(unit=unit, measure__in=by_id, start__gte=start, end__lte=end)
    found = {}
    for fact in rows.select_related("measure").order_by("end", "made_at"):
        found[fact.measure.code] = Figure(
            fact.measure, fact.quantity, 1, int(not fact.quantity.exact)
        )
    return found


def _ratio(measure: Measure, found: dict[str, Figure]) -> Figure:
    above, below = found.get(measure.numerator), found.get(measure.denominator)
    top = above.quantity.value if above and above.quantity else None
    base = below.quantity.value if below and below.quantity else None
    if above is None or below is None or top is None or not base:
        return Figure(measure, None)
    inexact = above.inexact + below.inexact
    value = round(100 * top / base, 1)
    return Figure(measure, Quantity(value, measure.unit, "约" if inexact else ""), below.n, inexact)


def trend(member: Membership, unit: Unit, period: Period, code: str) -> list[tuple[Period, Figure]]:
    """Return a measure month by month over the period."""
    require(member, May.SEE, unit)
    return [(month, unscoped_figures(unit, month, [code])[code]) for month in period.months()]


def children_figures(
    member: Membership, unit: Unit, period: Period, code: str
) -> list[tuple[Unit, Figure]]:
    """Return a measure for each unit right below, in tree order."""
    require(member, May.SEE, unit)
    return by_child(unit, period, code)


def facts_behind(member: Membership, unit: Unit, period: Period, code: str) -> QuerySet[Fact]:
    """Return the facts that make a figure, newest first, each once: the trail of a number.

    A stock shows every series with its history up to the end of the period.
    """
    require(member, May.SEE, unit)
    return unscoped_facts_behind(unit, period, code)


def unscoped_facts_behind(unit: Unit, period: Period, code: str) -> QuerySet[Fact]:
    """Return `facts_behind` without asking who looks: for freezing an issued number."""
    measure = Measure.objects.get(code=code)
    rows = Fact.objects.filter(unit_id__in=subtree_ids(unit)).select_related("unit", "measure")
    start, end = period.bounds
    if measure.numerator:
        rows = rows.filter(measure__code__in=[measure.numerator, measure.denominator])
    else:
        rows = rows.filter(measure=measure)
    within = Q(end__lte=end) if measure.adds == Adds.STOCK else Q(start__gte=start, end__lte=end)
    return rows.filter(within).order_by("-end", "-id")


def coarser(member: Membership, unit: Unit, period: Period, code: str) -> QuerySet[Fact]:
    """Return facts that overlap the period but are told only for a longer one: known to be left out."""
    require(member, May.SEE, unit)
    start, end = period.bounds
    rows = Fact.objects.filter(unit_id__in=subtree_ids(unit), measure__code=code)
    overlaps = rows.filter(start__lte=end, end__gte=start).exclude(start__gte=start, end__lte=end)
    return overlaps.exclude(grain=Grain.DAY).select_related("unit", "measure")


def by_child(unit: Unit, period: Period, code: str) -> list[tuple[Unit, Figure]]:
    """Return a measure for each unit right below, in tree order, without asking who looks."""
    below = Unit.objects.filter(parent=unit, until=None).order_by("path")
    return [(child, unscoped_figures(child, period, [code])[code]) for child in below]
