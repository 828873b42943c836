"""What figures are compared with, and where units stand on the map."""

from datetime import date

import pytest

from youju.console.figures import Told, leading, same_time
from youju.console.unit_map import spots
from youju.facts.queries import Figure, Measure
from youju.kernel.periods import parse_period
from youju.kernel.quantity import Quantity
from youju.organisations.queries import Unit


def test_a_period_under_way_is_compared_with_last_year_up_to_the_same_month():
    before = same_time(parse_period("2026H2"), date(2026, 11, 21))

    assert before.bounds == (date(2025, 7, 1), date(2025, 11, 30))


@pytest.mark.parametrize("today", [date(2026, 7, 1), date(2026, 6, 30), date(2026, 6, 2)])
def test_a_period_that_is_over_or_in_its_last_month_is_compared_with_the_whole_one(today):
    assert same_time(parse_period("2026H1"), today) == parse_period("2025H1")


def unit(name, lat, lng):
    return Unit(name=name, short_name=name, lat=lat, lng=lng)


def told(value):
    return Figure(Measure(name="清理垃圾", unit="车"), Quantity(value, "车") if value else None, 1)


def test_the_larger_figure_is_the_larger_circle_and_the_north_is_above():
    north, south = unit("北", 31.3, 120.4), unit("南", 31.1, 120.4)
    north.pk, south.pk = 1, 2

    first, second = spots([(north, told(1)), (south, told(100))])

    assert (first.unit, second.unit) == (south, north)
    assert (first.radius, second.radius) == ("34.0", "4.0")
    assert float(second.y) < float(first.y)


def test_a_unit_without_position_is_not_on_the_map():
    assert spots([(unit("无", None, None), told(3))]) == []


def test_one_unit_alone_stands_in_the_middle():
    one = unit("一", 31.0, 120.0)
    one.pk = 1

    (spot,) = spots([(one, told(None))])

    assert (spot.x, spot.y, spot.radius) == ("280.0", "160.0", "4.0")


def test_the_leading_figures_are_the_most_recorded_ones_and_at_most_two_of_one_ledger():
    counts = {
        "checks.rate": 9,
        "checks.passed": 8,
        "checks.all": 7,
        "cleanup.actions": 3,
        "care.visits": 5,
    }
    now = {
        code: Figure(Measure(code=code, name=code, pinyin=code, unit="次"), Quantity(1, "次"), n)
        for code, n in counts.items()
    }
    now["vague.times"] = Figure(Measure(code="vague.times", pinyin="", unit="次"), None, 20)

    found = leading(Told(now, {}))

    assert found == ["checks.rate", "checks.passed", "care.visits", "cleanup.actions"]
