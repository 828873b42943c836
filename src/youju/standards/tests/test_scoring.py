"""Every way of scoring that exists side by side, with figures worked out by hand."""

from decimal import Decimal

import pytest

from youju.standards.rules.outcome import Gap, Reading, State
from youju.standards.rules.scoring import score
from youju.standards.spec import RuleSpec

D = Decimal

BY_COUNT = {
    "by": "count",
    "levels": [
        {"name": "A", "at": ">=5", "share": 1},
        {"name": "B", "at": ">=4", "share": "0.7"},
        {"name": "C", "at": ">=3", "share": "0.4"},
        {"name": "C#", "at": "其余", "share": 0},
    ],
}
NOISE = {
    "levels": [
        {"name": "A", "at": "<60", "share": 1},
        {"name": "B", "at": "<65", "share": "0.6"},
        {"name": "C", "at": "≥65", "share": 0},
    ]
}
AWARE = {
    "levels": [
        {"name": "A", "at": ">=95", "share": 1},
        {"name": "B", "at": ">=80", "share": "0.7"},
        {"name": "C", "at": ">=70", "share": "0.4"},
        {"name": "C#", "at": "<70", "share": 0},
    ]
}


def scored(kind, given, weight=5, **readings):
    return score(RuleSpec(kind, given), readings, D(weight))


def figure(value, low=None, high=None, **more):
    return Reading(
        D(str(value)),
        None if low is None else D(str(low)),
        None if high is None else D(str(high)),
        **more,
    )


NOTHING = Reading(None)
ABSENT = Reading(None, absent=True)
YES, NO = figure(100), figure(0)


# 分档 levels


@pytest.mark.parametrize(
    ("met", "level", "share", "state"),
    [
        (5, "A", "1", State.PASS),
        (4, "B", "0.7", State.PART),
        (3, "C", "0.4", State.PART),
        (2, "C#", "0", State.FAIL),
    ],
)
def test_levels_go_by_the_number_of_standards_met(met, level, share, state):
    inputs = {f"s{n}": YES if n <= met else NO for n in range(1, 6)}

    found = scored("levels", BY_COUNT, **inputs)

    assert (found.level, found.share, found.state) == (level, D(share), state)
    assert (found.low, found.high) == (D(share), D(share))


@pytest.mark.parametrize(
    ("decibel", "level", "share"),
    [("59.9", "A", "1"), ("60", "B", "0.6"), ("64.9", "B", "0.6"), ("65", "C", "0")],
)
def test_levels_go_by_a_value_where_less_is_better(decibel, level, share):
    found = scored("levels", NOISE, main=figure(decibel))

    assert (found.level, found.share) == (level, D(share))


@pytest.mark.parametrize(
    ("rate", "level"), [("95", "A"), ("94.9", "B"), ("80", "B"), ("70", "C"), ("69.9", "C#")]
)
def test_levels_of_an_awareness_rate(rate, level):
    assert scored("levels", AWARE, main=figure(rate)).level == level


def test_levels_over_a_survey_interval_give_the_least_and_the_greatest_share():
    found = scored("levels", AWARE, main=figure("93.4", "79.2", "95.6", told="93.4%"))

    assert (found.level, found.share, found.low, found.high) == ("B", D("0.7"), D("0.4"), D(1))
    assert found.actual == "93.4%"


def test_a_level_that_holds_at_one_figure_only_counts_inside_an_interval():
    given = {
        "levels": [
            {"name": "A", "at": "=100", "share": 1},
            {"name": "B", "at": ">90", "share": "0.5"},
        ]
    }

    found = scored("levels", given, main=figure(98, 96, 100))

    assert (found.share, found.low, found.high) == (D("0.5"), D("0.5"), D(1))
    assert scored("levels", given, main=figure(80)).share == 0


def test_a_value_by_count_may_come_as_one_figure():
    assert scored("levels", BY_COUNT, main=figure(4)).level == "B"


def test_five_roads_looked_at_come_in_percent():
    roads = {
        "levels": [
            {"name": "A", "at": "=100", "share": 1},
            {"name": "B", "at": ">=80", "share": "0.6"},
        ]
    }

    found = scored("levels", roads, main=figure(60, known=5, needed=5))

    assert (found.level, found.share, found.state) == ("", D(0), State.FAIL)


