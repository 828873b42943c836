"""What every page of this room does alike: its tabs, the page of a form, and the button that acts."""

from __future__ import annotations

from functools import partial
from typing import Any, TypeVar

from django.db.models import Model
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.organisations.queries import (
    Asking,
    May,
    Membership,
    Unit,
    asking,
    posts_at,
    require,
    subtree,
)
from youju.organisations.rules import Role
from youju.patrols import queries
from youju.patrols.queries.seen import UNIT_OF
from youju.ui import act_pages

M = TypeVar("M", bound=Model)
MOST_UNITS = 300


def typed(data: QueryDict, name: str, most: int = 200) -> str:
    """Return what was typed in a box that no form reads: no longer than asked, without NUL."""
    return data.get(name, "").replace("\0", "").strip()[:most]


def to(name: str, *args: Any) -> str:
    """Return the address of a page of this room."""
    return reverse(f"patrols:{name}", args=args)


def tabs(current: str) -> list[dict[str, Any]]:
    """Return the lists of the room."""
    names = (
        ("today", _("今天")),
        ("places", _("点位")),
        ("visits", _("巡查记录")),
        ("frequency", _("频次")),
        ("rosters", _("值守")),
        ("cleaning", _("保洁")),
        ("shops", _("门前")),
        ("opinions", _("意见")),
        ("inspections", _("迎检")),
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
    shown = {"who": who, "tabs": tabs(tab), **may, **context}
    return render(request, f"patrols/{template}.html", shown)


def crumbs(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    """Return the way up: (words, name of the page or its address)."""
    found = [(text, name if name.startswith("/") else to(name)) for text, name in pairs]
    return [{"label": _("巡查"), "url": to("today")}] + [
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


act_page = partial(act_pages.act_page, template="patrols/act.html")


def members_of(who: Asking, unit: Unit) -> list[Membership]:
    """Return who works at the unit today, to choose from: residents with an account do not."""
    rows = posts_at(who.member, unit, timezone.localdate())
    return [one for one in rows if one.role != Role.PUBLIC]
