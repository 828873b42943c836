"""What every page of this room does alike: its tabs, the page of a form, and the button that acts."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Model
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from youju.kernel.ids import row_id
from youju.organisations.queries import (
    Asking,
    May,
    Unit,
    asking,
    require,
    subtree,
)
from youju.volunteers import queries
from youju.volunteers.queries.seen import UNIT_OF

M = TypeVar("M", bound=Model)
MOST_UNITS = 300
PAGES = {"list": "ui/shown/list.html", "record": "ui/shown/record.html"}


def typed(data: QueryDict, name: str, most: int = 200) -> str:
    """Return what was typed in a box that no form reads: no longer than asked, without NUL."""
    return data.get(name, "").replace("\0", "").strip()[:most]


def to(name: str, *args: Any) -> str:
    """Return the address of a page of this room."""
    return reverse(f"volunteers:{name}", args=args)


def tabs(current: str) -> list[dict[str, Any]]:
    """Return the lists of the room."""
    names = (
        ("services", _("活动")),
        ("people", _("志愿者")),
        ("teams", _("队伍")),
        ("posts", _("劝导岗")),
        ("programmes", _("服务项目")),
        ("stations", _("站点")),
        ("pairs", _("结对")),
        ("orders", _("点单")),
        ("certificates", _("证明")),
        ("trainings", _("培训")),
        ("associations", _("协会")),
    )
    return [{"text": text, "url": to(name), "current": name == current} for name, text in names]


def show(
    request: HttpRequest, template: str, who: Asking, tab: str, **context: Any
) -> HttpResponse:
    """Answer a page with the room's tabs and what the member may do at the chosen unit."""
    may = {
        "may_arrange": who.member.may_at(May.ARRANGE, who.unit),
        "may_record": who.member.may_at(May.RECORD, who.unit),
    }
    shown = {"who": who, "tabs": tabs(tab), "room": _("志愿"), **may, **context}
    return render(request, PAGES.get(template) or f"volunteers/{template}.html", shown)


def crumbs(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    """Return the way up: (words, name of the page or its address)."""
    found = [(text, name if name.startswith("/") else to(name)) for text, name in pairs]
    return [{"label": _("志愿"), "url": to("people")}] + [
        {"label": text, "url": url} for text, url in found
    ]


def record_of(
    request: HttpRequest, model: type[M], record_id: int, may: May = May.ARRANGE
) -> tuple[Asking, M]:
    """Return who asks and the record, at whose unit it may do that: Missing if not seen, Forbidden
    if not allowed."""
    who = asking(request)
    found = queries.record_for(who.member, model, record_id)
    unit: Any = found
    for part in UNIT_OF[model].split("__"):
        unit = getattr(unit, part)
    require(who.member, may, unit)
    return who, found


def units_of(who: Asking) -> list[Unit]:
    """Return the units something may be arranged at: the chosen one with all below it."""
    top = who.unit if who.member.unit.covers(who.unit) else who.member.unit
    return list(subtree(top).filter(until=None).order_by("path")[:MOST_UNITS])


def number_in(data: QueryDict, name: str) -> int:
    """Return the id that a box holds, 0 for anything else."""
    return row_id(data.get(name, "")) or 0
