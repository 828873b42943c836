"""Leading groups, commands and offices: who sits in them and what they answer for."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from youju.organisations import actions
from youju.organisations.forms import bodies as forms
from youju.organisations.models import Group, GroupPost, GroupTask, Unit
from youju.organisations.queries import May, Membership, unit_for, unit_options
from youju.organisations.queries.bodies import (
    groups_answering,
    groups_of,
    posts_in,
    record_for,
)
from youju.organisations.rules import GroupKind, Rank
from youju.organisations.views.frame import (
    act_page,
    changes,
    crumbs_in,
    dated,
    organiser_of,
    record_of,
    show,
    tab_page,
    to,
)
from youju.organisations.views.requests import MemberRequest
from youju.organisations.views.shown import Cell, Link, Page, Section
from youju.ui.templatetags.ui import day_short


def groups(request: MemberRequest, unit_id: int) -> HttpResponse:
    """The unit's bodies, and which of them answers for what."""
    member = request.member
    here = unit_for(member, unit_id)
    wanted = request.GET.get("q", "").strip()
    organises = changes(member, here)
    return tab_page(
        request,
        here,
        "groups",
        [_groups_section(member, here), _answers_section(member, here, wanted)],
        title=_("%s · 组织机构") % here.short_name,
        add=Link(_("成立机构"), to("group_add", here.pk)) if organises else None,
        search=wanted,
        search_label=_("哪个机构负责（任务、指标、问题类别）"),
    )


def _groups_section(member: Membership, here: Unit) -> Section:
    return Section(
        "groups",
        _("机构"),
        (_("名称"), _("类别"), _("负责人"), _("人数"), _("成立"), _("日常办公")),
        [_group_row(group) for group in groups_of(member, here)],
        _("还没有领导小组或指挥部。成立后记下文件、日期和成员，汇报里的成员数从这里来。"),
        numbers=frozenset({3}),
    )


def _group_row(group: Group) -> list[Cell]:
    posts = posts_in(group, timezone.localdate())
    head = posts[0] if posts else None
    state = _("%s 撤销") % day_short(group.closed_on) if group.closed_on else ""
    return [
        Cell(("　" if group.parent_id else "") + group.name, to("group", group.pk), state),
        Cell(group.get_kind_display()),
        Cell(f"{head.get_rank_display()} {head.name}" if head else "—"),
        Cell(len(posts)),
        Cell(day_short(group.set_up_on)),
        Cell(group.daily_office),
    ]


def _answers_section(member: Membership, here: Unit, wanted: str) -> Section:
    rows = [
        [
            Cell(task.label),
            Cell(task.get_subject_display()),
            Cell(task.group.name, to("group", task.group_id)),
            Cell(task.group.unit.short_name),
        ]
        for task in groups_answering(member, here, wanted, timezone.localdate())
    ]
    heads = (_("内容"), _("种类"), _("负责机构"), _("单位"))
    return Section("answers", _("分工"), heads, rows, _("没有查到负责的机构。"))


@require_http_methods(["GET", "POST"])
def group_add(request: MemberRequest, unit_id: int) -> HttpResponse:
    here = organiser_of(request, unit_id)
    commands = [g for g in groups_of(request.member, here) if g.kind == GroupKind.COMMAND]
    commands = [g for g in commands if g.closed_on is None]

    def do(kind: str, name: str, parent: int | None, **data: Any) -> Group:
        chosen = next((g for g in commands if g.pk == parent), None)
        return actions.set_up_group(here, GroupKind(kind), name, parent=chosen, **data)

    return act_page(
        request,
        dated(request, forms.GroupForm, "set_up_on", commands=commands),
        do,
        title=_("%s · 成立机构") % here.short_name,
        submit=_("成立"),
        back=to("groups", here.pk),
        saved=_("已成立，接着可添加成员。"),
        crumbs=crumbs_in(request.member, here),
    )


def group(request: MemberRequest, group_id: int) -> HttpResponse:
    """One body: members by rank, departments, what it answers for, its parts, its past."""
    here = record_for(request.member, Group, group_id)
    organises = request.member.may_at(May.ORGANISE, here.unit) and here.closed_on is None
    return show(
        request,
        Page(
            title=here.name,
            unit=here.unit,
            crumbs=crumbs_in(request.member, here.unit),
            acts=(Link(_("撤销机构"), to("group_close", here.pk)),) if organises else (),
            facts=_group_facts(here),
            sections=[
                _members(here, organises),
                _departments(here, organises),
                _tasks(here, organises),
                *([_parts(here)] if here.kind == GroupKind.COMMAND else []),
                _past(here),
            ],
        ),
    )


def _group_facts(here: Group) -> list[tuple[str, Any]]:
    return [
        (_("类别"), here.get_kind_display()),
        (_("单位"), here.unit.name),
        (_("层级"), here.unit.get_kind_display()),
        (_("上级机构"), here.parent.name if here.parent else _("无")),
        (_("成立日期"), day_short(here.set_up_on)),
        (_("成立文件"), here.document),
        (_("职责"), here.purpose),
        (_("日常办公"), here.daily_office),
        (_("撤销日期"), day_short(here.closed_on) or _("未撤销")),
    ]


def _members(here: Group, organises: bool) -> Section:
    return Section(
        "members",
        _("成员"),
        (_("姓名"), _("组内职务"), _("本职"), _("起"), ""),
        [_post_row(post, organises) for post in posts_in(here, timezone.localdate())],
        _("还没有成员。"),
        (Link(_("添加成员"), to("post_add", here.pk)),) if organises else (),
    )


