"""One shift: its list, the code at the place, confirming hours, making hours up."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from youju.organisations.queries import May, Membership, asking
from youju.ui.act_pages import act_page, pressed
from youju.ui.middleware import is_fragment
from youju.ui.qr import code_svg
from youju.ui.shown import Act, Cell, Section, people, section, short, table
from youju.volunteers import actions, queries
from youju.volunteers.forms import services as forms
from youju.volunteers.models import Seat, Shift
from youju.volunteers.queries import services as rows_of
from youju.volunteers.rules.seats import Seat as State
from youju.volunteers.rules.seats import code_at, is_own
from youju.volunteers.shown import span
from youju.volunteers.views.frame import crumbs, record_of, show, to

PILLS = {State.PRESENT: "new", State.CONFIRMED: "ok", State.ABSENT: "late", State.ASKED: "due", State.REFUSED: "late"}  # fmt: skip


def seat_cell(seat: Seat) -> Cell:
    """Return the state of a seat as a label."""
    return Cell(seat.get_state_display(), pill=PILLS.get(State(seat.state), ""))


def crumbs_of(here: Shift) -> list[dict[str, str]]:
    """Return the way up from a shift."""
    return crumbs((_("活动"), "services"), (here.service.name, to("service", here.service_id)))


@require_GET
def shift(request: HttpRequest, shift_id: int) -> HttpResponse:
    """One shift with its list."""
    who = asking(request)
    here = queries.record_for(who.member, Shift, shift_id)
    records = who.member.may_at(May.RECORD, here.service.unit)
    arranges = who.member.may_at(May.ARRANGE, here.service.unit)
    over, done = here.ends <= timezone.now(), here.confirmed_at is not None
    acts = []
    if records and not done:
        acts += [Act(_("签到码"), to("code", here.pk)), Act(_("名单签到"), to("list", here.pk))]
    if arranges and over and not done:
        acts.append(Act(_("确认时长"), to("confirm", here.pk), primary=True))
    if records and done:
        acts.append(Act(_("补录时长"), to("make_up", here.pk)))
    return show(
        request, "record", who, "services", title=f"{here.service.name} {span(here.starts, here.ends)}",
        pill=Cell(_("已确认"), pill="ok") if done else Cell(_("待确认") if over else _("报名中"), pill="due"),
        crumbs=crumbs_of(here), acts=acts, main=[_seats(here, who.member, arranges)], side=[_facts(here)],
    )  # fmt: skip


def _seats(here: Shift, member: Membership, arranges: bool) -> Section:
    shown = table(
        _("志愿者"),
        _("编号"),
        _("状态"),
        _("签到"),
        (_("时长（小时）"), "n"),
        (_("说明"), "wrap"),
        "",
    )
    for seat in rows_of.seats_of(here):
        acts: tuple[Act, ...] = ()
        waits = seat.state == State.ASKED
        own = is_own(member.person_id, (seat.asker_id, seat.volunteer.person_id))
        if arranges and waits and not own:
            url = to("decide_make_up", seat.pk)
            acts = (Act(_("批准"), url, press=True, name="approved", value="1"), Act(_("不批"), url, press=True, name="approved", value="0"))  # fmt: skip
        elif arranges and seat.state == State.CONFIRMED:
            acts = (Act(_("更正"), to("correct", seat.pk)),)
        one, whose = seat.volunteer, _("等另一人批准") if arranges and waits and own else ""
        shown.add(Cell(one.name, to("volunteer", one.pk)), one.number, seat_cell(seat), seat.get_way_display() if seat.way else "", seat.hours, seat.reason, Cell(whose, acts=acts))  # fmt: skip
    empty = _("还没有人报名。志愿者在“我的服务”或公众页面报名，也可以到场后在名单里签到。")
    return section("seats", _("名单"), shown, empty=empty)


def _facts(here: Shift) -> Section:
    facts = [
        (_("地点"), here.service.place),
        (_("需要"), people(here.wanted)),
        (_("班次时长"), _("%(n)s 小时") % {"n": here.hours}),
        (_("情况"), here.note),
    ]
    if here.persuaded is not None:
        facts.append((_("劝导"), _("%(n)s 人次") % {"n": here.persuaded}))
    if here.confirmed_at:
        facts.append((_("确认"), f"{short(here.confirmed_at)} {here.confirmed_by}"))
    return section("about", _("情况"), facts=facts)


@never_cache
@require_GET
def code(request: HttpRequest, shift_id: int) -> HttpResponse:
    """The code to show at the place, as digits and as a picture; it changes by itself."""
    who, here = record_of(request, Shift, shift_id, May.RECORD)
    digits = code_at(here.secret, timezone.now())
    url = settings.PUBLIC_URL + to("attend_by_code", here.pk, digits)
    context = {"who": who, "shift": here, "digits": digits, "qr": code_svg(url), "when": span(here.starts, here.ends), "crumbs": crumbs_of(here), "url": to("code", here.pk)}  # fmt: skip
    name = "_code" if is_fragment(request) else "code"
    return render(request, f"volunteers/{name}.html", context)


@require_http_methods(["GET", "POST"])
def list_(request: HttpRequest, shift_id: int) -> HttpResponse:
    """Put on the list who came."""
    who, here = record_of(request, Shift, shift_id, May.RECORD)
    seats = [one for one in rows_of.seats_of(here) if one.state in (State.SIGNED, State.WAITING)]
    offered = queries.volunteers_offered(who.member, here.service.unit)

    def do(people: list[int], **act: Any) -> Any:
        actions.list_present(here.pk, people, **act)
        return True

    form = forms.ListForm(request.POST or None, seats=seats, offered=offered)
    return _about(request, here, form, do, _("名单签到"))


@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, shift_id: int) -> HttpResponse:
    """Confirm the list with everybody's hours."""
    _who, here = record_of(request, Shift, shift_id)
    seats = [one for one in rows_of.seats_of(here) if one.state == State.PRESENT]
    form = forms.ConfirmForm(request.POST or None, shift=here, seats=seats)

    def do(**told: Any) -> Any:
        minutes = form.minutes(told)
        return actions.confirm_shift(here.pk, minutes, **told)

    note = _(
        "到场 %(n)s 人。没有来却签了到的填 0，和没有签到的一样记为没有到；确认后漏记的要补录、由另一人批准。"
    ) % {"n": len(seats)}
    return _about(request, here, form, do, _("确认时长"), note)


