"""What the records already tell of the items of a call, for the units that are asked. Reads only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from youju.facts.queries import Figure, Measure, measures, unscoped_figures_of
from youju.kernel.periods import Period
from youju.organisations.queries import Unit
from youju.returns import filling
from youju.returns.models import Item
from youju.returns.reading.match import SURE
from youju.returns.reading.meaning import Meaning


def measure_named(label: str, unit_word: str = "") -> Measure | None:
    """Return the measure an item's words name without doubt, or None."""
    known = filling.catalogue()
    hit = known.best(Meaning(rows=(label,), unit=unit_word))
    if hit is None or hit.score < SURE:
        return None
    return measures().filter(code=hit.code).first()


def held(
    items: Iterable[Item], units: Sequence[Unit], period: Period
) -> dict[tuple[int, str], Figure]:
    """Return the figures that the records have, by (unit id, measure code)."""
    codes = {one.measure_code for one in items if one.measure_code}
    return unscoped_figures_of(units, period, codes) if codes else {}


def held_by_all(items: Sequence[Item], units: Sequence[Unit], period: Period) -> list[Item]:
    """Return the items of which every unit that is asked has a figure already."""
    found = held(items, units, period)
    return [
        one
        for one in items
        if one.measure_code
        and units
        and all(_has(found.get((unit.pk, one.measure_code))) for unit in units)
    ]


def _has(figure: Figure | None) -> bool:
    return figure is not None and figure.quantity is not None and figure.quantity.value is not None
