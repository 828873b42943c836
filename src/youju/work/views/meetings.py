"""Pages of meetings: the list, calling one, its minutes, passing it on, its tasks."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from youju.facts.registry import KINDS
from youju.kernel.ids import row_id
from youju.kernel.refusal import Missing
from youju.organisations.queries import (
    May,
    MemberRequest,
    Membership,
    Unit,
    asking,
    require,
    subtree,
)
from youju.organisations.queries.bodies import helper_counts
from youju.ui.lists import keyset_page
from youju.work import actions, forms, meeting_forms, queries, shown_meetings
from youju.work.actions import Call
from youju.work.models import Meeting
from youju.work.rules.meetings import NAMES, STANDING, WEEK, Kind, State
from youju.work.views.frame import act_page, crumbs, tabs

_ORIGIN = re.compile(r"([a-z]{2,20}\.[a-z_]{2,20}):(\d{1,18})")
MOST_UNITS = 300
USUAL_DAYS = 14


HELPERS_AT = (Kind.MOBILISE, Kind.COORDINATE, Kind.URGENT)


def _crumbs(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    return crumbs((_("会议"), reverse("work:meetings")), *pairs)


@require_GET
def meetings(request: MemberRequest) -> HttpResponse:
    """The meetings of the chosen unit: what is to come, what was held; and its standing systems."""
    who = asking(request)
    today = timezone.localdate()
    rows = queries.meetings_under(who.member, who.unit)
    kind = request.GET.get("kind", "")
    page = keyset_page(shown_meetings.of_kind(rows, kind), request, ["-on"])
    systems = list(queries.systems_of(who.member, who.unit).filter(until=None).order_by("pk")[:20])
    context = {
        "page": page,
        "unit": who.unit,
        "tabs": tabs("meetings"),
        "chips": shown_meetings.chips(rows, kind),
        "systems": shown_meetings.system_rows(systems, today),
        "waiting": queries.to_pass_on(who.member) if who.unit.pk == who.member.unit_id else [],
        "today": today,
        "may_call": who.member.may_at(May.ARRANGE, who.unit),
    }
    return render(request, "work/meetings.html", context)


@require_http_methods(["GET", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """Call a meeting: of a system, about a record, passing a higher one on, or by itself."""
    who = asking(request)
    system_id, after_id = (row_id(request.GET.get(name, "")) for name in ("system", "after"))
    system = queries.system_for(who.member, system_id) if system_id else None
    after = queries.meeting_for(who.member, after_id) if after_id else None
    unit = who.member.unit if after else system.unit if system else who.unit
    member = require(who.member, May.ARRANGE, unit)
    kind = Kind(system.kind) if system else Kind.MOBILISE if after else _kind(request)
    initial = shown_meetings.proposed(request.GET.get("about", "")[:60], system, after)
    form = _call_form(request, member, unit, kind, initial)

    def do(actor: Any, now: Any, key: Any, **told: Any) -> Meeting:
        told["parties"] = "\n".join([told.get("parties", ""), *told.pop("helpers", [])])
        told.setdefault("title", system.title if system else "")
        call = Call(kind, system=system, after=after, origin=_origin(request), **told)
        return actions.call_meeting(unit, call, actor=actor, now=now, key=key)

    return act_page(
        request, member, form, do, back=reverse("work:meetings"), saved=_("会议已召集，开完以后在这里记会议记录。"),
        title=_("召集%(kind)s") % {"kind": NAMES[kind]}, submit=_("召集"), crumbs=_crumbs(),
        note=_("参加单位取成员单位，不用重填；上次没有议定的议题自动带上。") if system else "",
    )  # fmt: skip


def _call_form(
    request: MemberRequest, member: Membership, unit: Unit, kind: Kind, initial: dict[str, Any]
) -> meeting_forms.CallForm:
    """Return the form of a meeting: with who is to pass it on, and the helpers it can invite."""
    below = queries.units_below(unit) if kind is Kind.MOBILISE else []
    asked = helper_counts(member, unit, timezone.localdate()) if kind in HELPERS_AT else []
    return meeting_forms.CallForm(
        request.POST or None, kind=kind, units=below, helpers=asked, initial=initial
    )


def _kind(request: MemberRequest) -> Kind:
    told = request.GET.get("kind", "")
    free = [one for one in Kind if one not in STANDING]
    return Kind(told) if told in free else Kind.COORDINATE


def _origin(request: MemberRequest) -> tuple[str, str]:
    match = _ORIGIN.fullmatch(request.GET.get("origin", ""))
    return (match[1], match[2]) if match and match[1] in KINDS else ("", "")


@require_GET
def meeting(request: MemberRequest, meeting_id: int) -> HttpResponse:
    """One meeting: its agenda and what was decided, who was there, how far it was passed on."""
    member = require(request.member, May.SEE)
    here = queries.meeting_for(member, meeting_id)
    context = shown_meetings.meeting_page(member, here, timezone.localdate())
    return render(request, "work/meeting.html", context | {"crumbs": _crumbs()})


def _mine(request: MemberRequest, meeting_id: int) -> tuple[Membership, Meeting]:
    member = require(request.member, May.ARRANGE)
    here = queries.meeting_for(member, meeting_id)
    return require(member, May.ARRANGE, here.unit), here


@require_http_methods(["GET", "POST"])
def hold(request: MemberRequest, meeting_id: int) -> HttpResponse:
    """Keep the minutes."""
    member, here = _mine(request, meeting_id)
    parties, points = queries.parties_of(here), list(here.points.all())
    initial = {
        "on": min(here.on, timezone.localdate()), "present": here.present, "expected": here.expected, "text": here.text,
        "agreed": {True: "yes", False: "no"}.get(here.agreed) if here.agreed is not None else None,
    }  # fmt: skip
    form = meeting_forms.HoldForm(
        request.POST or None, meeting=here, parties=parties, points=points, initial=initial
    )

    def do(actor: Any, now: Any, key: Any, photos: Any, **_told: Any) -> Meeting:
        return actions.hold_meeting(
            here.pk, form.minutes(), photos=photos, actor=actor, now=now, key=key
        )

    url = here.get_absolute_url()
    return act_page(
        request, member, form, do, back=url, saved=_("会议记录已保存。"), photo_unit=here.unit, photo_label=_("会议照片、文件"),
        title=_("会议记录"), submit=_("保存记录"), crumbs=_crumbs((here.title, url)), template="work/hold.html", meeting=here,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def resolve(request: MemberRequest, meeting_id: int) -> HttpResponse:
    """Make a task of a decision."""
    member, here = _mine(request, meeting_id)
    point = row_id(request.GET.get("point", ""))
    found = here.points.filter(pk=point).first() if point else None
    words = (found.outcome or found.text) if found else ""
    due_on = timezone.localdate() + timedelta(USUAL_DAYS)
    initial = {"title": words[:80], "due_on": due_on, "owner_unit": here.unit_id}
    there = [one.unit for one in queries.parties_of(here) if one.unit and one.came]
    units = list(subtree(here.unit).filter(until=None).order_by("path")[:MOST_UNITS])
    form = meeting_forms.ResolveForm(
        request.POST or None, units=units, there=there, initial=initial
    )
    url = here.get_absolute_url()

    def do(**told: Any) -> Meeting:
        actions.resolve(here.pk, **told)
        return here

    return act_page(
        request, member, form, do, back=url, saved=_("任务已下达。"), title=_("议定任务"), submit=_("下达"),
        crumbs=_crumbs((here.title, url)), note=_("会上定的事写成任务：谁做、做多少、哪天前，以后在任务里报进度、验收。"),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def change(request: MemberRequest, meeting_id: int) -> HttpResponse:
    """Correct title, day, time, place or chair."""
    member, here = _mine(request, meeting_id)
    names = ("title", "on", "clock", "place", "chair")
    initial = {name: getattr(here, name) for name in names}
    form = meeting_forms.ChangeForm(request.POST or None, initial=initial)
    url = here.get_absolute_url()
    return act_page(
        request, member, form, partial(actions.change_meeting, here.pk), back=url, saved=_("已修改。"),
        title=_("修改会议"), submit=_("保存"), crumbs=_crumbs((here.title, url)),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def cancel(request: MemberRequest, meeting_id: int) -> HttpResponse:
    """Call the meeting off."""
    member, here = _mine(request, meeting_id)
    url = here.get_absolute_url()
    return act_page(
        request, member, forms.ReasonForm(request.POST or None), partial(actions.cancel_meeting, here.pk), back=url,
        saved=_("会议已取消。"), title=_("取消会议"), submit=_("取消会议"), crumbs=_crumbs((here.title, url)),
    )  # fmt: skip


@require_GET
def today(request: MemberRequest) -> HttpResponse:
    """A fragment for Today: what the member's unit is to pass on, to hold, or to write up."""
    member, day = require(request.member, May.SEE), timezone.localdate()
    arranges = member.may(May.ARRANGE)
    context = {
        "waiting": queries.to_pass_on(member) if arranges else [],
        "coming": queries.meetings_coming(member, day, day + WEEK),
        "unkept": queries.meetings_unkept(member, day) if arranges else [],
        "uncalled": queries.systems_uncalled(member, day) if arranges else [],
        "today": day,
    }
    return render(request, "work/_today.html", context)


@require_GET
def about(request: MemberRequest) -> HttpResponse:
    """A fragment for the page of any record: how many meetings it took, and calling another."""
    who = asking(request)
    match = _ORIGIN.fullmatch(request.GET.get("of", ""))
    if match is None:
        raise Missing(_("没有这条记录，或者不在您的查看范围内"))
    rows = queries.meetings_about(who.member, match[1], match[2])
    context = {
        "rows": rows[:5],
        "count": len(rows),
        "held": sum(one.at is State.HELD for one in rows),
        "agreed": any(one.agreed for one in rows),
        "of": match[0],
        "about": request.GET.get("about", "")[:60],
        "may_call": who.member.may(May.ARRANGE) and match[1] in KINDS,
    }
    return render(request, "work/_about.html", context)
