"""Pictures of a map from a server of one's own under the small map, where its address is set; pure."""

from __future__ import annotations

from dataclasses import dataclass
from math import asinh, atan, cos, degrees, floor, log2, pi, radians, sin, sinh, sqrt, tan

from youju.portal.projection import HEIGHT, WIDTH, Frame

SIDE = 256  # pixels of a tile
MOST = 60


@dataclass(frozen=True, slots=True)
class Tile:
    """One picture and where it stands in the small map."""

    url: str
    x: float
    y: float
    width: float
    height: float


def column_of(lng: float, zoom: int) -> float:
    """Return in which column of tiles a longitude lies, with its fraction."""
    return (lng + 180) / 360 * (1 << zoom)


def row_of(lat: float, zoom: int) -> float:
    """Return in which row of tiles a latitude lies, with its fraction."""
    return (1 - asinh(tan(radians(lat))) / pi) / 2 * (1 << zoom)


def _lat_of(row: float, zoom: int) -> float:
    return degrees(atan(sinh(pi * (1 - 2 * row / (1 << zoom)))))


def _lng_of(column: float, zoom: int) -> float:
    return column / (1 << zoom) * 360 - 180


def zoom_of(frame: Frame) -> int:
    """Return the zoom at which tiles are about as fine as the small map."""
    wanted = log2(frame.scale * frame.shrink * 360 / SIDE)
    return max(3, min(18, floor(wanted + 0.5)))


def tiles_of(frame: Frame | None, address: str, *, shifted: bool = False) -> list[Tile]:
    """Return the tiles under a frame.

    Args:
        address: With {z}, {x} and {y}; "" where there is no server of tiles.
        shifted: The tiles are in GCJ-02, as those of Chinese maps are.

    Over a city the flat picture and the tiles' own projection differ by less than a pixel or two.
    """
    if frame is None or not address:
        return []
    zoom = zoom_of(frame)
    north, west = frame.place(0, 0)
    south, east = frame.place(WIDTH, HEIGHT)
    up, right = gcj02_shift((north + south) / 2, (west + east) / 2) if shifted else (0.0, 0.0)
    columns = range(floor(column_of(west + right, zoom)), floor(column_of(east + right, zoom)) + 1)
    rows = range(floor(row_of(north + up, zoom)), floor(row_of(south + up, zoom)) + 1)
    found = []
    for row in rows:
        for column in columns:
            x, y = frame.xy(_lat_of(row, zoom) - up, _lng_of(column, zoom) - right)
            x2, y2 = frame.xy(_lat_of(row + 1, zoom) - up, _lng_of(column + 1, zoom) - right)
            url = address.format(z=zoom, x=column, y=row)
            found.append(Tile(url, x, y, round(x2 - x, 1), round(y2 - y, 1)))
    return found[:MOST]


_AXIS, _ECCENTRICITY = 6378245.0, 0.00669342162296594323  # Krasovsky 1940


def gcj02_shift(lat: float, lng: float) -> tuple[float, float]:
    """Return by how much GCJ-02 differs from WGS-84 at a place, in degrees of latitude and longitude.

    Source:
        The published formula of the shift, as in many open libraries (eviltransform).
    """
    x, y = lng - 105.0, lat - 35.0
    waves = (20 * sin(6 * x * pi) + 20 * sin(2 * x * pi)) * 2 / 3
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x)) + waves
    north += (20 * sin(y * pi) + 40 * sin(y / 3 * pi)) * 2 / 3
    north += (160 * sin(y / 12 * pi) + 320 * sin(y * pi / 30)) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x)) + waves
    east += (20 * sin(x * pi) + 40 * sin(x / 3 * pi)) * 2 / 3
    east += (150 * sin(x / 12 * pi) + 300 * sin(x / 30 * pi)) * 2 / 3
    magic = 1 - _ECCENTRICITY * sin(radians(lat)) ** 2
    up = north * 180 / (_AXIS * (1 - _ECCENTRICITY) / (magic * sqrt(magic)) * pi)
    return up, east * 180 / (_AXIS / sqrt(magic) * cos(radians(lat)) * pi)
