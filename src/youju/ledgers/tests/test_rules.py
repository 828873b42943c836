"""What an entry counts, how it is called, what is odd about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from youju.kernel.periods import UNKNOWN, Grain, parse_period
from youju.kernel.refusal import Refused
from youju.ledgers import dues, rules
from youju.ledgers.loader import load_catalogue
from youju.ledgers.tests.world import NOON
from youju.ledgers.values import read_values

TODAY = date(2026, 7, 8)
LEDGERS = {ledger.code: ledger for ledger in load_catalogue()}


def values(code: str, **typed: str):
    kept, errors = read_values(LEDGERS[code].fields, typed, today=TODAY)
    assert not errors
    return kept


def counted(code: str, **typed: str) -> dict[str, str]:
    found = rules.figures_of(LEDGERS[code], values(code, **typed))
    return {one.measure: one.quantity.text() for one in found}


def test_an_entry_counts_only_what_was_told():
    assert counted("printed", name="一封信", kind="传单", given="3000余") == {
        "printed.entries": "1次",
        "printed.given": "3000余份",
    }


def test_a_condition_keeps_a_figure_to_its_measure():
    used = counted("media", headline="甲", state="已采用", level="省级", items="2")
    sent = counted("media", headline="甲", state="已报送", items="2")
    assert "media.sent" not in used and used["media.used_province"] == "2条"
    assert sent == {"media.sent": "2条"}


def test_what_is_registered_as_lacking_is_a_zero_that_is_known():
    lacking = counted("room_set", item="一场", name="健身场", state="未配")
    there = counted("room_set", item="一场", name="健身场", state="已配")

    assert lacking == {"room_set.ground": "0处", "room_set.missing": "1样"}
    assert there == {"room_set.ground": "1处"}


def test_different_things_are_told_apart_by_name_not_by_spaces():
    one = rules.distinct_token("金桥 书店")
    assert one == rules.distinct_token("金桥书店") != rules.distinct_token("桂苑书店")
    assert rules.distinct_token("（ ）") == ""
    assert counted("media", headline="甲", state="已报送") == {}


def test_a_title_follows_its_pattern_or_falls_back():
    boards = LEDGERS["boards"]
    assert rules.title_of(boards, values("boards", kind="横幅", place="金桥路")) == "金桥路横幅"
    visit = LEDGERS["visits"]
    assert rules.title_of(visit, values("visits", occasion="春节慰问", kind="慰问")) == "春节慰问"
    assert rules.title_of(visit, values("visits", occasion="春节", kind="慰问")) == "春节慰问"
    assert rules.title_of(LEDGERS["cleanup"], {}) == "环境卫生整治行动"
    assert rules.title_of(replace(boards, title=""), {}) == "宣传阵地"


def test_parts_are_held_against_the_whole():
    def said(**typed: str) -> list[str]:
        return rules.warnings_of(LEDGERS["seizures"], values("seizures", case="甲", **typed))

    assert said(filed="17", filed_video="3", filed_net="8", filed_show="6") == []
    assert said(filed="17", filed_video="3") == []
    assert said(filed="约17", filed_video="3", filed_net="8", filed_show="5") == []
    assert said(filed="17", filed_video="3余", filed_net="8", filed_show="5") == []
    assert said(filed_video="3") == []
    assert said(filed="17", filed_video="18") == [
        "“立案”填了 17，分项 18 合计 18，相差 1，请核对。"
    ]
    assert said(filed="17", filed_video="3", filed_net="8", filed_show="5") == [
        "“立案”填了 17，分项 3 + 8 + 5 合计 16，相差 1，请核对。"
    ]


def test_two_times_over_a_day_apart_are_marked():
    assert rules.is_late(NOON - timedelta(hours=25), NOON)
    assert rules.is_late(NOON + timedelta(hours=25), NOON)
    assert not rules.is_late(NOON - timedelta(hours=24), NOON)
    assert not rules.recorded_late(parse_period("2026-07-07"), TODAY)
    assert rules.recorded_late(parse_period("2026-07-06"), TODAY)
    assert not rules.recorded_late(UNKNOWN, TODAY)


@pytest.mark.parametrize(
    ("code", "period", "said"),
    [
        ("cleanup", "2026-07-09", "还没有到"),
        ("cleanup", "1921-07-01", "太早"),
        ("lamps", "2026-05", "要填到日"),
        ("lamps", "?", "请填安装日期"),
    ],
)
def test_a_time_the_ledger_does_not_take_is_refused(code, period, said):
    with pytest.raises(Refused, match=said):
        rules.check_period(LEDGERS[code], parse_period(period), TODAY)


def test_a_time_the_ledger_takes_passes():
    rules.check_period(LEDGERS["cleanup"], UNKNOWN, TODAY)
    rules.check_period(LEDGERS["cleanup"], parse_period("2026H2"), TODAY)
    rules.check_until(LEDGERS["lamps"], parse_period("2026-05-01"), date(2026, 5, 2), TODAY)


@pytest.mark.parametrize(
    ("code", "until", "said"),
    [
        ("cleanup", date(2026, 7, 1), "不登记撤除日期"),
        ("lamps", date(2026, 7, 9), "还没有到"),
        ("lamps", date(2026, 4, 30), "撤除日期早于安装日期"),
        ("problems", date(2026, 7, 9), "解决日期还没有到"),
    ],
)
def test_an_end_that_cannot_be_is_refused(code, until, said):
    with pytest.raises(Refused, match=said):
        rules.check_until(LEDGERS[code], parse_period("2026-05-01"), until, TODAY)


def test_a_thing_counts_until_it_is_removed():
    lamps, begun = LEDGERS["lamps"], parse_period("2026-05-01")
    assert rules.spans_of(lamps, begun, None) == [(begun, False)]
    assert rules.spans_of(lamps, begun, date(2026, 5, 20)) == [(parse_period("2026-05-20"), True)]
    assert rules.spans_of(lamps, begun, date(2026, 6, 20)) == [
        (begun, False),
        (parse_period("2026-06-20"), True),
    ]


def test_a_correction_tells_what_changed_in_words():
    before = values("cleanup", action="甲", place="乙", note="长" * 100)
    after = values("cleanup", action="甲", place="丙", note="短")
    assert rules.changed(LEDGERS["cleanup"], before, after) == [
        {"label": "地点", "old": "乙", "new": "丙"},
        {"label": "说明", "old": "长" * 80 + "……", "new": "短"},
    ]


def test_an_entry_leads_to_another_ledger_filled_in_from_it():
    kept = {"business": "金桥音像店", "result": "移送查处", "place": "金桥路"}

    assert rules.follows(LEDGERS["inspections"], kept) == {
        "case": "金桥音像店",
        "business": "金桥音像店",
        "place": "金桥路",
    }
    assert rules.follows(LEDGERS["inspections"], kept | {"result": "合格"}) is None
    assert rules.follows(LEDGERS["lamps"], kept) is None


def test_what_the_shipped_ledgers_lead_to_is_there():
    for ledger in LEDGERS.values():
        if ledger.follow is not None:
            keys = {field.key for field in LEDGERS[ledger.follow.ledger].fields}
            assert {key for key, _own in ledger.follow.fill} <= keys, ledger.code


def test_what_was_told_is_given_by_field():
    ledger = LEDGERS["problems"]
    kept = {"problem": "楼道门破旧", "by": "2026-09-30"}
    assert rules.told(ledger, kept) == {"problem": "楼道门破旧", "by": "2026年9月30日"}
    assert rules.told(ledger, {"by": "年底"})["by"] == "年底"
    ledger = LEDGERS["cleanup"]
    told = rules.told(ledger, values("cleanup", action="清扫", place="甲", rubbish="约3"))
    assert told == {"action": "清扫", "place": "甲", "rubbish": "约3车"}


def test_sums_of_a_half_year_from_an_old_report_are_not_one_more_action():
    told = values("cleanup", action="清理", place="甲", rubbish="50余")

    found = rules.figures_of(LEDGERS["cleanup"], told, summary=True)

    assert [one.quantity.text() for one in found] == ["50余车"]
    assert rules.is_summary("reader", Grain.HALF)
    assert not rules.is_summary("reader", Grain.DAY)
    assert not rules.is_summary("form", Grain.HALF)


def test_what_was_mended_counts_on_its_day_and_what_was_found_when_it_was_told():
    told = {"place": "北巷", "kind": "下水道", "fault": "堵塞", "places": "1", "state": "已修复"}
    found = rules.figures_of(LEDGERS["drains"], values("drains", **told, fixed="2026-06-03"))
    unknown = rules.figures_of(LEDGERS["drains"], values("drains", **told))

    days = {one.measure: one.day for one in found}
    assert days == {"drains.found": None, "drains.fixed": date(2026, 6, 3)}
    assert all(one.day is None for one in unknown)


def test_a_day_that_something_counts_on_is_neither_ahead_nor_before_it_was_found():
    drains, found = LEDGERS["drains"], parse_period("2026-05-04")

    def said(fixed: str) -> dict[str, str]:
        return dues.faults(drains, {"fixed": fixed}, found, TODAY)

    assert "还没有到" in said("2026-07-09")["fixed"] and "早于" in said("2026-05-03")["fixed"]
    assert said("2026-05-04") == {} == dues.faults(drains, {"fixed": "2020-01-01"}, UNKNOWN, TODAY)
