"""The whole of a unit, worked out by hand on a small edition."""

from decimal import Decimal

import pytest

from youju.standards.rules.losses import by_cause, losses, put_right, what_if
from youju.standards.rules.outcome import Gap, Outcome, State
from youju.standards.rules.tree import cycle, whole
from youju.standards.spec import Absent, EditionSpec, Gate, ItemSpec, Negative

D = Decimal


def item(code, weight=0, effort=1, absent=None):
    parent = code.rpartition(".")[0]
    return ItemSpec(
        code, parent, code, 0, weight=D(str(weight)), effort=D(str(effort)), absent=absent
    )


def edition(*items, **more):
    return EditionSpec("small", "小体系", 2026, "city", items, **more)


def worth(share, low=None, high=None, gaps=(), ladder=()):
    share = D(str(share))
    low = share if low is None else D(str(low))
    high = share if high is None else D(str(high))
    state = State.PASS if share == 1 else State.PART if share else State.FAIL
    return Outcome(state, share, low, high, gaps=gaps, ladder=ladder)


UNKNOWN = Outcome(State.UNKNOWN, None, D(0), D(1), gaps=(Gap("还没有查", D(0), "unseen"),))
ABSENT = Outcome(State.ABSENT, None, D(0), D(1))
SMALL = edition(
    item("1"),
    item("1.1", 30),
    item("1.2", 10),
    item("2"),
    item("2.1"),
    item("2.1.1", 40),
    item("2.1.2", 20),
)
FOUND = {"1.1": worth("0.8"), "1.2": worth(1), "2.1.1": worth("0.5", "0.4", "0.7")}


def test_leaves_add_up_to_branches_and_the_whole():
    found = whole(SMALL, {**FOUND, "2.1.2": worth(0)})

    assert (found.score, found.low, found.high, found.full, found.lost) == (54, 50, 62, 100, 46)
    assert {code: (line.points, line.got, line.lost) for code, line in found.lines.items()} == {
        "1": (40, 34, 6),
        "1.1": (30, 24, 6),
        "1.2": (10, 10, 0),
        "2": (60, 20, 40),
        "2.1": (60, 20, 40),
        "2.1.1": (40, 20, 20),
        "2.1.2": (20, 0, 20),
    }
    two = found.lines["2"]
    assert (two.low, two.high, two.leaves, two.short, two.unseen) == (16, 28, 2, 2, 0)
    assert (two.state, found.lines["2.1.2"].state) == (State.PART, State.FAIL)


def test_what_nobody_has_looked_at_is_estimated_at_the_mean_and_may_be_anything():
    found = whole(SMALL, FOUND)

    # 24 + 10 + 20 of 80 known points, so 13.5 of the 20
    assert (found.lines["2.1.2"].got, found.score) == (D("13.5"), D("67.5"))
    assert (found.low, found.high) == (50, 82)
    assert found.lines["2.1.2"].state is State.UNKNOWN
    assert found.lines["2"].unseen == 1


def test_an_estimate_stays_inside_what_is_known_of_the_item():
    part = Outcome(State.UNKNOWN, None, D("0.8"), D("0.9"))

    assert whole(SMALL, {**FOUND, "2.1.2": part}).lines["2.1.2"].got == 16


def test_nothing_known_is_nothing_for_certain():
    found = whole(SMALL, {})

    assert (found.score, found.low, found.high) == (0, 0, 100)
    assert (found.passes, found.certain) == (False, False)
    assert found.lines["2"].state is State.UNKNOWN


@pytest.mark.parametrize(
    ("rule", "got", "low", "high", "full"),
    [
        (Absent.MEAN, 18, 18, 18, 20),
        (Absent.FULL, 20, 20, 20, 20),
        (Absent.ZERO, 0, 0, 0, 20),
    ],
)
def test_an_item_that_does_not_exist_gets_what_the_edition_says(rule, got, low, high, full):
    spec = edition(*SMALL.items, absent=rule)

    line = whole(spec, {**FOUND, "2.1.2": ABSENT}, {"2.1.2": D("0.9")}).lines["2.1.2"]

    assert (line.got, line.low, line.high, line.points) == (got, low, high, full)
    assert line.state is State.ABSENT


def test_without_other_units_an_absent_item_takes_the_mean_of_its_own():
    line = whole(SMALL, {**FOUND, "2.1.2": ABSENT}).lines["2.1.2"]

    assert (line.got, line.low, line.high) == (D("13.5"), 0, 20)


def test_an_item_may_say_itself_what_its_absence_is_worth():
    spec = edition(item("1", 50), item("2", 50, absent=Absent.DROP))

    found = whole(spec, {"1": worth("0.6"), "2": ABSENT})

    assert (found.score, found.full, list(found.lines)) == (60, 100, ["1"])


def test_a_branch_with_nothing_in_it_at_the_unit_is_absent():
    found = whole(SMALL, {"1.1": worth(1), "1.2": worth(1), "2.1.1": ABSENT, "2.1.2": ABSENT})

    assert (found.lines["2"].state, found.lines["1"].state) == (State.ABSENT, State.PASS)


