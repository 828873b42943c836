"""Units and their other names."""

from decimal import Decimal

import pytest

from youju.kernel.units import canonical_unit, converted


@pytest.mark.parametrize("written", ["平方", "平米", "㎡", "m²", "m2", "M米", "平方米", " 平米 "])
def test_square_metres_have_many_names(written):
    assert canonical_unit(written) == "平方米"


def test_square_kilometres_are_not_square_metres():
    assert canonical_unit("km²") == "平方公里"
    assert converted(Decimal(1), "km²", "㎡") == 1_000_000


def test_people_and_visits_are_two_units():
    assert converted(Decimal(3), "人", "人次") is None


def test_multiples_are_converted_both_ways():
    assert converted(Decimal("1.5"), "万元", "元") == 15_000
    assert converted(Decimal(15_000), "元", "万元") == Decimal("1.5")
    assert converted(Decimal(2), "吨", "公斤") == 2_000
    assert converted(Decimal(2), "盏", "盏") == 2
