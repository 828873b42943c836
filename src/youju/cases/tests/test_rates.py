"""Rates, intervals and the ranking: figures typed by hand."""

from datetime import date, datetime, timedelta

import pytest

from youju.cases.rules import State
from youju.cases.rules.rates import (
    Course,
    counted_on,
    counts_by_month,
    hours_between,
    median_hours,
    percent,
    ranking,
    span_of,
    wilson,
)

JUNE, JULY = date(2026, 6, 30), date(2026, 7, 2)


def test_a_late_case_is_due_in_june_and_closed_in_july():
    course = Course(
        State.CLOSED, JUNE, filed=JUNE, dispatched=JUNE, closed=JULY, counted=JUNE, hours=50
    )

    counts = counts_by_month(course, JUNE)

    june, july = date(2026, 6, 1), date(2026, 7, 1)
    assert {what for (month, what) in counts if month == june} == {
        "reported", "filed", "dispatched", "due", "settled", "at_closed",
    }  # fmt: skip
    assert {what for (month, what) in counts if month == july} == {"closed", "h8"}


def test_a_case_under_way_is_neither_due_nor_closed():
    counts = counts_by_month(Course(State.DISPATCHED, JUNE, filed=JULY), JUNE)

    assert sorted(what for _month, what in counts) == ["at_dispatched", "filed", "reported"]


@pytest.mark.parametrize(
    ("hours", "span"), [(0, "h0"), (1, "h0"), (1.1, "h1"), (50, "h8"), (9999, "h14")]
)
def test_hours_fall_into_spans(hours, span):
    assert span_of(hours) == span


def test_hours_are_never_negative():
    then = datetime(2026, 7, 7, 12)

    assert hours_between(then, then + timedelta(minutes=90)) == 1.5
    assert hours_between(then, then - timedelta(hours=1)) == 0


@pytest.mark.parametrize(
    ("due", "closed", "on_time", "day"),
    [
        (JULY, JUNE, True, JUNE),
        (JUNE, JULY, False, JUNE),
        (JULY, None, False, JULY),
        (None, JULY, False, JULY),
        (None, None, False, None),
    ],
)
def test_a_case_counts_as_due_when_closed_in_time_else_at_its_deadline(due, closed, on_time, day):
    assert counted_on(due, closed, on_time) == day


@pytest.mark.parametrize(
    ("row", "hours"),
    [({}, None), ({"h2": 4}, 3.0), ({"h0": 1, "h2": 2, "h14": 1}, 3.0), ({"h14": 2}, 1080.0)],
)
def test_the_median_lies_in_the_span_of_the_middle_case(row, hours):
    assert median_hours(row) == hours


def test_a_rate_of_nothing_is_unknown():
    assert percent(1, 3) == 33.3
    assert percent(0, 0) is None


# Wilson (1927), z = 1.96; the first from Newcombe 1998, table I (81 of 263: 25.53 to 36.62).
@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [(81, 263, 25.5, 36.6), (1, 1, 20.7, 100.0), (0, 20, 0.0, 16.1), (0, 0, 0.0, 100.0)],
)
def test_the_interval_is_that_of_wilson(part, whole, low, high):
    assert wilson(part, whole) == (low, high)


def test_one_quick_case_makes_no_first_place():
    told = ranking({1: {9: (1, 1)}, 2: {9: (100, 90)}, 3: {9: (100, 95)}, 4: {9: (0, 0)}})

    assert [(one.unit_id, one.place) for one in told] == [(3, 1), (2, 2), (1, None), (4, None)]
    assert told[2].rate == 100.0
    assert told[3].rate is None


def test_a_unit_with_hard_kinds_is_compared_on_hard_kinds():
    easy, difficult = 1, 2
    rows = {
        1: {easy: (100, 98)},
        2: {difficult: (100, 60)},
        3: {easy: (100, 90), difficult: (100, 40)},
    }

    told = ranking(rows)

    # Unit 2 closes fewer in time than unit 1, yet more than its kinds let expect (50).
    assert [one.unit_id for one in told] == [2, 1, 3]
    assert told[0].expected == 50.0


def test_equal_units_share_a_place():
    told = ranking({1: {9: (50, 45)}, 2: {9: (50, 45)}, 3: {9: (50, 40)}})

    assert [one.place for one in told] == [1, 1, 3]
