"""Teams with their members, and trainings."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from youju.kernel.words import listed
from youju.organisations.queries import May, Membership, asking
from youju.ui.act_forms import EndForm
from youju.ui.act_pages import act_page, pressed
from youju.ui.lists import keyset_page
from youju.ui.shown import Act, Cell, Section, day, section, short, table
from youju.volunteers import actions, queries
from youju.volunteers.forms import people as people_forms
from youju.volunteers.forms import teams as forms
from youju.volunteers.models import Team, TeamMember, Training
from youju.volunteers.queries.services import services_by
from youju.volunteers.rules.seats import hours_text
from youju.volunteers.rules.teams import TeamKind
from youju.volunteers.views.frame import crumbs, record_of, show, to, units_of
from youju.volunteers.views.lacking import chips
from youju.volunteers.views.services import state_cell


@require_GET
def teams(request: HttpRequest) -> HttpResponse:
    """The teams of a unit and below, with how many each has; and which of the eight are lacking."""
    who = asking(request)
    rows = list(queries.teams_of(who.member, who.unit, timezone.localdate())[:300])
    shown = table(
        _("队伍"), _("类别"), _("功能"), _("单位"), _("队长"), (_("队员（名）"), "n"), _("成立")
    )
    for one in rows:
        people = one.stated if one.stated is not None else one.inside  # type: ignore[attr-defined]
        shown.add(Cell(one.name, to("team", one.pk)), one.get_kind_display(), one.get_function_display(), one.unit.short_name, one.leader, people, short(one.since))  # fmt: skip
    lacking = queries.functions_lacking(rows)
    words = _("八类功能队还缺：%(names)s。") % {"names": listed(lacking)}
    may = who.member.may_at(May.ARRANGE, who.unit)
    add = to("team_add") if may else ""
    empty = {"title": _("还没有志愿服务队"), "act": _("组建队伍"), "url": add}
    empty["text"] = _(
        "按功能分八类，文明单位、系统党委各有单位队，队长、队员和服务记录都在队伍里。"
    )
    return show(
        request, "list", who, "teams", what=_("志愿服务队"), table=shown, empty=empty,
        chips=chips(who, len(rows)),
        acts=[Act(_("组建队伍"), add, primary=True)] if may else [],
        sections=[section("lacking", _("八类功能队"), words=words)] if lacking and rows else [],
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def team_add(request: HttpRequest) -> HttpResponse:
    """Set up a team."""
    who = asking(request, May.ARRANGE)

    def do(unit: Any, name: str, kind: str, **told: Any) -> str:
        return to("team", actions.add_team(unit, name, kind=TeamKind(kind), **told).pk)

    return act_page(
        request,
        forms.TeamForm(request.POST or None, units=units_of(who), initial={"unit": who.unit.pk}),
        do,
        title=_("组建志愿服务队"),
        submit=_("组建"),
        back=to("teams"),
        crumbs=crumbs((_("队伍"), "teams")),
    )


@require_GET
def team(request: HttpRequest, team_id: int) -> HttpResponse:
    """One team with its members."""
    who = asking(request)
    here = queries.record_for(who.member, Team, team_id)
    may = who.member.may_at(May.ARRANGE, here.unit) and here.until is None
    acts = [Act(_("队员加入"), to("team_join", here.pk), primary=True)] if may else []
    menu = [Act(_("修改"), to("team_change", here.pk)), Act(_("解散"), to("team_end", here.pk))]
    pill = Cell(_("已解散"), pill="late") if here.until else None
    return show(
        request, "record", who, "teams", title=here.name, pill=pill,
        crumbs=crumbs((_("队伍"), "teams")), acts=acts, menu=menu if may else [],
        main=[_members(here, may), _held(who.member, here)], side=[_team_facts(here)],
    )  # fmt: skip


def _members(here: Team, may: bool) -> Section:
    shown = table(_("队员"), _("编号"), _("单位"), _("加入"), (_("时长（小时）"), "n"), "")
    for one in queries.members_of(here):
        who = one.volunteer
        meta = _("队长") if one.leads else ""
        act = Act(_("退队"), to("team_quit", one.pk), press=True)
        shown.add(Cell(who.name, to("volunteer", who.pk), meta=meta), who.number, who.unit.short_name, short(one.since), who.hours if who.minutes else "", Cell(acts=(act,) if may else ()))  # fmt: skip
    stated = here.stated is not None
    meta = _("自报 %(n)s 名") % {"n": here.stated} if stated else ""
    return section("members", _("队员"), shown, meta=meta, empty=_("名册里还没有这支队伍的队员。"))


def _held(member: Membership, here: Team) -> Section:
    """Return what the team did, and will do."""
    shown = table(
        _("活动"), _("日期"), _("地点"), _("状态"), (_("人次"), "n"), (_("时长（小时）"), "n")
    )
    for one in services_by(member, here)[:50]:
        told: Any = one
        hours = hours_text(told.minutes) if told.minutes else ""
        shown.add(Cell(one.name, to("service", one.pk)), short(one.on), one.place, state_cell(one), told.n_people or "", hours)  # fmt: skip
    return section("held", _("活动"), shown, empty=_("还没有活动。发起活动时选这支队伍。"))


def _team_facts(here: Team) -> Section:
    facts = [
        (_("类别"), here.get_kind_display()),
        (_("功能"), here.get_function_display()),
        (_("单位"), here.unit.name),
        (_("队长"), here.leader),
        (_("联系电话"), here.phone),
        (_("成立"), day(here.since)),
    ]
    if here.until:
        facts.append((_("解散"), day(here.until)))
    return section("about", _("情况"), facts=facts)


@require_http_methods(["GET", "POST"])
def team_change(request: HttpRequest, team_id: int) -> HttpResponse:
    """Change the leader, the phone, the stated number."""
    _who, here = record_of(request, Team, team_id)
    initial = {"leader": here.leader, "phone": here.phone, "stated": here.stated}

    def do(**told: Any) -> Any:
        return actions.change_team(here.pk, **told)

    form = forms.TeamChangeForm(request.POST or None, initial=initial)
    return _about(request, here, form, do, _("修改"))


@require_http_methods(["GET", "POST"])
def team_end(request: HttpRequest, team_id: int) -> HttpResponse:
    """Dissolve a team."""
    _who, here = record_of(request, Team, team_id)

    def do(**told: Any) -> Any:
        return actions.end_team(here.pk, **told)

    form = EndForm(request.POST or None, initial={"on": timezone.localdate()})
    return _about(request, here, form, do, _("解散"))


@require_http_methods(["GET", "POST"])
def team_join(request: HttpRequest, team_id: int) -> HttpResponse:
    """Take a volunteer into a team."""
    who, here = record_of(request, Team, team_id)

    def do(volunteer: str, **told: Any) -> Any:
        return actions.join_team(here.pk, int(volunteer), **told)

    form = forms.JoinForm(
        request.POST or None, volunteers=queries.volunteers_offered(who.member, here.unit)
    )
    return _about(request, here, form, do, _("队员加入"))


@require_POST
def team_quit(request: HttpRequest, member_id: int) -> HttpResponse:
    """End a membership today."""
    _who, here = record_of(request, TeamMember, member_id)

    def do(**act: Any) -> Any:
        return actions.quit_team(here.pk, on=timezone.localdate(), **act)

    return pressed(request, do, to("team", here.team_id), _("已退队。"))


def _about(request: HttpRequest, here: Team, form: Any, do: Any, what: str) -> HttpResponse:
    back = to("team", here.pk)
    return act_page(
        request, form, do, title=f"{here.name} · {what}", submit=what, back=back,
        crumbs=crumbs((_("队伍"), "teams"), (here.name, back)),
    )  # fmt: skip


@require_GET
def trainings(request: HttpRequest) -> HttpResponse:
    """The trainings of a unit and below."""
    who = asking(request)
    page = keyset_page(queries.trainings_of(who.member, who.unit), request, ["-on"])
    shown = table(
        _("培训"), _("日期"), _("单位"), (_("参加（人次）"), "n"), (_("学时"), "n"), _("授课")
    )
    for one in page.rows:
        shown.add(Cell(one.title, to("training", one.pk)), short(one.on), one.unit.short_name, one.n, one.hours and f"{one.hours:g}", one.teacher)  # type: ignore[attr-defined]  # fmt: skip
    may = who.member.may_at(May.ARRANGE, who.unit)
    add = to("training_add") if may else ""
    empty = {"title": _("还没有培训记录"), "act": _("记一次培训"), "url": add}
    empty["text"] = _("注册的志愿者培训后上岗，谁在什么时候受过什么培训，由这里查到。")
    return show(
        request, "list", who, "trainings", what=_("志愿者培训"), table=shown, page=page,
        unit_word=_("次"), empty=empty,
        acts=[Act(_("记一次培训"), add, primary=True)] if may else [],
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def training_add(request: HttpRequest) -> HttpResponse:
    """Record a training with those who took part."""
    who = asking(request, May.ARRANGE)

    def do(unit: Any, title: str, people: list[str], **told: Any) -> str:
        ids = [int(one) for one in people]
        return to("training", actions.record_training(unit, title, ids, **told).pk)

    offered = queries.volunteers_offered(who.member, who.unit)
    initial = {"unit": who.unit.pk}
    return act_page(
        request,
        people_forms.TrainingForm(
            request.POST or None, units=units_of(who), volunteers=offered, initial=initial
        ),
        do,
        title=_("记志愿者培训"),
        submit=_("记下"),
        back=to("trainings"),
        crumbs=crumbs((_("培训"), "trainings")),
    )


@require_GET
def training(request: HttpRequest, training_id: int) -> HttpResponse:
    """One training with those who took part."""
    who = asking(request)
    here = queries.record_for(who.member, Training, training_id)
    shown = table(_("志愿者"), _("编号"), _("单位"))
    people = here.people.select_related("volunteer__unit").order_by("volunteer__pinyin", "pk")
    for one in people:
        volunteer = one.volunteer
        shown.add(Cell(volunteer.name, to("volunteer", volunteer.pk)), volunteer.number, volunteer.unit.short_name)  # fmt: skip
    facts = [
        (_("日期"), day(here.on)),
        (_("单位"), here.unit.name),
        (_("地点"), here.place),
        (_("授课人"), here.teacher),
        (_("学时"), here.hours and f"{here.hours:g}"),
    ]
    return show(
        request, "record", who, "trainings", title=here.title, crumbs=crumbs((_("培训"), "trainings")),
        main=[section("people", _("参加"), shown, meta=_("%(n)s 人次") % {"n": len(shown.lines)})],
        side=[section("about", _("情况"), facts=facts)],
    )  # fmt: skip
