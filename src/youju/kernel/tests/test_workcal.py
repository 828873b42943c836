"""Deadlines in working time; every expected moment was counted by hand on a calendar of 2026."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.kernel.workcal import (
    CHINA,
    OFFICE,
    REST,
    Limit,
    LimitUnit,
    Pause,
    Shift,
    WorkCalendar,
    due_at,
    hours_and_minutes,
    resumed_due,
    work_between,
    work_left,
)

OFFICE_HOURS = WorkCalendar()
HOUR, DAY, URGENT = LimitUnit.WORK_HOUR, LimitUnit.WORK_DAY, LimitUnit.URGENT_HOUR


def at(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=CHINA)


@pytest.mark.parametrize(
    ("start", "amount", "unit", "due"),
    [
        ("2026-07-07 16:10", 4, HOUR, "2026-07-08 11:10"),  # 1:20 today, 2:40 tomorrow
        ("2026-07-08 10:05", 8, HOUR, "2026-07-09 11:05"),  # 1:55 and 3:30, then 2:35
        ("2026-07-08 11:00", 2, HOUR, "2026-07-08 15:00"),  # over lunch
        ("2026-07-08 12:30", 1, HOUR, "2026-07-08 15:00"),  # begun at lunch
        ("2026-07-10 16:30", 2, HOUR, "2026-07-13 09:30"),  # Friday to Monday
        ("2026-07-11 10:00", 2, HOUR, "2026-07-13 10:30"),  # begun on Saturday
        ("2026-07-08 20:00", 7, HOUR, "2026-07-09 17:30"),  # ends with the shift, not the next
        ("2026-09-30 17:00", 1, HOUR, "2026-10-08 09:00"),  # 国庆, 1 to 7 October
        ("2026-10-09 17:00", 1, HOUR, "2026-10-10 09:00"),  # Saturday made up for 国庆
        ("2026-09-19 09:00", 1, HOUR, "2026-09-20 09:30"),  # Saturday off, Sunday made up
        ("2026-09-24 16:30", 2, HOUR, "2026-09-28 09:30"),  # 中秋, Friday to Sunday
        ("2026-02-14 16:30", 2, HOUR, "2026-02-24 09:30"),  # 春节 to 23 February
        ("2026-07-07 16:10", 1, DAY, "2026-07-08 16:10"),
        ("2026-07-07 18:00", 1, DAY, "2026-07-08 17:30"),
        ("2026-09-29 10:00", 5, DAY, "2026-10-12 10:00"),  # 29, 30, 8, 9, the 10th made up
        ("2026-07-10 22:00", 4, URGENT, "2026-07-11 02:00"),  # by the clock
    ],
)
def test_a_limit_ends_where_the_calendar_says(start, amount, unit, due):
    assert due_at(at(start), Limit(amount, unit), OFFICE_HOURS) == at(due)


def test_what_is_left_stops_at_night_and_turns_negative_when_late():
    due = at("2026-07-09 11:05")

    assert work_left(at("2026-07-08 10:42"), due, OFFICE_HOURS) == timedelta(hours=7, minutes=23)
    assert work_left(at("2026-07-08 23:00"), due, OFFICE_HOURS) == timedelta(hours=2, minutes=35)
    assert work_left(due, due, OFFICE_HOURS) == timedelta(0)
    assert work_left(at("2026-07-09 15:00"), due, OFFICE_HOURS) == -timedelta(hours=1, minutes=55)
    assert work_left(at("2026-07-09 15:05"), due, OFFICE_HOURS, URGENT) == -timedelta(hours=4)


def test_the_time_taken_is_counted_in_working_hours():
    taken = work_between(at("2026-07-07 16:10"), at("2026-07-08 10:05"), OFFICE_HOURS)

    assert taken == timedelta(hours=2, minutes=55)
    assert hours_and_minutes(taken) == (2, 55)
    assert hours_and_minutes(-taken) == (2, 55)
    assert hours_and_minutes(timedelta(seconds=59)) == (0, 0)
    assert work_between(at("2026-07-08 10:05"), at("2026-07-07 16:10"), OFFICE_HOURS) == timedelta(
        0
    )


def test_a_pause_pushes_the_end_by_the_working_time_in_it():
    limit = Limit(4, HOUR)
    start = at("2026-07-07 16:10")
    morning = Pause(at("2026-07-08 09:00"), at("2026-07-08 10:00"))
    night = Pause(at("2026-07-07 20:00"), at("2026-07-08 07:00"))
    whole_day = Pause(at("2026-07-07 17:30"), at("2026-07-08 17:30"))

    assert due_at(start, limit, OFFICE_HOURS, [morning]) == at("2026-07-08 14:10")
    assert due_at(start, limit, OFFICE_HOURS, [night]) == at("2026-07-08 11:10")
    assert due_at(start, limit, OFFICE_HOURS, [morning, night]) == at("2026-07-08 14:10")
    assert due_at(start, limit, OFFICE_HOURS, [whole_day]) == at("2026-07-09 11:10")
    assert due_at(start, limit, OFFICE_HOURS, [whole_day, morning]) == at("2026-07-09 11:10")


def test_an_open_limit_runs_on_after_its_pause_and_a_late_one_stays_late():
    due = at("2026-07-08 11:10")
    dispute = Pause(at("2026-07-08 09:00"), at("2026-07-09 15:00"))
    late = Pause(at("2026-07-08 15:00"), at("2026-07-09 15:00"))

    assert resumed_due(due, dispute, HOUR, OFFICE_HOURS) == at("2026-07-09 17:10")
    assert resumed_due(due, dispute, URGENT, OFFICE_HOURS) == at("2026-07-09 17:10")
    assert resumed_due(due, late, HOUR, OFFICE_HOURS) == due


def test_a_unit_has_its_own_hours_and_days():
    cleaners = WorkCalendar(
        week=((Shift.of("6:00-10:00"), Shift.of("15：00—19：00")),) * 6
        + ((Shift.of("6:00-10:00"),),),
        days_off=frozenset({date(2026, 7, 10)}),
        days_on=frozenset({date(2026, 10, 1)}),
    )

    assert due_at(at("2026-07-11 18:00"), Limit(2, HOUR), cleaners) == at("2026-07-12 07:00")
    assert due_at(at("2026-07-09 18:00"), Limit(2, HOUR), cleaners) == at("2026-07-11 07:00")
    assert due_at(at("2026-09-30 18:00"), Limit(2, HOUR), cleaners) == at("2026-10-01 07:00")
    # Sunday is half a day: the second half of the work day comes on Monday.
    assert due_at(at("2026-07-12 06:00"), Limit(1, DAY), cleaners) == at("2026-07-13 10:00")


def test_an_extra_day_on_a_weekend_has_the_hours_of_a_usual_day():
    calendar = WorkCalendar(days_on=frozenset({date(2026, 7, 11)}))

    assert calendar.shifts(date(2026, 7, 11)) == OFFICE
    assert calendar.shifts(date(2026, 7, 12)) == REST


def test_who_is_on_duty_all_year_keeps_no_holiday():
    watch = WorkCalendar(week=((Shift.of("0:00-24:00"),),) * 7, holidays=False)

    assert due_at(at("2026-09-30 23:00"), Limit(4, HOUR), watch) == at("2026-10-01 03:00")
    assert watch.guessed_years(date(2025, 1, 1), date(2031, 1, 1)) == ()


def test_a_year_not_yet_published_falls_back_to_the_week_and_says_so():
    national_day = date(2099, 10, 1)  # a Thursday

    assert OFFICE_HOURS.shifts(national_day) == OFFICE
    assert OFFICE_HOURS.shifts(date(2099, 10, 3)) == REST
    assert OFFICE_HOURS.guessed_years(date(2026, 7, 1), date(2026, 12, 31)) == ()
    assert OFFICE_HOURS.guessed_years(date(2098, 12, 31), national_day) == (2098, 2099)


def test_moments_are_read_in_the_zone_of_the_calendar():
    start = datetime(2026, 7, 7, 8, 10, tzinfo=ZoneInfo("UTC"))  # 16:10 in China

    due = due_at(start, Limit(4, HOUR), OFFICE_HOURS)

    assert due == at("2026-07-08 11:10")
    assert due.tzinfo == CHINA


def test_labels_are_written_as_offices_write_them():
    assert Limit(4, HOUR).label == "4 工作时"
    assert Limit(2, DAY).label == "2 工作日"
    assert Limit(1, URGENT).label == "1 紧急工作时"
    assert [one.label for one in OFFICE] == ["8:30—12:00", "14:00—17:30"]


@pytest.mark.parametrize(
    "text", ["8:30", "8.30-12.00", "8:3-9:00", "a:00-9:00", "8:60-9:00", "-9:00"]
)
def test_a_shift_written_otherwise_is_refused(text):
    with pytest.raises(ValueError, match=r"a time is written|an hour has"):
        Shift.of(text)


def test_what_cannot_be_is_refused():
    with pytest.raises(ValueError, match="a limit is"):
        Limit(0, HOUR)
    with pytest.raises(ValueError, match="within a day"):
        Shift.of("12:00-8:30")
    with pytest.raises(ValueError, match="within a day"):
        Shift.of("20:00-25:00")
    with pytest.raises(ValueError, match="seven days"):
        WorkCalendar(week=(OFFICE,) * 5)
    with pytest.raises(ValueError, match="work on one of them"):
        WorkCalendar(week=(REST,) * 7)
    with pytest.raises(ValueError, match="follow each other"):
        WorkCalendar(week=((Shift.of("8:00-12:00"), Shift.of("11:00-15:00")),) * 7)
    with pytest.raises(ValueError, match="ends after"):
        Pause(at("2026-07-08 09:00"), at("2026-07-08 08:00"))
    with pytest.raises(ValueError, match="time zone"):
        due_at(datetime(2026, 7, 7, 8, 10), Limit(4, HOUR), OFFICE_HOURS)


moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 11, 30)).map(
    lambda moment: moment.replace(tzinfo=CHINA)
)
limits = st.builds(Limit, st.integers(1, 60), st.sampled_from([HOUR, URGENT]))


@given(moments, limits)
def test_a_limit_takes_exactly_its_working_time(start, limit):
    due = due_at(start, limit, OFFICE_HOURS)

    assert due > start
    assert work_between(start, due, OFFICE_HOURS, limit.unit) == timedelta(hours=limit.amount)


@given(moments, st.integers(1, 30), st.integers(1, 30), st.sampled_from([HOUR, DAY, URGENT]))
def test_limits_add_up(start, first, second, unit):
    one_after_the_other = due_at(
        due_at(start, Limit(first, unit), OFFICE_HOURS), Limit(second, unit), OFFICE_HOURS
    )

    assert one_after_the_other == due_at(start, Limit(first + second, unit), OFFICE_HOURS)


@given(moments, limits, moments, st.integers(0, 5000))
def test_a_pause_never_brings_the_end_nearer(start, limit, begin, minutes):
    pause = Pause(begin, begin + timedelta(minutes=minutes))

    assert due_at(start, limit, OFFICE_HOURS, [pause]) >= due_at(start, limit, OFFICE_HOURS)
