"""What every page of the console shows around its own part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject, cached_property
from django.utils.http import urlencode

from youju.console.navigation import OWN_PAGES, PLACES, OwnPage, place_of
from youju.inbox.queries import unread_count
from youju.inbox.rules import shown_count
from youju.kernel.periods import Period
from youju.kernel.refusal import Missing
from youju.organisations.queries import (
    May,
    Membership,
    Unit,
    unit_at,
    units_visible_to,
)
from youju.organisations.rules import STEP
from youju.ui.chosen import Chosen, chosen, periods_near

LISTED_UNITS = 200
THEMES = ("light", "dark")


def shell(request: HttpRequest) -> dict[str, Any]:
    """The context processor; nothing is looked up until a template asks."""
    return {"shell": SimpleLazyObject(lambda: Shell(request))}


def key_of(unit: Unit) -> str:
    """Return what stands for the unit in an address: its division code, else its id."""
    return unit.code or str(unit.pk)


def _url(name: str) -> str:
    """Return the address, or "" while the page's room has none by that name."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@dataclass(frozen=True, slots=True)
class PlaceLink:
    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class UnitChoice:
    code: str
    label: str
    depth: int
    current: bool
    find: str


@dataclass(frozen=True, slots=True)
class Switch:
    value: str
    label: str


class Shell:
    """Places, choice of unit and period, and the member's menu, for one request."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.member: Membership | None = getattr(request, "member", None)

    @cached_property
    def places(self) -> list[PlaceLink]:
        if self.member is None:
            return []
        here = place_of(self.view_name)
        open_to_all = [place for place in PLACES if place.holds == ("console",)]
        shown = PLACES if self.member.may(May.SEE) else open_to_all
        links = ((place, _url(place.url_name)) for place in shown)
        return [PlaceLink(str(place.label), url, place is here) for place, url in links if url]

    @property
    def view_name(self) -> str:
        match = self.request.resolver_match
        return match.view_name if match else ""

    @cached_property
    def chosen(self) -> Chosen:
        return chosen(self.request)

    @property
    def period(self) -> Period:
        return self.chosen.period

    @cached_property
    def period_groups(self) -> list[tuple[str, list[Period]]]:
        return periods_near(self.period)

    @cached_property
    def unit(self) -> Unit | None:
        """The chosen unit where the member may see it, else the member's own."""
        if self.member is None:
            return None
        own, code = self.member.unit, self.chosen.unit_code
        asked: Unit | None = getattr(self.request, "asked_unit", None)
        if asked is not None:
            return asked
        if not code or code == key_of(own):
            return own
        try:
            return unit_at(self.member, code)
        except Missing:
            return own

    @cached_property
    def _visible(self) -> QuerySet[Unit]:
        return units_visible_to(self.member)

    @cached_property
    def unit_choices(self) -> list[UnitChoice]:
        """All visible units in tree order; where they are many, the chosen one's kin."""
        here = self.unit
        units = self._named(self._visible)
        if not units or here is None:
            return []
        if len(units) > LISTED_UNITS:
            units = self._kin(here)
        top = min(len(unit.path) for unit in units)
        return [
            UnitChoice(
                code=unit.code or str(unit.pk),
                label=unit.short_name,
                depth=min((len(unit.path) - top) // STEP, 4),
                current=unit.pk == here.pk,
                find=f"{unit.name} {unit.pinyin}".lower(),
            )
            for unit in units
        ]

    @staticmethod
    def _named(units: QuerySet[Unit]) -> list[Any]:
        """Return what a choice shows of each unit, in tree order; whole units cost three times that."""
        told = units.order_by("path").values_list(
            "pk", "code", "short_name", "name", "pinyin", "path", named=True
        )
        return list(told[: LISTED_UNITS + 1])

    def _kin(self, unit: Unit) -> list[Any]:
        """Return the unit's line upwards, its children and its neighbours, in tree order."""
        near = Q(pk__in=unit.ancestor_ids) | Q(parent_id__in=[unit.pk, unit.parent_id])
        return self._named(self._visible.filter(near))[:LISTED_UNITS]

    @property
    def member_unit(self) -> str:
        return self.member.unit.short_name if self.member else ""

    @property
    def member_role(self) -> str:
        return self.member.get_role_display() if self.member else ""

    @property
    def person_label(self) -> str:
        return str(self.member.person) if self.member else ""

    @cached_property
    def switches(self) -> list[Switch]:
        """The person's other posts."""
        if self.member is None or not self.switch_url:
            return []
        held: list[Membership] = getattr(self.request, "memberships", [])
        return [
            Switch(str(one.pk), f"{one.unit.short_name} · {one.get_role_display()}")
            for one in held
            if one.pk != self.member.pk
        ]

    @property
    def switch_url(self) -> str:
        return _url("organisations:switch")

    @property
    def sign_out_url(self) -> str:
        return _url("organisations:sign_out")

    @property
    def language_url(self) -> str:
        return _url("set_language")

    @property
    def languages(self) -> list[tuple[str, str]]:
        return list(settings.LANGUAGES)

    @property
    def search_url(self) -> str:
        return _url("console:search") if self.member else ""

    @property
    def searched(self) -> str:
        return self.request.GET.get("q", "") if self.view_name == "console:search" else ""

    @property
    def help_url(self) -> str:
        """The help of this very page."""
        url = _url("console:help")
        return f"{url}?{urlencode({'page': self.view_name})}" if url else ""

    @property
    def inbox_url(self) -> str:
        return _url("inbox:index") if self.member else ""

    @cached_property
    def unread(self) -> str:
        """How many messages wait: "" for none, 99+ for many."""
        return shown_count(unread_count(self.member))

    @property
    def own_pages(self) -> list[PlaceLink]:
        """Pages behind the unit's name: settings, units, people, own account."""
        found = ((page.label, _url(page.url_name)) for page in OWN_PAGES if self._opens(page))
        return [PlaceLink(str(label), url, False) for label, url in found if url]

    def _opens(self, page: OwnPage) -> bool:
        member = self.member
        return not page.may or (member is not None and any(member.may(one) for one in page.may))

    @property
    def theme(self) -> str:
        theme = self.request.COOKIES.get("theme", "")
        return theme if theme in THEMES else ""
