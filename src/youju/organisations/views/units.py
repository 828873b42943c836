"""The tree and the pages of a unit."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.organisations import rules
from youju.organisations.models import (
    BlockHelper,
    Contract,
    Detachment,
    DutyItem,
    GridSurvey,
    PairingDeed,
    ProfileValue,
    Unit,
)
from youju.organisations.queries import (
    May,
    Membership,
    find_units,
    history_of,
    posts_at,
    require,
    unit_for,
    units_listed_to,
)
from youju.organisations.queries.bodies import (
    duties_of_unit,
    record_for,
)
from youju.organisations.views.frame import changes, crumbs_of, show, tabs_of, to
from youju.organisations.views.profile import profile_section
from youju.organisations.views.requests import MemberRequest
from youju.organisations.views.shown import Cell, Link, Page, Section
from youju.ui.templatetags.ui import day_short

WHOLE_TREE = 400


def units(request: MemberRequest) -> HttpResponse:
    """Browse and search the tree."""
    member = request.member
    if not units_listed_to(member).exists():
        require(member, May.SEE)
    wanted = request.GET.get("q", "").strip()
    context = {
        "title": _("单位和人员"),
        "q": wanted,
        "found": _found_section(member, wanted) if wanted else None,
        "nodes": _nodes(_listed_near(member)),
        "may_people": member.may(May.PEOPLE),
        "may_security": member.may(May.SECURITY),
        "may_organise": member.may(May.ORGANISE),
        "own": member.unit,
    }
    return render(request, "organisations/units.html", context)


def _listed_near(member: Membership) -> list[Unit]:
    """Return the units of the tree in order; of a large one those around the member's own."""
    listed = units_listed_to(member)
    below = list(listed.filter(until=None).order_by("path")[: WHOLE_TREE + 1])
    if len(below) <= WHOLE_TREE:
        return below
    near = [*member.unit.ancestor_ids, *(u.pk for u in listed.filter(parent=member.unit_id))]
    return list(listed.filter(pk__in=near, until=None).order_by("path"))


def _found_section(member: Membership, wanted: str) -> Section:
    found = list(find_units(member, wanted)[:100])
    return Section(
        "found",
        _("找到 %(n)d 个单位") % {"n": len(found)},
        (_("名称"), _("类别"), _("区划代码"), _("状态")),
        [_found_row(unit) for unit in found],
        _("没有找到。可以输汉字、拼音、拼音首字母或代码。"),
    )


def _found_row(unit: Unit) -> list[Cell]:
    state = Cell(_("%(day)s 撤销") % {"day": day_short(unit.until)}) if unit.until else Cell("")
    return [
        Cell(unit.name, to("unit", unit.pk)),
        Cell(unit.get_kind_display()),
        Cell(unit.code or ""),
        state,
    ]


def _nodes(units_in_order: list[Unit]) -> list[dict[str, Any]]:
    """Return the tree as nested nodes; units whose parent is not listed stand at the top."""
    nodes: dict[int, dict[str, Any]] = {}
    top: list[dict[str, Any]] = []
    for unit in units_in_order:
        depth = len(unit.path) // rules.STEP
        node: dict[str, Any] = {
            "label": unit.name,
            "url": to("unit", unit.pk),
            "meta": unit.get_kind_display(),
            "children": [],
            "depth": depth,
        }
        above = nodes.get(unit.parent_id or 0)
        (above["children"] if above else top).append(node)
        nodes[unit.pk] = node
    least = min((int(node["depth"]) for node in nodes.values()), default=0)
    for node in nodes.values():
        node["open"] = int(node["depth"]) - least < 2
    return top


def unit(request: MemberRequest, unit_id: int) -> HttpResponse:
    """What the unit is: profile, people, units below, history."""
    member = request.member
    here = unit_for(member, unit_id, listed=True)
    sees = member.may(May.SEE)
    organises = changes(member, here)
    closed = _("已于 %s 撤销，只可查看。") % day_short(here.until)
    return show(
        request,
        Page(
            title=here.name,
            unit=here,
            crumbs=crumbs_of(member, here),
            acts=_tree_acts(here) if organises else (),
            tabs=tabs_of(member, here, "unit") if sees else (),
            facts=_facts(here),
            sections=_sections(member, here, sees, organises),
            events=[_event(e, here) for e in history_of(member, here)],
            notes=(("due", closed),) if here.until else (),
        ),
    )


