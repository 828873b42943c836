"""Cleaning areas with their monthly comparison, and shop-fronts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from youju.evidence.queries import items_chosen, items_of_many
from youju.kernel.ids import row_id
from youju.organisations.queries import May, asking, require
from youju.patrols import actions, queries
from youju.patrols.forms import grounds as forms
from youju.patrols.measures import AREA_CHECK
from youju.patrols.models import AreaCheck, AreaMonth, CleaningArea, Shop, ShopCheck, ShopRound
from youju.patrols.rules.cleaning import Duties, is_repeated
from youju.patrols.views.duty import month_asked
from youju.patrols.views.frame import act_page, crumbs, record_of, show, to, typed, units_of
from youju.ui.act_forms import EndForm
from youju.ui.act_pages import pressed
from youju.ui.forms import read_date


@require_GET
def cleaning(request: HttpRequest) -> HttpResponse:
    """The areas, and the month's comparison of the chosen unit."""
    who = asking(request)
    day, month = timezone.localdate(), month_asked(request)
    compared = queries.comparison(who.member, who.unit, month)
    settled = any(one.settled for one in compared)
    over = day > month.bounds[1]
    may = who.member.may_at(May.ARRANGE, who.unit)
    return show(
        request,
        "cleaning",
        who,
        "cleaning",
        areas=list(queries.areas_of(who.member, who.unit, day)[:200]),
        compared=compared,
        month=month,
        before=month.previous().code,
        settled=settled,
        may_settle=may and over and not settled and any(one.checks for one in compared),
    )


@require_POST
def month_settle(request: HttpRequest) -> HttpResponse:
    """Keep the month's scores and ranks."""
    who = asking(request, May.ARRANGE)
    month = month_asked(request)

    def do(**act: Any) -> Any:
        return actions.settle_month(who.unit, month.bounds[0], **act)

    back = f"{to('cleaning')}?month={month.code}"
    return pressed(request, do, back, _("已评比，可以记奖罚。"))


@require_http_methods(["GET", "POST"])
def area_add(request: HttpRequest) -> HttpResponse:
    """Register an area."""
    who = asking(request, May.ARRANGE)

    def do(unit: Any, name: str, **told: Any) -> str:
        return to("area", actions.add_area(unit, name, **told).pk)

    return act_page(
        request,
        forms.AreaForm(request.POST or None, units=units_of(who), initial={"unit": who.unit.pk}),
        do,
        title=_("登记保洁责任区"),
        submit=_("登记"),
        back=to("cleaning"),
        crumbs=crumbs((_("保洁"), "cleaning")),
    )


@require_GET
def area(request: HttpRequest, area_id: int) -> HttpResponse:
    """One area: whoever keeps it clean, its checks and months."""
    who = asking(request)
    here = queries.record_for(who.member, CleaningArea, area_id)
    checks = list(queries.checks_of(here)[:40])
    photos = items_of_many(who.member, AREA_CHECK, [one.pk for one in checks])
    return show(
        request,
        "area",
        who,
        "cleaning",
        area=here,
        checks=[(one, photos.get(str(one.pk), [])) for one in checks],
        months=list(queries.months_of(here)[:24]),
        may_change=who.member.may_at(May.ARRANGE, here.unit) and here.until is None,
        may_check=who.member.may_at(May.RECORD, here.unit) and here.until is None,
        today=timezone.localdate(),
    )


@require_http_methods(["GET", "POST"])
def area_check_add(request: HttpRequest, area_id: int) -> HttpResponse:
    """Score an area on a day."""
    who, here = record_of(request, CleaningArea, area_id, May.RECORD)
    teams = queries.teams_of(who.member, here.unit, timezone.localdate())
    photos = [pk for raw in request.POST.getlist("items") if (pk := row_id(raw))]

    def do(team: str, **told: Any) -> Any:
        by = teams.filter(pk=team).first() if team else None
        return bool(actions.check_area(here.pk, team=by, photos=photos, **told))

    return act_page(
        request,
        forms.CheckForm(request.POST or None, teams=teams),
        do,
        title=_("检查 %(name)s") % {"name": here.name},
        submit=_("记下"),
        note=here.standard,
        back=to("area", here.pk),
        photo_unit=here.unit,
        items=items_chosen(who.member, photos),
        crumbs=crumbs((_("保洁"), "cleaning"), (here.name, to("area", here.pk))),
    )


