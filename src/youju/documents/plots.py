"""Charts in reports: one measure by unit or by month, with the year before where it is known."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from youju.documents import gbt9704 as g
from youju.documents.slots import Figures
from youju.facts.queries import Figure, by_child, unscoped_trend

MOST = 12  # bars or months that stand side by side on paper


@dataclass(frozen=True, slots=True)
class Plot:
    """What a chart shows. Values are kept as they are written, so that an issued one stays the same."""

    style: str
    labels: list[str]
    now: list[str | None]
    then: list[str | None]
    unit: str
    names: list[str]

    @property
    def heights(self) -> list[float | None]:
        return [None if one is None else float(one) for one in self.now]

    @property
    def heights_then(self) -> list[float | None]:
        return [None if one is None else float(one) for one in self.then]

    def on_paper(self, caption: str) -> g.Chart:
        """Return the chart for the Word file."""
        now, then = (
            [None if v is None else Decimal(v) for v in row] for row in (self.now, self.then)
        )
        return g.Chart(
            "line" if self.style == "line" else "bar", self.labels, now, then, self.unit,
            f"{caption}（{self.unit}）" if self.style == "line" else caption, (self.names[0], self.names[1]),
        )  # fmt: skip


def _value(figure: Figure | None) -> str | None:
    quantity = figure.quantity if figure else None
    return None if quantity is None or quantity.value is None else f"{quantity.value.normalize():f}"


def plot_of(block: dict[str, Any], figures: Figures) -> Plot | None:
    """Return the chart of a block; None where nothing is recorded that could be drawn."""
    measure = figures.catalogue.get(block["measures"][0])
    if measure is None:
        return None
    unit, period, before = figures.unit, figures.period, figures.period.year_before()
    if block.get("by") == "month":
        now = [
            (f"{m.bounds[0].month}月", _value(f)) for m, f in unscoped_trend(unit, period, measure)
        ]
        old = [_value(f) for _m, f in unscoped_trend(unit, before, measure)]
    else:
        told = figures.children(measure.name)
        earlier = {u.pk: f for u, f in by_child(unit, before, measure.code)} if told else {}
        now = [(u.short_name, _value(f)) for u, f in told]
        old = [_value(earlier.get(u.pk)) for u, _f in told]
    if len(now) < 2 or all(value is None for _label, value in now):
        return None
    now, old = now[:MOST], old[:MOST]
    return Plot(
        block.get("style", "bar"),
        [label for label, _v in now],
        [value for _label, value in now],
        old if any(old) else [],
        measure.unit,
        [period.label, before.label],
    )
