"""A small map of units as circles: where each stands, its size a figure. No tiles, no other host."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sqrt

from youju.facts.queries import Figure
from youju.organisations.queries import Unit

WIDTH, HEIGHT, EDGE, LARGEST, SMALLEST = 560.0, 320.0, 56.0, 34.0, 4.0


@dataclass(frozen=True, slots=True)
class Spot:
    """A unit on the map: centre and radius in the picture, and what is written beside it."""

    unit: Unit
    figure: Figure
    x: str
    y: str
    radius: str
    label_y: str


def spots(found: Sequence[tuple[Unit, Figure]]) -> list[Spot]:
    """Return the units that have a position, the largest first so that small ones stay visible."""
    placed = [
        (unit, figure) for unit, figure in found if unit.lat is not None and unit.lng is not None
    ]
    if not placed:
        return []
    points = {unit.pk: _flat(unit) for unit, _figure in placed}
    lefts, tops = zip(*points.values(), strict=True)
    wide, high = max(lefts) - min(lefts), max(tops) - min(tops)
    scale = min((WIDTH - 2 * EDGE) / (wide or 1e-9), (HEIGHT - 2 * EDGE) / (high or 1e-9))
    scale = 0 if wide == high == 0 else scale
    most = max((_value(figure) for _unit, figure in placed), default=0.0) or 1.0
    spare_x, spare_y = (WIDTH - wide * scale) / 2, (HEIGHT - high * scale) / 2
    result = []
    for unit, figure in sorted(placed, key=lambda one: -_value(one[1])):
        left, top = points[unit.pk]
        x, y = spare_x + (left - min(lefts)) * scale, spare_y + (top - min(tops)) * scale
        radius = max(SMALLEST, LARGEST * sqrt(_value(figure) / most))
        result.append(
            Spot(unit, figure, f"{x:.1f}", f"{y:.1f}", f"{radius:.1f}", f"{y + radius + 14:.1f}")
        )
    return result


def _flat(unit: Unit) -> tuple[float, float]:
    """Return the position on a flat picture; degrees of longitude shrink with the latitude."""
    lat, lng = unit.lat or 0.0, unit.lng or 0.0
    return lng * cos(radians(lat)), -lat


def _value(figure: Figure) -> float:
    quantity = figure.quantity
    return max(0.0, float(quantity.value)) if quantity and quantity.value is not None else 0.0
