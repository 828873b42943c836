"""Frequency arithmetic: windows, states, half hours; every expected value typed from a calendar."""

from __future__ import annotations

from datetime import date, time

import pytest

from youju.kernel.refusal import Refused
from youju.patrols.rules import frequency as rules
from youju.patrols.rules.frequency import Each, Per, State, Who, Window

WEDNESDAY = date(2026, 7, 8)
FRIDAY = 4


@pytest.mark.parametrize(
    ("per", "weekday", "start", "end", "due"),
    [
        (Per.HALF_HOUR, None, date(2026, 7, 8), date(2026, 7, 8), None),
        (Per.DAY, None, date(2026, 7, 8), date(2026, 7, 8), None),
        (Per.WEEK, None, date(2026, 7, 6), date(2026, 7, 12), None),
        (Per.WEEK, FRIDAY, date(2026, 7, 10), date(2026, 7, 12), date(2026, 7, 10)),
        (Per.MONTH, None, date(2026, 7, 1), date(2026, 7, 31), None),
        (Per.QUARTER, None, date(2026, 7, 1), date(2026, 9, 30), None),
        (Per.TERM, None, date(2026, 2, 1), date(2026, 8, 31), None),
    ],
)
def test_the_window_of_a_day(per, weekday, start, end, due):
    assert rules.window(per, WEDNESDAY, weekday) == Window(start, end, due)


def test_a_term_begun_in_september_runs_over_the_new_year():
    assert rules.window(Per.TERM, date(2027, 1, 10)) == Window(date(2026, 9, 1), date(2027, 1, 31))


@pytest.mark.parametrize(
    ("per", "weekday", "day", "done", "needed", "expected"),
    [
        (Per.DAY, None, date(2026, 7, 8), 1, 1, State.DONE),  # 领导每日一次
        (Per.DAY, None, date(2026, 7, 8), 1, 2, State.DUE),  # 中层每日两次，只去了一次
        (Per.WEEK, FRIDAY, date(2026, 7, 8), 0, 1, State.LATER),  # 星期三，大扫除还没到
        (Per.WEEK, FRIDAY, date(2026, 7, 10), 0, 1, State.DUE),  # 星期五当天
        (Per.WEEK, FRIDAY, date(2026, 7, 11), 0, 1, State.SHORT),  # 星期六，错过了
        (Per.WEEK, FRIDAY, date(2026, 7, 11), 1, 1, State.DONE),  # 星期六补做
        (Per.WEEK, None, date(2026, 7, 8), 0, 1, State.LATER),  # 还剩四天
        (Per.WEEK, None, date(2026, 7, 10), 0, 1, State.DUE),  # 还剩两天
        (Per.QUARTER, None, date(2026, 7, 8), 11, 12, State.LATER),  # 网吧每季一次，季初
        (Per.QUARTER, None, date(2026, 9, 10), 11, 12, State.DUE),  # 季末三周
        (Per.TERM, None, date(2026, 8, 5), 3, 4, State.DUE),  # 学期最后一个月
        (Per.MONTH, None, date(2026, 7, 23), 0, 1, State.LATER),
        (Per.MONTH, None, date(2026, 7, 24), 0, 1, State.DUE),
    ],
)
def test_how_a_count_stands(per, weekday, day, done, needed, expected):
    assert rules.state(per, rules.window(per, day, weekday), day, done, needed) is expected


def test_half_hours_of_a_shift():
    assert rules.slots(time(7), time(8, 40)) == [time(7), time(7, 30), time(8), time(8, 30)]


def test_missed_half_hours_are_those_that_have_passed_without_a_mark():
    missed = rules.slots_missed(time(7), time(9), time(8, 10), [0])

    assert missed == [time(7, 30)]  # 8:00 is still running


def test_before_the_first_hour_nothing_is_missed_and_after_the_day_all_is():
    assert rules.slots_missed(time(7), time(8), time(6), []) == []
    assert rules.slots_missed(time(7), time(8), time(23), []) == [time(7), time(7, 30)]
    assert rules.slots_missed(time(7), time(8), None, [1]) == [time(7)]


def test_marks_outside_the_hours_are_refused():
    assert rules.check_slots(time(7), time(8), [1, 0, 1]) == [0, 1]
    assert rules.check_slots(time(7), time(8), []) == []
    with pytest.raises(Refused, match="不在规定的时段"):
        rules.check_slots(time(7), time(8), [2])


HOURS = (time(7), time(17))
SOUND = (Per.DAY, 1, None, (None, None), Who.ANYONE, "", Each.TOTAL, False)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({0: Per.DAY, 1: 0}, "times"),
        ({0: Per.DAY, 1: 49}, "times"),
        ({0: Per.DAY, 2: FRIDAY}, "weekday"),
        ({0: Per.HALF_HOUR}, "hour_from"),
        ({0: Per.HALF_HOUR, 3: (time(9), time(9))}, "hour_to"),
        ({0: Per.HALF_HOUR, 1: 2, 3: HOURS}, "times"),
        ({4: Who.POST}, "post"),
        ({4: Who.TEAM}, "post"),
        ({6: Each.PLACE}, "kind"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused_at_its_field(changed, field):
    told = [changed.get(n, value) for n, value in enumerate(SOUND)]

    with pytest.raises(Refused) as refused:
        rules.check_rule(*told)
    assert refused.value.field == field


def test_the_shipped_rhythms_are_sound():
    rules.check_rule(Per.DAY, 2, None, (None, None), Who.POST, "中层干部", Each.TOTAL, True)
    rules.check_rule(Per.WEEK, 1, FRIDAY, (None, None), Who.UNIT, "", Each.TOTAL, False)
    rules.check_rule(Per.HALF_HOUR, 1, None, HOURS, Who.ANYONE, "", Each.TOTAL, True)
    rules.check_rule(Per.QUARTER, 1, None, (None, None), Who.ANYONE, "", Each.PLACE, True)
