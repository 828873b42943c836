"""The tree and the pages of a unit."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from youju.kernel.refusal import Missing
from youju.organisations import actions, rules
from youju.organisations.forms import tree as forms
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
    unit_options,
    units_listed_to,
)
from youju.organisations.queries.bodies import (
    counts_at,
    duties_of_unit,
    profile,
    profile_history,
    record_for,
)
from youju.organisations.rules import ProfileItem, UnitKind
from youju.organisations.sheets import read_rows
from youju.organisations.views.requests import MemberRequest
from youju.organisations.views.shown import (
    Cell,
    Link,
    Page,
    Section,
    act_page,
    organiser_of,
    show,
)
from youju.ui.templatetags.ui import day_short, quantity

WHOLE_TREE = 400


def to(name: str, *args: Any) -> str:
    """Return the address of a page of this room."""
    return reverse(f"organisations:{name}", args=args)


def crumbs_of(member: Membership, unit: Unit) -> list[dict[str, str]]:
    """Return the way up from a unit, as far as the member sees."""
    above = units_listed_to(member).filter(pk__in=unit.ancestor_ids[:-1]).order_by("path")
    found = [{"label": one.short_name, "url": to("unit", one.pk)} for one in above]
    return [{"label": _("单位和人员"), "url": to("units")}, *found]


def crumbs_in(member: Membership, unit: Unit) -> list[dict[str, str]]:
    """Return the way up from a page of the unit."""
    return [*crumbs_of(member, unit), {"label": unit.short_name, "url": to("unit", unit.pk)}]


def tabs_of(member: Membership, unit: Unit, current: str) -> list[dict[str, Any]]:
    """Return the unit's pages with what they hold."""
    counts = counts_at(member, unit, timezone.localdate())
    names = (
        ("unit", _("概况"), None),
        ("groups", _("组织机构"), counts["groups"]),
        ("duties", _("责任到人"), counts["duties"]),
        ("forces", _("力量调配"), counts["forces"]),
        ("surveys", _("网格摸底"), counts["surveys"]),
        ("helpers", _("楼栋骨干"), counts["helpers"]),
        ("pairings", _("共建联点"), counts["pairings"]),
        ("contracts", _("责任状"), counts["contracts"]),
    )
    return [
        {"text": text, "url": to(name, unit.pk), "current": name == current, "count": count}
        for name, text, count in names
    ]


def units(request: MemberRequest) -> HttpResponse:
    """Browse and search the tree."""
    member = request.member
    listed = units_listed_to(member)
    if not listed.exists():
        require(member, May.SEE)
    wanted = request.GET.get("q", "").strip()
    found = list(find_units(member, wanted)[:100]) if wanted else []
    below = list(listed.filter(until=None).order_by("path")[: WHOLE_TREE + 1])
    if len(below) > WHOLE_TREE:
        near = [*member.unit.ancestor_ids, *(u.pk for u in listed.filter(parent=member.unit_id))]
        below = list(listed.filter(pk__in=near, until=None).order_by("path"))
    context = {
        "title": _("单位和人员"),
        "q": wanted,
        "found": Section(
            "found",
            _("找到 %(n)d 个单位") % {"n": len(found)},
            (_("名称"), _("类别"), _("区划代码"), _("状态")),
            [_found_row(unit) for unit in found],
            _("没有找到。可以输汉字、拼音、拼音首字母或代码。"),
        )
        if wanted
        else None,
        "nodes": _nodes(below),
        "may_people": member.may(May.PEOPLE),
        "may_security": member.may(May.SECURITY),
        "may_organise": member.may(May.ORGANISE),
        "own": member.unit,
    }
    return render(request, "organisations/units.html", context)


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
    member, today = request.member, timezone.localdate()
    here = unit_for(member, unit_id, listed=True)
    sees = member.may(May.SEE)
    organises = member.may_at(May.ORGANISE, here) and here.until is None
    sections = [_profile_section(member, here, organises)] if sees else []
    sections += [_people_section(member, here, today), _below_section(member, here, organises)]
    if sees:
        sections.append(_owned_section(member, here, today))
    return show(
        request,
        Page(
            title=here.name,
            unit=here,
            crumbs=crumbs_of(member, here),
            acts=_tree_acts(here) if organises else (),
            tabs=tabs_of(member, here, "unit") if sees else (),
            facts=_facts(here),
            sections=sections,
            events=[_event(e, here) for e in history_of(member, here)],
            notes=(("due", _("已于 %s 撤销，只可查看。") % day_short(here.until)),)
            if here.until
            else (),
        ),
    )


