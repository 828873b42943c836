"""A volunteer's shifts as iCalendar (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from youju.volunteers.models import Seat, Volunteer


def calendar_file(one: Volunteer, seats: Iterable[Seat], now: datetime) -> bytes:
    """Return the shifts of a volunteer; names of other people are not in it."""
    calendar = Calendar()
    calendar.add("prodid", "-//youju//volunteers 1//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("有据 · 我的志愿服务"))
    for seat in seats:
        shift = seat.shift
        event = Event()
        event.add("uid", f"seat-{seat.pk}@youju")
        event.add("dtstamp", now)
        event.add("dtstart", shift.starts)
        event.add("dtend", shift.ends)
        event.add("summary", shift.service.name)
        event.add("location", shift.service.place)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
