"""The calendar of one's deadlines and duties, for the calendar programs of phones and offices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from icalendar import Calendar, Event

from youju.api import actions, errors
from youju.api.acts import CASE, address_of
from youju.api.queries import feed_by_secret
from youju.cases import queries as cases
from youju.cases.rules import State
from youju.organisations.queries import Membership
from youju.organisations.rules import path_end
from youju.patrols import queries as patrols

BACK, AHEAD = timedelta(days=7), timedelta(days=60)
MOST = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on the calendar: what, when (a day, or a moment), and where to read more."""

    uid: str
    title: str
    start: datetime | date
    place: str = ""
    url: str = ""


def entries_of(member: Membership, now: datetime) -> Iterator[Entry]:
    """Yield what falls due for the member, when it stands by, and what is inspected soon."""
    yield from _deadlines(member, now)
    today = timezone.localdate(now)
    for shift in patrols.shifts_of(member, today - BACK, today + AHEAD)[:MOST]:
        title = _("值守：%(name)s %(hours)s") % {
            "name": shift.roster.name,
            "hours": shift.roster.hours,
        }
        yield Entry(f"shift-{shift.pk}", title, shift.day, place=shift.roster.unit.name)
    for inspection in patrols.next_inspections(member, member.unit, today)[:MOST]:
        yield Entry(f"inspection-{inspection.pk}", inspection.name, inspection.on)


def _deadlines(member: Membership, now: datetime) -> Iterator[Entry]:
    """Yield the deadlines of the cases that the member's unit has to put right."""
    rows = cases.open_cases(member, member.unit)
    mine = rows.filter(state=State.DISPATCHED, due_at__isnull=False, paused_since=None)
    path = member.unit.path
    mine = mine.filter(owner_path__gte=path, owner_path__lt=path_end(path))
    for case in mine.order_by("due_at", "id")[:MOST]:
        if case.due_at is not None:
            url = address_of(CASE, str(case.pk))
            yield Entry(
                uid=f"case-{case.pk}",
                title=_("整改期限：%(number)s %(title)s")
                % {"number": case.number, "title": case.title},
                start=case.due_at,
                place=case.place,
                url=settings.PUBLIC_URL + url if url else "",
            )


def calendar_of(member: Membership, now: datetime) -> bytes:
    """Return the member's calendar as iCalendar (RFC 5545)."""
    calendar = Calendar()
    calendar.add("prodid", "-//youju//calendar 1//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("有据 · %(unit)s") % {"unit": member.unit.short_name})
    for entry in entries_of(member, now):
        calendar.add_component(_event(entry, now))
    return bytes(calendar.to_ical())


def _event(entry: Entry, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{entry.uid}@youju")
    event.add("dtstamp", now)
    event.add("dtstart", entry.start)
    event.add("summary", entry.title)
    if entry.place:
        event.add("location", entry.place)
    if entry.url:
        event.add("url", entry.url)
    return event


@login_not_required
@require_GET
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Answer the calendar of a secret address."""
    now = timezone.now()
    found = feed_by_secret(secret, timezone.localdate(now))
    if found is None:
        return errors.answer(errors.not_found())
    actions.note_feed_use(found, now=now)
    body = calendar_of(found.membership, now)
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, max-age=900"
    return response
