"""Periods: codes, labels, steps."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.kernel.periods import UNKNOWN, Grain, Period, around, parse_period

CODES = {
    "2026-03-05": "2026年3月5日",
    "2026-03": "2026年3月",
    "2026Q2": "2026年第二季度",
    "2026H2": "2026年下半年",
    "2026": "2026年",
    "2026T1": "2026—2027学年第一学期",
    "2026T2": "2025—2026学年第二学期",
    "2026-01-05..2026-02-03": "2026年1月5日至2026年2月3日",
    "?": "时间不详",
}


@pytest.mark.parametrize(("code", "label"), CODES.items())
def test_a_code_names_a_period(code, label):
    period = parse_period(f" {code} ")

    assert period.code == code
    assert period.label == label


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("去年", "不认识的时段"),
        ("1800", "年份不对"),
        ("2026-13", "不是一个日期"),
        ("2026-02-30", "不是一个日期"),
        ("2026-03-01..2026-02-01", "结束早于开始"),
        ("2026-03-01..四月", "应写成"),
        ("0001-01-01..9999-12-31", "年份不对"),
    ],
)
def test_a_wrong_code_is_refused_with_a_reason(code, reason):
    with pytest.raises(ValueError, match=reason):
        parse_period(code)


@pytest.mark.parametrize(
    ("code", "before"),
    [
        ("2026-03-01", "2026-02-28"),
        ("2026-01", "2025-12"),
        ("2026Q1", "2025Q4"),
        ("2026H1", "2025H2"),
        ("2026", "2025"),
        ("2026T1", "2026T2"),
        ("2026T2", "2025T1"),
        ("2026-01-11..2026-01-20", "2026-01-01..2026-01-10"),
    ],
)
def test_the_period_before_is_of_the_same_kind(code, before):
    assert parse_period(code).previous().code == before


@pytest.mark.parametrize(
    ("code", "before"),
    [
        ("2026H1", "2025H1"),
        ("2024-02", "2023-02"),
        ("2025-02", "2024-02"),
        ("2025-02-28", "2024-02-28"),
        ("2024-02-29", "2023-02-28"),
    ],
)
def test_a_year_before_is_the_same_period(code, before):
    assert parse_period(code).year_before() == parse_period(before)


def test_whole_months_lie_within():
    months = [month.code for month in parse_period("2026-01-15..2026-04-10").months()]

    assert months == ["2026-02", "2026-03"]
    assert len(parse_period("2026").months()) == 12


def test_unknown_has_no_ends_and_sorts_first():
    assert not UNKNOWN.known
    assert not UNKNOWN.holds(date(2026, 1, 1))
    assert sorted([parse_period("2026"), UNKNOWN]) == [UNKNOWN, parse_period("2026")]
    with pytest.raises(ValueError, match="unknown"):
        UNKNOWN.previous()


def test_a_span_is_not_around_a_day():
    with pytest.raises(ValueError, match="no single period"):
        around(date(2026, 1, 1), Grain.SPAN)


def test_january_belongs_to_the_term_that_began_in_september():
    assert around(date(2026, 1, 10), Grain.TERM).code == "2025T1"
    assert around(date(2026, 10, 10), Grain.TERM).code == "2026T1"
    assert around(date(2026, 5, 10), Grain.TERM).code == "2026T2"


GRAINS = [g for g in Grain if g not in (Grain.SPAN, Grain.UNKNOWN)]
days = st.dates(min_value=date(1950, 1, 1), max_value=date(2150, 1, 1))


@given(days, st.sampled_from(GRAINS))
def test_a_period_around_a_day_holds_it_and_is_read_back_from_its_code(day, grain):
    period = around(day, grain)

    assert period.holds(day)
    assert parse_period(period.code) == period


@given(days, st.sampled_from(GRAINS))
def test_periods_follow_each_other_without_gap(day, grain):
    period = around(day, grain)
    before = period.previous()

    assert (period.bounds[0] - before.bounds[1]).days == 1
    assert before.grain is period.grain


@given(days, days)
def test_a_span_is_read_back_from_its_code(first, second):
    span = Period(min(first, second), max(first, second), Grain.SPAN)

    assert parse_period(span.code) == span
