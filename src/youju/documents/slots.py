"""What stands in a slot's place: a figure as a report says it, in the form that the slot asks for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.db.models import Q

from youju.documents.language import CONDITIONS, Form, Slot
from youju.facts.queries import (
    Figure,
    Measure,
    Told,
    by_child,
    measures,
    told_of,
    unscoped_figures,
    unscoped_trend,
)
from youju.facts.rules import Adds
from youju.kernel.periods import Period
from youju.kernel.quantity import Bound, Quantity, number_text
from youju.organisations.queries import Unit
from youju.ui.official import in_chinese

MOST_NAMED = 6  # records that a sentence names one by one


class Figures:
    """The figures that one report needs, each kind read once.

    Attributes:
        compared: Names of those that are also told of another period.
        said: What was written for a slot.
    """

    def __init__(
        self,
        unit: Unit,
        period: Period,
        names: Iterable[str],
        today: date,
        compared: Iterable[str] = (),
    ) -> None:
        self.unit, self.period, self.today = unit, period, today
        wanted = set(names)
        named = measures().filter(name__in=wanted).order_by()
        rates = named.exclude(numerator="")
        parts = Q(code__in=rates.values("numerator")) | Q(code__in=rates.values("denominator"))
        known = list(measures().filter(Q(name__in=wanted) | parts))
        self.catalogue = {m.name: m for m in known if m.name in wanted}
        self.now = unscoped_figures(unit, period, known)
        self.compared = set(compared)
        self.said: dict[Slot, str] = {}
        self._other: dict[Period, dict[str, Figure]] = {}
        self._children: dict[str, list[tuple[Unit, Figure]]] = {}
        self._told: dict[str, list[Told]] = {}

    def of(self, name: str) -> Figure | None:
        """Return the figure, or None when it is absent: no such measure, or nothing recorded."""
        measure = self.catalogue.get(name)
        figure = self.now[measure.code] if measure else None
        return figure if figure and figure.quantity and figure.quantity.value is not None else None

    def at(self, period: Period, name: str) -> Figure | None:
        if period not in self._other:
            codes = [m.code for name, m in self.catalogue.items() if name in self.compared]
            self._other[period] = unscoped_figures(self.unit, period, codes)
        figure = self._other[period].get(self.catalogue[name].code)
        return figure if figure and figure.quantity and figure.quantity.value is not None else None

    def children(self, name: str) -> list[tuple[Unit, Figure]]:
        if name not in self._children:
            found = by_child(self.unit, self.period, self.catalogue[name].code)
            told = [(u, f) for u, f in found if f.quantity and f.quantity.value]
            self._children[name] = sorted(told, key=lambda one: number_of(one[1]), reverse=True)
        return self._children[name]

    def told(self, name: str) -> list[Told]:
        """Return the records behind a figure, the first first."""
        if name not in self._told:
            self._told[name] = told_of(self.unit, self.period, self.catalogue[name])
        return self._told[name]


def number_of(figure: Figure) -> Decimal:
    """Return the bare number of a figure, 0 where it has none."""
    value = figure.quantity.value if figure.quantity else None
    return value if value is not None else Decimal(0)


def report_form(figure: Figure) -> str:
    """Return a figure as a report says it."""
    return figure.said.text() if figure.said else ""


def cell_form(figure: Figure | None) -> str:
    """Return a figure as a cell says it whose head names the unit: 2900余; — where there is none."""
    quantity = figure.said if figure else None
    return replace(quantity, unit="").text() if quantity else "—"


@in_chinese
def written(slot: Slot, figures: Figures) -> str:
    """Return what stands in the slot's place, "" where there is nothing to say: nothing recorded, or,
    unless the form asks, a stock of which nothing is left."""
    if slot not in figures.said:
        figures.said[slot] = _written(slot, figures)
    return figures.said[slot]


def _written(slot: Slot, figures: Figures) -> str:
    figure = figures.of(slot.name)
    if figure is None or figure.quantity is None or figure.quantity.value is None:
        return ""
    match slot.form:
        case Form.EXACT:
            return figure.quantity.text()
        case Form.NUMBER:
            return number_text(figure.quantity.value)
        case Form.COUNT:
            return f"{figure.n}条"
        case Form.YEAR_BEFORE | Form.BEFORE | Form.SHARE:
            return _beside(slot, figure, figures)
        case Form.BY_UNIT | Form.TOP:
            told = figures.children(slot.name)
            chosen = told[: slot.n] if slot.form is Form.TOP else told
            return "、".join(f"{unit.short_name}{report_form(one)}" for unit, one in chosen)
        case Form.NONE:
            return report_form(figure) if figure.quantity.value else "为零"
        case Form.ONE_BY_ONE:
            return _one_by_one(figures.told(slot.name))
        case Form.EACH:
            return _each(figures.told(slot.name))
        case Form.MONTHLY:
            return _monthly(figure.measure, figures)
        case Form.PART if figure.quantity.bound is Bound.UNDER:
            return ""
    none = figure.measure.adds != Adds.RATE and not figure.quantity.value
    return "" if none else report_form(figure)


def fits(slot: Slot, figures: Figures) -> bool:
    """Return whether there is something to say in the slot's place, or its condition holds."""
    if slot.form not in CONDITIONS:
        return bool(written(slot, figures))
    figure = figures.of(slot.name)
    if figure is None:
        return False
    if slot.form in (Form.SOME, Form.ZERO):
        return bool(number_of(figure)) is (slot.form is Form.SOME)
    before = figures.at(figures.period.year_before(), slot.name)
    if before is None:
        return False
    change = number_of(figure) - number_of(before)
    return {Form.ROSE: change > 0, Form.FELL: change < 0}.get(slot.form, change == 0)


