"""Visits, inspections, cleaning, shop-fronts, rosters and the catalogue of kinds."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from youju.kernel.quantity import Quantity
from youju.kernel.quantity_text import parse_quantity
from youju.kernel.refusal import Refused
from youju.patrols.kinds import as_json, from_json, load_kinds, read_kinds
from youju.patrols.rules import cleaning, rosters, visits
from youju.patrols.rules.visits import Fault, Readiness

NOW = datetime(2026, 7, 8, 4, 0, tzinfo=UTC)
TODAY = date(2026, 7, 8)
ITEMS = {"scale": "出入口有公平秤", "smoke": "没有人吸烟"}


def refused(field, do, *args):
    with pytest.raises(Refused) as told:
        do(*args)
    assert told.value.field == field
    return told.value.message


def test_a_visit_of_the_day_before_yesterday_is_late_and_one_ahead_is_refused():
    assert not visits.check_times(NOW - timedelta(hours=24), NOW)
    assert visits.check_times(NOW - timedelta(hours=25), NOW)
    assert not visits.check_times(NOW + timedelta(minutes=10), NOW)
    refused("done_at", visits.check_times, NOW + timedelta(minutes=11), NOW)


def test_a_fault_takes_the_words_of_its_item_where_nothing_was_written():
    found = visits.check_faults(ITEMS, ["smoke"], [Fault("scale", " "), Fault("", "入口堆物")])

    assert [one.text for one in found] == ["未做到：出入口有公平秤", "入口堆物"]


@pytest.mark.parametrize(
    ("passed", "faults"),
    [
        (["drain"], []),
        ([], [Fault("drain", "积水")]),
        (["scale"], [Fault("scale", "没有检定标")]),
        ([], [Fault("", "")]),
        ([], [Fault("", "长" * 201)]),
        ([], [Fault("", "堆物")] * 61),
    ],
)
def test_findings_that_cannot_be_are_refused(passed, faults):
    refused("items", visits.check_faults, ITEMS, passed, faults)


@pytest.mark.parametrize("lines", [[], [" "], ["甲"] * 2, ["长" * 81], [str(n) for n in range(61)]])
def test_lines_of_a_checklist_are_few_short_and_different(lines):
    assert visits.check_lines([" 甲 ", "", "乙"]) == ["甲", "乙"]
    refused("items", visits.check_lines, lines)


@pytest.mark.parametrize("told", ["0", "2.5", "5车", "3至5"])
def test_people_are_one_whole_number(told):
    visits.check_people(None)
    visits.check_people(parse_quantity("360余人", "人次"))
    refused("people", visits.check_people, parse_quantity(told, "人次"))
    refused("people", visits.check_people, Quantity(None, "人次", "多"))


def test_what_is_missing_must_be_told_and_goes_when_the_place_is_ready():
    assert visits.check_readiness(Readiness.MISSING, " 公平秤 ") == "公平秤"
    assert visits.check_readiness(Readiness.REPAIR, "公平秤") == "公平秤"
    assert visits.check_readiness(Readiness.READY, "公平秤") == ""
    refused("missing", visits.check_readiness, Readiness.MISSING, " ")


def test_a_position_is_whole_and_on_earth():
    visits.check_position(None, None)
    visits.check_position(31.2, 120.4)
    refused("lng", visits.check_position, 31.2, None)
    refused("lat", visits.check_position, 120.4, 31.2)


def test_the_countdown():
    assert visits.days_left(date(2026, 7, 31), TODAY) == 23
    assert visits.days_left(TODAY, TODAY) == 0
    assert visits.days_left(date(2026, 7, 1), TODAY) == -7


def test_a_result_before_the_day_and_one_that_cannot_be_are_refused():
    score = (Decimal("92.5"), Decimal(100), 3, 12)
    visits.check_result(TODAY, TODAY, *score)
    visits.check_result(TODAY, TODAY, None, None, None, None)
    refused(None, visits.check_result, date(2026, 7, 9), TODAY, *score)
    refused("score", visits.check_result, TODAY, TODAY, Decimal(-1), None, None, None)
    refused("score", visits.check_result, TODAY, TODAY, Decimal(101), Decimal(100), None, None)
    refused("rank", visits.check_result, TODAY, TODAY, None, None, 13, 12)


def test_points_lost_add_up_to_what_the_score_lacks():
    full, score = Decimal(100), Decimal("92.5")
    visits.check_lost(None, score, full, Decimal(0))
    visits.check_lost(Decimal(3), None, None, Decimal(0))
    visits.check_lost(Decimal("7.5"), score, full, Decimal(0))
    refused("points", visits.check_lost, Decimal(0), score, full, Decimal(0))
    said = refused("points", visits.check_lost, Decimal(5), score, full, Decimal(4))
    assert "只余 3.5 分" in said


def test_areas_are_ranked_by_the_mean_of_their_checks():
    given = {
        1: [Decimal(90), Decimal(95)],
        2: [Decimal(98), Decimal(99)],
        3: [Decimal(100)],
        4: [],
        5: [Decimal("92.5"), Decimal("92.5")],
        6: [Decimal(80), Decimal(81), Decimal(81)],
    }

    found = [(one.area, one.score, one.rank) for one in cleaning.compare(given)]

    assert found == [
        (2, Decimal("98.5"), 1),
        (1, Decimal("92.5"), 2),
        (5, Decimal("92.5"), 2),
        (6, Decimal("80.7"), 4),
        (3, Decimal("100.0"), None),  # one lucky day decides nothing
        (4, None, None),
    ]


def test_scores_months_and_money():
    cleaning.check_score(Decimal(100))
    refused("score", cleaning.check_score, Decimal(101))
    cleaning.check_month_over(date(2026, 6, 30), TODAY)
    refused(None, cleaning.check_month_over, date(2026, 7, 31), TODAY)
    cleaning.check_money(Decimal(200), Decimal(0))
    refused("reward", cleaning.check_money, Decimal(-1), Decimal(0))
    refused("penalty", cleaning.check_money, Decimal(1), Decimal(1))


def test_three_failures_in_a_month_make_a_repeated_breaker():
    assert not cleaning.is_repeated(2)
    assert cleaning.is_repeated(3)


def test_a_round_names_faults_of_its_own_shops():
    cleaning.check_round({1, 2}, {1: "店外堆物"})
    refused(None, cleaning.check_round, set(), {})
    refused(None, cleaning.check_round, {1}, {2: "店外堆物"})
    refused("faults", cleaning.check_round, {1}, {1: " "})


def test_turns_go_round_day_by_day():
    found = list(rosters.turns(date(2026, 7, 30), date(2026, 8, 1), ["甲", "乙"]))

    assert found == [
        (date(2026, 7, 30), "甲"),
        (date(2026, 7, 31), "乙"),
        (date(2026, 8, 1), "甲"),
    ]
    for args in (
        (date(2026, 7, 2), date(2026, 7, 1), ["甲"]),
        (date(2026, 1, 1), date(2026, 4, 11), ["甲"]),
        (date(2026, 7, 1), date(2026, 7, 2), []),
    ):
        with pytest.raises(Refused):
            list(rosters.turns(*args))


def test_swaps_and_calls_that_cannot_be_are_refused():
    rosters.check_swap(TODAY, TODAY, False, False)
    refused(None, rosters.check_swap, date(2026, 7, 7), TODAY, False, False)
    refused(None, rosters.check_swap, TODAY, TODAY, True, False)
    refused("to", rosters.check_swap, TODAY, TODAY, False, True)
    rosters.check_call(NOW, None, NOW)
    refused("called_at", rosters.check_call, NOW + timedelta(hours=1), None, NOW)
    refused("answered_at", rosters.check_call, NOW, NOW - timedelta(minutes=1), NOW)


def test_an_answer_is_told_in_minutes():
    assert rosters.minutes_taken(NOW, NOW + timedelta(minutes=18, seconds=40)) == 18
    assert rosters.minutes_taken(NOW, None) is None


def test_the_shipped_catalogue_has_kinds_with_checklists():
    kinds = load_kinds()

    assert len(kinds) >= 40
    assert all(one.items for one in kinds)
    market = next(one for one in kinds if one.code == "market")
    assert market.label == "农贸市场"
    assert market.item("scale").basis == "SD-MKT-05"
    assert market.item("nothing") is None
    assert from_json(as_json(market)) == market


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("kinds: [", "第 1 行"),
        ("kinds: 5", "读不出来"),
        ("other: 1", "读不出来"),
        ("kinds:\n- {code: Bad, label: a, group: b, items: []}", "代码“Bad”"),
        ("kinds:\n- {code: empty, label: a, group: b, items: []}", "没有检查项"),
        ("kinds:\n- {code: aa, label: a, group: b, with: [none], items: []}", "读不出来"),
        ("kinds:\n- {code: aa, label: a, group: b, items: [{code: xx, text: t}, {code: xx, text: t}]}", "写了两次"),
        ("kinds:\n- {code: aa, label: a, group: b, items: [{code: xx, text: t}]}\n- {code: aa, label: a, group: b, items: [{code: xx, text: t}]}", "写了两次"),
    ],
)  # fmt: skip
def test_a_wrong_catalogue_file_is_named(text, why):
    with pytest.raises(Refused, match=why):
        read_kinds(text)
