"""Pages of standing systems of meetings."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from youju.organisations.queries import May, MemberRequest, asking, require
from youju.ui.act_forms import EndForm
from youju.work import actions, meeting_forms, queries
from youju.work.meeting_measures import DUTY_KIND
from youju.work.models import Meeting, Seat, System
from youju.work.rules import meetings as rules
from youju.work.shown import tile
from youju.work.views.frame import act_page, crumbs

LATEST = 3  # reports of each member on the page of a system


def _crumbs(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    return crumbs((_("会议"), reverse("work:meetings")), *pairs)


@require_http_methods(["GET", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """Set a system up."""
    who = asking(request)
    member = require(who.member, May.ARRANGE, who.unit)
    initial = {
        "kind": request.GET.get("kind", ""), "since": timezone.localdate(), "rhythm": rules.Rhythm.QUARTER,
    }  # fmt: skip
    if initial["kind"] == rules.Kind.WEEKLY:
        initial |= {"title": _("创建周例会"), "rhythm": rules.Rhythm.WEEK, "weekday": 0}
    form = meeting_forms.SystemForm(request.POST or None, initial=initial)
    return act_page(
        request, member, form, partial(actions.found_system, unit=who.unit), back=reverse("work:meetings"),
        saved=_("会议制度已建立。"), title=_("建立会议制度"), submit=_("建立"), crumbs=_crumbs(),
    )  # fmt: skip


@require_GET
def system(request: MemberRequest, system_id: int) -> HttpResponse:
    """One system: its members with their duties and what they did, and its meetings turn by turn."""
    member = require(request.member, May.SEE)
    here = queries.system_for(member, system_id)
    today = timezone.localdate()
    seats = queries.seats_of(here)
    turn = rules.turn_of(here.at, today)
    reports = [one.pk for seat in seats for one in list(seat.reports.all())[:LATEST]]
    told = queries.links_of(DUTY_KIND, reports)
    turns = [_turn_row(here, start, met, today) for start, met in queries.turns_of(here, today)]
    may = member.may_at(May.ARRANGE, here.unit) and here.until is None
    context = {
        "system": here,
        "rows": [_member_row(member, seat, turn, told) for seat in seats],
        "turns": turns,
        "missed": sum(one["meeting"] is None and not one["open"] for one in turns),
        "others": [] if turns else list(here.meetings.order_by("-on", "-pk")[:50]),
        "may_arrange": may,
        "next_on": rules.next_day(here.weekday, today) if here.weekday is not None else None,
        "crumbs": _crumbs(),
    }
    return render(request, "work/system.html", context)


def _turn_row(here: System, start: date, meeting: Meeting | None, today: date) -> dict[str, Any]:
    end = rules.turn_end(here.at, start)
    return {"start": start, "end": end, "meeting": meeting, "open": end >= today}


def _member_row(member: Any, seat: Seat, turn: Any, told: dict[str, list[Any]]) -> dict[str, Any]:
    reports = list(seat.reports.all())
    own = member.may(May.RECORD) and seat.unit_id == member.unit_id
    return {
        "seat": seat,
        "reports": [
            (one, [tile(link.item) for link in told.get(str(one.pk), []) if link.item.is_photo])
            for one in reports[:LATEST]
        ],
        "n": len(reports),
        "silent": turn is not None and not any(one.on >= turn for one in reports),
        "may_report": own or member.may_at(May.RECORD, seat.system.unit),
    }


def _of_system(
    request: MemberRequest, system_id: int, form_class: Any, do: Any, words: tuple[str, str, str]
) -> HttpResponse:
    member = require(request.member, May.ARRANGE)
    here = queries.system_for(member, system_id)
    require(member, May.ARRANGE, here.unit)
    initial = {"since": timezone.localdate(), "on": timezone.localdate()}
    form = form_class(request.POST or None, initial=initial)
    url = here.get_absolute_url()
    return act_page(
        request, member, form, partial(do, here.pk), back=url, saved=words[2], title=words[0], submit=words[1],
        crumbs=_crumbs((here.title, url)),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def seats_add(request: MemberRequest, system_id: int) -> HttpResponse:
    """Take members in."""
    words = (_("增加成员单位"), _("增加"), _("已增加成员单位。"))
    return _of_system(request, system_id, meeting_forms.SeatsForm, actions.add_seats, words)


@require_http_methods(["GET", "POST"])
def end(request: MemberRequest, system_id: int) -> HttpResponse:
    """End the system."""
    words = (_("结束会议制度"), _("结束"), _("会议制度已结束。"))
    return _of_system(request, system_id, EndForm, actions.end_system, words)


@require_http_methods(["GET", "POST"])
def seat_end(request: MemberRequest, seat_id: int) -> HttpResponse:
    """Let a member leave."""
    member = require(request.member, May.ARRANGE)
    seat = queries.seat_for(member, seat_id)
    require(member, May.ARRANGE, seat.system.unit)
    form = EndForm(request.POST or None, initial={"on": timezone.localdate()})
    url = seat.system.get_absolute_url()
    return act_page(
        request, member, form, partial(actions.end_seat, seat.pk), back=url, saved=_("已退出。"),
        title=_("%(name)s退出") % {"name": seat.name}, submit=_("退出"),
        crumbs=_crumbs((seat.system.title, url)),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def duty_add(request: MemberRequest, seat_id: int) -> HttpResponse:
    """A member says what it did of its duty."""
    member = require(request.member, May.RECORD)
    seat = queries.seat_for(member, seat_id)
    if seat.unit_id != member.unit_id:
        require(member, May.RECORD, seat.system.unit)
    form = meeting_forms.DutyForm(request.POST or None, initial={"on": timezone.localdate()})
    url = seat.system.get_absolute_url()

    def do(**told: Any) -> System:
        return actions.report_duty(seat.pk, **told).seat.system

    return act_page(
        request, member, form, do, back=url, saved=_("已报履职情况。"), photo_unit=member.unit,
        photo_label=_("照片"), title=_("%(name)s报履职") % {"name": seat.name}, submit=_("提交"),
        note=_("职责：%(duty)s") % {"duty": seat.duty} if seat.duty else "", crumbs=_crumbs((seat.system.title, url)),
    )  # fmt: skip


@require_GET
def duty(request: MemberRequest, report_id: int) -> HttpResponse:
    """The system whose member's report it is."""
    member = require(request.member, May.SEE)
    report = queries.duty_for(member, report_id)
    return redirect(f"{report.seat.system.get_absolute_url()}#seat-{report.seat_id}")
