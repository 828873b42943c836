"""A small map without tiles: places and problems on a flat picture; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any, Protocol

WIDTH, HEIGHT, EDGE = 560.0, 360.0, 36.0
LEAST_SPAN = 0.01  # degrees; a map of one community still shows its surroundings


@dataclass(frozen=True, slots=True)
class Frame:
    """Which part of the world the picture shows: left, top and the scale, in degrees of latitude."""

    left: float
    top: float
    scale: float
    shrink: float

    def xy(self, lat: float, lng: float) -> tuple[float, float]:
        """Return the point in the picture."""
        return (
            round((lng * self.shrink - self.left) * self.scale, 1),
            round((self.top - lat) * self.scale, 1),
        )

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return latitude and longitude of a point in the picture."""
        return self.top - y / self.scale, (x / self.scale + self.left) / self.shrink

    def shows(self, lat: float, lng: float) -> bool:
        """Return whether the point lies in the picture."""
        x, y = self.xy(lat, lng)
        return 0 <= x <= WIDTH and 0 <= y <= HEIGHT


def frame_of(points: Iterable[tuple[float, float]]) -> Frame | None:
    """Return the frame that holds all points (latitude, longitude); None without any."""
    held = list(points)
    if not held:
        return None
    shrink = cos(radians(sum(lat for lat, _lng in held) / len(held)))
    ups = [lat for lat, _lng in held]
    rights = [lng * shrink for _lat, lng in held]
    wide = max(max(rights) - min(rights), LEAST_SPAN)
    high = max(max(ups) - min(ups), LEAST_SPAN)
    scale = min((WIDTH - 2 * EDGE) / wide, (HEIGHT - 2 * EDGE) / high)
    middle_x, middle_y = (max(rights) + min(rights)) / 2, (max(ups) + min(ups)) / 2
    return Frame(middle_x - WIDTH / 2 / scale, middle_y + HEIGHT / 2 / scale, scale, shrink)


@dataclass(frozen=True, slots=True)
class Mark:
    """A place with its name."""

    pk: int
    name: str
    x: float
    y: float

    @property
    def label_y(self) -> float:
        return round(self.y + 22, 1)


class Placed(Protocol):
    """What has a name and perhaps a position: a unit."""

    pk: Any
    short_name: Any
    lat: Any
    lng: Any


def marks_of(frame: Frame | None, places: Iterable[Placed]) -> list[Mark]:
    """Return the marks of the places that have a position."""
    if frame is None:
        return []
    return [
        Mark(one.pk, one.short_name, *frame.xy(one.lat, one.lng))
        for one in places
        if one.lat is not None and one.lng is not None
    ]


@dataclass(frozen=True, slots=True)
class Heap:
    """The problems in one cell: where, how many, how large the circle."""

    x: float
    y: float
    count: int
    radius: float


def heaps(frame: Frame, cells: Sequence[tuple[float, float, int]]) -> list[Heap]:
    """Return a circle for each cell (latitude, longitude, how many) in the picture, large ones first."""
    found = []
    for lat, lng, count in sorted(cells, key=lambda cell: -cell[2]):
        if frame.shows(lat, lng):
            x, y = frame.xy(lat, lng)
            found.append(Heap(x, y, count, round(min(6 + 3 * (count - 1) ** 0.5, 24), 1)))
    return found