# 达标项数 met


@pytest.mark.parametrize(
    ("met", "share"), [(3, "1"), (2, "0.6666666667"), (1, "0.3333333333"), (0, "0")]
)
def test_points_go_by_the_number_of_standards_met(met, share):
    inputs = {f"s{n}": YES if n <= met else NO for n in range(1, 4)}

    found = scored("met", {"points": {3: 3, 2: 2, 1: 1, 0: 0}}, **inputs)

    assert round(found.share, 10) == D(share)
    assert found.actual == f"3 项中 {met} 项达到"


def test_a_standard_nobody_has_looked_at_widens_the_range():
    found = scored("met", {"points": {3: 3, 2: 2, 1: 1, 0: 0}}, a=YES, b=NOTHING, c=NO)

    assert round(found.low, 4) == D("0.3333")
    assert round(found.high, 4) == D("0.6667")
    assert round(found.share, 4) == D("0.3333")  # one of two looked at: 1.5 of 3, whole ones count
    assert [(gap.text, gap.cause, gap.share > 0) for gap in found.gaps] == [
        ("c：应≥100，现为 0", "figure", True),
        ("“b”还没有查", "unseen", False),
    ]


def test_what_was_looked_at_in_part_does_not_pass_yet():
    found = scored("met", {"points": {2: 2, 1: 1}}, a=YES, b=NOTHING)

    assert (found.state, found.share, found.low, found.high) == (State.PART, D(1), D("0.5"), D(1))


def test_a_standard_may_have_a_norm_of_its_own():
    given = {"points": {2: 2, 1: 1, 0: 0}, "at": {"meetings": ">=3", "plan": ">=1"}}

    found = scored("met", given, meetings=figure(2), plan=figure(1))

    assert found.share == D("0.5")
    assert [gap.text for gap in found.gaps] == ["meetings：应≥3，现为 2"]


def test_a_standard_that_does_not_exist_is_not_counted():
    given = {"each": True}

    assert scored("conform", given, a=YES, b=ABSENT).share == 1
    assert scored("conform", given, a=ABSENT, b=ABSENT).state is State.ABSENT
    assert scored("conform", given).state is State.UNKNOWN


def test_papers_in_percent_may_stand_for_so_many_standards():
    three = {"points": {3: 3, 2: 2, 1: 1, 0: 0}, "of": 3}
    five = BY_COUNT | {"of": 5}

    assert round(scored("met", three, main=figure("66.6")).share, 4) == D("0.6667")
    assert scored("levels", five, main=figure(80, 60, 100)).level == "B"
    assert scored("levels", five, main=figure(80, 60, 100)).low == D("0.4")
    assert scored("met", three, main=NOTHING).state is State.UNKNOWN


# 符合性 conform


def test_conformity_asks_for_all_of_the_coded_standards():
    inputs = {"公交-01-01": YES, "公交-01-02": YES, "公交-01-03": NO}

    found = scored("conform", {}, **inputs)

    assert (found.share, found.state) == (D(0), State.FAIL)
    assert scored("conform", {}, **(inputs | {"公交-01-03": YES})).state is State.PASS


def test_conformity_may_count_each_standard_alike():
    found = scored("conform", {"each": True}, a=YES, b=YES, c=NO, d=YES)

    assert (found.share, found.state) == (D("0.75"), State.PART)
    assert found.ladder == (D("0.75"), D(1))


def test_a_checklist_alone_conforms_at_a_hundred_percent():
    assert scored("conform", {}, main=figure(99)).share == 0
    assert scored("conform", {}, main=figure(100)).share == 1
    assert scored("conform", {"each": True}, main=figure(80)).share == D("0.8")


def test_lamps_fitted_and_lit_have_norms_of_their_own():
    given = {"at": {"fitted": "=100", "lit": ">=99"}}

    assert scored("conform", given, fitted=figure(100), lit=figure("99.2")).share == 1
    assert scored("conform", given, fitted=figure(100), lit=figure("98.9")).share == 0


