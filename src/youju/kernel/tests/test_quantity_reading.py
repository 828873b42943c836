"""Quantities as they are typed, added and written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.kernel.quantity import BOUNDS, Bound, Quantity, number_text, rounded_over, total
from youju.kernel.quantity_text import known_qualifier, parse_quantity


@pytest.mark.parametrize(
    ("typed", "value", "unit", "qualifier", "upper", "per"),
    [
        ("50余车", "50", "车", "余", None, ""),
        ("近二千平方", "2000", "平方米", "近", None, ""),
        ("约3", "3", "", "约", None, ""),
        ("10余万元", "100000", "元", "余", None, ""),
        ("3-5次", "3", "次", "", "5", ""),
        ("三千余份", "3000", "份", "余", None, ""),
        ("近5000余名", "5000", "名", "近+余", None, ""),
        ("不少于10项", "10", "项", "不少于", None, ""),
        ("1平方公里以上", "1", "平方公里", "以上", None, ""),
        ("20车余", "20", "车", "余", None, ""),
        ("80%", "80", "%", "", None, ""),
        ("3%-5%", "3", "%", "", "5", ""),
        ("百分之九十以上", "90", "%", "以上", None, ""),
        ("上千", "1000", "", "上", None, ""),
        ("数十名", "10", "名", "数", None, ""),
        ("几十户", "10", "户", "数", None, ""),
        ("1,200元", "1200", "元", "", None, ""),
        ("每户3000元", "3000", "元", "", None, "每户"),
        ("３００㎡", "300", "平方米", "", None, ""),
        (" 12 ", "12", "", "", None, ""),
        ("两万五千人次", "25000", "人次", "", None, ""),
    ],
)
def test_a_typed_quantity_is_read(typed, value, unit, qualifier, upper, per):
    quantity = parse_quantity(typed)

    assert quantity.value == Decimal(value)
    assert (quantity.unit, quantity.qualifier, quantity.per) == (unit, qualifier, per)
    assert quantity.upper == (None if upper is None else Decimal(upper))


def test_the_unit_of_the_field_is_taken_where_none_was_typed():
    assert parse_quantity("约3", "车") == Quantity(Decimal(3), "车", "约")
    assert parse_quantity("3吨", "车").unit == "吨"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "请填写数量"),
        ("多次", "没有说出数量"),
        ("若干", "没有说出数量"),
        ("没有", "里没有数字"),
        ("3,5", "不止一个数"),
        ("3车5吨", "不止一个数"),
        ("3%的", "不止一个数"),
        ("超过一半", "不认识的数“一半”，请填写如 12、1.5 或 三十二"),
        ("-5", "“-5”是负数，数量不能小于 0"),
        ("约负3次", "数量不能小于 0"),
    ],
)
def test_what_cannot_be_counted_is_refused_with_a_reason(typed, reason):
    with pytest.raises(ValueError, match=reason):
        parse_quantity(typed)


def test_a_qualifier_is_known_by_all_its_parts():
    assert known_qualifier("近+余")
    assert not known_qualifier("近+之多")
    with pytest.raises(ValueError, match="unknown qualifier"):
        Quantity(Decimal(1), "次", "之多")


@pytest.mark.parametrize(
    ("quantity", "text"),
    [
        (Quantity(Decimal(50), "车", "余"), "50余车"),
        (Quantity(Decimal(100000), "元", "余"), "10余万元"),
        (Quantity(Decimal(80_000_000), "元", "多"), "8000多万元"),
        (Quantity(Decimal(65000), "元", "余"), "6.5万余元"),
        (Quantity(Decimal(10000), "人", "多"), "1万多人"),
        (Quantity(Decimal(1), "平方公里", "多"), "1平方公里多"),
        (Quantity(Decimal(30), "个", "多"), "30多个"),
        (Quantity(Decimal(2000), "平方", "近"), "近2000平方米"),
        (Quantity(Decimal(1000), "人", "上"), "上千人"),
        (Quantity(Decimal(10), "名", "数"), "数十名"),
        (Quantity(Decimal(3), "次", "", Decimal(5)), "3至5次"),
        (Quantity(Decimal(90), "%", "以上"), "90%以上"),
        (Quantity(None, "次", "多"), "多次"),
        (Quantity(None, "次"), "若干次"),
        (Quantity(Decimal(3000), "元", per="每户"), "每户3000元"),
    ],
)
def test_a_quantity_is_written_as_an_office_writes_it(quantity, text):
    assert str(quantity) == text


def test_numbers_are_written_without_exponents():
    assert number_text(Decimal(1236)) == "1236"
    assert number_text(Decimal("50.50")) == "50.5"
    assert number_text(Decimal(12345)) == "12345"
    assert number_text(Decimal(12300)) == "1.23万"
    assert number_text(Decimal(3 * 10**8)) == "3亿"
    assert number_text(Decimal(0)) == "0"


def test_two_qualifiers_say_about():
    assert Quantity(Decimal(1), "", "近+余").bound is Bound.ABOUT
    assert Quantity(Decimal(1), "", "不足").bound is Bound.UNDER
    assert not Quantity(None, "次").exact


def test_a_quantity_changes_its_unit_where_that_is_possible():
    assert Quantity(Decimal("1.2"), "万元").to("元") == Quantity(Decimal("12000.0"), "元")
    assert Quantity(Decimal(1), "公里", "", Decimal(2)).to("米") == Quantity(
        Decimal(1000), "米", "", Decimal(2000)
    )
    assert Quantity(None, "公里").to("米") == Quantity(None, "米")
    assert Quantity(Decimal(1), "人").to("人次") is None


def test_a_sum_is_as_sure_as_its_parts():
    car, more = Quantity(Decimal(3), "车"), Quantity(Decimal(20), "车", "余")

    assert total([car, car], "车") == Quantity(Decimal(6), "车")
    assert total([car, more], "车") == Quantity(Decimal(23), "车", "余")
    few, near = Quantity(Decimal(5), "车", "不足"), Quantity(Decimal(5), "车", "约")
    assert total([car, few], "车") == Quantity(Decimal(8), "车", "不足")
    assert total([more, few], "车") == Quantity(Decimal(25), "车", "约")
    assert total([car, near], "车") == Quantity(Decimal(8), "车", "约")
    assert total([more], "车") == more
    assert total([], "车") == Quantity(None, "车")
    assert total([car, Quantity(None, "车")], "车") == car
    with pytest.raises(ValueError, match="is not"):
        total([car], "吨")


def test_ranges_add_up_end_by_end():
    visits = Quantity(Decimal(3), "次", "", Decimal(5))

    assert total([visits, Quantity(Decimal(2), "次")], "次") == Quantity(
        Decimal(5), "次", "", Decimal(7)
    )


@pytest.mark.parametrize(
    ("value", "rounded"),
    [("1236", "1200余"), ("53", "50余"), ("233", "230余"), ("50", "50"), ("19", "19")],
)
def test_a_figure_is_rounded_as_reports_round(value, rounded):
    assert str(rounded_over(Quantity(Decimal(value)))) == rounded


def test_only_exact_figures_are_rounded():
    for quantity in (
        Quantity(Decimal(53), "户", "不足"),
        Quantity(Decimal(53), "户", "", Decimal(60)),
        Quantity(None, "户"),
    ):
        assert rounded_over(quantity) is quantity


numbers = st.integers(min_value=0, max_value=10**9).map(Decimal)
qualifiers = st.sampled_from(["", "余", "约", "近", "以上", "不少于"])


@given(st.lists(st.builds(Quantity, numbers, st.just("份"), qualifiers), min_size=2, max_size=6))
def test_a_sum_does_not_depend_on_the_order(parts):
    assert total(parts, "份") == total(list(reversed(parts)), "份")


@given(st.lists(st.builds(Quantity, numbers, st.just("份"), qualifiers), min_size=2, max_size=6))
def test_a_sum_is_exact_only_if_every_part_is(parts):
    whole = total(parts, "份")

    assert whole.value == sum(part.value for part in parts)
    assert whole.exact == all(part.exact for part in parts)


@given(numbers, qualifiers)
def test_reading_what_was_written_gives_the_same_quantity(value, qualifier):
    quantity = Quantity(value, "份", qualifier)

    assert parse_quantity(str(quantity)) == quantity


@given(st.integers(min_value=20, max_value=10**9).map(Decimal))
def test_rounding_never_claims_more_than_there_is(value):
    rounded = rounded_over(Quantity(value, "份"))

    assert rounded.value <= value
    assert rounded.bound in (Bound.EXACT, Bound.OVER)


def test_every_qualifier_can_be_written():
    for qualifier in BOUNDS:
        assert qualifier in str(Quantity(Decimal(30), "份", qualifier))
