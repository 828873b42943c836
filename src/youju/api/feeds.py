"""The calendar of one's deadlines and duties, for the calendar programs of phones and offices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from icalendar import Calendar, Event

from youju.api import actions, errors
from youju.api.queries import feed_by_secret
from youju.organisations.queries import Membership

AHEAD = timedelta(days=60)
MOST = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on the calendar: what, when (a day, or a moment), and where to read more."""

    uid: str
    title: str
    start: datetime | date
    end: datetime | date | None = None
    place: str = ""
    url: str = ""


def entries_of(member: Membership, now: datetime) -> Iterator[Entry]:
    """Yield what falls due for the member and when it is on duty."""
    yield from ()


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
    event.add("uid", entry.uid)
    event.add("dtstamp", now)
    event.add("dtstart", entry.start)
    event.add("dtend", entry.end or entry.start)
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
