"""Surveys of grids, helpers by building, co-building and liaison units."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from youju.kernel.words import listed, sentences
from youju.organisations import actions
from youju.organisations.forms import bodies as forms
from youju.organisations.models import (
    BlockHelper,
    GridSurvey,
    HardPoint,
    Pairing,
    PairingDeed,
    Unit,
)
from youju.organisations.queries import May, Membership, require, unit_for, unit_options
from youju.organisations.queries.bodies import (
    given_by,
    pairing_for,
    record_for,
    side_of,
)
from youju.organisations.queries.bodies import (
    helpers as helpers_of,
)
from youju.organisations.queries.bodies import (
    pairings as pairings_of,
)
from youju.organisations.queries.bodies import (
    surveys as surveys_of,
)
from youju.organisations.rules import DeedKind, HelperRole, PairingKind, PointState, UnitKind
from youju.organisations.views.frame import (
    act_page,
    changes,
    crumbs_in,
    dated,
    organiser_of,
    record_of,
    sent,
    show,
    tab_page,
    to,
)
from youju.organisations.views.requests import MemberRequest
from youju.organisations.views.shown import Cell, Link, Page, Section
from youju.ui.templatetags.ui import day_short, quantity

STATE_PILLS = {"open": "due", "raised": "due", "joint": "new", "done": ""}


def surveys(request: MemberRequest, unit_id: int) -> HttpResponse:
    """Surveys before jobs, with the points found."""
    member = request.member
    here = unit_for(member, unit_id)
    nothing = Section(
        "none",
        _("摸底"),
        empty=_(
            "还没有摸底。每项工作开展前由网格员逐格摸底：易解决的先办，难点列入联合行动或上报。"
        ),
    )
    records = changes(member, here, May.RECORD)
    return tab_page(
        request,
        here,
        "surveys",
        [_survey_section(member, one) for one in surveys_of(member, here)[:50]] or [nothing],
        title=_("%s · 网格摸底") % here.short_name,
        add=Link(_("记一次摸底"), to("survey_add", here.pk)) if records else None,
    )


def _survey_section(member: Membership, one: GridSurvey) -> Section:
    may = member.may_at(May.RECORD, one.unit)
    told = {"day": day_short(one.surveyed_on), "who": one.surveyor}
    return Section(
        f"survey-{one.pk}",
        f"{one.unit.short_name} · {one.job}",
        (_("地点"), _("问题"), _("难易"), _("现在"), _("说明"), ""),
        [_point_row(point, may) for point in one.points.all()],
        meta=_("%(day)s，%(who)s摸底") % told,
    )


def _point_row(point: HardPoint, may: bool) -> list[Cell]:
    open_ = point.state != PointState.DONE
    raised = _("报至%s") % point.raised_to.short_name if point.raised_to else ""
    return [
        Cell(point.place),
        Cell(point.problem),
        Cell(_("难点") if point.hard else _("易解决")),
        Cell(pill=point.get_state_display(), pill_kind=STATE_PILLS[point.state]),
        Cell(sentences(filter(None, (raised, point.note)))),
        Cell(links=_point_links(point) if may and open_ else ()),
    ]


def _point_links(point: HardPoint) -> tuple[Link, ...]:
    """Return what may be done with an open point: told on, and put on the register of problems."""
    problem = Link(_("问题登记"), f"{reverse('cases:new')}?point={point.pk}")
    return (Link(_("更新"), to("point", point.pk)), problem)


@require_http_methods(["GET", "POST"])
def survey_add(request: MemberRequest, unit_id: int) -> HttpResponse:
    here = organiser_of(request, unit_id, May.RECORD)
    grids = unit_options(request.member, top=here).filter(kind=UnitKind.GRID)
    first = {"on": timezone.localdate(), "surveyor": request.user.name}
    if here.kind == UnitKind.GRID:
        first["unit"] = here.pk

    def do(unit: Unit, job: str, surveyor: str, points: Any, **data: Any) -> GridSurvey:
        data = {name: data[name] for name in ("on", "actor", "now", "key")}
        return actions.survey_grid(unit, job, surveyor, points, **data)

    return act_page(
        request,
        forms.SurveyForm(request.POST or None, units=grids, initial=first),
        do,
        title=_("%s · 记一次摸底") % here.short_name,
        submit=_("记下这次摸底"),
        back=to("surveys", here.pk),
        crumbs=crumbs_in(request.member, here),
    )


@require_http_methods(["GET", "POST"])
def point(request: MemberRequest, point_id: int) -> HttpResponse:
    """Move a point on: solved, into joint action, raised upward."""
    here = record_of(request, HardPoint, point_id, May.RECORD)
    unit = here.survey.unit

    def do(state: str, **data: Any) -> HardPoint:
        return actions.change_point(here, PointState(state), **data)

    return act_page(
        request,
        dated(request, forms.PointForm, "on"),
        do,
        title=f"{here.place} · {here.problem}",
        submit=_("更新"),
        back=to("surveys", unit.pk),
        crumbs=crumbs_in(request.member, unit),
    )


def helpers(request: MemberRequest, unit_id: int) -> HttpResponse:
    """Helpers by building; phones masked."""
    here = unit_for(request.member, unit_id)
    organises = changes(request.member, here)
    return tab_page(
        request,
        here,
        "helpers",
        [_helpers_section(request.member, here, organises)],
        title=_("%s · 楼栋骨干") % here.short_name,
        add=Link(_("登记骨干"), to("helper_add", here.pk)) if organises else None,
    )


def _helpers_section(member: Membership, here: Unit, organises: bool) -> Section:
    opens = member.may_at(May.OPEN_PROTECTED, here)
    found = helpers_of(member, here, timezone.localdate())
    return Section(
        "helpers",
        _("楼栋骨干"),
        (_("楼栋或小组"), _("身份"), _("姓名"), _("电话"), _("起"), _("所在单位"), ""),
        [_helper_row(one, organises, opens) for one in found],
        _("还没有登记居民组长、楼道组长等骨干。登记后按楼栋排列，便于通知和首级响应。"),
        meta=_("电话遮盖显示，救助专员写明事由后可逐项打开，查看留痕"),
    )


def _helper_row(one: BlockHelper, organises: bool, opens: bool) -> list[Cell]:
    phone = Cell(str(one.phone)) if one.phone else Cell(_("未留"))
    if one.phone and opens:
        phone = Cell(str(one.phone), links=(Link(_("打开"), to("helper_phone", one.pk)),))
    return [
        Cell(one.building),
        Cell(one.get_role_display()),
        Cell(one.name),
        phone,
        Cell(day_short(one.since)),
        Cell(one.unit.short_name),
        Cell(links=(Link(_("离任"), to("helper_end", one.pk)),) if organises else ()),
    ]


@require_http_methods(["GET", "POST"])
def helper_add(request: MemberRequest, unit_id: int) -> HttpResponse:
    here = organiser_of(request, unit_id)

    def do(building: str, role: str, name: str, **data: Any) -> BlockHelper:
        return actions.add_helper(here, building, HelperRole(role), name, **data)

    return act_page(
        request,
        dated(request, forms.HelperForm, "since"),
        do,
        title=_("%s · 登记楼栋骨干") % here.short_name,
        submit=_("登记"),
        back=to("helpers", here.pk),
        crumbs=crumbs_in(request.member, here),
    )


@require_http_methods(["GET", "POST"])
def helper_end(request: MemberRequest, helper_id: int) -> HttpResponse:
    helper = record_of(request, BlockHelper, helper_id)
    return act_page(
        request,
        dated(request, forms.EndForm, "until"),
        partial(actions.end_helper, helper),
        title=_("%s · 离任") % helper.name,
        submit=_("记下离任"),
        back=to("helpers", helper.unit_id),
        crumbs=crumbs_in(request.member, helper.unit),
    )


def _open(request: MemberRequest, row: Any, unit: Unit, what: str, back: str) -> HttpResponse:
    """Ask for the reason, then show one protected value once."""
    require(request.member, May.OPEN_PROTECTED, unit)
    form = forms.ReasonForm(request.POST or None)
    done = sent(request, form, partial(actions.open_protected, row, "phone", unit))
    context = {
        "form": form,
        "title": what,
        "shown": done.value if done else "",
        "back": back,
        "crumbs": crumbs_in(request.member, unit),
    }
    status = 422 if form.errors else 200
    return render(request, "organisations/opened.html", context, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def helper_phone(request: MemberRequest, helper_id: int) -> HttpResponse:
    helper = record_for(request.member, BlockHelper, helper_id)
    return _open(
        request, helper, helper.unit, _("%s · 电话") % helper.name, to("helpers", helper.unit_id)
    )


def pairings(request: MemberRequest, unit_id: int) -> HttpResponse:
    """Co-building and liaison units, with what each gave."""
    here = unit_for(request.member, unit_id)
    organises = changes(request.member, here)
    return tab_page(
        request,
        here,
        "pairings",
        [_pairings_section(request.member, here)],
        title=_("%s · 共建联点") % here.short_name,
        add=Link(_("登记结对"), to("pairing_add", here.pk)) if organises else None,
    )


def _pairings_section(member: Membership, here: Unit) -> Section:
    who = (_("单位"), _("类别"), _("结对社区"), _("联系人"), _("可提供"))
    return Section(
        "pairings",
        _("共建和联点单位"),
        (*who, _("次数"), _("合计"), _("起")),
        [_pairing_row(one) for one in pairings_of(member, here, timezone.localdate())],
        _("还没有共建或联点单位。登记后记下每次走访和支持，按单位合计。"),
        numbers=frozenset({5}),
    )


def _pairing_row(one: Pairing) -> list[Cell]:
    given = given_by(one)
    return [
        Cell(one.name, to("pairing", one.pk)),
        Cell(one.get_kind_display()),
        Cell(one.unit.short_name),
        Cell(one.contact),
        Cell(one.resources),
        Cell(sum(line.times for line in given)),
        Cell(listed(f"{g.what} {q}" for g in given for q in g.quantities) or "—"),
        Cell(day_short(one.since)),
    ]


@require_http_methods(["GET", "POST"])
def pairing_add(request: MemberRequest, unit_id: int) -> HttpResponse:
    here = organiser_of(request, unit_id)

    def do(kind: str, name: str, **data: Any) -> Pairing:
        return actions.pair(here, PairingKind(kind), name, **data)

    return act_page(
        request,
        dated(request, forms.PairForm, "since", units=unit_options(request.member)),
        do,
        title=_("%s · 登记结对单位") % here.short_name,
        submit=_("登记"),
        back=to("pairings", here.pk),
        crumbs=crumbs_in(request.member, here),
    )


def pairing(request: MemberRequest, pairing_id: int) -> HttpResponse:
    """One paired unit: what it offers, what it gave, its totals."""
    member = request.member
    here = pairing_for(member, pairing_id)
    side = side_of(member, here)
    return show(
        request,
        Page(
            title=f"{here.name} · {here.unit.short_name}",
            unit=side,
            crumbs=crumbs_in(member, side),
            primary=_log_link(member, side, here),
            acts=_pairing_acts(member, here),
            facts=_pairing_facts(here),
            sections=[_deeds_section(here)],
            side=[_totals_section(here)],
        ),
    )


def _log_link(member: Membership, side: Unit, here: Pairing) -> Link | None:
    return Link(_("记一次"), to("deed_add", here.pk)) if member.may_at(May.RECORD, side) else None


def _pairing_acts(member: Membership, here: Pairing) -> list[Link]:
    organises = member.may_at(May.ORGANISE, here.unit) and here.until is None
    opens = member.may_at(May.OPEN_PROTECTED, here.unit) and here.phone
    acts = [Link(_("结束结对"), to("pairing_end", here.pk))] if organises else []
    return acts + ([Link(_("打开联系电话"), to("pairing_phone", here.pk))] if opens else [])


def _pairing_facts(here: Pairing) -> list[tuple[str, Any]]:
    return [
        (_("类别"), here.get_kind_display()),
        (_("联系人"), here.contact),
        (_("电话"), str(here.phone)),
        (_("可提供"), here.resources),
        (_("起"), day_short(here.since)),
        (_("止"), day_short(here.until) or _("在结对")),
    ]


def _deeds_section(here: Pairing) -> Section:
    rows = [
        [
            Cell(day_short(d.done_on)),
            Cell(d.get_what_display()),
            Cell(d.note),
            Cell(quantity(d.quantity)),
        ]
        for d in here.deeds.order_by("-done_on", "-pk")
    ]
    return Section(
        "deeds",
        _("做了什么、给了什么"),
        (_("日期"), _("类别"), _("内容"), _("数量")),
        rows,
        _("还没有记录。"),
        numbers=frozenset({3}),
    )


def _totals_section(here: Pairing) -> Section:
    rows = [
        [Cell(g.what), Cell(g.times), Cell(listed(map(str, g.quantities)) or "—")]
        for g in given_by(here)
    ]
    return Section(
        "totals",
        _("合计"),
        (_("类别"), _("次数"), _("数量")),
        rows,
        _("还没有记录。"),
        numbers=frozenset({1, 2}),
    )


@never_cache
@require_http_methods(["GET", "POST"])
def pairing_phone(request: MemberRequest, pairing_id: int) -> HttpResponse:
    here = record_for(request.member, Pairing, pairing_id)
    return _open(request, here, here.unit, _("%s · 电话") % here.name, to("pairing", here.pk))


@require_http_methods(["GET", "POST"])
def pairing_end(request: MemberRequest, pairing_id: int) -> HttpResponse:
    here = record_of(request, Pairing, pairing_id)
    return act_page(
        request,
        dated(request, forms.EndForm, "until"),
        partial(actions.end_pairing, here),
        title=_("%s · 结束结对") % here.name,
        submit=_("结束结对"),
        back=to("pairings", here.unit_id),
        crumbs=crumbs_in(request.member, here.unit),
    )


@require_http_methods(["GET", "POST"])
def deed_add(request: MemberRequest, pairing_id: int) -> HttpResponse:
    here = pairing_for(request.member, pairing_id)
    side = side_of(request.member, here)
    require(request.member, May.RECORD, side)

    def do(what: str, note: str, **data: Any) -> PairingDeed:
        return actions.log_deed(here, DeedKind(what), note, **data)

    return act_page(
        request,
        dated(request, forms.DeedForm, "on"),
        do,
        title=_("%s · 记一次") % here.name,
        submit=_("记下"),
        back=to("pairing", here.pk),
        crumbs=crumbs_in(request.member, side),
    )