def _beside(slot: Slot, figure: Figure, figures: Figures) -> str:
    """Return a figure held against another: of an earlier time, or of what it is a part."""
    if slot.form is Form.SHARE:
        return _share(figure, figures.of(slot.of))
    if slot.form is Form.BEFORE:
        return _compared(slot, figures, figures.period.previous(), "上期")
    return _compared(slot, figures, figures.period.year_before(), "上年同期")


def _share(part: Figure, whole: Figure | None) -> str:
    """Return which part of another figure this one is: 80%."""
    if whole is None or not number_of(whole):
        return ""
    return f"{number_text(round(number_of(part) * 100 / number_of(whole), 1))}%"


def _one_by_one(told: Sequence[Told]) -> str:
    """Return the records by name with what each told: 消夏演出3场、国庆演出1场; without it where there
    is only one, or one of each."""
    bare = len(told) == 1 or all(one.quantity.exact and one.quantity.value == 1 for one in told)
    shown = told[:MOST_NAMED]
    named = "、".join(one.title if bare else f"{one.title}{one.quantity.text()}" for one in shown)
    return f"{named}等" if len(told) > MOST_NAMED else named


def _each(told: Sequence[Told]) -> str:
    """Return what each of several records told: 上千人 where all told the same, else 平均86人."""
    values = [one.quantity.value for one in told if one.quantity.value is not None]
    if len(values) < 2 or len(values) < len(told):
        return ""
    first = told[0].quantity
    if all(one.quantity == first for one in told):
        return first.text()
    mean = round(sum(values, Decimal(0)) / len(values))
    return f"平均{Quantity(Decimal(mean), first.unit).text()}"


def _monthly(measure: Measure, figures: Figures) -> str:
    """Return how many a month: 每月1次 where every month has as many, else 平均每月1.3次."""
    begun = [
        one
        for month, one in unscoped_trend(figures.unit, figures.period, measure)
        if month.bounds[0] <= figures.today
    ]
    if len(begun) < 2:
        return ""
    months = [number_of(one) for one in begun]
    if len(set(months)) == 1:
        return f"每月{Quantity(months[0], measure.unit).text()}"
    mean = round(sum(months, Decimal(0)) / len(months), 1)
    return f"平均每月{Quantity(mean, measure.unit).text()}" if mean else ""


def _compared(slot: Slot, figures: Figures, then: Period, called: str) -> str:
    figure = figures.of(slot.name)
    before = figures.at(then, slot.name)
    if figure is None or figure.quantity is None:
        return ""
    told = report_form(figure)
    if before is None:
        return told
    difference = number_of(figure) - number_of(before)
    if not difference:
        return f"{told}，与{called}持平"
    verb = "增加" if difference > 0 else "减少"
    unit = "个百分点" if figure.quantity.unit == "%" else figure.quantity.unit
    change = Quantity(abs(difference), unit).text()
    about = "" if figure.quantity.exact and before.quantity and before.quantity.exact else "约"
    return f"{told}，比{called}{verb}{about}{change}"
