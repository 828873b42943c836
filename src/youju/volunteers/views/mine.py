"""我的服务: what a signed-in volunteer sees and does: applying, signing up, attending, the calendar."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from youju.kernel.ids import key_in
from youju.kernel.refusal import Forbidden
from youju.organisations.queries import Membership
from youju.ui.act_pages import act_page, pressed
from youju.ui.shown import Act, Cell, Section, section, short, table
from youju.volunteers import actions, queries
from youju.volunteers.calendars import calendar_file
from youju.volunteers.forms import people as people_forms
from youju.volunteers.forms import services as forms
from youju.volunteers.forms.care import VisitForm
from youju.volunteers.models import Volunteer
from youju.volunteers.queries import care
from youju.volunteers.queries import services as rows_of
from youju.volunteers.rules.pairs import Help
from youju.volunteers.rules.seats import Seat as State
from youju.volunteers.rules.seats import Way, is_on_time
from youju.volunteers.shown import span, stars
from youju.volunteers.views.frame import to
from youju.volunteers.views.people import state_cell
from youju.volunteers.views.shifts import seat_cell

FEW, HISTORY = 30, 60


def asker(request: HttpRequest) -> Membership:
    """Return who is signed in, at whatever post."""
    member: Membership | None = getattr(request, "member", None)
    if member is None:
        raise Forbidden(_("请先登录"))
    return member


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """One's own record, shifts to come, what one may sign up for, and what was done."""
    member = asker(request)
    one = queries.me(member)
    if one is None:
        return _not_yet(request)
    now = timezone.now()
    seats = list(rows_of.my_seats(one)[:HISTORY])
    context = {
        "title": _("我的服务"), "pill": state_cell(one), "meta": one.number or "", "crumbs": [],
        "main": [_coming(seats, now), *_cared_for(one), _open(one, seats, now), _done(seats, now)], "side": [_facts(one)],
        "acts": [Act(_("订阅到手机日历"), to("feed"))] if one.is_active else [], "note": one.note,
    }  # fmt: skip
    return render(request, "ui/shown/record.html", context)


def _not_yet(request: HttpRequest) -> HttpResponse:
    words = _(
        "当志愿者要本人申请，社区登记后有统一编号，可以在这里报名、签到、看时长。年满 18 周岁可以申请。"
    )
    apply = [Act(_("申请当志愿者"), to("apply"), primary=True)]
    context = {"title": _("我的服务"), "crumbs": [], "acts": apply, "main": [section("not-yet", _("还没有登记"), words=words)]}  # fmt: skip
    return render(request, "ui/shown/record.html", context)


def _coming(seats: list[Any], now: datetime) -> Section:
    shown = table(_("班次"), _("活动"), _("地点"), _("状态"), "")
    for seat in sorted(seats, key=lambda one: one.shift.starts):
        here = seat.shift
        if here.ends <= now and (here.confirmed_at or seat.state == State.ABSENT):
            continue
        if seat.state not in (State.SIGNED, State.WAITING, State.PRESENT):
            continue
        acts, note = [], ""
        if seat.state != State.PRESENT:
            if is_on_time(here.starts, here.ends, now):
                acts.append(Act(_("签到"), to("attend", here.pk)))
            elif now > here.ends:
                note = _("签到已过，到了场的请负责人登记")
            if now < here.starts:
                acts.append(Act(_("退出"), to("withdraw", here.pk), press=True))
        shown.add(span(here.starts, here.ends), here.service.name, here.service.place, seat_cell(seat), Cell(meta=note, acts=tuple(acts)))  # fmt: skip
    return section("coming", _("我报名的"), shown, empty=_("还没有报名，看下面的招募。"))


def _cared_for(one: Volunteer) -> list[Section]:
    """Return whom one visits; nothing for who has nobody."""
    shown = table(_("谁"), _("对象"), _("服务内容"), _("最近上门"), _("下次"), "")
    today = timezone.localdate()
    for pair in care.my_pairs(one)[:FEW]:
        due = pair.due_on
        when = Cell(short(due), pill="late" if due and due <= today else None)
        act = Cell(acts=(Act(_("记上门"), to("my_visit", pair.pk)),))
        shown.add(pair.cared_for, pair.get_kind_display(), pair.service, short(pair.last_on), when, act)  # fmt: skip
    return [section("cared-for", _("我结对关爱的"), shown)] if shown.lines else []


def _open(one: Volunteer, seats: list[Any], now: datetime) -> Section:
    shown = table(_("班次"), _("活动"), _("单位"), _("地点"), (_("还要（人）"), "n"), "")
    taken = {seat.shift_id for seat in seats}
    for here in rows_of.open_shifts(one.unit, now)[:FEW] if one.is_active else []:
        if here.pk in taken:
            continue
        told: Any = here
        left = max(here.wanted - told.taken, 0)
        act = Act(_("报名") if left else _("排候补"), to("sign_up", here.pk), press=True)
        shown.add(span(here.starts, here.ends), here.service.name, here.service.unit.short_name, here.service.place, left or Cell(_("已满")), Cell(acts=(act,)))  # fmt: skip
    return section("open", _("正在招募"), shown, empty=_("附近没有正在招募的活动。"))


def _done(seats: list[Any], now: datetime) -> Section:
    shown = table(_("班次"), _("活动"), _("状态"), (_("时长（小时）"), "n"), "")
    for seat in seats:
        here = seat.shift
        if here.confirmed_at is None and seat.state not in (State.ASKED, State.CONFIRMED):
            continue
        missed = seat.state in (State.ABSENT, State.REFUSED)
        act = Act(_("申请补录"), to("my_make_up", here.pk))
        shown.add(span(here.starts, here.ends), here.service.name, seat_cell(seat), seat.hours, Cell(acts=(act,) if missed else ()))  # fmt: skip
    return section("done", _("服务记录"), shown, empty=_("名单确认后，时长在这里。"))


