"""Tallies made again from the cases are those that the acts kept."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from youju.cases import actions, recount, tallies
from youju.cases.actions import Part
from youju.cases.models import Tally, TallyChange
from youju.cases.rules import Source, State
from youju.cases.tests.factories import FOUND, CaseCity, make_kind

pytestmark = pytest.mark.django_db
LATER = FOUND + timedelta(hours=2)
LOCAL = ZoneInfo("Asia/Shanghai")
COLUMNS = [field.name for field in Tally._meta.fields if field.name != "id"]


@pytest.fixture
def city() -> CaseCity:
    return CaseCity()


def kept() -> list[tuple[object, ...]]:
    """Return the tallies that count anything."""
    tallies.fold()
    return sorted(row for row in Tally.objects.values_list(*COLUMNS) if any(row[7:]))


def counted(city: CaseCity, month: date, column: str) -> int:
    """Return a sum of the whole root in a month."""
    rows = Tally.objects.filter(unit_id=city.city.pk, side="place", by="source", month=month)
    return sum(rows.values_list(column, flat=True))


def test_cases_in_every_state_and_way_are_counted_as_their_acts_did(city):
    make_kind("t02", "占道经营", parent_code="t01")
    for state in State:
        for kind, place in (("t01", city.community), ("t02", city.grid), ("t02", city.grid)):
            city.case(state, kind=kind, unit=place, source=Source.PATROL)
    failed = city.case(State.RECTIFIED)
    actions.verify_case(failed.pk, passed=False, note="没清完", actor=city.clerk, now=LATER)
    again = city.case(State.CLOSED)
    actions.reopen_case(again.pk, reason="又堆上了", actor=city.clerk, now=LATER)
    main, double, whole, wrong = (city.case(State.FILED) for _n in range(4))
    actions.merge_case(double.pk, into=main.pk, actor=city.clerk, now=LATER)
    actions.split_case(whole.pk, parts=[Part("t02", "摊点")], actor=city.clerk, now=LATER)
    actions.change_kind(wrong.pk, kind="t02", actor=city.clerk, now=LATER)
    before = kept()

    recount.rebuild()

    assert not TallyChange.objects.exists()
    assert kept() == before
    july = date(2026, 7, 1)
    # 21 and the 2 + 4 made here; the part that was split off was reported with the whole.
    assert counted(city, july, "reported") == 27
    assert counted(city, july, "at_closed") == 3
    assert counted(city, july, "reworked") == 1


@pytest.mark.parametrize(
    ("moment", "month"),
    [("2026-07-31 23:59", date(2026, 7, 1)), ("2026-08-01 00:00", date(2026, 8, 1))],
)
def test_months_are_those_of_the_local_clock(city, moment, month):
    city.report(now=datetime.fromisoformat(moment).replace(tzinfo=LOCAL))
    before = kept()

    recount.rebuild()

    assert kept() == before
    assert counted(city, month, "reported") == 1


@pytest.mark.parametrize(
    ("took", "span"),
    [
        (timedelta(hours=24), "h5"),
        (timedelta(hours=24, microseconds=1), "h6"),
        (timedelta(hours=720), "h13"),
        (timedelta(hours=720, seconds=1), "h14"),
        (timedelta(hours=5000), "h14"),
    ],
)
def test_hours_fall_into_the_span_they_were_counted_in(city, took, span):
    for given in (timedelta(hours=23, minutes=30), took):
        case = city.report()
        actions.file_case(case.pk, actor=city.clerk, now=FOUND)
        actions.dispatch_case(case.pk, owner_unit=city.firm, actor=city.clerk, now=FOUND)
        done = FOUND + given
        actions.rectify_case(case.pk, note="已清运", actor=city.worker, now=done)
        actions.verify_case(case.pk, passed=True, note="净", actor=city.clerk, now=done)
    before = kept()

    recount.rebuild()

    assert kept() == before
    month = done.date().replace(day=1)
    assert counted(city, month, span) == (2 if span == "h5" else 1)


def test_nothing_is_counted_where_there_are_no_cases(city):
    recount.rebuild()

    assert not Tally.objects.exists()
