"""Places and visits for partners."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from youju.api.auth import asker_of
from youju.api.naming import period_named, unit_named
from youju.api.routes.parts import After, Limit, PeriodCode, UnitCode, page, reads
from youju.api.rules import Scope
from youju.patrols import queries as patrols

router = Router(tags=["点位和巡查"])


class PlaceOut(Schema):
    """一个点位。"""

    id: int
    name: str
    kind: str
    kind_name: str
    unit: int
    unit_name: str
    address: str
    lat: float | None
    lng: float | None
    readiness: str
    last_visit: datetime | None
    last_faults: int


class PlacePage(Schema):
    items: list[PlaceOut]
    next: str


class VisitOut(Schema):
    """一次巡查：什么单位去的、查了几项、几项有问题；不写人。"""

    id: int
    unit: int
    unit_name: str
    place: int | None
    place_name: str
    purpose: str
    by_unit_name: str
    people: int | None
    checked: int
    faults: int
    praised: bool
    done_on: date
    note: str


class VisitPage(Schema):
    items: list[VisitOut]
    next: str


@reads(router, "/places", Scope.READ_PLACES, PlacePage, summary="点位")
def places(request: HttpRequest, unit: UnitCode = "", after: After = "", limit: Limit = 50) -> Any:
    """在用的点位。"""
    member = asker_of(request).member
    rows = patrols.places_of(member, unit_named(member, unit))
    return page(rows, request, ["pk"], limit, _place)


def _place(place: Any) -> dict[str, Any]:
    plain = ("name", "kind", "address", "lat", "lng", "readiness", "last_faults")
    return {name: getattr(place, name) for name in plain} | {
        "id": place.pk,
        "kind_name": place.kind_label,
        "unit": place.unit_id,
        "unit_name": place.unit.name,
        "last_visit": place.last_visit_at,
    }


@reads(router, "/visits", Scope.READ_VISITS, VisitPage, summary="一段时间的巡查")
def visits(
    request: HttpRequest,
    period: PeriodCode,
    unit: UnitCode = "",
    after: After = "",
    limit: Limit = 50,
) -> Any:
    """本单位和下级被巡查的记录，新的在前。"""
    member = asker_of(request).member
    rows = patrols.visits_in(member, unit_named(member, unit), period_named(period))
    rows = rows.select_related("unit", "place", "by_unit")
    return page(rows.order_by(), request, ["-done_on"], limit, _visit)


def _visit(visit: Any) -> dict[str, Any]:
    plain = ("purpose", "checked", "faults", "praised", "done_on", "note")
    return {name: getattr(visit, name) for name in plain} | {
        "id": visit.pk,
        "unit": visit.unit_id,
        "unit_name": visit.unit.name,
        "place": visit.place_id,
        "place_name": visit.place.name if visit.place else "",
        "by_unit_name": visit.by_unit.name,
        "people": None if visit.people is None else int(visit.people),
    }
