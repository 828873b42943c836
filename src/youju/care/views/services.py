"""Care at home: who waits, one elder's plan, each time somebody came."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from youju.care import actions, forms, queries
from youju.care.actions.services import Plan
from youju.care.models import Call, Service
from youju.care.queries.services import late_at, without_plan
from youju.care.views.frame import asker, chip, crumbs, elder_of, record_of, show, to
from youju.organisations.queries import May, Membership
from youju.ui.act_pages import act_page, pressed
from youju.ui.lists import keyset_page
from youju.volunteers.queries import teams_of

CALLS = 40


@require_GET
def services(request: HttpRequest) -> HttpResponse:
    """What is late, what runs, and which elders have no plan."""
    who = asker(request)
    today = timezone.localdate()
    late, all_ = late_at(who.member, who.unit, today), queries.services_at(who.member, who.unit)
    without = without_plan(who.member, who.unit, today)
    wanted = request.GET.get("show", "")
    wanted = wanted if wanted in ("all", "without") else ""
    chips = [
        chip(_("该上门了"), to("services"), not wanted, late.count()),
        chip(_("全部服务"), "?show=all", wanted == "all", all_.count()),
        chip(_("80 岁以上没有计划"), "?show=without", wanted == "without", without.count()),
    ]
    if wanted == "without":
        people: Any = keyset_page(without, request, ["birth"])
        shown = [(one, one.age_on(today)) for one in people.rows]
        return show(request, "services", who, "services", page=people, chips=chips, people=shown, wanted=wanted)  # fmt: skip
    page = keyset_page(all_ if wanted else late, request, ["due_on"])
    lines = [(one, one.late(today)) for one in page.rows]
    elders = queries.elders_at(who.member, who.unit)
    return show(request, "services", who, "services", page=page, chips=chips, lines=lines, wanted=wanted, elders=elders)  # fmt: skip


def _elder(member: Membership, person: Any) -> dict[str, Any]:
    today = timezone.localdate()
    plan = list(queries.plan_of(member, person))
    return {
        "elder": person,
        "age": person.age_on(today),
        "plan": [(one, one.late(today)) for one in plan if one.until is None],
        "past": [one for one in plan if one.until is not None],
        "calls": queries.calls_of(member, person)[:CALLS],
        "may_open": member.may(May.OPEN_PROTECTED),
        "crumbs": crumbs((_("居家养老"), to("services"))),
    }


@require_GET
def elder(request: HttpRequest, resident_id: int) -> HttpResponse:
    """One elder's plan, and each time somebody came."""
    member, person = elder_of(request, resident_id)
    return render(request, "care/elder.html", _elder(member, person))


def _about(person: Any, title: str) -> dict[str, Any]:
    back = to("elder", person.pk)
    return {
        "title": f"{person.name} · {title}",
        "back": back,
        "crumbs": crumbs((_("居家养老"), to("services")), (person.name, back)),
    }


@require_http_methods(["GET", "POST"])
def service_new(request: HttpRequest, resident_id: int) -> HttpResponse:
    """Put a service into the plan."""
    member, person = elder_of(request, resident_id)
    units = queries.providers(member)
    teams = teams_of(member, member.unit, timezone.localdate())[:100]
    form = forms.ServiceForm(request.POST or None, units=units, teams=teams)

    def do(**told: Any) -> Any:
        acting = {name: told.pop(name) for name in ("actor", "now", "key")}
        return actions.arrange_service(person.pk, Plan(**told), **acting)

    return act_page(request, form, do, submit=_("安排"), **_about(person, _("安排服务")))


@require_http_methods(["GET", "POST"])
def call_new(request: HttpRequest, service_id: int) -> HttpResponse:
    """Note that somebody came."""
    _member, row = record_of(request, Service, service_id)

    def do(**told: Any) -> Any:
        return actions.record_call(row.pk, **told)

    form = forms.CallForm(request.POST or None)
    title = _("记%(what)s") % {"what": row.get_what_display()}
    return act_page(request, form, do, submit=_("记下"), **_about(row.resident, title))


@require_POST
def served(request: HttpRequest, service_id: int) -> HttpResponse:
    """Note with one tap that the service was done today."""
    _member, row = record_of(request, Service, service_id)

    def do(**told: Any) -> Call:
        return actions.record_call(row.pk, on=timezone.localdate(), **told)

    told = {"name": row.resident.name, "what": row.get_what_display()}
    return pressed(request, do, to("services"), _("已记：今天给%(name)s%(what)s。") % told)


@require_http_methods(["GET", "POST"])
def service_end(request: HttpRequest, service_id: int) -> HttpResponse:
    """Take a service out of the plan."""
    _member, row = record_of(request, Service, service_id)

    def do(**told: Any) -> Any:
        return actions.end_service(row.pk, **told)

    title = _("结束%(what)s") % {"what": row.get_what_display()}
    form = forms.DayForm(request.POST or None)
    return act_page(request, form, do, submit=_("结束"), **_about(row.resident, title))


@require_GET
def call(request: HttpRequest, call_id: int) -> HttpResponse:
    """Where a service in a trail leads: the elder's plan."""
    _member, row = record_of(request, Call, call_id)
    return redirect(to("elder", row.service.resident_id))


@require_POST
def withdraw_call(request: HttpRequest, call_id: int) -> HttpResponse:
    """Take back what was noted by mistake."""
    _member, row = record_of(request, Call, call_id)

    def do(**told: Any) -> Call:
        return actions.withdraw_call(row.pk, **told)

    return pressed(request, do, to("elder", row.service.resident_id), _("已撤销，数字里也去掉了。"))
