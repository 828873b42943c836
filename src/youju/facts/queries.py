"""Reading facts and totals, for one who may see the unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import Q, QuerySet

from youju.facts import sums
from youju.facts.actions import AT_ONCE, batched, counted
from youju.facts.models import COARSE, Change, Fact, Measure, Total
from youju.facts.registry import KINDS, SourceKind
from youju.facts.rules import Adds, Sum, best_shared, figure, parts_disagree
from youju.facts.told import Told, told_of
from youju.kernel.periods import Period
from youju.kernel.quantity import Bound, Quantity, rounded_over
from youju.kernel.refusal import Missing
from youju.organisations.queries import May, Membership, Unit, require, subtree_ids
from youju.organisations.rules import ids_on

__all__ = [
    "Disagreement", "Fact", "Figure", "Measure", "SourceKind", "Told", "by_child", "children_figures", "coarser",
    "disagreeing", "disagreements", "facts_behind", "figures", "kind_named", "measure_at", "measures", "told_of", "trend", "trends",
    "unscoped_disagreements", "unscoped_facts_behind", "unscoped_figures", "unscoped_figures_of", "unscoped_trend",
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

    @property
    def said(self) -> Quantity | None:
        """The quantity as papers and forms say it: exact where all of it is, one entry as it was said,
        a sum with 余 rounded down, since 50余 and 7 are no more surely 57余 than 50余."""
        quantity = self.quantity
        if quantity and self.n > 1 and quantity.bound is Bound.OVER:
            return rounded_over(quantity)
        return quantity


# Figures by (unit id, measure code).
Figures = dict[tuple[int, str], Figure]


def measures() -> QuerySet[Measure]:
    """Return the catalogue in pinyin order. It holds no business data."""
    return Measure.objects.order_by("pinyin", "code")


def measure_at(code: str | Measure) -> Measure:
    """Return the measure of the code, or the measure itself. Raises Missing."""
    if isinstance(code, Measure):
        return code
    found = Measure.objects.filter(code=code).first()
    if found is None:
        raise Missing("没有这个统计项，请从统计项目录里选")
    return found


def kind_named(kind: str) -> SourceKind:
    """Return the registered kind of records that make facts."""
    return KINDS[kind]


def figures(
    member: Membership, unit: Unit, period: Period, codes: Iterable[str | Measure] | None = None
) -> dict[str, Figure]:
    """Return the figures of a unit and all below it, by measure code: those with facts when
    `codes` is None, else one for each code that is in the catalogue.

    Raises:
        Forbidden: If the member may not see the unit.
        ValueError: If the period is unknown.
    """
    require(member, May.SEE, unit)
    return unscoped_figures(unit, period, codes)


def recorded(member: Membership, unit: Unit, periods: Iterable[Period]) -> list[dict[str, Figure]]:
    """Return what has facts in each of several periods, by measure code; the catalogue is read once."""
    require(member, May.SEE, unit)
    # Of a thousand measures a unit has a few hundred; those of other kinds have no kept sums to tell by.
    summed = Q(adds__in=(Adds.RATE, Adds.DISTINCT))
    for kept in (Total, Change):
        summed |= Q(pk__in=kept.objects.filter(unit_id=unit.pk).values("measure_id"))
    catalogue = list(Measure.objects.filter(summed).defer("words"))
    return [
        {code: one for code, one in unscoped_figures(unit, at, catalogue).items() if one.n}
        for at in periods
    ]


def unscoped_figures(
    unit: Unit, period: Period, codes: Iterable[str | Measure] | None = None
) -> dict[str, Figure]:
    """Return `figures` without asking who looks: for work the product does on its own account."""
    wanted, catalogue = _asked(codes)
    found = _of_units([unit], period, catalogue)
    result = {m.code: found.get((unit.pk, m.code), Figure(m, None)) for m in wanted}
    return result if codes is not None else {c: one for c, one in result.items() if one.n}


def unscoped_figures_of(units: Sequence[Unit], period: Period, codes: Iterable[str]) -> Figures:
    """Return the figures of many units at once, by (unit id, measure code), without asking who looks.

    Few queries however many units; what nobody told is left out. A period of whole months is read
    from the kept totals alone.
    """
    wanted, needed = _asked(codes)
    named = {one.code for one in wanted}
    found = _of_units(units, period, needed)
    return {key: one for key, one in found.items() if key[1] in named and one.n}


def _asked(codes: Iterable[str | Measure] | None) -> tuple[list[Measure], list[Measure]]:
    """Return the measures asked for, and these with the numerators and denominators they need."""
    if codes is None:
        everything = list(Measure.objects.all())
        return everything, everything
    given = list(codes)
    by_code = {one.code: one for one in given if isinstance(one, Measure)}
    order = list(dict.fromkeys(one if isinstance(one, str) else one.code for one in given))
    if unread := [code for code in order if code not in by_code]:
        by_code |= {m.code: m for m in Measure.objects.filter(code__in=unread)}
    wanted = [by_code[code] for code in order if code in by_code]
    parts = {c for m in wanted for c in (m.numerator, m.denominator) if c} - set(by_code)
    more = list(Measure.objects.filter(code__in=parts)) if parts else []
    return wanted, wanted + more


def _of_units(units: Sequence[Unit], period: Period, needed: Sequence[Measure]) -> Figures:
    """Return what is recorded of the measures at each unit with all below it."""
    if not units:
        return {}
    found = _plain(units, period, needed) | _distinct(units, period, needed)
    found |= _stated_rates(units, period, needed)
    for measure in needed:
        if measure.adds == Adds.RATE and measure.numerator:
            for unit in units:
                found[(unit.pk, measure.code)] = _ratio(
                    measure,
                    found.get((unit.pk, measure.numerator)),
                    found.get((unit.pk, measure.denominator)),
                )
    return found


def _told(measure: Measure, one: Sum) -> Figure:
    return Figure(measure, figure(one, measure.unit), one.n, one.inexact, one.unknown)


def _plain(units: Sequence[Unit], period: Period, needed: Sequence[Measure]) -> Figures:
    by_id = {m.pk: m for m in needed if m.adds in (Adds.FLOW, Adds.STOCK)}
    if not by_id:
        return {}
    found = {
        (unit_id, by_id[measure_id].code): _told(by_id[measure_id], one)
        for (unit_id, measure_id), one in sums.sums(units, period, list(by_id.values())).items()
    }
    single = {key for key, f in found.items() if f.n == 1 and f.inexact}
    return found | _as_said(units, period, found, single) if single else found


def _as_said(
    units: Sequence[Unit], period: Period, found: Figures, single: set[tuple[int, str]]
) -> Figures:
    """Return figures of one approximate fact in the words of that fact: 近50, not 约50. Of a stock it
    is the latest told of the one thing; a range that hides a small number stays 约."""
    start, end = period.bounds
    codes = {found[key].measure.pk: key[1] for key in single}
    stocks = [found[key].measure.pk for key in single if found[key].measure.adds == Adds.STOCK]
    rows = Fact.objects.filter(unit_id__in=sums.below_all(units), measure__in=codes, end__lte=end)
    rows = rows.filter(Q(start__gte=start) | Q(measure__in=stocks))
    wanted = {
        fact_id: keys
        for fact_id, path, measure_id in rows.values_list("id", "unit__path", "measure_id")
        if (keys := single.intersection((one, codes[measure_id]) for one in ids_on(path)))
    }
    said: dict[tuple[int, str], list[Fact]] = {}
    for part in batched(list(wanted), AT_ONCE):
        for fact in Fact.objects.filter(id__in=part).select_related("unit", "measure"):
            for key in wanted[fact.id]:
                said.setdefault(key, []).append(fact)
    return {
        key: replace(found[key], quantity=_one_said(found[key].measure, told, key[0]))
        for key, told in said.items()
    }


def _one_said(measure: Measure, told: Sequence[Fact], unit_id: int) -> Quantity:
    if measure.adds == Adds.STOCK:
        last = max(told, key=lambda fact: (fact.end, fact.id)).quantity
        return last if last.upper is None else Quantity(last.value, last.unit, "约")
    return best_shared(counted(fact) for fact in told)[unit_id].quantity


def _within(units: Sequence[Unit], period: Period) -> QuerySet[Fact]:
    start, end = period.bounds
    return Fact.objects.filter(unit_id__in=sums.below_all(units), start__gte=start, end__lte=end)


def _distinct(units: Sequence[Unit], period: Period, needed: Sequence[Measure]) -> Figures:
    by_id = {m.pk: m for m in needed if m.adds == Adds.DISTINCT}
    return {
        (unit_id, by_id[measure_id].code): _different(by_id[measure_id], count)
        for (unit_id, measure_id), count in sums.distinct(units, period, list(by_id)).items()
    }


def _different(measure: Measure, count: Decimal) -> Figure:
    return Figure(measure, Quantity(count, measure.unit), int(count))


def _stated_rates(units: Sequence[Unit], period: Period, needed: Sequence[Measure]) -> Figures:
    """Return the rates that a unit itself stated, the latest of each. They are never added up."""
    by_id = {m.pk: m for m in needed if m.adds == Adds.RATE and not m.numerator}
    if not by_id:
        return {}
    start, end = period.bounds
    rows = Fact.objects.filter(unit__in=units, measure__in=by_id, start__gte=start, end__lte=end)
    found = {}
    for fact in rows.select_related("measure").order_by("end", "id"):
        inexact = int(not fact.quantity.exact)
        found[(fact.unit_id, fact.measure.code)] = Figure(fact.measure, fact.quantity, 1, inexact)
    return found


def _ratio(measure: Measure, above: Figure | None, below: Figure | None) -> Figure:
    top = above.quantity.value if above and above.quantity else None
    base = below.quantity.value if below and below.quantity else None
    if above is None or below is None or top is None or not base:
        return Figure(measure, None)
    inexact = above.inexact + below.inexact
    value = round(100 * top / base, 1)
    return Figure(measure, Quantity(value, measure.unit, "约" if inexact else ""), below.n, inexact)


def trend(
    member: Membership, unit: Unit, period: Period, code: str | Measure
) -> list[tuple[Period, Figure]]:
    """Return a measure month by month over the period."""
    require(member, May.SEE, unit)
    return unscoped_trend(unit, period, code)


def trends(
    member: Membership, unit: Unit, period: Period, codes: Iterable[str | Measure]
) -> dict[str, list[tuple[Period, Figure]]]:
    """Return several flow and stock measures month by month, in three queries; others are left out."""
    require(member, May.SEE, unit)
    wanted = [m for m in _asked(codes)[0] if m.adds in (Adds.FLOW, Adds.STOCK)]
    told = sums.by_months(unit, period, wanted)
    return {
        m.code: [(month, _told(m, one)) for month, one in told.get(m.pk, {}).items()]
        for m in wanted
    }


def unscoped_trend(unit: Unit, period: Period, code: str | Measure) -> list[tuple[Period, Figure]]:
    """Return `trend` without asking who looks."""
    measure = measure_at(code)
    if measure.adds in (Adds.FLOW, Adds.STOCK):
        told = sums.by_month(unit, period, measure)
        return [(month, _told(measure, one)) for month, one in told.items()]
    if measure.numerator:
        above = dict(unscoped_trend(unit, period, measure.numerator))
        below = dict(unscoped_trend(unit, period, measure.denominator))
        return [(m, _ratio(measure, above.get(m), below.get(m))) for m in period.months()]
    return [(m, one) for m, one in _trend_of_facts(unit, period, measure)]


def _trend_of_facts(unit: Unit, period: Period, measure: Measure) -> list[tuple[Period, Figure]]:
    """Return months of a distinct measure, or of a stated rate, from the facts within each."""
    rows = _within([unit], period).filter(measure=measure).select_related("measure")
    if measure.adds == Adds.RATE:
        rows = rows.filter(unit=unit)
    facts = list(rows.order_by("end", "id"))
    found = []
    for month in period.months():
        start, end = month.bounds
        inside = [f for f in facts if f.start and f.end and start <= f.start and f.end <= end]
        if measure.adds == Adds.DISTINCT:
            one = _different(measure, Decimal(len({f.series for f in inside})))
            found.append((month, one if inside else Figure(measure, None)))
        else:
            last = inside[-1].quantity if inside else None
            found.append((month, Figure(measure, last, min(len(inside), 1))))
    return found


def children_figures(
    member: Membership, unit: Unit, period: Period, code: str | Measure
) -> list[tuple[Unit, Figure]]:
    """Return a measure for each unit right below, in tree order."""
    require(member, May.SEE, unit)
    return by_child(unit, period, code)


def by_child(unit: Unit, period: Period, code: str | Measure) -> list[tuple[Unit, Figure]]:
    """Return a measure for each unit right below, in tree order, without asking who looks."""
    below = list(Unit.objects.filter(parent=unit, until=None).order_by("path"))
    wanted, needed = _asked([code])
    if not wanted:
        return []
    found = _of_units(below, period, needed)
    none = Figure(wanted[0], None)
    return [(child, found.get((child.pk, wanted[0].code), none)) for child in below]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A whole that is not the sum of its parts: 196 told, 195 = 176 + 13 + 6 added up."""

    whole: Figure
    parts: list[Figure]
    difference: Decimal


