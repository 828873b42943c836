"""What an office sets: kinds with their limits, working hours, routes, numbers of facilities."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from youju.cases import actions, deadlines
from youju.cases.forms.acts import units_of
from youju.cases.forms.fields import refuse
from youju.cases.forms.settings import (
    FacilityForm,
    HoursForm,
    KindForm,
    LimitForm,
    RouteForm,
)
from youju.cases.models import Kind, KindLimit, WorkHours
from youju.cases.queries import facilities, kinds_of, routes_under
from youju.cases.views.asking import tabs
from youju.cases.words import limit_words
from youju.kernel.ids import key_in
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.kernel.workcal import Limit, LimitUnit
from youju.organisations.queries import Asking, May, Unit, asking, unit_options


def pages(request: HttpRequest, who: Asking, current: str) -> dict[str, Any]:
    """Return what every page of the settings shows: the tabs, and the settings' own."""
    from django.urls import reverse

    names = [
        ("cases:kinds", _("类别和时限"), May.SEE),
        ("cases:hours", _("工作时间"), May.CONFIGURE),
        ("cases:routes", _("派遣规则"), May.DISPATCH),
        ("cases:facilities", _("设施数量"), May.RECORD),
    ]
    chips = [
        {"text": text, "url": reverse(name), "current": name == current}
        for name, text, may in names
        if who.member.may_at(may, who.unit)
    ]
    return {"who": who, "tabs": tabs(request, who, "cases:kinds"), "chips": chips}


@require_GET
def kinds(request: HttpRequest) -> HttpResponse:
    """The tree of kinds, with the limits that hold at the chosen unit."""
    who = asking(request)
    rows = kinds_of(who.member.root_id)
    own = _limits_at(who.unit)
    words = request.GET.get("q", "").strip()[:30]
    context = pages(request, who, "cases:kinds") | {
        "groups": _groups(rows, own, words),
        "count": sum(1 for one in rows if one.parent_code),
        "words": words,
        "may_change": _may_change(who),
        "may_limit": who.member.may_at(May.CONFIGURE, who.unit),
    }
    return render(request, "cases/kinds.html", context)


def _may_change(who: Asking) -> bool:
    root = who.member.unit.pk == who.member.unit.root_id
    return root and who.member.may(May.CONFIGURE)


def _limits_at(unit: Unit) -> dict[str, tuple[Limit, str]]:
    """Return the limits that units set, the nearest above winning, with the unit's name."""
    rows = KindLimit.objects.filter(unit__in=unit.ancestor_ids).select_related("unit")
    return {
        one.kind_code: (Limit(one.limit, LimitUnit(one.limit_unit)), one.unit.short_name)
        for one in rows.order_by("unit__path")
    }


def _groups(
    rows: list[Kind], own: dict[str, tuple[Limit, str]], words: str
) -> list[tuple[Kind, list[dict[str, Any]]]]:
    found = []
    plain = words.lower().replace(" ", "")
    for head in (one for one in rows if not one.parent_code):
        below = [one for one in rows if one.parent_code == head.code and _matches(one, plain)]
        if below:
            found.append((head, [_line(one, own.get(one.code)) for one in below]))
    return found


def _matches(kind: Kind, words: str) -> bool:
    text = f"{kind.name} {kind.pinyin} {' '.join(kind.words)} {kind.code}".lower()
    return not words or words in text


def _line(kind: Kind, own: tuple[Limit, str] | None) -> dict[str, Any]:
    limit = own[0] if own else Limit(kind.limit, LimitUnit(kind.limit_unit))
    return {"kind": kind, "limit": limit_words(limit), "by": own[1] if own else "", "sample": kind.root_id == 0}  # fmt: skip


