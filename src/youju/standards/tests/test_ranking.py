from decimal import Decimal

from youju.standards.rules.ranking import Rated, comparable, formula, rank, wilson

D = Decimal


def rated(unit, value, low=None, high=None, n=30):
    return Rated(unit, D(str(value)), low and D(str(low)), high and D(str(high)), n)


def test_equal_figures_share_a_place_and_the_next_is_left_out():
    found = rank([rated(3, 88), rated(1, 90), rated(2, "90.04"), rated(4, 70)])

    assert [(one.row.unit_id, one.place, one.tied) for one in found] == [
        (1, 1, True), (2, 1, True), (3, 3, False), (4, 4, False),
    ]  # fmt: skip


def test_one_quick_case_is_not_ranked():
    found = rank([rated(5, 100, n=1), Rated(4, None, None, None, 40), rated(1, 80)], minimum=10)

    assert [(one.row.unit_id, one.place) for one in found] == [(1, 1), (4, None), (5, None)]


def test_intervals_that_meet_make_no_sure_difference():
    found = rank([rated(1, 92, 88, 95), rated(2, 90, 86, 93), rated(3, 80, 75, 84), rated(4, 70)])

    assert [one.level_with for one in found] == [0, 1, 0, 0]


def test_wilson_interval_of_eighteen_of_twenty():
    # textbook figures: 69.9 % to 97.2 %
    assert wilson(18, 20) == (D("69.9"), D("97.2"))
    assert wilson(0, 10) == (D("0.0"), D("27.8"))
    assert wilson(10, 10) == (D("72.2"), D("100.0"))


def test_easy_cases_give_no_advantage():
    units = {1: {"易": (90, 90), "难": (5, 10)}, 2: {"易": (10, 10), "难": (63, 90)}}

    one, two = comparable(units)

    # plain rates say 95 against 73; half of all cases are hard, so (100 + 50) / 2 against (100 + 70) / 2
    assert (one.value, two.value) == (D("75.0"), D("85.0"))
    assert (one.n, two.n) == (100, 100)
    assert one.low < one.value < one.high
    assert [row.row.unit_id for row in rank([one, two])] == [2, 1]


def test_classes_a_unit_does_not_have_are_left_out():
    units = {1: {"易": (8, 10), "难": (0, 0)}, 2: {"难": (5, 10)}, 3: {}}

    one, two, three = comparable(units)

    assert (one.value, two.value) == (D("80.0"), D("50.0"))
    assert (three.value, three.n) == (None, 0)


def test_the_formula_is_published_with_its_minimum():
    assert "不足 25 件的不排名" in formula(25)
    assert "95% 置信区间" in formula()
