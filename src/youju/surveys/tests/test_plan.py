"""Drawing communities, and how far the asking has come."""

import pytest

from youju.kernel.refusal import Refused
from youju.surveys.rules.plan import (
    Candidate,
    Cell,
    Criteria,
    check_criteria,
    check_size,
    draw,
    progress,
)

TOWN = [Candidate(n, group) for n, group in zip(range(1, 13), "aaaaaabbbbcc", strict=True)]


def test_the_same_seed_draws_the_same_anywhere():
    # Typed from a run: sha256 of "seed:id" is the same on every machine.
    assert draw(TOWN, 6, "2026澄江") == draw(list(TOWN), 6, "2026澄江")
    assert draw(TOWN, 6, "2026澄江") != draw(TOWN, 6, "另一个种子")


def test_a_draw_is_spread_over_the_streets_by_their_size():
    drawn = draw(TOWN, 6, "种子")

    groups = ["aaaaaabbbbcc"[one - 1] for one in drawn]
    assert (groups.count("a"), groups.count("b"), groups.count("c")) == (3, 2, 1)
    assert drawn == sorted(drawn)


def test_what_does_not_divide_goes_by_the_largest_remainder():
    drawn = draw(TOWN, 7, "种子")

    # 3.5, 2.33, 1.17: the half is the largest
    groups = ["aaaaaabbbbcc"[one - 1] for one in drawn]
    assert (groups.count("a"), groups.count("b"), groups.count("c")) == (4, 2, 1)
    assert draw(TOWN, 12, "种子") == list(range(1, 13))


def test_more_than_there_are_cannot_be_drawn():
    with pytest.raises(Refused, match="只有 12 个可抽，不够抽 18 个") as refusal:
        draw(TOWN, 18, "种子")
    assert refusal.value.field == "number"


def test_a_plan_is_of_a_size_that_can_be_carried_out():
    check_size(18, 25)
    for cells, each, field in (
        (0, 25, "number"),
        (2001, 1, "number"),
        (18, 0, "each"),
        (1, 1001, "each"),
    ):
        with pytest.raises(Refused) as refusal:
            check_size(cells, each)
        assert refusal.value.field == field


def test_only_residents_of_the_age_who_live_there_are_asked():
    usual = Criteria()

    assert usual.text == "18–65 岁，在本地居住 6 个月以上"
    assert Criteria(6, 18, 0).text == "6–18 岁"
    assert usual.refusal(18, 6) == usual.refusal(65, 600) == ""
    assert usual.refusal(17, 12) == usual.refusal(66, 12) == "年龄不在 18–65 岁之内，请另找一位。"
    assert usual.refusal(40, 5) == "在本地居住不满 6 个月，请另找一位。"


def test_criteria_that_nobody_meets_are_refused():
    check_criteria(Criteria())
    for wrong, field in (
        (Criteria(65, 18), "age_to"),
        (Criteria(0, 130), "age_to"),
        (Criteria(months=601), "months"),
    ):
        with pytest.raises(Refused) as refusal:
            check_criteria(wrong)
        assert refusal.value.field == field


def test_eighteen_communities_of_25_are_450():
    done = progress([Cell(25, 25)] * 17 + [Cell(25, 40)])
    under_way = progress([Cell(25, 30), Cell(25, 10)])

    assert (done.target, done.done, done.short, done.share) == (450, 465, 0, 100)
    assert (under_way.done, under_way.short, under_way.share) == (40, 15, 70)
    assert progress([]).share == 0
