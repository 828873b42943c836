"""People: accounts and posts (system administrator), and what a person owns."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from youju.kernel.refusal import Missing
from youju.kernel.words import listed
from youju.organisations import actions
from youju.organisations.forms import people as forms
from youju.organisations.forms.bodies import EndForm
from youju.organisations.forms.tree import ImportForm
from youju.organisations.models import Membership, Person, Unit
from youju.organisations.queries import (
    May,
    find_people,
    people_visible_to,
    person_for,
    posts_of,
    require,
    unit_options,
)
from youju.organisations.queries.bodies import duties_of
from youju.organisations.rules import Role
from youju.organisations.sheets import read_rows
from youju.organisations.views.frame import act_page, dated, made_page, show, to
from youju.organisations.views.requests import MemberRequest
from youju.organisations.views.shown import Cell, Link, Page, Section
from youju.ui.templatetags.ui import day_short

SHOWN = 200


def _crumbs() -> list[dict[str, str]]:
    return [{"label": _("单位和人员"), "url": to("units")}]


def _crumbs_in() -> list[dict[str, str]]:
    return [*_crumbs(), {"label": _("人员"), "url": to("people")}]


def people(request: MemberRequest) -> HttpResponse:
    """Accounts and posts within the member's view."""
    member = request.member
    manages = member.may(May.PEOPLE)
    if not manages:
        require(member, May.SEE)
    wanted = request.GET.get("q", "").strip()
    return show(
        request,
        Page(
            title=_("%s · 人员") % member.unit.short_name,
            crumbs=_crumbs(),
            acts=[Link(_("从 Excel 导入"), to("import_people"))] if manages else [],
            primary=Link(_("开设账号"), to("add_person")) if manages else None,
            search=wanted,
            search_label=_("找人（汉字、拼音首字母、登录名）"),
            sections=[_people_section(member, wanted, manages)],
        ),
    )


def _people_section(member: Membership, wanted: str, manages: bool) -> Section:
    found = find_people(member, wanted) if wanted else people_visible_to(member)
    rows = [_person_row(member, person, manages) for person in found[:SHOWN]]
    heads = (_("姓名"), _("登录名"), _("岗位"), _("账号"))
    return Section(
        "people",
        _("人员"),
        heads if manages else (heads[0], heads[2]),
        rows,
        _("没有找到。"),
        meta=_("最多列出 %d 人，请用查找") % SHOWN if len(rows) == SHOWN else "",
    )


def _person_row(member: Membership, person: Person, manages: bool) -> list[Cell]:
    today = timezone.localdate()
    held = [
        f"{one.unit.short_name} {one.get_role_display()}"
        for one in posts_of(member, person)
        if one.until is None or one.until >= today
    ]
    name, posts = Cell(person.name, to("person", person.pk)), Cell(listed(held) or "—")
    if not manages:
        return [name, posts]
    if not person.is_active:
        state = Cell(pill=_("已停用"))
    else:
        state = (
            Cell(pill=_("待改初始密码"), pill_kind="due")
            if person.must_change_password
            else Cell(_("在用"))
        )
    return [name, Cell(person.username), posts, state]


def person(request: MemberRequest, person_id: int) -> HttpResponse:
    """A person's posts and what they own."""
    member = request.member
    here = person_for(member, person_id)
    manages = member.may(May.PEOPLE)
    sections = [_posts_section(member, here, manages)]
    sees = member.may(May.SEE)
    if sees:
        sections.append(_duties_section(member, here))
    return show(
        request,
        Page(
            title=here.name,
            crumbs=_crumbs_in(),
            acts=_account_acts(here) if manages else (),
            primary=Link(_("添加岗位"), to("add_membership", here.pk)) if manages else None,
            facts=[(_("姓名"), here.name), *(_account_facts(here) if manages else ())],
            sections=sections,
            more=[reverse("standards:duties_of_person", args=[here.pk])] if sees else (),
        ),
    )


def _account_acts(here: Person) -> list[Link]:
    return [
        Link(_("重置密码"), to("reset_password", here.pk)),
        Link(_("停用或启用账号"), to("set_active", here.pk)),
    ]


def _account_facts(here: Person) -> list[tuple[str, str]]:
    state = _("在用") if here.is_active else _("已停用")
    return [(_("登录名"), here.username), (_("账号"), state)]


def _posts_section(member: Membership, here: Person, manages: bool) -> Section:
    rows = [
        [
            Cell(one.unit.name, to("unit", one.unit_id)),
            Cell(one.get_role_display()),
            Cell(one.post),
            Cell(day_short(one.since)),
            Cell(
                day_short(one.until),
                links=(Link(_("结束"), to("end_membership", one.pk)),)
                if manages and one.until is None
                else (),
            ),
        ]
        for one in posts_of(member, here)
    ]
    heads = (_("单位"), _("角色"), _("职务"), _("起"), _("止"))
    return Section("posts", _("岗位"), heads, rows, _("没有岗位。"))


def _duties_section(member: Membership, here: Person) -> Section:
    rows = [
        [
            Cell(one.item.label),
            Cell(one.item.get_subject_display()),
            Cell(one.item.unit.short_name, to("duties", one.item.unit_id)),
            Cell(one.deputy),
            Cell(day_short(one.since)),
            Cell(day_short(one.until)),
        ]
        for one in duties_of(member, here)
    ]
    heads = (_("责任事项"), _("种类"), _("所在单位"), _("副手"), _("起"), _("止"))
    return Section("duties", _("负责的事项"), heads, rows, _("没有登记由此人负责的事项。"))


