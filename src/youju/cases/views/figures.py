"""Cases on the map; rates and ranking, with the cases behind each figure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlencode

from django.db.models import BooleanField, ExpressionWrapper, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from youju.cases import case_map, flows, listing
from youju.cases.lines import map_lines
from youju.cases.models import Case
from youju.cases.queries import Placed, Rates, cases_visible_to, open_cases, ranking, rates
from youju.cases.queries.cases import within
from youju.cases.rules import Source
from youju.cases.rules.rates import MINIMUM
from youju.cases.views.asking import tabs
from youju.kernel.ids import row_id
from youju.kernel.refusal import Missing
from youju.kernel.words import noted
from youju.organisations.queries import Asking, Unit, asking, subtree
from youju.ui.chosen import chosen
from youju.ui.lists import keyset_page
from youju.ui.middleware import is_fragment

DOTS, NAMES, LISTED = 1000, 60, 50
WAYS = ("unit", "kind", "source")


@require_GET
def on_map(request: HttpRequest) -> HttpResponse:
    """Open cases where they lie, of the whole unit or of a part of the map; the latest are drawn."""
    who, now = asking(request), timezone.now()
    filters = listing.Filters.of(request.GET, [])
    box = case_map.Box.of(request.GET.get("box", ""))
    rows = _inside(open_cases(who.member, who.unit), box)
    counts = listing.mark_counts(rows, who.member, now)
    if filters.mark:
        rows = rows.filter(listing.marked(filters.mark, who.member, now))
    placed = rows.filter(lat__isnull=False).order_by("-received_at", "-pk")
    kept = chosen(request).query.lstrip("?")
    spots = _spots(placed, now)
    context = {
        "who": who,
        "tabs": tabs(request, who, "cases:map"),
        "lines": map_lines(listing.rows_of(placed.prefetch_related("unit")[:LISTED], now)),
        "placed": _placed(spots, counts, filters.mark),
        "most": DOTS if len(spots) == DOTS else 0,
        "unplaced": 0 if filters.mark or counts["all"] > listing.COUNT_TO else counts["all"] - counts["placed"],
        "chips": listing.mark_chips(filters, f"{kept}&box={quote(box.text)}" if box else kept, counts),
        "whole_url": f"?{kept}&{filters.query()}" if box else "",
    }  # fmt: skip
    drawn = _drawn(request, who, spots, f"{kept}&{filters.query()}", box)
    return render(request, "cases/map.html", context | drawn)


def _placed(spots: list[case_map.Spot], counts: dict[str, int], mark: str) -> str:
    """Return how many have a position: those drawn, where that is all of them."""
    if len(spots) < DOTS:
        return str(len(spots))
    return listing.count_text(counts[mark or "placed"])


def _inside(rows: QuerySet[Case], box: case_map.Box | None) -> QuerySet[Case]:
    if box is None:
        return rows
    return rows.filter(lat__gte=box.south, lat__lte=box.north, lng__gte=box.west, lng__lte=box.east)


def _spots(placed: QuerySet[Case], now: datetime) -> list[case_map.Spot]:
    late = ExpressionWrapper(listing.late_at(now), output_field=BooleanField())
    told = placed.values_list("pk", "lat", "lng", "title", "state", "hard", late)
    return [
        case_map.Spot(pk, lat, lng, title, state, hard, bool(is_late))
        for pk, lat, lng, title, state, hard, is_late in told[:DOTS]
        if lat is not None and lng is not None
    ]


def _drawn(
    request: HttpRequest, who: Asking, spots: list[case_map.Spot], kept: str, box: case_map.Box | None
) -> dict[str, Any]:  # fmt: skip
    """Return the picture of the cases, with the one asked for."""
    pick = row_id(request.GET.get("case", ""))
    if pick and pick not in {one.case_id for one in spots}:
        found = cases_visible_to(who.member).filter(pk=pick, lat__isnull=False)
        spots = [*_spots(found, timezone.now()), *spots]
    units = subtree(who.unit).filter(lat__isnull=False, until=None).order_by("path")[:NAMES]
    picture = case_map.picture(spots, units, box, pick)
    return {"picture": picture, "dots": picture.markup(kept, pick) if picture else ""}


@require_GET
def rate_table(request: HttpRequest) -> HttpResponse:
    """The figures that offices report, by unit, kind or source."""
    who = asking(request)
    by = request.GET.get("by", "")
    way = by if by in WAYS else "unit" if who.unit.children.exists() else "kind"
    lines = rates(who.member, who.unit, who.period, by=way)
    [total] = rates(who.member, who.unit, who.period)
    names = {"unit": _("单位"), "kind": _("类别"), "source": _("来源")}
    kept = chosen(request).query.lstrip("?")
    context = {
        "who": who,
        "tabs": tabs(request, who, "cases:rates"),
        "ways": [
            {"text": _("按%(name)s") % {"name": names[one]}, "url": f"?{kept}&by={one}", "current": one == way}
            for one in WAYS
        ],
        "first": names[way],
        "columns": _columns(),
        "rows": [_line(one, who, way) for one in lines],
        "total": _line(total, who, ""),
    }  # fmt: skip
    return render(request, "cases/rates.html", context)


def _columns() -> list[dict[str, str]]:
    plain = [{"label": str(label), "unit": ""} for label in flows.LABELS.values()]
    rest = [(_("结案率"), "%"), (_("按时率"), "%"), (_("返工率"), "%"), (_("中位用时"), _("小时"))]
    return plain + [{"label": label, "unit": unit} for label, unit in rest]


def _line(one: Rates, who: Asking, way: str) -> dict[str, Any]:
    # What lies at the unit itself has no page of its own: the unit's shows what lies below as well.
    leads = one.key or way != "unit"
    cells = [
        _cell(str(label), one.counts[what], _trail_url(who, what, way, one.key) if leads else "")
        for what, label in flows.LABELS.items()
    ]
    told = (one.close_rate, one.on_time_rate, one.rework_rate, one.hours)
    heads = _columns()[len(cells) :]
    cells += [
        {
            "label": noted(head["label"], head["unit"]),
            "text": "—" if value is None else f"{value:g}",
            "url": "",
        }
        for head, value in zip(heads, told, strict=True)
    ]
    return {"label": one.label, "url": _unit_url(who, one.key) if way == "unit" and one.key else "", "cells": cells}  # fmt: skip


def _cell(label: str, n: int, url: str) -> dict[str, str]:
    return {"label": label, "text": str(n) if n else "—", "url": url if n else ""}


def _unit_url(who: Asking, key: str) -> str:
    return f"{reverse('cases:rates')}?{urlencode({'unit': key, 'period': who.period.code})}"


def _trail_url(who: Asking, what: str, way: str, key: str, side: str = "") -> str:
    told = {"what": what, "period": who.period.code, "unit": who.unit.code or who.unit.pk}
    if way == "unit":
        told["unit"] = key
    elif way:
        told[way] = key
    if side:
        told["side"] = side
    return f"{reverse('cases:rate_trail')}?{urlencode(told)}"


@require_GET
@vary_on_headers("HX-Request")
def rate_trail(request: HttpRequest) -> HttpResponse:
    """The cases behind a figure, for the side panel."""
    who = asking(request)
    what = request.GET.get("what", "")
    if what not in flows.LABELS:
        raise Missing(_("没有这个数。"))
    rows = flows.behind(_of(request.GET, who), what, who.period)
    page = keyset_page(
        rows.prefetch_related("unit", "owner_unit", "kind"), request, ["-received_at"]
    )
    context = {"who": who, "label": flows.LABELS[what], "page": page, "count": rows.order_by()[:1001].count()}  # fmt: skip
    part = is_fragment(request)
    return render(request, "cases/_rate_trail.html" if part else "cases/rate_trail.html", context)


def _of(query: Mapping[str, str], who: Asking) -> Any:
    """Return the visible cases that a line of the table is about."""
    column = "owner_path" if query.get("side") == "owner" else "path"
    rows = cases_visible_to(who.member).filter(within(who.unit.path, column))
    if kind := row_id(query.get("kind", "")):
        rows = rows.filter(kind_id=kind)
    if (source := query.get("source", "")) in set(Source):
        rows = rows.filter(source=source)
    return rows


@require_GET
def ranking_table(request: HttpRequest) -> HttpResponse:
    """Units compared by how many cases they closed in time, with the formula."""
    who = asking(request)
    found = ranking(who.member, who.unit, who.period)
    context = {
        "who": who,
        "tabs": tabs(request, who, "cases:ranking"),
        "rows": [_ranked(one, who) for one in found],
        "minimum": MINIMUM,
    }
    return render(request, "cases/ranking.html", context)


def _ranked(one: Placed, who: Asking) -> dict[str, Any]:
    rank, key = one.ranked, _key(one.unit)
    return {
        "unit": one.unit,
        "url": f"{reverse('cases:list')}?{urlencode({'unit': key, 'state': 'all'})}",
        "place": rank.place,
        "due": str(rank.due),
        "due_url": _trail_url(who, "due", "unit", key, "owner"),
        "on_time": str(rank.on_time),
        "on_time_url": _trail_url(who, "on_time", "unit", key, "owner"),
        "rate": "—" if rank.rate is None else f"{rank.rate:g}",
        "interval": f"{rank.low:g}—{rank.high:g}",
        "expected": f"{rank.expected:g}",
        "score": "—" if rank.score is None else f"{rank.score:g}",
    }


def _key(unit: Unit) -> str:
    return unit.code or str(unit.pk)