def test_an_interval_across_the_norm_may_be_met_or_not():
    found = scored("conform", {"each": True, "at": {"a": ">=90"}}, a=figure(92, 88, 96), b=YES)

    assert (found.share, found.low, found.high) == (D(1), D("0.5"), D(1))


def test_nothing_looked_at_is_unknown_with_all_of_the_range():
    found = scored(
        "conform", {"each": True}, a=NOTHING, b=Reading(None, gaps=(Gap("没去过", D(1), "unseen"),))
    )

    assert (found.state, found.share, found.low, found.high) == (State.UNKNOWN, None, D(0), D(1))
    assert [gap.text for gap in found.gaps] == ["“a”还没有查", "没去过"]


# 扣分 deduct


def test_two_points_off_for_each_notice_missing_on_three_roads():
    rule = {"each": 2, "need": 5, "full": 30}

    found = scored("deduct", rule, road1=figure(5), road2=figure(3), road3=figure(8))

    assert (
        found.share == D(26) / 30
    )  # two missing on one road; three too many elsewhere make up for none
    assert found.actual == "缺 2"


def test_points_come_off_down_to_nothing_or_to_the_most():
    assert scored("deduct", {"each": 2}, weight=10, main=figure(7)).share == 0
    assert scored("deduct", {"each": 2, "most": 6}, weight=10, main=figure(7)).share == D("0.4")
    assert scored("deduct", {"each": 2}, weight=10, main=figure(0)).state is State.PASS


def test_each_fault_found_at_a_place_comes_off():
    gaps = tuple(Gap(text, D("0.1"), "place", 3) for text in ("垃圾一处", "积水一处", "坑洼一处"))

    found = scored("deduct", {"each": 1, "by": "gaps"}, weight=5, main=figure(70, gaps=gaps))

    assert found.share == D("0.4")
    assert [gap.share for gap in found.gaps] == [D("0.2")] * 3
    assert found.ladder == (D("0.4"), D("0.6"), D("0.8"), D(1))


def test_a_road_not_walked_may_miss_anything():
    found = scored("deduct", {"each": 2, "need": 5, "full": 20}, a=figure(4), b=NOTHING)

    assert (found.share, found.low, found.high) == (D("0.8"), D(0), D("0.9"))


def test_a_count_between_bounds_gives_a_range():
    found = scored("deduct", {"each": 2, "need": 5, "full": 10}, main=figure(4, 3, 5))

    assert (found.share, found.low, found.high) == (D("0.8"), D("0.6"), D(1))


def test_deducting_from_nothing_known_and_from_what_does_not_exist():
    assert scored("deduct", {"each": 2, "need": 5}, a=NOTHING, b=NOTHING).state is State.UNKNOWN
    assert scored("deduct", {"each": 2, "by": "gaps"}, a=NOTHING).state is State.UNKNOWN
    assert scored("deduct", {"each": 2}, a=ABSENT).state is State.ABSENT
    assert scored("deduct", {"each": 2}).state is State.UNKNOWN


# 得分率 rate, 达标线 threshold, 分项合成 blend, 人工评定 judged


def test_a_rate_gives_as_many_percent_of_the_points():
    found = scored("rate", {}, main=figure("91.3", "88.1", "94.5"))

    assert (found.share, found.low, found.high) == (D("0.913"), D("0.881"), D("0.945"))


def test_broadcasts_count_against_a_base_number():
    assert scored("rate", {"of": 8}, main=figure(6)).share == D("0.75")
    assert scored("rate", {"of": 4}, main=figure(9)).share == 1


def test_a_norm_is_met_or_not():
    found = scored("threshold", {"at": "≥300"}, main=figure(167))

    assert (found.share, found.state) == (D(0), State.FAIL)
    assert [(gap.text, gap.share, gap.cause) for gap in found.gaps] == [
        ("应≥300，现为 167", D(1), "figure")
    ]
    assert found.ladder == (D(0), D(1))
    assert scored("threshold", {"at": "≥300"}, main=figure(312)).state is State.PASS