@require_http_methods(["GET", "POST"])
def kind(request: HttpRequest, code: str = "") -> HttpResponse:
    """One kind of the root's own tree: changed, added or closed."""
    who = asking(request, May.CONFIGURE)
    if not _may_change(who):
        raise Forbidden(_("类别由最上级创建办统一定；本单位可以另定时限。"))
    rows = kinds_of(who.member.root_id)
    held = next((one for one in rows if one.code == code), None)
    if code and held is None:
        raise Missing(_("没有这个类别。"))
    posted = [request.POST] if request.method == "POST" else []
    form = KindForm(rows, held, *posted)
    if posted and form.is_valid():
        told = {"actor": who.member, "now": timezone.now(), "key": form.cleaned_data["key"]}
        try:
            actions.publish_kind(form.spec, closed=form.cleaned_data["closed"], **told)
        except (Forbidden, Missing):
            raise
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("类别已保存，以后上报的按新的来。"))
            return redirect("cases:kinds")
    title = held.name if held else _("加一个类别")
    context = {"form": form, "title": title, "back": "cases:kinds"}
    return render(request, "cases/setting_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def limit(request: HttpRequest, code: str) -> HttpResponse:
    """The chosen unit's own limit of one kind."""
    who = asking(request, May.CONFIGURE)
    held = next((one for one in kinds_of(who.member.root_id) if one.code == code), None)
    if held is None or not held.parent_code:
        raise Missing(_("没有这个类别。"))
    posted = request.POST if request.method == "POST" else None
    form = LimitForm(deadlines.limit_of(held, who.unit), posted)
    if request.method == "POST" and form.is_valid():
        told = {"actor": who.member, "now": timezone.now(), "key": form.cleaned_data["key"]}
        actions.set_limit(unit=who.unit, kind=code, limit=form.cleaned_data["limit"], **told)
        messages.success(request, _("时限已保存，以后派遣的按新的来；已派遣的不变。"))
        return redirect("cases:kinds")
    title = _("%(unit)s：%(kind)s的时限") % {"unit": who.unit.short_name, "kind": held.name}
    context = {"form": form, "title": title, "back": "cases:kinds"}
    return render(request, "cases/setting_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def hours(request: HttpRequest) -> HttpResponse:
    """When the chosen unit works, and those below it."""
    who = asking(request, May.CONFIGURE)
    held = WorkHours.objects.filter(unit__in=who.unit.ancestor_ids).order_by("-unit__path")
    nearest = held.select_related("unit").first()
    posted = [request.POST] if request.method == "POST" else []
    form = HoursForm(nearest, *posted)
    if posted and form.is_valid():
        try:
            _set_hours(form, who)
        except (Forbidden, Missing):
            raise
        except Refused as refusal:
            form.add_error("day_0", _(refusal.message))
        else:
            messages.success(request, _("工作时间已保存；正在计的时限不变。"))
            return redirect("cases:hours")
    context = pages(request, who, "cases:hours") | {"form": form, "nearest": nearest}
    return render(request, "cases/hours.html", context, status=422 if form.errors else 200)


def _set_hours(form: HoursForm, who: Asking) -> None:
    given = form.cleaned_data
    actions.set_hours(
        unit=who.unit,
        week=form.week,
        days_off=given["days_off"],
        days_on=given["days_on"],
        holidays=given["holidays"],
        actor=who.member,
        now=timezone.now(),
        key=given["key"],
    )


@require_http_methods(["GET", "POST"])
def routes(request: HttpRequest) -> HttpResponse:
    """The rules by which a responsible unit is proposed, and the form of another."""
    who = asking(request, May.DISPATCH)
    rows = kinds_of(who.member.root_id)
    names = {one.code: one.name for one in rows}
    posted = [request.POST] if request.method == "POST" else []
    units = list(unit_options(who.member)[:2000])
    form = RouteForm(units, units_of(who.member.root_id), rows, who.unit, *posted)
    if posted and form.is_valid():
        try:
            _add_route(form, who)
        except (Forbidden, Missing):
            raise
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("规则已加，派遣时据此提议。"))
            return redirect("cases:routes")
    found = [
        {"rule": one, "kind": names.get(one.kind_code, _("各类问题")), "mine": who.member.may_at(May.DISPATCH, one.unit)}
        for one in routes_under(who.member, who.unit)
    ]  # fmt: skip
    context = pages(request, who, "cases:routes") | {"form": form, "rules": found}
    return render(request, "cases/routes.html", context, status=422 if form.errors else 200)


def _add_route(form: RouteForm, who: Asking) -> None:
    given = dict(form.cleaned_data)
    unit, owner = (Unit.objects.get(pk=given.pop(name)) for name in ("unit", "owner_unit"))
    actions.add_route(unit=unit, owner_unit=owner, actor=who.member, now=timezone.now(), **given)


@require_POST
def drop_route(request: HttpRequest, rule_id: int) -> HttpResponse:
    """Use a rule no more."""
    who = asking(request, May.DISPATCH)
    key = key_in(request.POST.get("key", ""))
    actions.drop_route(rule_id, actor=who.member, now=timezone.now(), key=key)
    messages.success(request, _("规则已停用。"))
    return redirect("cases:routes")


@require_http_methods(["GET", "POST"])
def facility_counts(request: HttpRequest) -> HttpResponse:
    """How many facilities of each kind there are (M045), and the form to say so."""
    who = asking(request, May.RECORD)
    rows = kinds_of(who.member.root_id)
    names = {one.code: one.name for one in rows}
    posted = [request.POST] if request.method == "POST" else []
    form = FacilityForm(list(unit_options(who.member)[:2000]), rows, who.unit, *posted)
    if posted and form.is_valid():
        given = dict(form.cleaned_data)
        unit = Unit.objects.get(pk=given.pop("unit"))
        try:
            actions.count_facilities(unit=unit, actor=who.member, now=timezone.now(), **given)
        except (Forbidden, Missing):
            raise
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("数量已记下，完好率据此计算。"))
            return redirect("cases:facilities")
    counts = facilities(who.member, who.unit, timezone.localdate())[:200]
    told = [{"count": one, "kind": names.get(one.kind_code, one.kind_code)} for one in counts]
    context = pages(request, who, "cases:facilities") | {"form": form, "counts": told}
    return render(request, "cases/facilities.html", context, status=422 if form.errors else 200)
