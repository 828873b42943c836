"""抽样达标: so many of those drawn must pass."""

from decimal import Decimal

import pytest

from youju.standards.rules.outcome import Gap, Reading, State
from youju.standards.rules.scoring import score
from youju.standards.spec import RuleSpec

D = Decimal
NOTHING, ABSENT = Reading(None), Reading(None, absent=True)


def scored(kind, given, weight=5, **readings):
    return score(RuleSpec(kind, given), readings, D(weight))


def figure(value, low=None, high=None, **more):
    return Reading(
        D(str(value)),
        None if low is None else D(str(low)),
        None if high is None else D(str(high)),
        **more,
    )


@pytest.mark.parametrize(("recite", "share"), [(5, 1), (3, 1), (2, 0)])
def test_three_of_five_pupils_must_recite(recite, share):
    found = scored("sample", {"pass": 3, "of": 5, "as": "count"}, main=figure(recite))

    assert found.share == share
    assert found.actual == f"5 个中 {recite} 个合格"


def test_both_stairwells_within_200_metres_must_be_clean():
    rule = {"pass": 2, "of": 2}
    first = Gap("二单元堆放杂物", D("0.5"), "place", 12, "桂苑2单元")

    clean = scored("sample", rule, main=figure(100, known=2, needed=2))
    one = scored("sample", rule, main=figure(50, known=2, needed=2, gaps=(first,)))

    assert (clean.share, one.share) == (D(1), D(0))
    assert (one.gaps[0].share, one.gaps[0].place_id, one.ladder) == (D(1), 12, (D(0), D(1)))


def test_pupils_not_yet_asked_leave_the_sample_open():
    found = scored("sample", {"pass": 3, "of": 5}, main=figure(100, known=2, needed=5))

    assert (found.share, found.low, found.high) == (D(1), D(0), D(1))


def test_where_there_are_fewer_than_were_to_be_drawn_all_are_the_sample():
    found = scored("sample", {"pass": 3, "of": 5}, main=figure(100, known=2, needed=2))

    assert (found.share, found.low, found.high) == (D(1), D(1), D(1))


@pytest.mark.parametrize(
    ("given", "value", "share"),
    [
        ({"pass": 2, "of": 2}, 50, "0"),  # a judgement knows one thing: half of two recite
        ({"pass": 4, "of": 4, "partial": True}, 75, "0.75"),
        ({"pass": 3, "of": 5, "as": "count"}, 3, "1"),  # a measure knows one figure
        ({"pass": 3, "of": 5, "as": "count"}, 2, "0"),
    ],
)
def test_a_sample_judged_or_counted_as_one_thing_is_still_a_sample(given, value, share):
    found = scored("sample", given, main=figure(value, known=1, needed=1, told="查过"))

    assert (found.share, found.low, found.high) == (D(share), D(share), D(share))


def test_a_rounded_percentage_is_taken_for_the_whole_number_it_came_from():
    found = scored("sample", {"pass": 2, "of": 3}, main=figure("66.6", known=3, needed=3))

    assert (found.state, found.actual) == (State.PASS, "3 个中 2 个合格")


def test_putting_right_one_of_three_is_enough_when_three_of_five_are_asked():
    gaps = tuple(Gap(f"第{n}名", D("0.2"), "place", n) for n in (1, 2, 3))

    found = scored("sample", {"pass": 3, "of": 5}, main=figure(40, known=5, gaps=gaps))

    assert found.ladder == (D(0), D(1), D(1), D(1))


def test_a_sample_may_give_points_in_proportion():
    found = scored("sample", {"pass": 4, "of": 5, "partial": True}, main=figure(40, known=5))

    assert found.share == D("0.5")


def test_a_sample_of_nothing_is_unknown_and_of_what_does_not_exist_absent():
    assert scored("sample", {"pass": 3, "of": 5}, main=NOTHING).state is State.UNKNOWN
    assert scored("sample", {"pass": 3, "of": 5}, main=ABSENT).state is State.ABSENT
