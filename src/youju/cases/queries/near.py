"""Cases that may tell of the same problem."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from youju.cases.models import Case
from youju.cases.rules import State
from youju.cases.rules.near import NEAR_METRES, WITHIN, box, metres_between
from youju.organisations.queries import Unit

MOST = 10


@dataclass(frozen=True, slots=True)
class Near:
    """A case of the same kind nearby, and how far away; `metres` is None where only the place is named."""

    case: Case
    metres: int | None


def near_duplicates(
    unit: Unit,
    kind: str,
    lat: float | None,
    lng: float | None,
    now: datetime,
    place: str = "",
    apart_from: int | None = None,
) -> list[Near]:
    """Return the cases of the same kind near in place and time, nearest first.

    Looks over the whole root, because a street has two sides: tell the asker of a case outside their
    view no more than its number. Reads a box of the index on the spot, so that the time does not grow
    with the register.
    """
    rows = Case.objects.filter(
        root_id=unit.root_id, kind__code=kind, received_at__gte=now - WITHIN, merged_into=None
    )
    rows = rows.exclude(state=State.REFUSED).exclude(pk=apart_from or 0)
    rows = rows.select_related("unit", "kind")
    if lat is None or lng is None:
        told = rows.filter(unit=unit, place=place) if place else rows.none()
        return [Near(case, None) for case in told.order_by("-id")[:MOST]]
    south, north, west, east = box(lat, lng, NEAR_METRES)
    within = rows.filter(lat__gte=south, lat__lte=north, lng__gte=west, lng__lte=east)
    return _nearest(within[:200], lat, lng)


def _nearest(cases: Iterable[Case], lat: float, lng: float) -> list[Near]:
    found = []
    for case in cases:
        if case.lat is not None and case.lng is not None:
            metres = metres_between(lat, lng, case.lat, case.lng)
            if metres <= NEAR_METRES:
                found.append(Near(case, round(metres)))
    return sorted(found, key=lambda one: (one.metres or 0, -one.case.pk))[:MOST]
