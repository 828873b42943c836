"""Services: the list, one service with its shifts, calling for one, summing up."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from youju.kernel.ids import row_id
from youju.kernel.words import listed
from youju.organisations.queries import Asking, May, Unit, asking, subtree
from youju.ui.act_forms import ActForm
from youju.ui.act_pages import act_page
from youju.ui.lists import keyset_page
from youju.ui.shown import Act, Cell, Section, day, section, short, table
from youju.volunteers import actions, queries
from youju.volunteers.actions import Plan, When
from youju.volunteers.forms import services as forms
from youju.volunteers.models import Service, Team
from youju.volunteers.queries import services as rows_of
from youju.volunteers.rules.posts import ServiceState
from youju.volunteers.rules.seats import hours_text
from youju.volunteers.rules.teams import Function
from youju.volunteers.shown import span
from youju.volunteers.views.frame import crumbs, record_of, show, to, typed, units_of

PILLS = {ServiceState.OPEN: "due", ServiceState.HELD: "ok", ServiceState.CANCELLED: ""}
MOST_NEAR = 60


def state_cell(one: Service) -> Cell:
    """Return the state of a service as a label."""
    return Cell(one.get_state_display(), pill=PILLS[ServiceState(one.state)])


@require_GET
def services(request: HttpRequest) -> HttpResponse:
    """The services of the chosen unit and period, latest first."""
    who = asking(request)
    rows = rows_of.services_of(who.member, who.unit, who.period)
    state = typed(request.GET, "state", 12)
    chosen = rows.filter(state=state) if state else rows
    page = keyset_page(chosen, request, ["-on"])
    shown = table(_("活动"), _("日期"), _("单位"), _("类别"), _("地点"), (_("班次"), "n"), (_("人次"), "n"), (_("时长（小时）"), "n"), _("状态"))  # fmt: skip
    for one in page.rows:
        told: Any = one
        people = (told.n_people or 0) + int(one.others or 0)
        hours = hours_text(told.minutes) if told.minutes else ""
        shown.add(Cell(one.name, to("service", one.pk)), short(one.on), one.unit.short_name, one.get_kind_display(), one.place, told.n_shifts, people or "", hours, state_cell(one))  # fmt: skip
    add = to("service_add") if who.member.may_at(May.ARRANGE, who.unit) else ""
    empty = {"title": _("这段时间没有志愿服务活动"), "act": _("发起活动"), "url": add}
    empty["text"] = _("发起活动，志愿者报名、签到，名单确认后时长、人次自动计入台账和总结。")
    return show(
        request, "list", who, "services", what=_("志愿服务活动"), table=shown, page=page, unit_word=_("次"),
        chips=_chips(rows_of.service_counts(rows), state), empty=empty, acts=[Act(_("发起活动"), add, primary=True)] if add else [],
    )  # fmt: skip


def _chips(counts: dict[str, int], state: str) -> list[dict[str, Any]]:
    found = [{"text": _("全部"), "url": "?", "count": sum(counts.values()), "current": not state}]
    return found + [
        {"text": str(label), "url": f"?state={code}", "count": counts[code], "current": state == code}
        for code, label in Service.State.choices
        if counts.get(code)
    ]  # fmt: skip


@require_http_methods(["GET", "POST"])
def service_add(request: HttpRequest) -> HttpResponse:
    """Call for a service."""
    who = asking(request, May.ARRANGE)
    today = timezone.localdate()
    teams = list(queries.teams_of(who.member, who.unit, today)[:200])
    programmes = list(rows_of.programmes_of(who.member, who.unit, today)[:100])
    near = _near(who.unit)

    def do(unit: Unit, **told: Any) -> str:
        when = When(*forms.moments(told))
        plan = _plan(told, teams, programmes, near)
        return to("service", actions.add_service(unit, plan, [when], **told).pk)

    offers: dict[str, Any] = {
        "teams": teams,
        "programmes": programmes,
        "near": near,
        "units": units_of(who),
    }
    form = forms.ServiceForm(request.POST or None, initial={"unit": who.unit.pk}, **offers)
    return act_page(
        request, form, do, title=_("发起志愿服务活动"), submit=_("发起"), back=to("services"),
        crumbs=crumbs((_("活动"), "services")),
    )  # fmt: skip


def _plan(told: dict[str, Any], teams: list[Team], programmes: list[Any], near: list[Unit]) -> Plan:
    """Take what a service is out of a form's fields."""
    chosen = told.pop("partners")
    return Plan(
        told.pop("name"),
        Function(told.pop("kind")),
        told.pop("place"),
        about=told.pop("about"),
        contact=told.pop("contact"),
        team=_chosen(teams, told.pop("team")),
        programme=_chosen(programmes, told.pop("programme")),
        partners=[one for one in near if str(one.pk) in chosen],
    )


