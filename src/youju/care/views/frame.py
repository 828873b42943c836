"""What every page of this room does alike: its tabs, who asks, where a record is found."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as say

from youju.care import queries
from youju.care.actions.frame import may_decide
from youju.organisations.queries import Asking, May, Membership, Unit, asking, require, subtree
from youju.residents import queries as register
from youju.residents.queries import Household, Resident

M = TypeVar("M", bound=Model)
MOST_UNITS = 300
TABS = (
    ("index", say("还没走访")),
    ("visits", say("走访记录")),
    ("aids", say("救助申请")),
    ("funds", say("救助资金")),
    ("benefits", say("高龄慰问")),
    ("services", say("居家养老")),
)


def to(name: str, *args: Any) -> str:
    """Return the address of a page of this room."""
    return reverse(f"care:{name}", args=args)


def asker(request: HttpRequest) -> Asking:
    """Return who asks, and the unit that stays chosen, where the role looks residents up."""
    who = asking(request)
    require(who.member, May.RESIDENTS)
    return who


def show(
    request: HttpRequest, template: str, who: Asking, tab: str, **context: Any
) -> HttpResponse:
    """Answer a list with the room's tabs and what the member may do."""
    tabs = [{"text": text, "url": to(name), "current": name == tab} for name, text in TABS]
    shown = {"who": who, "tabs": tabs, "decides": may_decide(who.member), **context}
    return render(request, f"care/{template}.html", shown)


def crumbs(*pairs: tuple[Any, str]) -> list[dict[str, Any]]:
    """Return the way up: words and addresses."""
    found = [{"label": _("关爱"), "url": to("index")}]
    return found + [{"label": str(text), "url": url} for text, url in pairs]


def record_of(
    request: HttpRequest, model: type[M], record_id: int, may: May = May.RESIDENTS
) -> tuple[Membership, M]:
    """Return who asks and the record: Missing if not seen, Forbidden if the role does not allow it."""
    member = asker(request).member
    found = queries.record_for(member, model, record_id)
    require(member, may)
    return member, found


def home_of(request: HttpRequest, household_id: int) -> tuple[Membership, Household]:
    """Return who asks and a household of the register."""
    member = asker(request).member
    return member, register.record_for(member, Household, household_id)


def elder_of(request: HttpRequest, resident_id: int) -> tuple[Membership, Resident]:
    """Return who asks and somebody of the register."""
    member = asker(request).member
    return member, register.record_for(member, Resident, resident_id)


def units_of(who: Asking) -> list[Unit]:
    """Return the units something may be set at: the chosen one with all below it."""
    top = who.unit if who.member.unit.covers(who.unit) else who.member.unit
    return list(subtree(top).filter(until=None).order_by("path")[:MOST_UNITS])


def chip(text: Any, url: str, current: bool, count: Any = "") -> dict[str, Any]:
    """Return one filter."""
    return {"text": text, "url": url, "current": current, "count": count}