@require_http_methods(["GET", "POST"])
def area_end(request: HttpRequest, area_id: int) -> HttpResponse:
    """End an area, as when the city's own cleaners take it over."""
    _who, here = record_of(request, CleaningArea, area_id)
    return act_page(
        request,
        EndForm(request.POST or None, initial={"on": timezone.localdate()}),
        lambda **act: bool(actions.end_area(here.pk, **act)),
        title=_("停用 %(name)s") % {"name": here.name},
        submit=_("停用"),
        note=_("物业管不了、交给环卫的，也在这里停用，再另立一个责任区。"),
        back=to("area", here.pk),
    )


@require_GET
def area_check(request: HttpRequest, check_id: int) -> HttpResponse:
    """The area that a check was made of."""
    who = asking(request)
    return redirect("patrols:area", queries.record_for(who.member, AreaCheck, check_id).area_id)


@require_GET
def area_month(request: HttpRequest, month_id: int) -> HttpResponse:
    """The area whose month was settled."""
    who = asking(request)
    return redirect("patrols:area", queries.record_for(who.member, AreaMonth, month_id).area_id)


@require_POST
def area_corrected(request: HttpRequest, check_id: int) -> HttpResponse:
    """Note that a cleaning fault was put right today."""
    _who, here = record_of(request, AreaCheck, check_id, May.RECORD)

    def do(**act: Any) -> Any:
        return actions.correct_area_fault(here.pk, on=timezone.localdate(), **act)

    return pressed(request, do, to("area", here.area_id), _("已记改正。"))


@require_POST
def area_report(request: HttpRequest, check_id: int) -> HttpResponse:
    """Turn a cleaning fault into a problem."""
    _who, here = record_of(request, AreaCheck, check_id, May.RECORD)

    def do(**act: Any) -> Any:
        return actions.report_area_fault(here.pk, **act)

    return pressed(request, do, to("area", here.area_id), _("已转为问题，等待受理。"))


@require_http_methods(["GET", "POST"])
def reward(request: HttpRequest, month_id: int) -> HttpResponse:
    """Keep the reward or penalty of a settled month."""
    _who, here = record_of(request, AreaMonth, month_id)
    names = {"name": here.area.name, "month": f"{here.month:%Y-%m}"}
    first = {"reward": here.reward, "penalty": here.penalty, "note": here.note}

    def do(reward: Any, penalty: Any, **told: Any) -> Any:
        return bool(
            actions.give_reward(
                here.pk, reward=reward or Decimal(0), penalty=penalty or Decimal(0), **told
            )
        )

    return act_page(
        request,
        forms.RewardForm(request.POST or None, initial=first),
        do,
        title=_("%(name)s %(month)s · 奖罚") % names,
        submit=_("记下"),
        back=f"{to('cleaning')}?month={here.month:%Y-%m}",
    )


@require_GET
def shops(request: HttpRequest) -> HttpResponse:
    """The streets with their shops, those that keep breaking their duties named."""
    who = asking(request)
    day = timezone.localdate()
    streets = queries.streets_of(who.member, who.unit, day)
    rounds = list(queries.rounds_of(who.member, who.unit, who.period)[:12])
    return show(request, "shops", who, "shops", streets=streets, rounds=rounds, day=day)


@require_http_methods(["GET", "POST"])
def shop_add(request: HttpRequest) -> HttpResponse:
    """Register a shop on a street."""
    who = asking(request, May.ARRANGE)
    first = {"unit": who.unit.pk, "street": typed(request.GET, "street", 40)}

    def do(unit: Any, street: str, name: str, duties: str, **told: Any) -> str:
        day = told["signed_on"] or timezone.localdate()
        made = actions.add_shop(unit, street, name, duties=Duties(duties), made_on=day, **told)
        return to("shop", made.pk)

    return act_page(
        request,
        forms.ShopForm(request.POST or None, units=units_of(who), initial=first),
        do,
        title=_("登记门店"),
        submit=_("登记"),
        back=to("shops"),
        crumbs=crumbs((_("门前"), "shops")),
    )