def test_only_the_leaves_asked_of_the_unit_count_and_are_scaled():
    found = whole(SMALL, FOUND, asked={"1.1", "1.2"})

    assert (found.score, found.full) == (85, 100)  # 24 + 10 of 40
    assert list(found.lines) == ["1", "1.1", "1.2"]


def test_weights_that_make_106_stay_106():
    spec = edition(
        item("1", "39.7"),
        item("2", "46.3"),
        item("3", 10),
        item("4", 10),
        full=D(106),
        passing=D(90),
    )

    found = whole(spec, {"1": worth("0.9"), "2": worth("0.8"), "3": worth(1), "4": worth(1)})

    assert (found.full, found.score, found.passes) == (D("106"), D("92.77"), True)
    assert sum(line.points for line in found.lines.values()) == 106


def test_thirds_add_up_to_the_last_digit():
    spec = edition(item("1", 1), item("2", 1), item("3", 1))

    found = whole(spec, {code: worth(1) for code in "123"})

    assert (found.score, found.lost) == (100, 0)
    assert [line.points for line in found.lines.values()] == [
        D("33.3333"), D("33.3334"), D("33.3333"),
    ]  # fmt: skip


def test_leaves_without_weights_count_alike():
    found = whole(edition(item("1"), item("2")), {"1": worth(1), "2": worth(0)})

    assert found.score == 50


MINORS = edition(
    item("1", 80),
    item("7"),
    item("7.1", 12),
    item("7.2", 8),
    gates=(Gate("minors", "未成年人思想道德建设", ("7",), D(85)),),
    negative=(Negative("N1", "安全生产事故", "安全生产"), Negative("N2", "污染事件", "生态环保")),
)


def test_minors_below_eighty_five_fail_the_whole_and_count_twenty_percent():
    found = whole(MINORS, {"1": worth(1), "7.1": worth(1), "7.2": worth("0.5")})

    assert (found.score, found.passes, found.certain) == (96, False, True)
    gate = found.gates[0]
    assert (gate.score, gate.passes, gate.certain, found.lines["7"].points) == (80, False, True, 20)


def test_minors_at_eighty_five_let_the_whole_pass():
    found = whole(MINORS, {"1": worth("0.9"), "7.1": worth(1), "7.2": worth("0.625")})

    assert (found.gates[0].score, found.passes, found.certain) == (85, True, True)


def test_a_gate_inside_its_range_is_not_certain():
    found = whole(MINORS, {"1": worth(1), "7.1": worth(1), "7.2": worth("0.7", "0.5", "0.9")})

    gate = found.gates[0]
    assert (gate.score, gate.low, gate.high, gate.passes, gate.certain) == (88, 80, 96, True, False)
    assert (found.passes, found.certain) == (True, False)


def test_a_gate_without_items_at_the_unit_is_no_gate():
    assert whole(MINORS, {"1": worth(1)}, asked={"1"}).gates == ()


def test_a_score_that_cannot_reach_the_line_fails_for_certain():
    low = whole(SMALL, {**FOUND, "2.1.2": worth(0)})

    assert (low.passes, low.certain) == (False, True)  # at most 62


def test_a_serious_event_bars_whatever_the_score():
    found = whole(MINORS, {code: worth(1) for code in ("1", "7.1", "7.2")}, events=["N1"])

    assert (found.score, found.passes, found.certain, found.barred) == (100, False, True, ("N1",))
    beyond = whole(MINORS, {}, events=["诚信", "N1"])
    assert beyond.barred == ("N1", "诚信"), "what the edition does not list bars as well"


def test_a_cycle_weighs_its_years_fifteen_twentyfive_sixty():
    weights = {2024: D(15), 2025: D(25), 2026: D(60)}

    full = cycle(weights, {2024: D(80), 2025: D(84), 2026: D(90)})
    part = cycle(weights, {2024: D(80), 2025: D(88)})

    assert (full.score, full.weighed, full.missing) == (D("87.00"), D("100.0"), ())  # 12 + 21 + 54
    assert (part.score, part.weighed, part.missing) == (D("85.00"), D("40.0"), (2026,))
    assert cycle(weights, {}).score is None


# Losses and what would be won back

ROADS = tuple(Gap(f"第{n}条街", D("0.1"), "place", n, f"{n}号街") for n in (1, 2))
LOST = {
    "1.1": worth("0.8", gaps=ROADS),
    "1.2": worth(0, gaps=(Gap("应≥300，现为 167", D(1), "figure"),), ladder=(D(0), D(1))),
    "2.1.1": ABSENT,
}
COSTS = edition(
    item("1"), item("1.1", 30, "0.5"), item("1.2", 10, 20), item("2"), item("2.1"),
    item("2.1.1", 40), item("2.1.2", 20, 0),
)  # fmt: skip


