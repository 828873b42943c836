"""The calendar of a unit, and the wall of photos."""

from __future__ import annotations

import re
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from youju.activities import queries
from youju.activities.rules.activities import State
from youju.activities.shown import tile
from youju.activities.views.frame import show
from youju.kernel.periods import Grain, Period, around
from youju.organisations.queries import May, asking
from youju.ui.lists import keyset_page

MONTH = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")
WALL = 24
FEW = 8


def month_asked(request: HttpRequest, today: date) -> Period:
    """Return the month of `?month=2026-06`, else this month."""
    found = MONTH.fullmatch(request.GET.get("month", ""))
    day = date(int(found[1]), int(found[2]), 1) if found else today
    return around(day, Grain.MONTH)


@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """A month as weeks or as a list, what it should hold and does not, and who is short."""
    who, today = asking(request), timezone.localdate()
    month = month_asked(request, today)
    first, last = month.bounds
    found = queries.month_of(who.member, who.unit, first)
    as_list = request.GET.get("view") == "list"
    day = max(first, today) if first <= today + timedelta(1) else first
    return show(
        request,
        "calendar",
        who,
        "calendar",
        month=month,
        found=found,
        days=[d for week in found.weeks for d in week if d.inside and (d.marks or d.activities)],
        as_list=as_list,
        before=around(first - timedelta(1), Grain.MONTH).code,
        after=around(last + timedelta(1), Grain.MONTH).code,
        today=today,
        missing=queries.marks_missing(who.member, who.unit, day)[:FEW],
        late=list(queries.to_report(who.member, today)[:FEW]),
        norms=[one for one in queries.standings(who.member, who.unit, today) if one.state != "done"][:FEW],
    )  # fmt: skip


@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """The fragment of the page of today: what is on within the week, and who waits for a seat."""
    who = asking(request, May.SEE)
    rows = queries.week_ahead(who.member, who.unit, timezone.localdate())[: FEW + 1]
    context = {"rows": rows[:FEW], "more": len(rows) > FEW}
    return render(request, "activities/_today.html", context)


@require_GET
def photos(request: HttpRequest) -> HttpResponse:
    """The photos of the activities of a unit and period, newest first."""
    who = asking(request)
    rows = queries.activities_in(who.member, who.unit, who.period).filter(state=State.HELD)
    page = keyset_page(rows, request, ["-on", "-id"], size=WALL)
    held = queries.photos_of(who.member, page.rows)
    walls = [
        (one, [tile(link.item) for link in held[one.pk] if link.item.is_photo])
        for one in page.rows
        if one.pk in held
    ]
    return show(request, "photos", who, "photos", page=page, walls=walls)
