"""Intervals, weighting, small cells, and what changed: figures worked out by hand or from tables."""

from decimal import Decimal

from youju.surveys.rules.rates import (
    Count,
    Rate,
    change,
    counted_rate,
    percent,
    rate_of,
    too_small,
    weights_of,
    wilson,
)

D = Decimal


def test_wilson_intervals_are_those_of_the_tables():
    # Wilson score interval without continuity correction, 95 % (Newcombe 1998, table I: 81/263).
    low, high = wilson(81 / 263, 263)
    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)
    low, high = wilson(15 / 148, 148)
    assert (round(low, 4), round(high, 4)) == (0.0624, 0.1605)


def test_an_interval_at_the_end_is_not_empty():
    low, high = wilson(1.0, 20)

    assert (percent(low), percent(high)) == (D("83.9"), D("100.0"))
    assert wilson(0.0, 20)[0] == 0.0


def test_without_population_all_sheets_count_alike():
    found = rate_of({"a": Count(20, 200_000), "b": Count(80, 400_000)})

    assert found == Rate(D("60.0"), D("50.2"), D("69.1"), 100, D(100), False)


def test_areas_count_by_their_population_and_the_interval_grows():
    cells = {"a": Count(50, 500_000), "b": Count(50, 250_000)}

    found = rate_of(cells, {"a": D(9000), "b": D(1000)})

    # 0.9 × 100 % + 0.1 × 50 %; size 1 / (0.81/50 + 0.01/50) = 60.98 instead of 100
    assert (found.value, found.n, found.base, found.weighted) == (D("95.0"), 100, D(10000), True)
    assert (found.low, found.high) == (D("86.4"), D("98.3"))
    even = rate_of(cells, {"a": D(500), "b": D(500)})
    assert (even.value, even.low, even.high) == (D("75.0"), D("65.7"), D("82.5"))


def test_an_area_without_population_makes_all_count_alike():
    cells = {"a": Count(50, 500_000), "b": Count(50, 250_000), "c": Count(0, 0)}

    assert rate_of(cells, {"a": D(9000)}) == rate_of(cells)
    assert rate_of(cells, {}).weighted is False
    assert rate_of({"c": Count(0, 0)}) is None


def test_counts_of_cells_add_up():
    assert Count(3, 20_000) + Count(2, 5_000) == Count(5, 25_000)


def test_a_change_says_whether_chance_would_make_it():
    before = Rate(D("62.0"), D("57.4"), D("66.4"), 450, D(450))
    after = Rate(D("84.4"), D("80.8"), D("87.5"), 450, D(450))
    little = Rate(D("64.0"), D("59.5"), D("68.3"), 450, D(450))

    step = change(before, after)

    # 22.4 − √(3.6² + 4.4²), 22.4 + √(3.1² + 4.6²)
    assert (step.points, step.low, step.high) == (D("22.4"), D("16.7"), D("27.9"))
    assert step.certain and change(after, before).certain
    assert not change(before, little).certain


def test_cells_below_the_least_are_hidden():
    assert too_small({"a": 30, "b": 25, "c": 28}, 5) == frozenset()
    assert too_small({"a": 30, "b": 3, "c": 4, "d": 0}, 5) == {"b", "c"}


def test_one_hidden_cell_takes_the_next_smallest_with_it():
    assert too_small({"a": 30, "b": 3, "c": 12}, 5) == {"b", "c"}
    assert too_small({"a": 30, "b": 1, "c": 1, "d": 12}, 5) == {"b", "c", "d"}
    assert too_small({"a": 3}, 5) == {"a"}


def test_a_rate_told_by_counts_is_its_quotient():
    assert counted_rate(D(1236), D(1530)) == D("80.8")
    assert counted_rate(D(450), D(450)) == D("100.0")


def test_sheets_of_an_area_weigh_what_its_people_are():
    # 9,000 and 1,000 people, 25 sheets each: a sheet counts for 1.8 and 0.2, together still 50.
    assert weights_of({"a": 25, "b": 25}, {"a": D(9000), "b": D(1000)}) == {
        "a": D("1.8"), "b": D("0.2"),
    }  # fmt: skip
    assert weights_of({"a": 25, "b": 25}, {"a": D(9000)}) == {"a": D(1), "b": D(1)}
    assert weights_of({"a": 0}, {}) == {"a": D(1)}