def _made(request: MemberRequest, title: str, rows: list[Any], back: str) -> HttpResponse:
    return made_page(request, title, rows, passwords=rows, back=back)


@never_cache
@require_http_methods(["GET", "POST"])
def add_person(request: MemberRequest) -> HttpResponse:
    require(request.member, May.PEOPLE)

    def do(unit: Unit, role: str, username: str, name: str, **data: Any) -> HttpResponse:
        made, password = actions.add_person(unit, Role(role), username, name, **data)
        if not password:
            return redirect("organisations:person", made.pk)
        rows = [(made.name, made.username, password)]
        return _made(request, _("%s · 账号已开设") % made.name, rows, to("person", made.pk))

    return act_page(
        request,
        forms.PersonForm(request.POST or None, units=unit_options(request.member)),
        do,
        title=_("开设账号"),
        submit=_("开设账号"),
        back=to("people"),
        crumbs=_crumbs_in(),
        note=_("初始密码由系统生成，只显示一次；本人首次登录须更改。"),
    )


@never_cache
@require_http_methods(["GET", "POST"])
def import_people(request: MemberRequest) -> HttpResponse:
    """Make accounts from a list, row by row."""
    member = require(request.member, May.PEOPLE)

    def do(file: Any, key: Any, **acting: Any) -> HttpResponse:
        made, bad = actions.import_people(member.unit, read_rows(file), **acting)
        rows = [(one.name, one.username, password) for one, password in made]
        told = {"back": to("people"), "again": to("import_people")}
        return made_page(request, _("导入账号的结果"), rows, bad=bad, passwords=rows, **told)

    return act_page(
        request,
        ImportForm(request.POST or None, request.FILES or None),
        do,
        title=_("从 Excel 导入账号"),
        submit=_("导入"),
        back=to("people"),
        crumbs=_crumbs_in(),
        note=_("第一行是列名：姓名、登录名、角色必有，单位、职务可有。有错的行留下并说明原因。"),
    )


def _managed(request: MemberRequest, person_id: int) -> tuple[Person, Unit]:
    """Return a person whom the administrator manages, and the unit that decides it."""
    require(request.member, May.PEOPLE)
    here = person_for(request.member, person_id)
    return here, request.member.unit


@require_http_methods(["GET", "POST"])
def add_membership(request: MemberRequest, person_id: int) -> HttpResponse:
    here, _unit = _managed(request, person_id)

    def do(unit: Unit, role: str, **data: Any) -> Membership:
        return actions.add_membership(here, unit, Role(role), **data)

    return act_page(
        request,
        forms.MembershipForm(request.POST or None, units=unit_options(request.member)),
        do,
        title=_("%s · 添加岗位") % here.name,
        submit=_("添加岗位"),
        back=to("person", here.pk),
        crumbs=_crumbs(),
    )


@require_http_methods(["GET", "POST"])
def end_membership(request: MemberRequest, membership_id: int) -> HttpResponse:
    require(request.member, May.PEOPLE)
    post = Membership.objects.filter(
        pk=membership_id, unit__in=unit_options(request.member).values("pk")
    ).first()
    if post is None:
        raise Missing(_("没有这个岗位，或者不在您的管理范围内"))
    return act_page(
        request,
        dated(request, EndForm, "until"),
        partial(actions.end_membership, post),
        title=_("结束岗位：%s") % post.label,
        submit=_("结束岗位"),
        back=to("person", post.person_id),
        crumbs=_crumbs(),
        note=_("账号保留；没有别的岗位时，此人登录后看不到内容。"),
    )


@never_cache
@require_http_methods(["GET", "POST"])
def reset_password(request: MemberRequest, person_id: int) -> HttpResponse:
    here, unit = _managed(request, person_id)
    if request.method == "POST":
        acting: dict[str, Any] = {"actor": request.member, "now": timezone.now()}
        password = actions.reset_password(here, unit, **acting)
        rows = [(here.name, here.username, password)]
        return _made(request, _("%s · 密码已重置") % here.name, rows, to("person", here.pk))
    context = {
        "title": _("%s · 重置密码") % here.name,
        "text": _("生成一个只用一次的新密码，此人现有的登录全部失效，下次登录须更改。"),
        "submit": _("重置密码"),
        "back": to("person", here.pk),
    }
    return render(request, "organisations/sure.html", context)


@require_http_methods(["GET", "POST"])
def set_active(request: MemberRequest, person_id: int) -> HttpResponse:
    here, unit = _managed(request, person_id)
    if request.method == "POST":
        acting: dict[str, Any] = {"actor": request.member, "now": timezone.now()}
        actions.set_active(here, unit, not here.is_active, **acting)
        messages.success(
            request, _("已启用。") if here.is_active else _("已停用，现有的登录失效。")
        )
        return redirect("organisations:person", here.pk)
    off = here.is_active
    context = {
        "title": (_("停用%s的账号") if off else _("启用%s的账号")) % here.name,
        "text": _("停用后不能登录，现有的登录立即失效；记录和岗位保留，可再启用。")
        if off
        else _("启用后可用原密码登录。"),
        "submit": _("停用账号") if off else _("启用账号"),
        "back": to("person", here.pk),
    }
    return render(request, "organisations/sure.html", context)
