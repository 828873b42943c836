"""The rules beside the table of moves: pure, with figures typed by hand."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from youju.cases.rules import (
    HINTS,
    WHO,
    Act,
    Look,
    Severity,
    Source,
    State,
    check_act,
    climbing,
    hard,
    near,
    numbers,
    reason_against,
    report,
    routing,
    steps,
)
from youju.cases.rules.kinds import KindSpec, check_kind, check_kinds, is_hazard
from youju.cases.rules.steps import Step
from youju.kernel.refusal import Forbidden, Refused
from youju.kernel.workcal import LimitUnit, WorkCalendar

CHINA = ZoneInfo("Asia/Shanghai")
TUESDAY = datetime(2026, 7, 7, 16, 10, tzinfo=CHINA)
ALL = {"records": True, "dispatches": True, "verifies": True, "answers": True}


def look(state: State, **flags: bool) -> Look:
    return Look(state, **{**ALL, **flags})


@pytest.mark.parametrize(
    ("act", "asker", "said"),
    [
        (Act.FILE, look(State.REPORTED, dispatches=False), "由问题所在地的社区专干或创建办办理"),
        (Act.RECTIFY, look(State.DISPATCHED, answers=False), "由责任单位办理"),
        (Act.PASS, look(State.RECTIFIED, verifies=False), "到现场复核"),
        (Act.PASS, look(State.RECTIFIED, rectified_it=True), "整改是您反馈的"),
        (Act.FAIL, look(State.RECTIFIED, of_owner=True), "您在责任单位"),
        (Act.NOTE, look(State.CLOSED, sees=False), "只能查看"),
    ],
)
def test_an_act_is_somebody_elses_business(act, asker, said):
    assert said in reason_against(act, asker)
    with pytest.raises(Forbidden, match=said):
        check_act(act, asker)


@pytest.mark.parametrize(
    ("act", "asker", "said"),
    [
        (Act.ASK_EXTENSION, look(State.RECTIFIED), "整改已反馈，不能再延期"),
        (Act.DISPATCH, look(State.REPORTED), "先立案"),
        (Act.SPLIT, look(State.CLOSED), "问题现在“结案”，不能拆分"),
        (Act.ACCEPT, look(State.DISPATCHED, accepted=True), "已经接单"),
        (Act.DISPUTE, look(State.DISPATCHED, extension_asked=True), "延期申请还没有答复"),
        (Act.GRANT_EXTENSION, look(State.DISPATCHED), "没有待答复的延期申请"),
        (Act.MARK_HARD, look(State.FILED, hard=True), "已经挂账"),
        (Act.CLEAR_HARD, look(State.FILED), "没有挂账"),
    ],
)
def test_an_act_cannot_be_done_now(act, asker, said):
    assert said in reason_against(act, asker)
    with pytest.raises(Refused, match=said):
        check_act(act, asker)


def test_what_may_be_done_has_no_reason_against_it():
    assert reason_against(Act.FILE, look(State.REPORTED)) == ""
    assert reason_against(Act.REVIEW_HARD, look(State.FILED, hard=True)) == ""
    check_act(Act.DENY_EXTENSION, look(State.DISPATCHED, extension_asked=True))


def test_hints_stand_only_where_an_act_is_not_possible():
    assert all(reason_against(act, look(state)) for act, state in HINTS)
    assert {act for act, _state in HINTS} <= set(WHO)


@pytest.mark.parametrize(
    ("serial", "told"), [(131, "金问〔2026〕0131号"), (12345, "金问〔2026〕12345号")]
)
def test_a_number_has_at_least_four_digits(serial, told):
    assert numbers.number("金", 2026, serial) == told


@pytest.mark.parametrize(
    ("taken", "told"),
    [
        (set(), "金"),
        ({"金"}, "金桥"),
        ({"金", "金桥"}, "金桥社"),
        ({"金", "金桥", "金桥社", "金桥社区"}, "金桥社区7"),
    ],
)
def test_a_unit_takes_the_shortest_free_prefix(taken, told):
    assert numbers.free_prefix("金桥社区", 7, taken) == told


def test_a_unit_without_a_name_still_has_a_prefix():
    assert numbers.free_prefix(" ", 7, {"单", "单位"}) == "单位7"


def test_what_the_media_told_is_grave():
    assert report.severity_of(1, Source.MEDIA) == Severity.GRAVE
    assert report.severity_of(2, Source.GRID) == 2


def test_pairs_are_one_to_one():
    report.check_pairs(2, 2)
    report.check_pairs(0, 1)
    with pytest.raises(Refused, match="整改前照片 2 张，整改后须逐张对应补拍 2 张，现有 1 张"):
        report.check_pairs(2, 1)


GOOD = KindSpec("s0101", "暴露垃圾", "s01")
CLASS = KindSpec("s01", "环境卫生")


def changed(**values: object) -> KindSpec:
    return KindSpec(**{"code": "s0101", "name": "暴露垃圾", **values})


@pytest.mark.parametrize(
    ("spec", "field"),
    [
        (changed(code="甲"), "code"),
        (changed(code=""), "code"),
        (changed(name=" "), "name"),
        (changed(limit=0), "limit"),
        (changed(limit_unit="hour"), "limit"),
        (changed(severity=9), "severity"),
        (changed(photos="after"), "photos"),
    ],
)
def test_a_kind_that_cannot_be_used_is_refused(spec, field):
    with pytest.raises(Refused) as refusal:
        check_kind(spec)

    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("specs", "said"),
    [
        ([GOOD, CLASS, GOOD], "重复"),
        ([GOOD], "上级类别不存在"),
        ([changed(parent="s0102"), KindSpec("s0102", "积水", "s0101")], "它自己之下"),
    ],
)
def test_a_tree_that_is_none_is_refused(specs, said):
    with pytest.raises(Refused, match=said):
        check_kinds(specs)


def test_hazards_are_told_by_class_name_or_words():
    assert is_hazard("s0501", "s05", "易燃物堆放", [])
    assert is_hazard("s0106", "s01", "楼道堆物", ["消防通道"])
    assert not is_hazard("s0101", "s01", "暴露垃圾", ["垃圾"])


ROUTES = [
    routing.Route("0000001", "澄江市", 1, "城管局", "s01", "环境卫生"),
    routing.Route(
        "00000010000004", "金桥社区", 2, "桂苑物业", "s0101", "暴露垃圾", note="已签协议"
    ),
    routing.Route("00000010000004", "金桥社区", 3, "金桥社区"),
    routing.Route("0000001", "澄江市", 4, "市场公司", place_word="市场"),
]


@pytest.mark.parametrize(
    ("path", "kinds", "text", "owner"),
    [
        ("00000010000004", ["s0101", "s01"], "金桥路", 2),
        ("00000010000004", ["s0102", "s01"], "金桥路", 1),
        ("00000010000004", ["s0201", "s02"], "金桥路", 3),
        ("00000010000009", ["s0101", "s01"], "桃李路", 1),
        ("00000010000004", ["s0101", "s01"], "金桥农贸市场", 4),
    ],
)
def test_the_rule_that_fits_best_is_chosen(path, kinds, text, owner):
    assert routing.chosen(ROUTES, path, kinds, text).owner_id == owner


def test_no_rule_may_fit_and_each_says_why():
    assert routing.chosen(ROUTES[:1], "0000002", ["s01"], "") is None
    assert ROUTES[1].why == "规则：金桥社区 × 暴露垃圾 → 桂苑物业（已签协议）"
    assert ROUTES[3].why == "规则：澄江市 × “市场” × 各类问题 → 市场公司"


@pytest.mark.parametrize(
    ("due", "unit", "at", "step"),
    [
        # 8 h 30 of work from Tuesday 16:10 on: whole hours of three quarters are six, Wednesday 15:10.
        (datetime(2026, 7, 9, 8, 40, tzinfo=CHINA), LimitUnit.WORK_HOUR, "07-08 15:10", 0),
        (TUESDAY + timedelta(hours=4), LimitUnit.URGENT_HOUR, "07-07 19:10", 0),
        (TUESDAY + timedelta(hours=1), LimitUnit.URGENT_HOUR, "07-07 17:10", 1),
    ],
)
def test_a_reminder_comes_when_a_quarter_is_left(due, unit, at, step):
    moment, told = climbing.first_watch(TUESDAY, due, WorkCalendar(), unit)

    assert (f"{moment:%m-%d %H:%M}", told) == (at, step)


def test_the_climb_takes_three_steps_in_working_hours():
    due = datetime(2026, 7, 8, 11, 10, tzinfo=CHINA)
    told, step = [], 0
    while (found := climbing.next_watch(step, due, WorkCalendar(), LimitUnit.WORK_HOUR))[0]:
        step = found[1]
        told.append((step, f"{found[0]:%m-%d %H:%M}"))

    assert told == [(1, "07-08 11:10"), (2, "07-09 14:10"), (3, "07-13 16:10")]


def test_a_review_is_within_half_a_year():
    hard.check_review(date(2026, 8, 1), TUESDAY.date())
    for day in (date(2026, 7, 7), date(2027, 1, 8)):
        with pytest.raises(Refused, match="半年之内"):
            hard.check_review(day, TUESDAY.date())


# M034, typed by hand: 摸底 → 登记 → 思想工作 → 协调 → 拆除 → 防反弹, easy ones sooner, rebuilt ones again.
STEPS = {
    ("surveyed", "registered"), ("registered", "talks"), ("registered", "coordination"), ("registered", "removed"),
    ("talks", "coordination"), ("talks", "removed"), ("coordination", "talks"), ("coordination", "removed"),
    ("removed", "watched"), ("watched", "talks"),
}  # fmt: skip


@pytest.mark.parametrize("before", list(Step))
@pytest.mark.parametrize("after", list(Step))
def test_a_structure_goes_step_by_step(before, after):
    if (before.value, after.value) in STEPS:
        steps.check_step(before, after)
    else:
        with pytest.raises(Refused, match="下一步只能是"):
            steps.check_step(before, after)


@pytest.mark.parametrize("day", [date(2026, 7, 8), date(2026, 7, 1)])
def test_a_day_lies_between_the_survey_and_today(day):
    with pytest.raises(Refused, match="日期不能"):
        steps.check_day(day, date(2026, 7, 2), date(2026, 7, 7))


def test_a_line_stands_for_a_number_of_structures():
    steps.check_count(4)
    with pytest.raises(Refused, match="1 至 999"):
        steps.check_count(0)


def test_a_household_is_told_by_its_address_then_its_name():
    assert steps.house_key("张三", "3号楼 2单元 501", "") == "3号楼2单元501"
    assert steps.house_key("张三", "", "西侧") == "张三"
    assert steps.house_key("", "", "西侧") == "西侧"


def test_distances_are_good_within_a_city():
    metres = near.metres_between(31.25, 120.60, 31.2505, 120.6005)
    south, north, west, east = near.box(31.25, 120.60, 60)

    assert 72 < metres < 75
    assert south < 31.25 < north
    assert (east - west) > (north - south)
