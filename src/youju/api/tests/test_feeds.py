"""The calendar: deadlines, duties, inspections; read back with a library for calendars."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from icalendar import Calendar

from youju.api.feeds import calendar_of
from youju.cases.rules import State
from youju.cases.tests.factories import FOUND, CaseCity
from youju.patrols import actions as patrols

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 7, 7, 9, 0, tzinfo=UTC)


def events(member):
    calendar = Calendar.from_ical(calendar_of(member, NOW))
    return {str(one["uid"]): one for one in calendar.walk("vevent")}


def test_a_responsible_unit_sees_its_deadlines():
    city = CaseCity()
    case = city.case(State.DISPATCHED, now=FOUND)
    city.case(State.RECTIFIED, now=FOUND)

    found = events(city.worker)

    assert list(found) == [f"case-{case.pk}@youju"]
    event = found[f"case-{case.pk}@youju"]
    assert str(event["summary"]) == f"整改期限：{case.number} 金桥路 12号楼北侧暴露垃圾"
    assert event.decoded("dtstart") == case.due_at
    assert str(event["location"]) == "金桥路 12号楼北侧"
    assert events(city.stranger) == {}


def test_one_sees_when_one_stands_by_and_what_is_inspected():
    city = CaseCity()
    how = {"actor": city.clerk, "now": NOW}
    roster = patrols.add_roster(
        city.community, "24小时值守", hours="8:00—次日8:00", since=NOW.date(), key=uuid4(), **how
    )
    day = date(2026, 7, 9)
    patrols.fill_roster(roster.pk, first=day, last=day, people=[city.clerk], key=uuid4(), **how)

    found = events(city.clerk)

    (shift,) = found.values()
    assert str(shift["summary"]) == "值守：24小时值守 8:00—次日8:00"
    assert shift.decoded("dtstart") == day
    assert events(city.grid_worker) == {}
