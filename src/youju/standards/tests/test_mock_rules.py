"""The arithmetic of mock assessments, typed from the agreed rules."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from youju.kernel.refusal import Refused
from youju.standards.rules import mock
from youju.standards.rules.drawing import Asked, Lot, draw, lot_from, wanted
from youju.standards.rules.mock import Answer, Mark, Stop

YES, NO, NA = Mark.YES, Mark.NO, Mark.NA
KNOWN = {"a": "路面平整", "b": "路灯亮"}


def lot(number, per="", pairs=None):
    pairs = pairs or tuple((one, 0) for one in range(1, 11))
    return Lot(Asked("alley", number, per), "背街小巷", pairs)


def test_the_same_seed_draws_the_same_places_on_any_machine():
    # The order of sha256("20260708\nalley\n<id>"), worked out by hand with sha256sum.
    assert draw(lot(3), "20260708") == (10, 5, 8)
    assert draw(lot(3), "20260709") != (10, 5, 8)
    assert draw(lot(99), "x") == draw(lot(10), "x") and len(draw(lot(99), "x")) == 10


def test_each_group_gets_its_own_number_and_later_candidates_change_nobody_elses_order():
    pairs = tuple((one, 1 if one < 6 else 2) for one in range(1, 11))
    found = draw(lot(2, "district", pairs), "s")

    assert len(found) == 4 and len(draw(lot(2, "district"), "s")) == 2
    assert sum(one < 6 for one in found) == 2
    assert [one for one in draw(lot(11, pairs=(*lot(1).candidates, (11, 0))), "s") if one != 11] == list(draw(lot(10), "s"))  # fmt: skip


def test_a_lot_is_kept_and_read_again_as_it_was():
    kept = Lot(Asked("alley", 2, items=("3.1",)), "背街小巷", ((1, 0), (2, 0)), (2,))

    assert lot_from({**kept.as_json(), "candidates": [[1, 0], [2, 0]]}) == kept


def test_items_that_want_the_same_kind_share_the_largest_draw():
    found = wanted([Asked("alley", 2, items=("1",)), Asked("alley", 5, "district", items=("2",)), Asked("square", 1)])  # fmt: skip

    assert [(one.of, one.number, one.per, one.items) for one in found] == [
        ("alley", 5, "district", ("1", "2")),
        ("square", 1, "", ()),
    ]


def test_agreement_and_kappa_of_a_known_table():
    # 20 both yes, 15 both no, 5 yes/no, 10 no/yes: po 0.7, pe 0.5, kappa 0.4 (the textbook table).
    pairs = [(YES, YES)] * 20 + [(NO, NO)] * 15 + [(YES, NO)] * 5 + [(NO, YES)] * 10

    found = mock.agreement(pairs)

    assert (found.n, found.same) == (50, 35)
    assert found.share == Decimal("70.0")
    assert found.kappa == Decimal("0.40")


def test_no_kappa_where_chance_explains_all_or_nobody_scored_twice():
    assert mock.agreement([(YES, YES)] * 9) == mock.Agreement(9, 9, Decimal("100.0"), None)
    assert mock.agreement([]) == mock.Agreement(0, 0, None, None)


def test_what_counts_of_a_check():
    assert mock.final([]) is None
    assert mock.final([YES]) is YES
    assert mock.final([NO, NO]) is NO
    assert mock.final([YES, NO]) is None
    assert mock.final([YES, NO], NO) is NO


def test_not_applicable_and_undecided_leave_the_share_alone():
    found = mock.tally([YES, YES, NO, NA, None])

    assert (found.yes, found.no, found.na, found.undecided) == (2, 1, 1, 1)
    assert found.share == Decimal("66.7")
    assert found.points(Decimal(3)) == Decimal("2.00")
    assert mock.tally([NA]).share is None and mock.tally([NA]).points(Decimal(3)) is None


def test_a_route_goes_from_the_north_to_the_nearest_and_leaves_the_unplaced_for_last():
    stops = [Stop(1, "b"), Stop(2, "", 30.0, 104.0), Stop(3, "", 30.5, 104.0), Stop(4, "", 30.4, 104.0), Stop(5, "a")]  # fmt: skip

    assert [one.id for one in mock.route(stops)] == [3, 4, 2, 5, 1]
    assert mock.route([]) == []


def test_routes_are_cut_evenly():
    assert mock.split([1, 2, 3, 4, 5], 2) == [[1, 2, 3], [4, 5]]
    assert mock.split([1], 2) == [[1], []]


def test_the_share_of_double_scoring_is_drawn_by_the_seed():
    ids = list(range(1, 21))

    assert len(mock.doubles(ids, 20, "s")) == 4
    assert mock.doubles(ids, 20, "s") == mock.doubles(ids, 20, "s")
    assert len(mock.doubles([1, 2], 1, "s")) == 1
    assert mock.doubles(ids, 0, "s") == set() == mock.doubles([], 50, "s")


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"a": Answer(YES), "c": Answer(YES)}, "检查表里没有这一项"),
        ({"a": Answer(YES)}, "还有 1 项没有评：路灯亮"),
        ({"a": Answer(YES, -1), "b": Answer(YES)}, "“路面平整”的数量请核对"),
        ({"a": Answer(YES, 100_001), "b": Answer(YES)}, "“路面平整”的数量请核对"),
        ({"a": Answer(NO, None, "字" * 201), "b": Answer(YES)}, "说明最多写 200 个字"),
    ],
)
def test_a_sheet_must_answer_every_check_and_no_other(given, why):
    with pytest.raises(Refused, match=why):
        mock.check_answers(KNOWN, given)


def test_a_whole_sheet_with_numbers_is_taken():
    mock.check_answers(KNOWN, {"a": Answer(YES, 5), "b": Answer(NA)})


def test_nobody_scores_twice_and_nobody_third():
    mock.check_assessor(1, [])
    mock.check_assessor(2, [1])
    with pytest.raises(Refused, match="您已经评过了"):
        mock.check_assessor(1, [1])
    with pytest.raises(Refused, match="不再收第三份"):
        mock.check_assessor(3, [1, 2])


@pytest.mark.parametrize(
    ("person", "marks", "mark", "reason", "why"),
    [
        (3, (YES, YES), YES, "看过", "不用裁定"),
        (1, (YES, NO), YES, "看过", "不能是评分的两人"),
        (3, (YES, NO), NA, "看过", "只能在两人所评中选"),
        (3, (YES, NO), NO, " ", "写明裁定的理由"),
        (3, (YES, NO), NO, "字" * 201, "最多写 200 个字"),
    ],
)
def test_only_a_third_person_decides_and_says_why(person, marks, mark, reason, why):
    with pytest.raises(Refused, match=why):
        mock.check_settling(person, [1, 2], marks, mark, reason)


def test_a_decision_keeps_its_reason():
    assert mock.check_settling(3, [1, 2], (YES, NO), NO, " 看过照片 ") == "看过照片"


@pytest.mark.parametrize(
    ("name", "start", "end", "why"),
    [
        (" ", date(2026, 7, 1), date(2026, 7, 2), "写这一轮的名称"),
        ("一", date(2026, 7, 2), date(2026, 7, 1), "结束日期早于开始日期"),
        ("一", date(2026, 7, 1), date(2026, 10, 2), "一轮最长 3 个月"),
    ],
)
def test_a_round_has_a_name_and_days_that_can_be(name, start, end, why):
    with pytest.raises(Refused, match=why):
        mock.check_round(name, start, end)


def test_a_seed_is_short():
    assert mock.check_round(" 一 ", date(2026, 7, 1), date(2026, 7, 1)) == "一"
    assert mock.check_seed(" 7 3 9 ") == "7 3 9"
    with pytest.raises(Refused, match="种子最多 40 个字"):
        mock.check_seed("1" * 41)


@pytest.mark.parametrize(
    ("teams", "share", "why"),
    [
        ([], 0, "分 1 到 20 组"),
        ([[1], []], 0, "每组至少一名"),
        ([[1], [1]], 0, "一个人只能在一个组里"),
        ([[1, 2]], 101, "填 0 到 100"),
        ([[1, 2], [3]], 20, "每组至少两名测评员"),
    ],
)
def test_teams_nobody_can_work_with_are_refused(teams, share, why):
    with pytest.raises(Refused, match=why):
        mock.check_teams(teams, share)


def test_good_teams_are_taken():
    mock.check_teams([[1], [2]], 0)
    mock.check_teams([[1, 2], [3, 4]], 50)