def _sections(member: Membership, here: Unit, sees: bool, organises: bool) -> list[Section]:
    today = timezone.localdate()
    return [
        *([profile_section(member, here, organises)] if sees else []),
        _people_section(member, here, today),
        _below_section(member, here, organises),
        *([_owned_section(member, here, today)] if sees else []),
    ]


def _facts(here: Unit) -> list[tuple[str, Any]]:
    return [
        (_("类别"), here.get_kind_display()),
        (_("区划代码"), here.code or _("无")),
        (_("上级"), here.parent.name if here.parent else _("无")),
        *([(_("公文署名"), here.signs_as)] if here.signs_as else []),
        (_("四至范围"), here.boundary),
        (_("设立"), day_short(here.since)),
    ]


def _tree_acts(here: Unit) -> list[Link]:
    return [
        Link(_("新设下级单位"), to("found", here.pk)),
        Link(_("从 Excel 导入下级"), to("import_units", here.pk)),
        Link(_("更名"), to("rename", here.pk)),
        Link(_("公文署名"), to("signature", here.pk)),
        Link(_("划转"), to("move", here.pk)),
        Link(_("并入"), to("merge", here.pk)),
        Link(_("析出"), to("split", here.pk)),
        Link(_("撤销"), to("close", here.pk)),
    ]


def _event(event: Any, here: Unit) -> dict[str, Any]:
    kind = event.kind
    text = event.note
    if event.unit_id != here.pk:
        what = {"merged": _("接收并入"), "split": _("析出")}.get(kind, _("划出"))
        text = event.unit.name + (f"；{text}" if text else "")
        return {"on": event.on, "what": what, "text": text}
    if event.other is not None:
        way = {"merged": _("并入%s"), "split": _("从%s析出"), "moved": _("由%s划来")}[kind]
        text = way % event.other.name + (f"；{text}" if text else "")
    return {"on": event.on, "what": event.get_kind_display(), "text": text}


def _people_section(member: Membership, here: Unit, today: date) -> Section:
    visible = member.may(May.SEE) or member.may(May.PEOPLE)
    rows = [
        [
            Cell(one.person.name, to("person", one.person_id)),
            Cell(one.get_role_display()),
            Cell(one.post),
            Cell(day_short(one.since)),
        ]
        for one in (posts_at(member, here, today) if visible else [])
    ]
    adds = member.may_at(May.PEOPLE, here)
    return Section(
        "people",
        _("人员"),
        (_("姓名"), _("角色"), _("职务"), _("起")),
        rows,
        _("这里还没有人员。账号和岗位由系统管理员开设。"),
        (Link(_("开设账号"), to("add_person")),) if adds else (),
    )


def _below_section(member: Membership, here: Unit, organises: bool) -> Section:
    children = units_listed_to(member).filter(parent=here).order_by("until", "path")
    return Section(
        "below",
        _("下级单位"),
        (_("名称"), _("类别"), _("区划代码"), _("状态")),
        [_found_row(child) for child in children],
        _("没有下级单位。"),
        (Link(_("新设"), to("found", here.pk)),) if organises else (),
    )


def _owned_section(member: Membership, here: Unit, today: date) -> Section:
    rows = [
        [
            Cell(one.item.label),
            Cell(one.item.get_subject_display()),
            Cell(one.item.unit.short_name),
            Cell(day_short(one.since)),
        ]
        for one in duties_of_unit(member, here, today)
    ]
    return Section(
        "owned",
        _("本单位负责的事项"),
        (_("责任事项"), _("种类"), _("所在单位"), _("起")),
        rows,
        _("没有登记由本单位负责的事项。"),
    )


def counted(request: MemberRequest, kind: str, record_id: int) -> HttpResponse:
    """Lead from a fact to the page on which its record is shown."""
    way, model = COUNTED[kind]
    row: Any = record_for(request.member, model, record_id)
    if kind == "profile_value":
        return redirect("organisations:profile_item", row.unit_id, row.item)
    if kind == "pairing_deed":
        return redirect("organisations:pairing", row.pairing_id)
    return redirect(f"organisations:{way}", row.unit_id)


COUNTED: dict[str, tuple[str, type[Model]]] = {
    "duty_item": ("duties", DutyItem),
    "detachment": ("forces", Detachment),
    "grid_survey": ("surveys", GridSurvey),
    "block_helper": ("helpers", BlockHelper),
    "pairing_deed": ("pairing", PairingDeed),
    "contract": ("contracts", Contract),
    "profile_value": ("profile_item", ProfileValue),
}
