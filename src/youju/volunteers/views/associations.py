"""The association: its members, meetings, charter and council."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from youju.kernel.words import sentences
from youju.organisations.queries import May, asking
from youju.ui.act_forms import EndForm
from youju.ui.act_pages import act_page, pressed
from youju.ui.shown import Act, Cell, Section, day, people, section, short, table
from youju.volunteers import actions, queries
from youju.volunteers.forms import teams as forms
from youju.volunteers.models import Assembly, Association, CouncilSeat
from youju.volunteers.rules.association import Attendance, Body, Post, has_quorum
from youju.volunteers.views.frame import crumbs, record_of, show, to, units_of


@require_GET
def associations(request: HttpRequest) -> HttpResponse:
    """The associations of a unit and below."""
    who = asking(request)
    shown = table(_("协会"), _("单位"), _("成立"), (_("会员（人）"), "n"), _("状态"))
    for one in queries.associations_of(who.member, who.unit)[:100]:
        state = Cell(_("已注销"), pill="late") if one.until else ""
        shown.add(Cell(one.name, to("association", one.pk)), one.unit.short_name, short(one.founded_on), one.members, state)  # fmt: skip
    may = who.member.may_at(May.ARRANGE, who.unit)
    add = to("association_add") if may else ""
    empty = {"title": _("还没有志愿者协会"), "act": _("登记协会"), "url": add}
    empty["text"] = _("协会的会员数、会员代表大会、章程和理事会选举记在这里。")
    return show(
        request, "list", who, "associations", what=_("志愿者协会"), table=shown, empty=empty,
        acts=[Act(_("登记协会"), add, primary=True)] if may else [],
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def association_add(request: HttpRequest) -> HttpResponse:
    """Register an association."""
    who = asking(request, May.ARRANGE)

    def do(unit: Any, name: str, **told: Any) -> str:
        return to("association", actions.found_association(unit, name, **told).pk)

    form = forms.AssociationForm(
        request.POST or None, units=units_of(who), initial={"unit": who.unit.pk}
    )
    return act_page(
        request, form, do, title=_("登记志愿者协会"), submit=_("登记"), back=to("associations"),
        crumbs=crumbs((_("协会"), "associations")),
    )  # fmt: skip


@require_GET
def association(request: HttpRequest, association_id: int) -> HttpResponse:
    """One association."""
    who = asking(request)
    here = queries.record_for(who.member, Association, association_id)
    may = who.member.may_at(May.ARRANGE, here.unit) and here.until is None
    menu = [Act(_("更新会员数"), to("members", here.pk)), Act(_("注销"), to("association_end", here.pk))]  # fmt: skip
    charter = queries.charter_of(here)
    facts = [
        (_("单位"), here.unit.name),
        (_("成立"), day(here.founded_on)),
        (_("会员"), people(here.members)),
        (_("会员数截至"), day(here.members_on) if here.members is not None else ""),
        (_("现行章程"), charter.title if charter else ""),
        (_("通过日期"), day(charter.assembly.on) if charter else ""),
    ]
    side = [section("about", _("情况"), facts=facts)]
    if charter and charter.text:
        side.append(section("charter", charter.title, words=charter.text))
    return show(
        request, "record", who, "associations", title=here.name, main=[_council(here, may), _meetings(here)],
        pill=Cell(_("已注销"), pill="late") if here.until else None, side=side,
        crumbs=crumbs((_("协会"), "associations")), menu=menu if may else [],
        acts=[Act(_("记会议"), to("meeting_add", here.pk), primary=True)] if may else [],
    )  # fmt: skip


def _council(here: Association, may: bool) -> Section:
    shown = table(_("姓名"), _("职务"), _("当选"), (_("赞成（票）"), "n"), "")
    for one in queries.council_of(here):
        act = Act(_("离任"), to("seat_end", one.pk), press=True)
        shown.add(one.name, one.get_post_display(), short(one.assembly.on), one.votes, Cell(acts=(act,) if may else ()))  # fmt: skip
    return section(
        "council", _("理事会"), shown, empty=_("还没有选举。先记会员代表大会，再记选举结果。")
    )


def _meetings(here: Association) -> Section:
    shown = table(_("会议"), _("日期"), (_("应到"), "n"), (_("到会"), "n"), (_("决议"), "wrap"))
    for one in queries.meetings_of(here):
        told = [c.title for c in one.charters.all()]
        told += [f"{s.get_post_display()} {s.name}" for s in one.elected.all()]
        words = sentences([*([one.decided] if one.decided else []), *told])
        shown.add(Cell(one.get_body_display(), to("meeting", one.pk)), short(one.on), one.called, one.came, words)  # fmt: skip
    return section("meetings", _("会议"), shown, empty=_("还没有会议。"))


def _about(request: HttpRequest, here: Association, form: Any, do: Any, what: str) -> HttpResponse:
    back = to("association", here.pk)
    return act_page(
        request, form, do, title=f"{here.name} · {what}", submit=what, back=back,
        crumbs=crumbs((_("协会"), "associations"), (here.name, back)),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def members(request: HttpRequest, association_id: int) -> HttpResponse:
    """State how many members there are."""
    _who, here = record_of(request, Association, association_id)

    def do(members: int, **told: Any) -> Any:
        return actions.state_members(here.pk, members, **told)

    return _about(request, here, forms.MembersForm(request.POST or None), do, _("更新会员数"))


@require_http_methods(["GET", "POST"])
def association_end(request: HttpRequest, association_id: int) -> HttpResponse:
    """End an association."""
    _who, here = record_of(request, Association, association_id)

    def do(**told: Any) -> Any:
        return actions.end_association(here.pk, **told)

    form = EndForm(request.POST or None, initial={"on": timezone.localdate()})
    return _about(request, here, form, do, _("注销"))


@require_http_methods(["GET", "POST"])
def meeting_add(request: HttpRequest, association_id: int) -> HttpResponse:
    """Record a meeting."""
    _who, here = record_of(request, Association, association_id)

    def do(body: str, called: int, came: int, **told: Any) -> str:
        people = Attendance(called, came)
        return to("meeting", actions.hold_meeting(here.pk, Body(body), people, **told).pk)

    return _about(request, here, forms.MeetingForm(request.POST or None), do, _("记会议"))


@require_GET
def meeting(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """One meeting: the charter it adopted, whom it elected."""
    who = asking(request)
    here = queries.record_for(who.member, Assembly, meeting_id)
    may = who.member.may_at(May.ARRANGE, here.association.unit)
    quorum = has_quorum(Attendance(here.called, here.came))
    acts = [Act(_("选举"), to("elect", here.pk), primary=True)]
    if here.body == Body.ASSEMBLY:
        acts.insert(0, Act(_("通过章程"), to("charter_add", here.pk)))
    facts = [
        (_("日期"), day(here.on)), (_("应到"), people(here.called)),
        (_("到会"), people(here.came)), (_("决议"), here.decided),
    ]  # fmt: skip
    back = to("association", here.association_id)
    return show(
        request, "record", who, "associations", title=str(here), acts=acts if may and quorum else [],
        crumbs=crumbs((_("协会"), "associations"), (here.association.name, back)),
        note="" if quorum else _("到会不足应到的三分之二，不能表决。"),
        main=_decided(here),
        side=[section("about", _("情况"), facts=facts)],
    )  # fmt: skip


def _decided(here: Assembly) -> list[Section]:
    charters = table(_("章程"), (_("赞成（票）"), "n"))
    for one in here.charters.order_by("pk"):
        charters.add(one.title, one.votes)
    elected = table(_("姓名"), _("职务"), (_("赞成（票）"), "n"))
    for seat in here.elected.order_by("pk"):
        elected.add(seat.name, seat.get_post_display(), seat.votes)
    return [
        section("elected", _("选举"), elected, empty=_("没有选举。")),
        section("charters", _("章程"), charters, empty=_("没有表决章程。")),
    ]


@require_http_methods(["GET", "POST"])
def charter_add(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Adopt a charter."""
    _who, here = record_of(request, Assembly, meeting_id)

    def do(title: str, **told: Any) -> Any:
        return actions.adopt_charter(here.pk, title, **told)

    form = forms.CharterForm(request.POST or None)
    return _in_meeting(request, here, form, do, _("通过章程"))


@require_http_methods(["GET", "POST"])
def elect(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Elect somebody to the council."""
    _who, here = record_of(request, Assembly, meeting_id)

    def do(post: str, name: str, **told: Any) -> Any:
        return actions.elect(here.pk, Post(post), name, **told)

    return _in_meeting(request, here, forms.ElectForm(request.POST or None), do, _("选举"))


def _in_meeting(
    request: HttpRequest, here: Assembly, form: Any, do: Any, what: str
) -> HttpResponse:
    back = to("meeting", here.pk)
    return act_page(
        request, form, do, title=f"{here} · {what}", submit=what, back=back,
        crumbs=crumbs((_("协会"), "associations"), (str(here), back)),
    )  # fmt: skip


@require_POST
def seat_end(request: HttpRequest, seat_id: int) -> HttpResponse:
    """End a seat today."""
    _who, here = record_of(request, CouncilSeat, seat_id)

    def do(**act: Any) -> Any:
        return actions.end_seat(here.pk, on=timezone.localdate(), **act)

    back = to("association", here.assembly.association_id)
    return pressed(request, do, back, _("已记离任。"))
