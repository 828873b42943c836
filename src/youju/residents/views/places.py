"""Areas, buildings, households, rented houses."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from youju.organisations.queries import May, subtree
from youju.residents import actions, forms, queries
from youju.residents.actions import AreaTold
from youju.residents.models import Area, Household
from youju.residents.views.frame import act_page, asker, crumbs, pressed, record_of, show, to
from youju.residents.views.shown import household_page
from youju.ui.lists import keyset_page

MOST_UNITS = 300
TOLD = ("name", "kind", "built", "fee", "households_told", "people_told", "weak_points")


@require_GET
def areas(request: HttpRequest) -> HttpResponse:
    """The areas of the chosen unit; `?kind=` narrows."""
    who = asker(request)
    rows = queries.areas_of(who.member, who.unit)
    kind = request.GET.get("kind", "")
    chips = [{"text": _("全部"), "url": "?", "count": rows.count(), "current": not kind}]
    for code, label in Area.Kind.choices:
        n = rows.filter(kind=code).count()
        if n or kind == code:
            chips.append(
                {"text": label, "url": f"?kind={code}", "count": n, "current": kind == code}
            )
    if kind in Area.Kind.values:
        rows = rows.filter(kind=kind)
    page = keyset_page(rows, request, ["pinyin"])
    return show(request, "areas", who, "areas", page=page, chips=chips)


@require_GET
def area(request: HttpRequest, area_id: int) -> HttpResponse:
    """One area: what it is, its buildings, households, committee and firm."""
    member, row = record_of(request, Area, area_id)
    homes = queries.households_in(member, row)
    number = request.GET.get("building", "")[:6]
    if number:
        homes = homes.filter(door__building__number=number)
    context = {
        "area": row,
        "page": keyset_page(homes, request, ["id"]),
        "buildings": row.buildings.select_related("unit").order_by("number"),
        "number": number,
        "committees": row.committees.order_by("-elected_on", "-pk"),
        "engagements": row.engagements.select_related("firm").prefetch_related("complaints").order_by("-approached_on", "-pk"),
        "today": timezone.localdate(),
        "may_arrange": member.may_at(May.ARRANGE, row.unit),
        "may_change": member.unit.covers(row.unit),
        "may_hand": member.may(May.ORGANISE) and member.unit_id != row.unit_id and member.unit.covers(row.unit),
        "may_open": member.may(May.OPEN_PROTECTED),
    }  # fmt: skip
    return render(request, "residents/area.html", context)


def _told(data: dict[str, Any]) -> AreaTold:
    return AreaTold(**{name: data.pop(name) for name in TOLD})


@require_http_methods(["GET", "POST"])
def area_add(request: HttpRequest) -> HttpResponse:
    """Register an area."""
    who = asker(request)
    form = forms.AreaForm(request.POST or None)

    def do(**data: Any) -> str:
        return actions.add_area(who.unit, _told(data), **data).get_absolute_url()

    return act_page(
        request, form, do, back=to("areas"), saved=_("小区已登记。"),
        title=_("%s · 登记小区") % who.unit.short_name, submit=_("登记"), crumbs=crumbs((_("小区"), to("areas"))),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def area_change(request: HttpRequest, area_id: int) -> HttpResponse:
    """Correct an area."""
    _member, row = record_of(request, Area, area_id)
    initial = {name: getattr(row, name) for name in TOLD}
    form = forms.AreaForm(request.POST or None, initial=initial)

    def do(**data: Any) -> Area:
        return actions.change_area(row.pk, _told(data), **data)

    back = row.get_absolute_url()
    words = {"title": _("%s · 修改") % row.name, "submit": _("保存")}
    return act_page(request, form, do, back=back, crumbs=crumbs((row.name, back)), **words)


@require_POST
def area_close(request: HttpRequest, area_id: int) -> HttpResponse:
    """Note that an area is no more."""
    _member, row = record_of(request, Area, area_id)

    def do(**told: Any) -> Area:
        return actions.close_area(row.pk, **told)

    return pressed(request, do, row.get_absolute_url(), _("小区已撤销。"))


@require_http_methods(["GET", "POST"])
def building(request: HttpRequest, area_id: int) -> HttpResponse:
    """Say which grid answers for a building."""
    _member, row = record_of(request, Area, area_id)
    units = subtree(row.unit).filter(until=None)
    initial = {"number": request.GET.get("number", "")[:6]}
    form = forms.BuildingForm(request.POST or None, units=units, initial=initial)

    def do(*, number: str, unit: Any, **told: Any) -> Any:
        return actions.give_building(row.pk, number, unit, **told)

    back = row.get_absolute_url()
    words = {"title": _("%s · 楼栋归网格") % row.name, "submit": _("保存")}
    return act_page(request, form, do, back=back, crumbs=crumbs((row.name, back)), **words)


@require_GET
def household(request: HttpRequest, household_id: int) -> HttpResponse:
    """One household."""
    member, row = record_of(request, Household, household_id)
    context = household_page(member, row, timezone.localdate())
    return render(request, "residents/household.html", context)


@require_http_methods(["GET", "POST"])
def area_hand(request: HttpRequest, area_id: int) -> HttpResponse:
    """Let another unit answer for an area."""
    member, row = record_of(request, Area, area_id, May.ORGANISE)
    others = subtree(member.unit).filter(until=None, kind=row.unit.kind).exclude(pk=row.unit_id)
    form = forms.HandForm(request.POST or None, units=list(others.order_by("path")[:MOST_UNITS]))

    def do(*, unit: Any, **told: Any) -> Area:
        return actions.hand_area(row.pk, unit, **told)

    back = row.get_absolute_url()
    note = _("区划调整用：楼栋、住户、困难登记、救助和帮扶一起划过去，以前的走访记录留在原单位。")
    words = {"title": _("%s · 划给别的单位") % row.name, "submit": _("划过去"), "note": note}
    return act_page(request, form, do, back=back, crumbs=crumbs((row.name, back)), **words)


@require_http_methods(["GET", "POST"])
def household_change(request: HttpRequest, household_id: int) -> HttpResponse:
    """Say how a household lives."""
    _member, row = record_of(request, Household, household_id)
    initial = {"tenure": row.tenure, "landlord": row.landlord, "warned_on": row.warned_on}
    form = forms.HouseholdForm(request.POST or None, initial=initial)

    def do(**told: Any) -> Household:
        return actions.change_household(row.pk, **told)

    back = row.get_absolute_url()
    words = {"title": _("%s · 居住方式") % row, "submit": _("保存")}
    return act_page(request, form, do, back=back, crumbs=crumbs((row, back)), **words)


@require_GET
def rented(request: HttpRequest) -> HttpResponse:
    """Rented houses with who is not registered yet."""
    who = asker(request)
    every, only = queries.rented(who.member, who.unit), "unregistered" in request.GET
    lacking = queries.rented(who.member, who.unit, lacking=True)
    chips = [
        {"text": _("全部"), "url": "?", "count": every.count(), "current": not only},
        {"text": _("未办居住登记"), "url": "?unregistered=1", "count": lacking.count(), "current": only},
    ]  # fmt: skip
    page = keyset_page(lacking if only else every, request, ["id"])
    return show(request, "rented", who, "rented", page=page, chips=chips)
