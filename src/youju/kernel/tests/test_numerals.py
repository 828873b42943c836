"""Numerals, read and written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.kernel.numerals import chinese, parse_number, read_numeral

NUMBERS = [
    ("0", "0"),
    ("12", "12"),
    ("1,236", "1236"),
    ("1.2万", "12000"),
    ("10万", "100000"),
    ("3千", "3000"),
    ("1亿2000万", "120000000"),
    ("２０", "20"),
    ("零", "0"),
    ("半", "0.5"),
    ("两", "2"),
    ("廿", "20"),
    ("廿三", "23"),
    ("卅", "30"),
    ("十", "10"),
    ("十五", "15"),
    ("一百零五", "105"),
    ("一百二", "120"),
    ("两百五", "250"),
    ("一千零五", "1005"),
    ("两万五", "25000"),
    ("三万零五百", "30500"),
    ("一万万", None),
    ("二〇〇八", "2008"),
    ("一点五", "1.5"),
    ("三亿", "300000000"),
    ("万", "10000"),
    ("8000萬", "80000000"),
    ("兩千", "2000"),
]


@pytest.mark.parametrize(("text", "value"), [pair for pair in NUMBERS if pair[1] is not None])
def test_a_numeral_has_its_value(text, value):
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "value", "upper", "qualifier"),
    [
        ("三千余", "3000", None, "余"),
        ("10余万", "100000", None, "余"),
        ("8000多萬", "80000000", None, "多"),
        ("十几", "10", None, "几"),
        ("数十", "10", None, "数"),
        ("几百", "100", None, "几"),
        ("上千", "1000", None, "上"),
        ("3至5", "3", "5", ""),
        ("3-5万", "30000", "50000", ""),
        ("十到二十", "10", "20", ""),
        ("三五", "3", "5", ""),
        ("十五六", "15", "16", ""),
        ("两三百", "200", "300", ""),
    ],
)
def test_a_numeral_keeps_what_is_said_of_it(text, value, upper, qualifier):
    numeral = read_numeral(text)

    assert numeral.value == Decimal(value)
    assert numeral.upper == (None if upper is None else Decimal(upper))
    assert numeral.qualifier == qualifier


def test_percentages_are_marked_as_such():
    assert read_numeral("12.5%").percent
    assert read_numeral("百分之八十").value == 80
    assert read_numeral("30%-50%").upper == 50


def test_a_fraction_is_divided_out():
    third = read_numeral("三分之一")

    assert third.value == Decimal("0.333333")
    assert third.fraction
    with pytest.raises(ValueError, match="分母是零"):
        read_numeral("零分之一")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "近",
        "多",
        "余",
        "十十",
        "百千",
        "一二三",
        "五三",
        "十二三百",
        "一点",
        "一点十",
        "余万",
        "余3",
        "3余4",
        "3余多",
        "5-3",
        "三余-五",
        "一万万",
        "3x",
        "abc",
        "一x",
    ],
)
def test_what_is_no_numeral_is_refused(text):
    with pytest.raises(ValueError, match=r"[\u4e00-\u9fff]"):
        read_numeral(text)


def test_a_certain_number_has_neither_range_nor_qualifier():
    for text in ("3至5", "三千余"):
        with pytest.raises(ValueError, match="不是一个确定的数"):
            parse_number(text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "零"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (105, "一百零五"),
        (110, "一百一十"),
        (1005, "一千零五"),
        (10500, "一万零五百"),
        (100010000, "一亿零一万"),
        (2 * 10**12, "二万亿"),
        (Decimal("2.5"), "二点五"),
    ],
)
def test_a_number_is_written_in_chinese(value, text):
    assert chinese(value) == text


def test_numbers_out_of_range_are_not_written():
    for value in (-1, 10**16):
        with pytest.raises(ValueError, match="只写零到一亿亿"):
            chinese(value)


@given(st.integers(min_value=0, max_value=10**16 - 1))
def test_writing_and_reading_a_whole_number_gives_it_back(value):
    assert parse_number(chinese(value)) == value


@given(st.integers(min_value=0, max_value=10**9), st.integers(min_value=1, max_value=999))
def test_writing_and_reading_a_decimal_gives_it_back(whole, part):
    value = Decimal(f"{whole}.{part:03}")

    assert parse_number(chinese(value)) == value


@given(st.integers(min_value=0, max_value=10**12))
def test_arabic_digits_say_their_number_with_or_without_separators(value):
    assert parse_number(str(value)) == value
    assert parse_number(f"{value:,}") == value


@given(st.integers(min_value=1, max_value=9999), st.sampled_from("余多"))
def test_a_qualifier_never_changes_the_value(value, qualifier):
    numeral = read_numeral(f"{value}{qualifier}万")

    assert numeral.value == value * 10_000
    assert numeral.qualifier == qualifier
