"""Whether two reports tell of the same problem: the same kind, near in place and time; pure."""

from __future__ import annotations

from datetime import timedelta
from math import cos, hypot, radians

NEAR_METRES = 60
WITHIN = timedelta(days=7)
METRES_PER_DEGREE = 111_320  # of latitude


def metres_between(lat: float, lng: float, other_lat: float, other_lng: float) -> float:
    """Return the distance of two spots (WGS-84), good to a percent within a city."""
    north = (lat - other_lat) * METRES_PER_DEGREE
    east = (lng - other_lng) * METRES_PER_DEGREE * cos(radians(lat))
    return hypot(north, east)


def box(lat: float, lng: float, metres: float) -> tuple[float, float, float, float]:
    """Return the box around a spot: least and greatest latitude, least and greatest longitude."""
    high = metres / METRES_PER_DEGREE
    wide = high / max(cos(radians(lat)), 0.01)
    return lat - high, lat + high, lng - wide, lng + wide