def _post_row(post: GroupPost, organises: bool) -> list[Cell]:
    links = (
        (Link(_("换人"), to("post_replace", post.pk)), Link(_("离任"), to("post_end", post.pk)))
        if organises
        else ()
    )
    return [
        Cell(post.name),
        Cell(post.get_rank_display()),
        Cell(post.own_post),
        Cell(day_short(post.since)),
        Cell(links=links),
    ]


def _departments(here: Group, organises: bool) -> Section:
    rows = [
        [Cell(d.name), Cell(day_short(d.since)), Cell(day_short(d.until))]
        for d in here.departments.order_by("until", "pk")
    ]
    return Section(
        "departments",
        _("成员部门"),
        (_("部门"), _("起"), _("止")),
        rows,
        _("没有成员部门。"),
        (Link(_("添加部门"), to("department_add", here.pk)),) if organises else (),
    )


def _tasks(here: Group, organises: bool) -> Section:
    rows = [
        [
            Cell(t.label),
            Cell(t.get_subject_display()),
            Cell(day_short(t.since)),
            Cell(
                day_short(t.until),
                links=(Link(_("结束"), to("task_end", t.pk)),)
                if organises and t.until is None
                else (),
            ),
        ]
        for t in here.tasks.order_by("until", "subject", "label")
    ]
    return Section(
        "tasks",
        _("负责的任务和指标"),
        (_("内容"), _("种类"), _("起"), _("止")),
        rows,
        _("还没有分工。写明负责哪些任务、指标、问题类别，别人才查得到。"),
        (Link(_("分工"), to("task_add", here.pk)),) if organises else (),
    )


def _parts(here: Group) -> Section:
    rows = [
        [Cell(p.name, to("group", p.pk)), Cell(day_short(p.set_up_on)), Cell(p.purpose)]
        for p in here.parts.order_by("closed_on", "pk")
    ]
    return Section(
        "parts", _("职能组"), (_("名称"), _("成立"), _("职责")), rows, _("还没有职能组。")
    )


def _past(here: Group) -> Section:
    rows = [
        [
            Cell(p.name),
            Cell(p.get_rank_display()),
            Cell(p.own_post),
            Cell(day_short(p.since)),
            Cell(day_short(p.until)),
        ]
        for p in here.posts.exclude(until=None).order_by("-until", "-pk")
    ]
    return Section(
        "past",
        _("历任"),
        (_("姓名"), _("组内职务"), _("本职"), _("起"), _("止")),
        rows,
        _("成员没有变动过。"),
    )


def _group_act(
    request: MemberRequest, here: Group, form: Any, do: Any, title: str, submit: str
) -> HttpResponse:
    crumbs = [
        *crumbs_in(request.member, here.unit),
        {"label": here.name, "url": to("group", here.pk)},
    ]
    return act_page(
        request,
        form,
        do,
        title=f"{here.name} · {title}",
        submit=submit,
        back=to("group", here.pk),
        crumbs=crumbs,
    )


@require_http_methods(["GET", "POST"])
def group_close(request: MemberRequest, group_id: int) -> HttpResponse:
    here = record_of(request, Group, group_id)
    form = dated(request, forms.EndForm, "until")

    def do(until: Any, **data: Any) -> Group:
        return actions.close_group(here, on=until, **data)

    return _group_act(request, here, form, do, _("撤销机构"), _("撤销%s") % here.name)


@require_http_methods(["GET", "POST"])
def post_add(request: MemberRequest, group_id: int) -> HttpResponse:
    here = record_of(request, Group, group_id)
    form = forms.PostForm(
        request.POST or None, kind=here.kind, initial={"since": here.set_up_on.isoformat()}
    )

    def do(rank: str, name: str, **data: Any) -> GroupPost:
        return actions.add_post(here, Rank(rank), name, **data)

    return _group_act(request, here, form, do, _("添加成员"), _("添加成员"))


@require_http_methods(["GET", "POST"])
def post_end(request: MemberRequest, post_id: int) -> HttpResponse:
    post = record_of(request, GroupPost, post_id)
    here = post.group
    form = dated(request, forms.EndForm, "until")
    title = _("%s离任") % post.name
    return _group_act(request, here, form, partial(actions.end_post, post), title, _("记下离任"))


@require_http_methods(["GET", "POST"])
def post_replace(request: MemberRequest, post_id: int) -> HttpResponse:
    post = record_of(request, GroupPost, post_id)
    here = post.group
    form = dated(request, forms.ReplaceForm, "since")
    title = _("接替%(rank)s%(name)s") % {"rank": post.get_rank_display(), "name": post.name}
    return _group_act(request, here, form, partial(actions.replace_post, post), title, _("换人"))


@require_http_methods(["GET", "POST"])
def department_add(request: MemberRequest, group_id: int) -> HttpResponse:
    here = record_of(request, Group, group_id)
    form = forms.DepartmentForm(
        request.POST or None,
        units=unit_options(request.member),
        initial={"since": here.set_up_on.isoformat()},
    )

    def do(name: str, unit: Unit | None, **data: Any) -> Any:
        return actions.add_department(here, name, unit=unit, **data)

    return _group_act(request, here, form, do, _("添加成员部门"), _("添加部门"))


@require_http_methods(["GET", "POST"])
def task_add(request: MemberRequest, group_id: int) -> HttpResponse:
    here = record_of(request, Group, group_id)
    form = dated(request, forms.TaskForm, "since")
    return _group_act(
        request,
        here,
        form,
        lambda subject, label, **data: actions.assign_task(here, subject, label, **data),
        _("分工"),
        _("记下分工"),
    )


@require_http_methods(["GET", "POST"])
def task_end(request: MemberRequest, task_id: int) -> HttpResponse:
    task = record_of(request, GroupTask, task_id)
    here = task.group
    form = dated(request, forms.EndForm, "until")
    title = _("结束分工：%s") % task.label
    return _group_act(request, here, form, partial(actions.end_task, task), title, _("结束"))