def test_losses_stand_by_points_for_each_person_day():
    scored = whole(COSTS, LOST)

    found = losses(COSTS, LOST, scored)

    # known: 24 of 40, so 2.1.2 is guessed at 12 of 20 and 2.1.1 at 24 of 40
    assert [(loss.code, loss.gap, loss.points, loss.effort, loss.per_day) for loss in found] == [
        ("2.1.2", 0, 8, 0, 8),
        ("1.1", 0, 3, D("0.5"), 6),
        ("1.1", 1, 3, D("0.5"), 6),
        ("1.2", 0, 10, 20, D("0.5")),
    ]
    assert (found[1].text, found[1].place_id, found[1].place) == ("第1条街", 1, "1号街")
    assert found[0].cause == "unseen"


def test_points_lost_by_cause_add_up_to_all_that_was_lost():
    scored = whole(COSTS, LOST)

    found = by_cause(losses(COSTS, LOST, scored), scored)

    assert found == {"absent": 16, "figure": 10, "unseen": 8, "place": 6}
    assert sum(found.values()) == scored.lost == 40


def test_no_cause_is_named_for_what_was_not_lost():
    scored = whole(SMALL, {**FOUND, "2.1.2": worth(1)})

    found = by_cause(losses(SMALL, {**FOUND, "2.1.2": worth(1)}, scored), scored)

    assert found == {"figure": 26}


def test_an_unseen_place_stands_with_its_item():
    unseen = Outcome(
        State.UNKNOWN, None, D(0), D(1), gaps=(Gap("没去过", D(0), "place", 9, "桂苑"),)
    )

    found = losses(SMALL, {**FOUND, "2.1.2": unseen}, whole(SMALL, {**FOUND, "2.1.2": unseen}))

    assert [(loss.text, loss.cause, loss.place) for loss in found if loss.code == "2.1.2"] == [
        ("没去过", "unseen", "桂苑")
    ]


def test_lost_points_are_shared_out_to_the_last_digit():
    gaps = tuple(Gap(str(n), D(1) / 9, "place", n) for n in range(3))
    spec = edition(item("1", 10), full=D(10), passing=D(8))
    outcomes = {"1": worth(D(2) / 3, gaps=gaps)}

    found = losses(spec, outcomes, whole(spec, outcomes))

    assert [loss.points for loss in found] == [D("1.1111"), D("1.1111"), D("1.1111")]


def test_gaps_that_lost_nothing_do_not_stand_among_the_losses():
    gaps = (Gap("墙面", D("0.5"), "place"), Gap("没去过", D(0), "unseen"))
    spec = edition(item("1", 100))
    outcomes = {"1": worth("0.5", gaps=gaps)}

    assert [loss.text for loss in losses(spec, outcomes, whole(spec, outcomes))] == ["墙面"]


def test_what_if_wins_back_the_gaps_put_right():
    before = whole(COSTS, LOST)

    after = what_if(COSTS, LOST, fixed=[("1.1", 0), ("1.2", 0), ("9.9", 0), ("1.1", 7)])

    assert (before.score, after.score) == (
        60,
        D("92.5"),
    )  # 27 and 10 of 40 known, all else at that mean
    assert after.lines["1.2"].state is State.PASS
    assert after.lines["1.1"].got == 27


def test_what_if_takes_an_unseen_item_for_looked_at_and_right():
    assert what_if(COSTS, LOST, fixed=[("2.1.2", 0)]).lines["2.1.2"].got == 20
    seen = put_right(UNKNOWN, {0})
    assert (seen.state, seen.share, seen.gaps) == (State.PASS, 1, ())


def test_putting_right_the_first_of_two_wins_nothing_where_both_are_asked():
    gaps = (Gap("一", D("0.5"), "place", 1), Gap("二", D("0.5"), "place", 2))
    stairs = worth(0, gaps=gaps, ladder=(D(0), D(0), D(1)))

    one, both = put_right(stairs, {0}), put_right(stairs, {0, 1})

    assert (one.share, one.state, [gap.text for gap in one.gaps]) == (0, State.FAIL, ["二"])
    assert (both.share, both.state, both.gaps) == (1, State.PASS, ())


def test_the_range_moves_with_what_is_won():
    survey = worth("0.6", "0.5", "0.8", gaps=(Gap("宣传", D("0.4"), "survey"),))

    found = put_right(survey, {0})

    assert (found.share, found.low, found.high) == (1, D("0.9"), 1)
    assert put_right(ABSENT, {0}) is ABSENT


def test_a_loss_whose_gaps_name_no_share_stands_under_the_first():
    gaps = (Gap("负责人判定", D(0), "judged"), Gap("没去过", D(0), "unseen"))
    spec = edition(item("1", 100))
    outcomes = {"1": worth("0.5", gaps=gaps)}

    found = losses(spec, outcomes, whole(spec, outcomes))

    assert [(loss.text, loss.points) for loss in found] == [("负责人判定", 50)]