def _facts(one: Volunteer) -> Section:
    facts = [
        (_("编号"), one.number or _("登记后给")),
        (_("单位"), one.unit.name),
        (_("确认时长"), _("%(n)s 小时") % {"n": one.hours}),
        (_("星级"), stars(one.star)),
    ]
    if one.to_next_star:
        facts.append((_("离下一星"), _("%(n)s 小时") % {"n": one.to_next_star}))
    return section("about", one.name, facts=facts)


@require_http_methods(["GET", "POST"])
def apply(request: HttpRequest) -> HttpResponse:
    """Apply for oneself, at the unit of one's post."""
    member = asker(request)

    def do(**told: Any) -> Any:
        about = people_forms.about_in(told)
        return actions.apply(member.unit, about, person=member.person, **told)

    form = people_forms.ApplyForm(request.POST or None, initial={"name": member.person.name})
    return act_page(
        request, form, do, title=_("申请当志愿者"), submit=_("申请"), back=to("mine"),
        saved=_("已提交，社区登记后这里会有编号。"),
    )  # fmt: skip


def _press(request: HttpRequest, shift_id: int, do: Any, said: str) -> HttpResponse:
    one = queries.my_record(asker(request))
    here = rows_of.my_shift(one, shift_id, timezone.now())

    def act(**how: Any) -> Any:
        return do(here.pk, one.pk, **how)

    return pressed(request, act, to("mine"), said)


@require_POST
def sign_up(request: HttpRequest, shift_id: int) -> HttpResponse:
    """Sign up, or wait."""
    return _press(request, shift_id, actions.sign_up, _("已报名；满员的排在候补，有空位会通知。"))


@require_POST
def withdraw(request: HttpRequest, shift_id: int) -> HttpResponse:
    """Withdraw."""
    return _press(request, shift_id, actions.withdraw, _("已退出，空位给候补的人。"))


@never_cache
@require_http_methods(["GET", "POST"])
def attend(request: HttpRequest, shift_id: int, code: str = "") -> HttpResponse:
    """Attend by the code shown at the place: typed, or brought by the picture."""
    one = queries.my_record(asker(request))
    here = rows_of.my_shift(one, shift_id, timezone.now())
    way = Way.QR if code else Way.CODE

    def do(code: str, **act: Any) -> Any:
        return actions.attend(here.pk, one.pk, code, way=way, **act)

    form = forms.CodeForm(request.POST or None, initial={"code": code})
    return act_page(
        request, form, do, title=f"{here.service.name} · {_('签到')}", submit=_("签到"), back=to("mine"),
        note=f"{span(here.starts, here.ends)} {here.service.place}", saved=_("已签到。"),
    )  # fmt: skip


@login_not_required
@require_http_methods(["GET", "POST"])
def scanned(request: HttpRequest, shift_id: int, code: str) -> HttpResponse:
    """What the picture at the place leads to: one's own page, or the public one for who has no account."""
    if getattr(request, "member", None) is not None:
        return attend(request, shift_id, code)
    place = rows_of.place_of(shift_id)
    return redirect(f"{reverse('portal:volunteer_here', args=[place, shift_id])}?code={code}")


@require_http_methods(["GET", "POST"])
def my_make_up(request: HttpRequest, shift_id: int) -> HttpResponse:
    """Ask for one's own hours that the list missed."""
    one = queries.my_record(asker(request))
    here = rows_of.my_shift(one, shift_id, timezone.now())

    def do(hours: Any, **told: Any) -> Any:
        return actions.ask_make_up(here.pk, one.pk, forms.in_minutes(hours), **told)

    form = forms.MyMakeUpForm(request.POST or None, initial={"hours": here.hours})
    return act_page(
        request, form, do, title=_("申请补录时长"), submit=_("申请"), back=to("mine"),
        note=f"{here.service.name} {span(here.starts, here.ends)}", saved=_("已申请，等社区批准。"),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def my_visit(request: HttpRequest, pair_id: int) -> HttpResponse:
    """Tell of one's own visit to somebody one is paired with."""
    here = care.my_pair(queries.my_record(asker(request)), pair_id)

    def do(on: Any, help: str, **told: Any) -> Any:
        return actions.visit_pair(here.pk, on, Help(help), **told)

    return act_page(
        request, VisitForm(request.POST or None), do, title=_("记上门"), submit=_("记下"), back=to("mine"),
        note=f"{here.cared_for} {here.service}".strip(), saved=_("已记下，谢谢。"),
    )  # fmt: skip


@never_cache
@require_http_methods(["GET", "POST"])
def feed(request: HttpRequest) -> HttpResponse:
    """Make the secret address of one's own calendar; it is shown this once."""
    member = asker(request)
    one = queries.my_record(member)
    address = ""
    if request.method == "POST":
        key = key_in(request.POST.get("key", ""))
        secret = actions.make_feed(actor=member, now=timezone.now(), key=key)
        if not secret:
            return redirect(to("feed"))
        address = settings.PUBLIC_URL + to("calendar", secret)
    context = {"title": _("订阅到手机日历"), "address": address, "has": bool(one.feed_digest), "back": to("mine")}  # fmt: skip
    return render(request, "volunteers/feed.html", context)


@login_not_required
@require_GET
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """The shifts of a secret address, for calendar programs."""
    now = timezone.now()
    found = rows_of.calendar_of(secret, now)
    if found is None:
        return HttpResponse(status=404)
    answer = HttpResponse(calendar_file(*found, now), content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, max-age=900"
    return answer
