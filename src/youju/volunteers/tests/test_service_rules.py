"""Seats, codes, hours, posts: what is allowed."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import product

import pytest

from youju.kernel.refusal import Refused
from youju.volunteers.rules import posts, seats, stars
from youju.volunteers.rules.posts import ServiceState
from youju.volunteers.rules.seats import Seat

NINE = datetime(2026, 7, 8, 1, 0, tzinfo=UTC)
ELEVEN = NINE + timedelta(hours=2)
MONDAY, SUNDAY = date(2026, 7, 6), date(2026, 7, 12)
GOES = {
    ("signed", "withdrawn"), ("signed", "present"), ("signed", "absent"), ("waiting", "signed"),
    ("waiting", "withdrawn"), ("waiting", "present"), ("waiting", "absent"), ("withdrawn", "signed"),
    ("withdrawn", "waiting"), ("withdrawn", "present"), ("withdrawn", "asked"), ("present", "confirmed"),
    ("present", "absent"), ("absent", "asked"), ("asked", "confirmed"), ("asked", "refused"), ("refused", "asked"),
}  # fmt: skip


def refused(field, do, *args):
    with pytest.raises(Refused) as told:
        do(*args)
    assert told.value.field == field
    return told.value.message


def test_a_seat_goes_from_signing_up_to_confirmed_hours():
    for before, after in product(Seat, Seat):
        if (before.value, after.value) in GOES:
            seats.check_change(before, after)
        else:
            refused(None, seats.check_change, before, after)


def test_two_shifts_overlap_unless_one_ends_when_the_other_begins():
    later = [(ELEVEN, ELEVEN + timedelta(hours=1), "午后班")]
    inside = [(NINE + timedelta(minutes=119), ELEVEN + timedelta(hours=1), "中午班")]

    assert seats.overlapping(NINE, ELEVEN, later) == ""
    assert seats.overlapping(NINE, ELEVEN, [*later, *inside]) == "中午班"
    seats.check_overlap("")
    assert "中午班" in refused(None, seats.check_overlap, "中午班")


def test_a_shift_takes_some_time_and_some_people():
    seats.check_shift(NINE, ELEVEN, 1)
    refused("ends", seats.check_shift, NINE, NINE, 1)
    refused("ends", seats.check_shift, NINE, NINE + timedelta(hours=12, minutes=1), 1)
    refused("wanted", seats.check_shift, NINE, ELEVEN, 0)


def test_signing_up_and_withdrawing_end_with_the_beginning():
    before = NINE - timedelta(seconds=1)
    seats.check_signing(NINE, before)
    seats.check_withdrawing(NINE, before)
    refused(None, seats.check_signing, NINE, NINE)
    refused(None, seats.check_withdrawing, NINE, NINE)


def test_the_code_changes_each_half_minute_and_the_last_three_are_taken():
    shown = seats.code_at("secret", NINE)

    assert len(shown) == 6 and shown.isdigit()
    assert seats.code_at("secret", NINE + timedelta(seconds=29)) == shown
    assert seats.code_at("secret", NINE + timedelta(seconds=30)) != shown
    seats.check_code("secret", f" {shown} ", NINE + timedelta(seconds=89), 0)
    refused("code", seats.check_code, "secret", shown, NINE + timedelta(seconds=90), 0)
    refused("code", seats.check_code, "another", shown, NINE, 0)
    assert "次数太多" in refused("code", seats.check_code, "secret", shown, NINE, 10)


def test_attendance_is_from_an_hour_before_to_two_hours_after():
    for moment in (NINE - timedelta(hours=1), ELEVEN + timedelta(hours=2)):
        seats.check_on_time(NINE, ELEVEN, moment)
    for moment in (NINE - timedelta(minutes=61), ELEVEN + timedelta(minutes=121)):
        refused(None, seats.check_on_time, NINE, ELEVEN, moment)


def test_hours_are_never_more_than_the_shift():
    seats.check_minutes(120, NINE, ELEVEN)
    assert "2 小时" in refused("hours", seats.check_minutes, 121, NINE, ELEVEN)
    refused("hours", seats.check_minutes, 0, NINE, ELEVEN)
    seats.check_over(ELEVEN, ELEVEN)
    refused(None, seats.check_over, ELEVEN, ELEVEN - timedelta(seconds=1))
    assert [seats.hours_text(n) for n in (90, 120, 50, 0)] == ["1.5", "2", "0.83", "0"]


def test_nobody_confirms_their_own_hours():
    seats.check_own(1, 2)
    seats.check_own(None, None)
    refused(None, seats.check_own, 1, 1)
    seats.check_make_up(True, "名单漏记")
    refused(None, seats.check_make_up, False, "名单漏记")
    assert "补录" in refused("reason", seats.check_make_up, True, "漏")
    seats.check_asker(1, 2)
    assert "另一人批准" in refused(None, seats.check_asker, 1, 1)
    seats.check_correcting("提前离开")
    assert "更正" in refused("reason", seats.check_correcting, "早")


def test_stars_come_at_100_300_600_1000_and_1500_hours():
    told = {99.99: 0, 100: 1, 299: 1, 300: 2, 600: 3, 1000: 4, 1499: 4, 1500: 5, 9999: 5}

    assert {hours: stars.star_of(int(hours * 60)) for hours in told} == told
    assert stars.hours_to_next(0) == 100
    assert stars.hours_to_next(100 * 60 - 30) == 1
    assert stars.hours_to_next(100 * 60) == 200
    assert stars.hours_to_next(1500 * 60) == 0


def test_a_plan_takes_the_days_of_some_weekdays():
    hours = (time(7, 30), time(8, 30))

    days = list(posts.planned(MONDAY, SUNDAY, {0, 4}, hours))

    assert days == [date(2026, 7, 6), date(2026, 7, 10)]
    refused("last", lambda: list(posts.planned(SUNDAY, MONDAY, {0}, hours)))
    refused("ends", lambda: list(posts.planned(MONDAY, SUNDAY, {0}, (hours[1], hours[0]))))
    refused("weekdays", lambda: list(posts.planned(MONDAY, MONDAY, {4}, hours)))
    year = MONDAY + timedelta(365)
    refused("last", lambda: list(posts.planned(MONDAY, year, set(range(7)), hours)))


def test_a_service_is_summed_up_once_all_lists_are_confirmed():
    posts.check_state(ServiceState.OPEN)
    assert "取消" in refused(None, posts.check_state, ServiceState.CANCELLED)
    assert "小结" in refused(None, posts.check_state, ServiceState.HELD)
    posts.check_closing(0, "清理 6 处")
    refused(None, posts.check_closing, 1, "清理 6 处")
    refused("result", posts.check_closing, 0, " ")
    posts.check_cancelling(False)
    refused(None, posts.check_cancelling, True)