@require_GET
def shop(request: HttpRequest, shop_id: int) -> HttpResponse:
    """One shop: its duties, when it signed, what was wrong."""
    who = asking(request)
    here = queries.record_for(who.member, Shop, shop_id)
    faults = list(here.faults.select_related("round").order_by("-round__day", "-pk")[:40])
    recent = sum((timezone.localdate() - one.round.day).days < 30 for one in faults)
    return show(
        request,
        "shop",
        who,
        "shops",
        shop=here,
        faults=faults,
        repeated=is_repeated(recent),
        recent=recent,
        may_change=who.member.may_at(May.ARRANGE, here.unit) and here.until is None,
        may_say=who.member.may_at(May.RECORD, here.unit),
    )


@require_http_methods(["GET", "POST"])
def shop_sign(request: HttpRequest, shop_id: int) -> HttpResponse:
    """Keep the day on which the duties were signed."""
    _who, here = record_of(request, Shop, shop_id)
    return act_page(
        request,
        EndForm(request.POST or None, initial={"on": timezone.localdate()}),
        lambda **act: bool(actions.sign_shop(here.pk, **act)),
        title=_("%(name)s · 签门前责任书") % {"name": here.name},
        submit=_("已签订"),
        back=to("shop", here.pk),
    )


@require_http_methods(["GET", "POST"])
def shop_end(request: HttpRequest, shop_id: int) -> HttpResponse:
    """Take a closed shop off the street."""
    _who, here = record_of(request, Shop, shop_id)
    return act_page(
        request,
        EndForm(request.POST or None, initial={"on": timezone.localdate()}),
        lambda **act: bool(actions.end_shop(here.pk, **act)),
        title=_("%(name)s 停业") % {"name": here.name},
        submit=_("停业"),
        back=to("shop", here.pk),
    )


@require_http_methods(["GET", "POST"])
def shops_check(request: HttpRequest) -> HttpResponse:
    """Walk along a street: all in order, but for those that are marked."""
    who = asking(request, May.RECORD)
    street = typed(request.GET, "street", 40)
    require(who.member, May.RECORD, who.unit)
    if request.method == "POST":
        failed = _failed(request)

        def do(**act: Any) -> Any:
            day = _day(request.POST.get("day", ""))
            return actions.check_shops(who.unit, street, day, failed, **act)

        return pressed(request, do, to("shops"), _("已记下这一路的检查。"))
    listed = queries.shops_of(who.member, who.unit, timezone.localdate())
    rows = list(listed.filter(unit=who.unit, street=street))
    return show(
        request, "shops_check", who, "shops", street=street, shops=rows, day=timezone.localdate()
    )


def _failed(request: HttpRequest) -> dict[int, str]:
    found = {}
    for raw in request.POST.getlist("failed"):
        if (shop_id := row_id(raw)) is not None:
            found[shop_id] = typed(request.POST, f"fault_{shop_id}")
    return found


def _day(raw: str) -> Any:
    today = timezone.localdate()
    try:
        return read_date(raw, today)
    except ValueError:
        return today


@require_GET
def round_(request: HttpRequest, round_id: int) -> HttpResponse:
    """One walk along a street, with what failed."""
    who = asking(request)
    here = queries.record_for(who.member, ShopRound, round_id)
    faults = list(here.faults.select_related("shop").order_by("pk"))
    may = who.member.may_at(May.RECORD, here.unit)
    return show(request, "round", who, "shops", round=here, faults=faults, may_say=may)


@require_POST
def shop_corrected(request: HttpRequest, check_id: int) -> HttpResponse:
    """Note that a shop put its fault right today."""
    _who, here = record_of(request, ShopCheck, check_id, May.RECORD)

    def do(**act: Any) -> Any:
        return actions.correct_shop_fault(here.pk, on=timezone.localdate(), **act)

    return pressed(request, do, to("round", here.round_id), _("已记改正。"))
