"""Owners of everything, detached people, contracts."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from youju.organisations import actions, rules
from youju.organisations.forms import bodies as forms
from youju.organisations.models import Contract, Detachment, DutyItem, Unit
from youju.organisations.queries import (
    May,
    Membership,
    people_visible_to,
    unit_for,
    unit_options,
)
from youju.organisations.queries.bodies import (
    contracts as contracts_of,
)
from youju.organisations.queries.bodies import (
    detachments,
    duty_items,
    items_without_owner,
)
from youju.organisations.rules import ContractState, DutySubject, Force
from youju.organisations.views.frame import (
    act_page,
    changes,
    crumbs_in,
    dated,
    organiser_of,
    record_of,
    tab_page,
    to,
)
from youju.organisations.views.requests import MemberRequest
from youju.organisations.views.shown import Cell, Link, Section
from youju.ui.templatetags.ui import day_short, number


def duties(request: MemberRequest, unit_id: int) -> HttpResponse:
    """What needs an owner, and who owns it; those without one first."""
    member, today = request.member, timezone.localdate()
    here = unit_for(member, unit_id)
    organises = changes(member, here)
    lone = items_without_owner(member, here, today).count()
    rows = [_duty_row(item, organises) for item in duty_items(member, here, today)]
    heads = (_("责任事项"), _("种类"), _("责任人"), _("副手"), _("起"), _("所在单位"), "")
    nothing = _("还没有责任事项。把片区、楼栋、指标、任务逐项登记，每项落到人。")
    return tab_page(
        request,
        here,
        "duties",
        [Section("duties", _("责任事项"), heads, rows, nothing)],
        title=_("%s · 责任到人") % here.short_name,
        add=Link(_("登记责任事项"), to("duty_add", here.pk)) if organises else None,
        notes=(("due", _("%d 项还没有责任人。") % lone),) if lone else (),
    )


def _duty_row(item: Any, organises: bool) -> list[Cell]:
    owner = item.now[0] if item.now else None
    links = (
        Link(_("换人") if owner else _("定责任人"), to("duty_give", item.pk)),
        Link(_("结束"), to("duty_close", item.pk)),
    )
    if owner and owner.person_id:
        named = Cell(owner.name, to("person", owner.person_id))
    elif owner:
        named = Cell(owner.name)
    else:
        named = Cell("", pill=_("没有责任人"), pill_kind="due")
    return [
        Cell(item.label),
        Cell(item.get_subject_display()),
        named,
        Cell(owner.deputy if owner else ""),
        Cell(day_short(owner.since) if owner else ""),
        Cell(item.unit.short_name),
        Cell(links=links if organises else ()),
    ]


@require_http_methods(["GET", "POST"])
def duty_add(request: MemberRequest, unit_id: int) -> HttpResponse:
    here = organiser_of(request, unit_id)

    def do(subject: str, label: str, **data: Any) -> DutyItem:
        return actions.add_duty_item(here, DutySubject(subject), label, **data)

    return act_page(
        request,
        dated(request, forms.DutyForm, "on"),
        do,
        title=_("%s · 登记责任事项") % here.short_name,
        submit=_("登记"),
        back=to("duties", here.pk),
        saved=_("已登记，接着请定责任人。"),
        crumbs=crumbs_in(request.member, here),
    )


@require_http_methods(["GET", "POST"])
def duty_give(request: MemberRequest, item_id: int) -> HttpResponse:
    item = record_of(request, DutyItem, item_id)
    form = dated(
        request,
        forms.OwnerForm,
        "since",
        units=unit_options(request.member),
        people=people_visible_to(request.member),
    )
    return act_page(
        request,
        form,
        lambda name, **data: actions.give_duty(item, name, **data),
        title=_("%s · 定责任人") % item.label,
        submit=_("定责任人"),
        back=to("duties", item.unit_id),
        saved=_("已定责任人。"),
        crumbs=crumbs_in(request.member, item.unit),
        note=_("现任责任人的任期到新任的前一天为止。"),
    )


@require_http_methods(["GET", "POST"])
def duty_close(request: MemberRequest, item_id: int) -> HttpResponse:
    item = record_of(request, DutyItem, item_id)

    def do(until: Any, **data: Any) -> DutyItem:
        return actions.close_duty_item(item, on=until, **data)

    return act_page(
        request,
        dated(request, forms.EndForm, "until"),
        do,
        title=_("%s · 不再需要责任人") % item.label,
        submit=_("结束这一事项"),
        back=to("duties", item.unit_id),
        crumbs=crumbs_in(request.member, item.unit),
    )


def forces(request: MemberRequest, unit_id: int) -> HttpResponse:
    """Who was sent where, priority places first."""
    here = unit_for(request.member, unit_id)
    organises = changes(request.member, here)
    return tab_page(
        request,
        here,
        "forces",
        [_forces_section(request.member, here, organises)],
        title=_("%s · 力量调配") % here.short_name,
        add=Link(_("调配力量"), to("force_add", here.pk)) if organises else None,
    )


def _forces_section(member: Membership, here: Unit, organises: bool) -> Section:
    rows = [
        [
            Cell(d.name),
            Cell(d.get_force_display()),
            Cell(d.people),
            Cell(d.source),
            Cell(d.task),
            Cell(d.place),
            Cell(pill=d.get_priority_display(), pill_kind="new" if d.priority == 1 else ""),
            Cell(f"{day_short(d.since)} — {day_short(d.until)}"),
            Cell(links=(Link(_("结束"), to("force_end", d.pk)),) if organises else ()),
        ]
        for d in detachments(member, here, timezone.localdate())
    ]
    what = (_("姓名或名称"), _("力量"), _("人数"), _("来自"))
    return Section(
        "forces",
        _("在用的力量"),
        (*what, _("任务"), _("地点"), _("先后"), _("起止"), ""),
        rows,
        _("没有抽调的人员或力量。先重点、后普通，按先后排列。"),
        numbers=frozenset({2}),
    )


@require_http_methods(["GET", "POST"])
def force_add(request: MemberRequest, unit_id: int) -> HttpResponse:
    here = organiser_of(request, unit_id)

    def do(force: str, name: str, **data: Any) -> Detachment:
        return actions.detach(here, Force(force), name, **data)

    return act_page(
        request,
        dated(request, forms.DetachForm, "since"),
        do,
        title=_("%s · 调配力量") % here.short_name,
        submit=_("记下调配"),
        back=to("forces", here.pk),
        crumbs=crumbs_in(request.member, here),
    )


@require_http_methods(["GET", "POST"])
def force_end(request: MemberRequest, sent_id: int) -> HttpResponse:
    sent = record_of(request, Detachment, sent_id)
    return act_page(
        request,
        dated(request, forms.EndForm, "until"),
        partial(actions.recall, sent),
        title=_("%s · 结束调配") % sent.name,
        submit=_("结束调配"),
        back=to("forces", sent.unit_id),
        crumbs=crumbs_in(request.member, sent.unit),
    )


def _state_cell(contract: Contract) -> Cell:
    state = ContractState(contract.state)
    if rules.is_overdue(state, contract.due_on, timezone.localdate()):
        return Cell(pill=_("逾期，责任人%s") % contract.owner, pill_kind="late")
    if state is ContractState.FAILED:
        return Cell(pill=_("未完成，责任人%s") % contract.owner, pill_kind="late")
    return Cell(pill=contract.get_state_display())


def contracts(request: MemberRequest, unit_id: int) -> HttpResponse:
    """Responsibility contracts, the open ones by deadline first."""
    here = unit_for(request.member, unit_id)
    organises = changes(request.member, here)
    return tab_page(
        request,
        here,
        "contracts",
        [_contracts_section(request.member, here)],
        title=_("%s · 责任状") % here.short_name,
        add=Link(_("登记责任状"), to("contract_add", here.pk)) if organises else None,
    )


def _contracts_section(member: Membership, here: Unit) -> Section:
    what = (_("责任事项"), _("责任单位"), _("责任人"), _("期限"), _("分值"))
    return Section(
        "contracts",
        _("责任状"),
        (*what, _("状态"), _("结果"), _("处理"), ""),
        [_contract_row(member, one) for one in contracts_of(member, here)],
        _("还没有责任状。逐项登记后，逾期和未完成的会连同责任人标出。"),
        numbers=frozenset({4}),
    )


def _contract_row(member: Membership, one: Contract) -> list[Cell]:
    settles = member.may_at(May.ORGANISE, one.unit) and one.state == ContractState.OPEN
    return [
        Cell(one.item),
        Cell(one.pledger.short_name),
        Cell(one.owner),
        Cell(day_short(one.due_on)),
        Cell(number(one.points_lost if one.settled_on else one.points)),
        _state_cell(one),
        Cell(one.result),
        Cell(one.consequence),
        Cell(links=(Link(_("认定"), to("contract_settle", one.pk)),) if settles else ()),
    ]


@require_http_methods(["GET", "POST"])
def contract_add(request: MemberRequest, unit_id: int) -> HttpResponse:
    here = organiser_of(request, unit_id)

    def do(pledger: Unit, owner: str, item: str, **data: Any) -> Contract:
        return actions.sign_contract(here, pledger, owner, item, **data)

    return act_page(
        request,
        dated(
            request, forms.ContractForm, "signed_on", units=unit_options(request.member, top=here)
        ),
        do,
        title=_("%s · 登记责任状") % here.short_name,
        submit=_("登记"),
        back=to("contracts", here.pk),
        crumbs=crumbs_in(request.member, here),
    )


@require_http_methods(["GET", "POST"])
def contract_settle(request: MemberRequest, contract_id: int) -> HttpResponse:
    contract = record_of(request, Contract, contract_id)

    def do(state: str, **data: Any) -> Contract:
        return actions.settle_contract(contract, ContractState(state), **data)

    return act_page(
        request,
        dated(request, forms.SettleForm, "on"),
        do,
        title=_("认定：%s") % contract.item,
        submit=_("认定"),
        back=to("contracts", contract.unit_id),
        crumbs=crumbs_in(request.member, contract.unit),
    )