@require_http_methods(["GET", "POST"])
def make_up(request: HttpRequest, shift_id: int) -> HttpResponse:
    """Ask for hours that the list missed."""
    who, here = record_of(request, Shift, shift_id, May.RECORD)
    offered = queries.volunteers_offered(who.member, here.service.unit)

    def do(volunteer: str, hours: Any, **told: Any) -> Any:
        return actions.ask_make_up(here.pk, int(volunteer), forms.in_minutes(hours), **told)

    form = forms.MakeUpForm(request.POST or None, volunteers=offered)
    return _about(request, here, form, do, _("补录时长"))


@require_POST
def decide_make_up(request: HttpRequest, seat_id: int) -> HttpResponse:
    """Approve make-up hours or not."""
    _who, here = record_of(request, Seat, seat_id)
    approved = request.POST.get("approved") == "1"

    def do(**act: Any) -> Any:
        return actions.decide_make_up(here.pk, approved=approved, **act)

    said = _("已批准，时长已计入。") if approved else _("已记为不批。")
    return pressed(request, do, to("shift", here.shift_id), said)


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, seat_id: int) -> HttpResponse:
    """Put confirmed hours right."""
    _who, seat = record_of(request, Seat, seat_id)

    def do(hours: Any, **told: Any) -> Any:
        return actions.correct_hours(seat.pk, forms.in_minutes(hours), **told)

    form = forms.CorrectForm(request.POST or None, initial={"hours": seat.hours})
    what = _("更正 %(name)s 的时长") % {"name": seat.volunteer.name}
    return _about(request, seat.shift, form, do, what)


def _about(
    request: HttpRequest, here: Shift, form: Any, do: Any, what: str, note: str = ""
) -> HttpResponse:
    back = to("shift", here.pk)
    when = span(here.starts, here.ends)
    return act_page(
        request, form, do, title=f"{here.service.name} · {what}", submit=what, back=back,
        note=note or when, crumbs=[*crumbs_of(here), {"label": when, "url": back}],
    )  # fmt: skip
