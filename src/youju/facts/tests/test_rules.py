"""What a total remembers of its facts, and how it is read."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.facts.rules import (
    Adds,
    Counted,
    Deltas,
    Sum,
    best_shared,
    bucket_days,
    check_names,
    figure,
    gather,
    parts_disagree,
)
from youju.kernel.periods import parse_period
from youju.kernel.quantity import Quantity
from youju.kernel.refusal import Refused


def people(number, qualifier="", upper=None):
    value = None if number is None else Decimal(number)
    return Quantity(value, "人", qualifier, None if upper is None else Decimal(upper))


def total_of(*quantities):
    one = Sum()
    for quantity in quantities:
        one.add(quantity)
    return figure(one, "人")


@pytest.mark.parametrize(
    ("told", "read"),
    [
        ([people(3), people(4)], "7人"),
        ([people(50, "余"), people(3)], "53余人"),
        ([people(50, "近"), people(3)], "约53人"),
        ([people(50, "不足"), people(50, "余")], "约100人"),
        ([people(5, "不足"), people(12)], "不足17人"),
        ([people(5, "不足"), people(5, "不足"), people(3, "近")], "约13人"),
        ([people(3, upper=5), people(1)], "约4人"),
        ([people(None, "多"), people(2)], "2人"),
        ([people(None, "多")], "多人"),
    ],
)
def test_a_total_is_as_exact_as_its_facts(told, read):
    found = total_of(*told)

    assert found.text() == (read if read != "多人" else "若干人")


def test_nothing_recorded_is_not_nought():
    assert figure(Sum(), "人") is None
    assert total_of(people(0)).value == 0


@pytest.mark.parametrize(
    ("code", "adds", "start", "end"),
    [
        ("2026-06-27", Adds.FLOW, "2026-06-01", "2026-06-30"),
        ("2026-06", Adds.FLOW, "2026-06-01", "2026-06-30"),
        ("2026H1", Adds.FLOW, "2026-01-01", "2026-06-30"),
        ("2026-01-20..2026-02-10", Adds.FLOW, "2026-01-20", "2026-02-10"),
        ("2026H1", Adds.STOCK, "2026-06-01", "2026-06-30"),
        ("?", Adds.FLOW, "0001-01-01", "0001-01-01"),
        ("?", Adds.STOCK, "0001-01-01", "0001-01-01"),
    ],
)
def test_a_fact_is_kept_under_its_month_or_its_own_span(code, adds, start, end):
    assert [str(day) for day in bucket_days(parse_period(code), adds)] == [start, end]


def test_parts_that_do_not_make_the_whole_are_told():
    assert parts_disagree(people(196), [people(176), people(13), people(7)]) is None
    assert parts_disagree(people(196), [people(176), people(13), people(6)]) == 1
    assert parts_disagree(people(195), [people(176), people(13), people(7)]) == -1


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        (people(196, "余"), [people(1)]),
        (people(None), [people(1)]),
        (people(196), [people(1, "约")]),
        (people(196), [people(None)]),
        (people(196), []),
    ],
)
def test_approximate_or_missing_parts_prove_nothing(whole, parts):
    assert parts_disagree(whole, parts) is None


def test_two_measures_of_one_name_are_refused():
    check_names([("a.x", "清理垃圾"), ("a.x", "清理垃圾"), ("a.y", "清除小广告")])

    with pytest.raises(Refused, match=r"“清理垃圾”重名：a\.x 与 b\.x"):
        check_names([("a.x", "清理垃圾"), ("b.x", "清理垃圾")])


def fact(unit, quantity, **more):
    return Counted(unit, (1, unit), 9, Adds.FLOW, quantity, parse_period("2026-06-27"), **more)


def test_of_a_joint_action_the_largest_counts_and_of_equals_the_exact_one():
    facts = [
        fact(2, people(8, "近"), share_key="k", id="a"),
        fact(3, people(8), share_key="k", id="b"),
        fact(4, people(None), share_key="k", id="c"),
    ]

    best = best_shared(facts)

    assert [best[unit].id for unit in (1, 2, 3, 4)] == ["b", "a", "b", "c"]


@given(st.lists(st.tuples(st.integers(2, 5), st.integers(0, 99)), max_size=8))
def test_what_is_put_in_and_taken_out_leaves_nothing(told):
    facts = [fact(unit, people(number)) for unit, number in told]
    deltas = Deltas()

    gather(facts, deltas, +1)
    gather(facts, deltas, -1)

    assert deltas.changed() == {}
