"""Units, the catalogue of measures, and figures."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from youju.api.auth import asker_of
from youju.api.naming import period_named, unit_named
from youju.api.routes.parts import (
    After,
    Limit,
    PeriodCode,
    UnitCode,
    page,
    reads,
)
from youju.api.rules import Scope
from youju.facts import queries as facts
from youju.organisations.queries import Unit, subtree, units_visible_to

router = Router(tags=["单位和数字"])


class UnitOut(Schema):
    """一个单位。"""

    id: int
    code: str
    name: str
    short_name: str
    kind: str
    parent_id: int | None


class UnitPage(Schema):
    items: list[UnitOut]
    next: str


class MeasureOut(Schema):
    """一个统计项；adds：flow 累计，stock 时点，rate 比率，distinct 去重。"""

    code: str
    name: str
    unit: str
    adds: str


class MeasurePage(Schema):
    items: list[MeasureOut]
    next: str


class FigureOut(Schema):
    """一个数字。value 为空：没有记录，或只有“多次”这样的话；text 是原来的说法。"""

    measure: str
    name: str
    unit: str
    value: str | None
    text: str
    records: int
    inexact: int
    unknown: int


class FiguresOut(Schema):
    unit: UnitOut
    period: str
    items: list[FigureOut]


def unit_told(unit: Unit) -> dict[str, Any]:
    """Return what the API says of a unit."""
    return {
        "id": unit.pk,
        "code": unit.code or "",
        "name": unit.name,
        "short_name": unit.short_name,
        "kind": unit.kind,
        "parent_id": unit.parent_id,
    }


@reads(router, "/units", Scope.READ_UNITS, UnitPage, summary="单位，按层级排列")
def units(request: HttpRequest, unit: UnitCode = "", after: After = "", limit: Limit = 50) -> Any:
    """本单位和下级，撤销的不在内。"""
    member = asker_of(request).member
    rows = units_visible_to(member).filter(until=None)
    if unit:
        rows = rows & subtree(unit_named(member, unit))
    return page(rows, request, ["path"], limit, unit_told)


@reads(router, "/measures", Scope.READ_FACTS, MeasurePage, summary="统计项目录")
def measures(request: HttpRequest, after: After = "", limit: Limit = 50) -> Any:
    """按拼音排列。"""
    rows = facts.measures()
    return page(rows, request, ["pinyin", "code"], limit, _measure_told)


def _measure_told(measure: facts.Measure) -> dict[str, str]:
    return {
        "code": measure.code,
        "name": measure.name,
        "unit": measure.unit,
        "adds": measure.adds,
    }


Codes = Annotated[
    list[str], Query(max_length=200, description="统计项代码，可写多个；不填为有记录的全部")
]


@reads(router, "/figures", Scope.READ_FACTS, FiguresOut, summary="一个单位一段时间的数字")
def figures(
    request: HttpRequest,
    period: PeriodCode,
    unit: UnitCode = "",
    measure: Codes = [],  # noqa: B006
) -> Any:
    """含全部下级；联合行动只计一次。每个数字都由记录算出，在网页里可点开看。"""
    member = asker_of(request).member
    where, when = unit_named(member, unit), period_named(period)
    found = facts.figures(member, where, when, measure or None)
    items = [_figure_told(one) for one in found.values()]
    return {"unit": unit_told(where), "period": when.code, "items": items}


def _figure_told(one: facts.Figure) -> dict[str, Any]:
    quantity = one.quantity
    value = quantity.value if quantity else None
    return {
        "measure": one.measure.code,
        "name": one.measure.name,
        "unit": one.measure.unit,
        "value": None if value is None else format(value.normalize(), "f"),
        "text": quantity.text() if quantity else "",
        "records": one.n,
        "inexact": one.inexact,
        "unknown": one.unknown,
    }