def disagreements(member: Membership, unit: Unit, period: Period) -> list[Disagreement]:
    """Return the wholes of a unit and period that differ from the sum of their parts."""
    require(member, May.SEE, unit)
    return unscoped_disagreements(unit, period)


def unscoped_disagreements(unit: Unit, period: Period) -> list[Disagreement]:
    """Return `disagreements` without asking who looks."""
    wholes = Measure.objects.exclude(parts=[])
    codes = [code for m in wholes for code in (m.code, *m.parts)]
    return disagreeing(unscoped_figures(unit, period, codes)) if codes else []


def disagreeing(told: Mapping[str, Figure]) -> list[Disagreement]:
    """Return the wholes among figures, by measure code, that differ from the sum of their parts."""
    found = []
    wholes = sorted((one for one in told.values() if one.measure.parts), key=_by_pinyin)
    for whole in wholes:
        measure, parts = whole.measure, [told[c] for c in whole.measure.parts if c in told]
        given = [part.quantity for part in parts if part.quantity is not None]
        if whole.quantity is None or len(given) < len(measure.parts):
            continue
        difference = parts_disagree(whole.quantity, given)
        if difference is not None:
            found.append(Disagreement(whole, parts, difference))
    return found


def _by_pinyin(one: Figure) -> str:
    return str(one.measure.pinyin)


