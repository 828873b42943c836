"""Where a figure is quoted: issued reports and forms that went back; and where they say different things."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from youju.documents.queries import numbers_quoted
from youju.facts.queries import measures
from youju.kernel.periods import Period
from youju.kernel.quantity import Quantity, agree
from youju.organisations.queries import Membership, Unit, units_visible_to
from youju.returns.models import Cell, Return
from youju.returns.reading import spans

MOST = 1_000  # cells looked through


@dataclass(frozen=True, slots=True)
class Quote:
    """One place where a figure stands."""

    quantity: Quantity
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """A figure with all places where it stands; `differ` where these do not say the same."""

    name: str
    code: str
    quotes: list[Quote]
    differ: bool


def quoted(member: Membership, unit: Unit, period: Period) -> list[Quoted]:
    """Return the figures of a unit and period that are quoted anywhere, those that differ first."""
    found: dict[str, list[Quote]] = {}
    for code, quote in (*_in_reports(member, unit, period), *_in_forms(member, unit, period)):
        places = found.setdefault(code, [])
        if all((one.url, one.quantity) != (quote.url, quote.quantity) for one in places):
            places.append(quote)
    names = dict(measures().filter(code__in=found).values_list("code", "name"))
    rows = [
        Quoted(names.get(code, code), code, places, _differ(places))
        for code, places in found.items()
    ]
    return sorted(rows, key=lambda one: (not one.differ, one.name))


def _in_reports(member: Membership, unit: Unit, period: Period) -> Iterator[tuple[str, Quote]]:
    for one in numbers_quoted(member, unit, period):
        quantity = Quantity(one.value, one.unit_of_measure, one.qualifier)
        yield (
            one.measure_code,
            Quote(quantity, one.report.shown_title, one.report.get_absolute_url()),
        )


def _in_forms(member: Membership, unit: Unit, period: Period) -> Iterator[tuple[str, Quote]]:
    rows = Cell.objects.filter(
        Q(org=unit) | Q(org=None, form__unit=unit), typed="", value__isnull=False
    )
    rows = rows.filter(form__state=Return.State.FILLED, form__unit__in=units_visible_to(member))
    for cell in (
        rows.exclude(measure_code="")
        .select_related("form")
        .order_by("-form__filled_at", "pk")[:MOST]
    ):
        quantity = cell.quantity
        if quantity and cell.settled and spans.resolve(cell.rule, cell.form.period) == period:
            yield cell.measure_code, Quote(quantity, cell.form.title, cell.form.get_absolute_url())


def _differ(quotes: list[Quote]) -> bool:
    first, *others = quotes
    return any(not agree(first.quantity, one.quantity) for one in others)