def _facts(here: Unit) -> list[tuple[str, Any]]:
    return [
        (_("类别"), here.get_kind_display()),
        (_("区划代码"), here.code or _("无")),
        (_("上级"), here.parent.name if here.parent else _("无")),
        (_("四至范围"), here.boundary),
        (_("设立"), day_short(here.since)),
    ]


def _tree_acts(here: Unit) -> list[Link]:
    return [
        Link(_("新设下级单位"), to("found", here.pk)),
        Link(_("从 Excel 导入下级"), to("import_units", here.pk)),
        Link(_("更名"), to("rename", here.pk)),
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


def _profile_section(member: Membership, here: Unit, organises: bool) -> Section:
    rows = []
    for line in profile(member, here, timezone.localdate()):
        url = to("profile_item", here.pk, line.item.value) if line.count else ""
        known = line.latest
        rows.append(
            [
                Cell(line.label, url),
                Cell(quantity(known.quantity) if known else "—"),
                Cell(day_short(known.on) if known else ""),
                Cell(known.source if known else ""),
                Cell(_("%d 次") % line.count if line.count else ""),
            ]
        )
    return Section(
        "profile",
        _("概况数字"),
        (_("项目"), _("数值"), _("截至"), _("来源"), _("历次")),
        rows,
        "",
        (Link(_("填一项"), to("put_value", here.pk)),) if organises else (),
        meta=_("报告引用截至该时段的最新值"),
        numbers=frozenset({1}),
    )


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


@require_http_methods(["GET", "POST"])
def found(request: MemberRequest, unit_id: int) -> HttpResponse:
    parent = organiser_of(request, unit_id)

    def do(kind: str, **data: Any) -> Unit:
        return actions.found_unit(parent, UnitKind(kind), **data)

    return act_page(
        request,
        forms.FoundForm(request.POST or None, initial={"on": timezone.localdate()}),
        do,
        title=_("%s · 新设下级单位") % parent.short_name,
        submit=_("设立这个单位"),
        back=to("unit", parent.pk),
        saved=_("已设立。"),
        crumbs=crumbs_in(request.member, parent),
    )


@require_http_methods(["GET", "POST"])
def rename(request: MemberRequest, unit_id: int) -> HttpResponse:
    here = organiser_of(request, unit_id)
    return act_page(
        request,
        forms.RenameForm(request.POST or None, initial={"on": timezone.localdate()}),
        lambda **data: actions.rename_unit(here, **data),
        title=_("%s · 更名") % here.short_name,
        submit=_("更名"),
        back=to("unit", here.pk),
        saved=_("已更名，原名记在沿革里。"),
        crumbs=crumbs_in(request.member, here),
    )


@require_http_methods(["GET", "POST"])
def move(request: MemberRequest, unit_id: int) -> HttpResponse:
    here = organiser_of(request, unit_id)
    options = unit_options(request.member).exclude(path__startswith=here.path)
    return act_page(
        request,
        forms.MoveForm(request.POST or None, units=options, initial={"on": timezone.localdate()}),
        lambda **data: actions.move_unit(here, **data),
        title=_("%s · 划转") % here.short_name,
        submit=_("划转"),
        back=to("unit", here.pk),
        saved=_("已划转，数字随单位归到新上级。"),
        crumbs=crumbs_in(request.member, here),
        note=_("本单位连同全部下级一起划转；各级合计从现在起按新的归属计算。"),
    )


@require_http_methods(["GET", "POST"])
def merge(request: MemberRequest, unit_id: int) -> HttpResponse:
    here = organiser_of(request, unit_id)
    options = unit_options(request.member).filter(kind=here.kind).exclude(pk=here.pk)
    return act_page(
        request,
        forms.MergeForm(request.POST or None, units=options, initial={"on": timezone.localdate()}),
        lambda **data: actions.merge_unit(here, **data),
        title=_("%s · 并入其他单位") % here.short_name,
        submit=_("并入"),
        back=to("unit", here.pk),
        saved=_("已并入，原有记录不变。"),
        crumbs=crumbs_in(request.member, here),
        note=_("下级单位转到接收单位；%s撤销，原有记录保留，计入接收单位的合计。")
        % here.short_name,
    )


@require_http_methods(["GET", "POST"])
def split(request: MemberRequest, unit_id: int) -> HttpResponse:
    here = organiser_of(request, unit_id)
    children = list(here.children.filter(until=None).order_by("path"))
    return act_page(
        request,
        forms.SplitForm(
            request.POST or None, children=children, initial={"on": timezone.localdate()}
        ),
        lambda **data: actions.split_unit(here, **data),
        title=_("%s · 析出新单位") % here.short_name,
        submit=_("析出"),
        back=to("unit", here.pk),
        saved=_("已析出新单位。"),
        crumbs=crumbs_in(request.member, here),
    )


@require_http_methods(["GET", "POST"])
def close(request: MemberRequest, unit_id: int) -> HttpResponse:
    here = organiser_of(request, unit_id)
    return act_page(
        request,
        forms.CloseForm(request.POST or None, initial={"on": timezone.localdate()}),
        lambda **data: actions.close_unit(here, **data),
        title=_("%s · 撤销") % here.short_name,
        submit=_("撤销%s") % here.short_name,
        back=to("unit", here.pk),
        saved=_("已撤销，记录保留。"),
        crumbs=crumbs_in(request.member, here),
        note=_("撤销后不能再在这里记录，已有的记录和数字保留。"),
    )


@require_http_methods(["GET", "POST"])
def import_units(request: MemberRequest, unit_id: int) -> HttpResponse:
    """Found units from a list, row by row."""
    parent = organiser_of(request, unit_id)

    def do(file: Any, on: date, key: Any, **acting: Any) -> HttpResponse:
        made, bad = actions.import_units(parent, read_rows(file), on=on, **acting)
        context = {
            "title": _("%s · 导入结果") % parent.short_name,
            "made": [Cell(one.name, to("unit", one.pk)) for one in made],
            "bad": bad,
            "back": to("unit", parent.pk),
            "again": to("import_units", parent.pk),
            "passwords": (),
        }
        return render(request, "organisations/imported.html", context)

    return act_page(
        request,
        forms.ImportUnitsForm(
            request.POST or None, request.FILES or None, initial={"on": timezone.localdate()}
        ),
        do,
        title=_("%s · 从 Excel 导入下级单位") % parent.short_name,
        submit=_("导入"),
        back=to("unit", parent.pk),
        crumbs=crumbs_in(request.member, parent),
        note=_(
            "第一行是列名：名称、类别必有，代码、上级、简称可有。有错的行留下并说明原因，其余照常设立。"
        ),
    )


@require_http_methods(["GET", "POST"])
def put_value(request: MemberRequest, unit_id: int) -> HttpResponse:
    here = organiser_of(request, unit_id)

    def do(item: str, **data: Any) -> Any:
        return actions.put_value(here, ProfileItem(item), **data)

    return act_page(
        request,
        forms.ProfileForm(
            request.POST or None,
            initial={"on": timezone.localdate(), "item": request.GET.get("item")},
        ),
        do,
        title=_("%s · 填概况数字") % here.short_name,
        submit=_("保存这一项"),
        back=to("unit", here.pk),
        saved=_("已保存。"),
        crumbs=crumbs_in(request.member, here),
        note=_("同一天再填，改的是那一天的数；新的日期另存一条，历次都保留。"),
    )


def profile_item(request: MemberRequest, unit_id: int, item: str) -> HttpResponse:
    """Every value of one item."""
    here = unit_for(request.member, unit_id)
    if item not in {one.value for one in ProfileItem}:
        raise Missing(_("概况里没有这一项"))
    wanted = ProfileItem(item)
    rows = [
        [Cell(day_short(v.on)), Cell(quantity(v.quantity)), Cell(v.source)]
        for v in profile_history(request.member, here, wanted)
    ]
    label = rules.PROFILE[wanted].label
    return show(
        request,
        Page(
            title=f"{here.short_name} · {label}",
            unit=here,
            crumbs=crumbs_in(request.member, here),
            sections=[
                Section(
                    "values",
                    _("历次数值"),
                    (_("截至"), _("数值"), _("来源")),
                    rows,
                    _("还没有填过。"),
                    numbers=frozenset({1}),
                )
            ],
        ),
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