@pytest.mark.parametrize(
    ("at", "value", "share"),
    [
        ("≥300", 60, "0.2"),
        ("≤15", 20, "0.75"),
        ("<15", 15, "1"),
        ("=100", 50, "0"),
        ("≥300", 0, "0"),
        (">8", 4, "0.5"),
        ("≤0", 2, "0"),
    ],
)
def test_part_of_a_norm_may_count(at, value, share):
    assert scored("threshold", {"at": at, "partial": True}, main=figure(value)).share == D(share)


def test_a_rate_over_places_reaches_its_norm_before_all_are_right():
    gaps = tuple(Gap(f"{n}号", D("0.1"), "place", n) for n in range(1, 5))

    found = scored("threshold", {"at": "≥80"}, main=figure(60, known=10, needed=10, gaps=gaps))

    assert found.ladder == (D(0), D(0), D(1), D(1), D(1))


def test_places_not_visited_lose_nothing_yet_and_stand_last():
    gaps = (Gap("三处没去过", D("0.3"), "unseen"), Gap("积水", D("0.1"), "place", 4))

    found = scored("rate", {}, main=figure(90, 60, 90, gaps=gaps))

    assert [(gap.text, gap.share) for gap in found.gaps] == [
        ("积水", D("0.1")),
        ("三处没去过", D(0)),
    ]
    assert (found.low, found.high) == (D("0.6"), D("0.9"))


def test_residents_and_observers_count_seventy_to_thirty():
    rule = {"parts": {"residents": 70, "observers": 30}}

    found = scored("blend", rule, residents=figure(90, 86, 94), observers=figure(80))

    assert (found.share, found.low, found.high) == (D("0.87"), D("0.842"), D("0.898"))
    assert sum(gap.share for gap in found.gaps) == D("0.13")


def test_a_part_nobody_has_asked_widens_the_blend():
    rule = {"parts": {"residents": 70, "observers": 30}}

    found = scored("blend", rule, residents=figure(100), observers=NOTHING)

    assert (found.state, found.share, found.low, found.high) == (State.PART, D(1), D("0.7"), D(1))
    assert scored("blend", rule).state is State.UNKNOWN


def test_a_part_that_does_not_exist_leaves_the_blend():
    rule = {"parts": {"residents": 70, "observers": 30}}

    assert scored("blend", rule, residents=figure(60), observers=ABSENT).share == D("0.6")
    assert scored("blend", rule, residents=ABSENT, observers=ABSENT).state is State.ABSENT
    assert scored("blend", {"parts": {"a": 1, "b": 0}}, a=ABSENT, b=YES).state is State.UNKNOWN


def test_a_part_may_have_a_norm_of_its_own():
    rule = {
        "parts": {"take_part": 50, "satisfied": 50},
        "at": {"take_part": ">95", "satisfied": ">90"},
    }

    assert scored("blend", rule, take_part=figure(96), satisfied=figure(88)).share == D("0.5")


def test_a_province_counts_106_points_in_four_parts():
    parts = {"materials": "39.7", "site": "46.3", "survey": 10, "office": 10}

    found = scored(
        "blend",
        {"parts": parts},
        weight=106,
        materials=figure(90),
        site=figure(80),
        survey=figure(100),
        office=figure(100),
    )

    # 35.73 + 37.04 + 10 + 10 = 92.77
    assert round(found.share * 106, 2) == D("92.77")


def test_somebody_judges_and_the_cause_says_so():
    found = scored("judged", {}, main=figure(60))

    assert (found.share, found.gaps[0].cause, found.gaps[0].text) == (D("0.6"), "judged", "现为 60")


def test_bounds_without_a_figure_may_still_decide():
    assert scored("threshold", {"at": ">=60"}, main=Reading(None, D(70), D(90))).state is State.PASS
    found = scored("rate", {}, main=Reading(None, D(20), D(70)))
    assert (found.state, found.share, found.low, found.high) == (
        State.UNKNOWN,
        None,
        D("0.2"),
        D("0.7"),
    )


def test_bounds_given_the_wrong_way_round_are_turned():
    found = scored("rate", {}, main=figure(50, 60, 40))

    assert (found.low, found.high) == (D("0.4"), D("0.6"))


def test_a_lone_input_may_have_any_name():
    assert scored("rate", {}, residents=figure(70)).share == D("0.7")
    assert scored("rate", {}).state is State.UNKNOWN