def _near(unit: Unit) -> list[Unit]:
    """Return the units that may hold a service together with this one: beside it."""
    if unit.parent is None:
        return []
    rows = subtree(unit.parent).filter(until=None, parent=unit.parent).exclude(pk=unit.pk)
    return list(rows.order_by("path")[:MOST_NEAR])


def _chosen(rows: list[Any], text: str) -> Any:
    return next((one for one in rows if one.pk == row_id(text)), None)


@require_GET
def service(request: HttpRequest, service_id: int) -> HttpResponse:
    """One service: its shifts, what came of it."""
    who = asking(request)
    here = queries.record_for(who.member, Service, service_id)
    may = who.member.may_at(May.ARRANGE, here.unit) and here.state == ServiceState.OPEN
    acts = [Act(_("加班次"), to("shift_add", here.pk)), Act(_("小结"), to("service_close", here.pk), primary=True)]  # fmt: skip
    return show(
        request, "record", who, "services", title=here.name, pill=state_cell(here),
        crumbs=crumbs((_("活动"), "services")), acts=acts if may else [],
        menu=[Act(_("取消活动"), to("service_cancel", here.pk))] if may else [],
        main=[_shifts(here)], side=[_facts(who, here)],
    )  # fmt: skip


def _shifts(here: Service) -> Section:
    shown = table(_("班次"), (_("需要"), "n"), (_("已报"), "n"), (_("候补"), "n"), (_("确认"), "n"), (_("劝导（人次）"), "n"), _("名单"))  # fmt: skip
    now = timezone.now()
    for one in rows_of.shifts_of(here):
        told: Any = one
        if one.confirmed_at:
            state = Cell(_("已确认"), pill="ok", meta=_("补录待批 %(n)s") % {"n": told.made_up} if told.made_up else "")  # fmt: skip
        else:
            over = one.ends <= now
            state = Cell(_("待确认") if over else _("未开始"), pill="due" if over else "")
        shown.add(Cell(span(one.starts, one.ends), to("shift", one.pk)), one.wanted, told.taken or "", told.waiting or "", told.done or "", one.persuaded, state)  # fmt: skip
    return section("shifts", _("班次"), shown)


def _facts(who: Asking, here: Service) -> Section:
    team: Team | None = here.team
    facts = [
        (_("单位"), listed([here.unit.short_name, *(u.short_name for u in here.partners.order_by("path"))])),
        (_("类别"), here.get_kind_display()),
        (_("地点"), here.place),
        (_("负责人"), here.contact),
        (_("服务队"), team.name if team else ""),
        (_("所属项目"), here.programme.name if here.programme else ""),
        (_("内容和要求"), here.about),
    ]  # fmt: skip
    if here.state == ServiceState.HELD:
        crowd = here.crowd.text() if here.crowd else ""
        facts += [
            (_("成效"), here.result),
            (_("名册以外参加"), crowd),
            (_("服务户次"), str(here.served or "")),
        ]
    return section("about", _("情况"), facts=facts, meta=day(here.on))


@require_http_methods(["GET", "POST"])
def shift_add(request: HttpRequest, service_id: int) -> HttpResponse:
    """Add a shift."""
    _who, here = record_of(request, Service, service_id)

    def do(**told: Any) -> Any:
        when = When(*forms.moments(told))
        return actions.add_shift(here.pk, when, **told)

    return _about(request, here, forms.ShiftForm(request.POST or None), do, _("加班次"))


@require_http_methods(["GET", "POST"])
def service_close(request: HttpRequest, service_id: int) -> HttpResponse:
    """Sum up."""
    _who, here = record_of(request, Service, service_id)

    def do(**told: Any) -> Any:
        return actions.close_service(here.pk, **told)

    return _about(request, here, forms.CloseForm(request.POST or None), do, _("小结"))


@require_http_methods(["GET", "POST"])
def service_cancel(request: HttpRequest, service_id: int) -> HttpResponse:
    """Call a service off."""
    _who, here = record_of(request, Service, service_id)

    def do(**act: Any) -> Any:
        return actions.cancel_service(here.pk, **act)

    note = _("取消后不再接受报名，已报名的人时间空出来。取消不能撤回。")
    return _about(request, here, ActForm(request.POST or None), do, _("取消活动"), note)


def _about(
    request: HttpRequest, here: Service, form: Any, do: Any, what: str, note: str = ""
) -> HttpResponse:
    back = to("service", here.pk)
    return act_page(
        request, form, do, title=f"{here.name} · {what}", submit=what, back=back, note=note,
        crumbs=crumbs((_("活动"), "services"), (here.name, back)),
    )  # fmt: skip