def facts_behind(
    member: Membership, unit: Unit, period: Period, code: str | Measure
) -> QuerySet[Fact]:
    """Return the facts that make a figure, newest first, each once: the trail of a number.

    A stock shows every series with its history up to the end of the period.
    """
    require(member, May.SEE, unit)
    return unscoped_facts_behind(unit, period, code)


def unscoped_facts_behind(unit: Unit, period: Period, code: str | Measure) -> QuerySet[Fact]:
    """Return `facts_behind` without asking who looks: for freezing an issued number."""
    measure = measure_at(code)
    rows = Fact.objects.filter(unit_id__in=subtree_ids(unit)).select_related("unit", "measure")
    start, end = period.bounds
    if measure.numerator:
        rows = rows.filter(measure__code__in=[measure.numerator, measure.denominator])
    else:
        rows = rows.filter(measure=measure)
    within = Q(end__lte=end) if measure.adds == Adds.STOCK else Q(start__gte=start, end__lte=end)
    return rows.filter(within).order_by("-end", "-id")


def coarser(member: Membership, unit: Unit, period: Period, code: str | Measure) -> QuerySet[Fact]:
    """Return facts that overlap the period but are told only for a longer one: known to be left out."""
    require(member, May.SEE, unit)
    start, end = period.bounds
    rows = Fact.objects.filter(unit_id__in=subtree_ids(unit), measure=measure_at(code))
    overlaps = rows.filter(start__lte=end, end__gte=start).exclude(start__gte=start, end__lte=end)
    return overlaps.filter(COARSE).select_related("unit", "measure")
