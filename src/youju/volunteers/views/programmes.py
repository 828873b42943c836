"""Standing programmes, and persuasion posts with their plan."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from youju.kernel.words import listed
from youju.organisations.queries import May, asking
from youju.ui.act_forms import EndForm
from youju.ui.act_pages import act_page
from youju.ui.shown import Act, Cell, day, section, short, table
from youju.volunteers import actions, queries
from youju.volunteers.forms import services as forms
from youju.volunteers.models import Post, Programme
from youju.volunteers.queries import services as rows_of
from youju.volunteers.rules.posts import PostKind
from youju.volunteers.shown import span
from youju.volunteers.views.frame import crumbs, record_of, show, to, units_of
from youju.volunteers.views.services import state_cell

BACK, AHEAD = timedelta(7), timedelta(31)


@require_GET
def programmes(request: HttpRequest) -> HttpResponse:
    """The running programmes of a unit and below."""
    who = asking(request)
    shown = table(
        _("服务项目"),
        _("单位"),
        _("承办"),
        _("节奏"),
        (_("已办（次）"), "n"),
        _("最近一次"),
        _("启动"),
    )
    for one in rows_of.programmes_of(who.member, who.unit, timezone.localdate())[:200]:
        told: Any = one
        shown.add(Cell(one.name, to("programme", one.pk)), one.unit.short_name, one.owner, one.rhythm, told.n or "", short(told.last), short(one.since))  # fmt: skip
    add = to("programme_add") if who.member.may_at(May.ARRANGE, who.unit) else ""
    empty = {"title": _("还没有常态化项目"), "act": _("登记项目"), "url": add}
    empty["text"] = _("学雷锋的常态化项目登记在这里，活动归到项目下，看得出哪个项目还没有办。")
    return show(
        request, "list", who, "programmes", what=_("常态化项目"), table=shown, empty=empty,
        acts=[Act(_("登记项目"), add, primary=True)] if add else [],
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def programme_add(request: HttpRequest) -> HttpResponse:
    """Start a programme."""
    who = asking(request, May.ARRANGE)

    def do(unit: Any, name: str, **told: Any) -> str:
        return to("programme", actions.add_programme(unit, name, **told).pk)

    form = forms.ProgrammeForm(
        request.POST or None, units=units_of(who), initial={"unit": who.unit.pk}
    )
    return act_page(
        request, form, do, title=_("登记常态化项目"), submit=_("登记"), back=to("programmes"),
        crumbs=crumbs((_("服务项目"), "programmes")),
    )  # fmt: skip


@require_GET
def programme(request: HttpRequest, programme_id: int) -> HttpResponse:
    """One programme with its services."""
    who = asking(request)
    here = queries.record_for(who.member, Programme, programme_id)
    shown = table(_("活动"), _("日期"), _("地点"), _("状态"))
    for one in here.services.order_by("-on", "-pk")[:100]:
        shown.add(Cell(one.name, to("service", one.pk)), short(one.on), one.place, state_cell(one))
    may = who.member.may_at(May.ARRANGE, here.unit) and here.until is None
    facts = [
        (_("单位"), here.unit.name), (_("承办"), here.owner), (_("内容"), here.about),
        (_("节奏"), here.rhythm), (_("启动"), day(here.since)),
    ]  # fmt: skip
    return show(
        request, "record", who, "programmes", title=here.name, crumbs=crumbs((_("服务项目"), "programmes")),
        pill=Cell(_("已结束"), pill="") if here.until else None,
        main=[section("services", _("活动"), shown, empty=_("还没有活动。发起活动时选这个项目。"))],
        side=[section("about", _("情况"), facts=facts)],
        menu=[Act(_("结束项目"), to("programme_end", here.pk))] if may else [],
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def programme_end(request: HttpRequest, programme_id: int) -> HttpResponse:
    """End a programme."""
    _who, here = record_of(request, Programme, programme_id)

    def do(**told: Any) -> Any:
        return actions.end_programme(here.pk, **told)

    form = EndForm(request.POST or None, initial={"on": timezone.localdate()})
    back = to("programme", here.pk)
    return act_page(
        request, form, do, title=f"{here.name} · {_('结束项目')}", submit=_("结束"), back=back,
        crumbs=crumbs((_("服务项目"), "programmes"), (here.name, back)),
    )  # fmt: skip


@require_GET
def posts(request: HttpRequest) -> HttpResponse:
    """The standing posts of a unit and below."""
    who = asking(request)
    shown = table(
        _("岗位"),
        _("类别"),
        _("单位"),
        _("地点"),
        (_("已值（班次）"), "n"),
        (_("劝导（人次）"), "n"),
    )
    for one in rows_of.posts_of(who.member, who.unit, timezone.localdate())[:200]:
        told: Any = one
        shown.add(Cell(one.name, to("post", one.pk)), one.get_kind_display(), one.unit.short_name, one.place, told.n or "", told.persuaded or "")  # fmt: skip
    add = to("post_add") if who.member.may_at(May.ARRANGE, who.unit) else ""
    empty = {"title": _("还没有文明劝导岗"), "act": _("设岗位"), "url": add}
    empty["text"] = _("路口、车站、市场设岗，按星期排班，志愿者报名上岗，每班记劝导人次。")
    return show(
        request, "list", who, "posts", what=_("文明劝导岗"), table=shown, empty=empty,
        acts=[Act(_("设岗位"), add, primary=True)] if add else [],
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def post_add(request: HttpRequest) -> HttpResponse:
    """Set up a post."""
    who = asking(request, May.ARRANGE)

    def do(unit: Any, name: str, kind: str, **told: Any) -> str:
        return to("post", actions.add_post(unit, name, kind=PostKind(kind), **told).pk)

    form = forms.PostForm(request.POST or None, units=units_of(who), initial={"unit": who.unit.pk})
    return act_page(
        request, form, do, title=_("设文明劝导岗"), submit=_("设立"), back=to("posts"),
        crumbs=crumbs((_("劝导岗"), "posts")),
    )  # fmt: skip


@require_GET
def post(request: HttpRequest, post_id: int) -> HttpResponse:
    """One post: who stands there in the next weeks."""
    who = asking(request)
    here = queries.record_for(who.member, Post, post_id)
    today = timezone.localdate()
    shown = table(_("班次"), (_("上岗的人"), "wrap"), (_("需要"), "n"), (_("劝导（人次）"), "n"))
    for one in rows_of.plan_of(here, today - BACK, today + AHEAD):
        told: Any = one
        names = listed(seat.volunteer.name for seat in told.on_it)
        shown.add(Cell(span(one.starts, one.ends), to("shift", one.pk)), names, one.wanted, one.persuaded)  # fmt: skip
    may = who.member.may_at(May.ARRANGE, here.unit) and here.until is None
    facts = [
        (_("类别"), here.get_kind_display()), (_("单位"), here.unit.name),
        (_("地点"), here.place), (_("设立"), day(here.since)),
    ]  # fmt: skip
    return show(
        request, "record", who, "posts", title=here.name, crumbs=crumbs((_("劝导岗"), "posts")),
        pill=Cell(_("已撤销"), pill="") if here.until else None,
        acts=[Act(_("排班"), to("post_plan", here.pk), primary=True)] if may else [],
        menu=[Act(_("撤销岗位"), to("post_end", here.pk))] if may else [],
        main=[section("plan", _("上岗表"), shown, meta=_("前一周到后一月"), empty=_("还没有排班。"))],
        side=[section("about", _("情况"), facts=facts)],
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def post_plan(request: HttpRequest, post_id: int) -> HttpResponse:
    """Plan the shifts of a post."""
    _who, here = record_of(request, Post, post_id)

    def do(first: Any, last: Any, starts: Any, ends: Any, **told: Any) -> Any:
        return actions.plan_post(here.pk, first, last, hours=(starts, ends), **told)

    return _about_post(request, here, forms.PlanForm(request.POST or None), do, _("排班"))


@require_http_methods(["GET", "POST"])
def post_end(request: HttpRequest, post_id: int) -> HttpResponse:
    """Close a post."""
    _who, here = record_of(request, Post, post_id)

    def do(**told: Any) -> Any:
        return actions.end_post(here.pk, **told)

    form = EndForm(request.POST or None, initial={"on": timezone.localdate()})
    return _about_post(request, here, form, do, _("撤销岗位"))


def _about_post(request: HttpRequest, here: Post, form: Any, do: Any, what: str) -> HttpResponse:
    back = to("post", here.pk)
    return act_page(
        request, form, do, title=f"{here.name} · {what}", submit=what, back=back,
        crumbs=crumbs((_("劝导岗"), "posts"), (here.name, back)),
    )  # fmt: skip
