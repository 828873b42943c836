"""Reading what was typed, and when it was done."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from youju.kernel.quantity import Quantity
from youju.kernel.refusal import Refused
from youju.ledgers.loader import load_ledger
from youju.ledgers.nodes import BadLedger
from youju.ledgers.spec import Field, Kind
from youju.ledgers.values import (
    bare,
    cell_text,
    kept_quantity,
    quantity_of,
    read_value,
    show_value,
    typed_value,
)
from youju.ledgers.whens import read_when

TODAY = date(2026, 7, 8)
CARS = Field("rubbish", "垃圾", Kind.QUANTITY, units=("车", "立方米"))


def read(field: Field, text: str):
    def find(name):
        return (7, "金桥社区") if name == "金桥" else None

    return read_value(field, text, today=TODAY, find_unit=find)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("50余车", "50余车"), ("约3", "约3车"), ("２０余立方", "20余立方米"), ("3-5", "3至5车"), ("1,236", "1236车"),
        ("二十余", "20余车"), ("0", "0车"),
    ],
)  # fmt: skip
def test_a_quantity_is_kept_as_said(typed, shown):
    kept = read(CARS, typed)

    assert show_value(CARS, kept) == shown
    assert read(CARS, typed_value(CARS, kept)) == kept


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ({"kind": Kind.TEXT}, " 清扫\t活动\x00 ", "清扫 活动"),
        ({"kind": Kind.LONG}, "一\r\n二", "一\n二"),
        ({"kind": Kind.DATE}, "7月5日", "2026-07-05"),
        ({"kind": Kind.PERIOD}, "2026年上半年", "2026H1"),
        ({"kind": Kind.CHOICE, "choices": ("甲", "乙")}, "乙", "乙"),
        ({"kind": Kind.CHOICES, "choices": ("甲", "乙")}, "乙、甲", ["甲", "乙"]),
        ({"kind": Kind.CHOICES, "choices": ("甲、乙", "丙")}, "甲、乙", ["甲、乙"]),
        ({"kind": Kind.YES_NO}, "有", True),
        ({"kind": Kind.YES_NO}, "No", False),
        ({"kind": Kind.UNIT}, "金桥", {"id": 7, "name": "金桥社区"}),
        ({"kind": Kind.ROLE}, "派出所民警", "派出所民警"),
        ({"kind": Kind.ROLE, "choices": ("社区干部",)}, "社区干部", "社区干部"),
        ({"kind": Kind.LINK}, "https://example.org/a", "https://example.org/a"),
        ({"kind": Kind.PLACE}, "", None),
        ({"kind": Kind.COUNT, "units": ("块",)}, "—", None),
    ],
)
def test_each_kind_reads_what_people_write(kind, typed, kept):
    assert read(Field("f", "某项", **kind), typed) == kept


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        ({"kind": Kind.TEXT}, "长" * 201, "“某项”最多 200 个字，现有 201 个。"),
        ({"kind": Kind.TEXT, "required": True}, " ", "请填“某项”。"),
        ({"kind": Kind.DATE}, "13月5日", "没有“13月5日”这一天"),
        ({"kind": Kind.DATE}, "昨天", "“昨天”不是日期"),
        ({"kind": Kind.PERIOD}, "2026年13月", "不是"),
        ({"kind": Kind.CHOICE, "choices": ("甲", "乙")}, "丙", "“某项”没有“丙”，可选 甲、乙。"),
        ({"kind": Kind.YES_NO}, "也许", "“某项”填 是 或 否。"),
        ({"kind": Kind.UNIT}, "无名", "没有找到单位“无名”"),
        ({"kind": Kind.LINK}, "javascript:alert(1)", "要以 http:// 或 https:// 开头"),
        ({"kind": Kind.COUNT, "units": ("块",)}, "1.5", "“某项”是个数，不能有小数。"),
        ({"kind": Kind.QUANTITY, "units": ("车",)}, "1000000000000", "太大或小数太多"),
        ({"kind": Kind.QUANTITY, "units": ("车",)}, "1.00001", "太大或小数太多"),
        ({"kind": Kind.QUANTITY, "units": ("车",)}, "3公里", "的单位是公里，“某项”以车计"),
        ({"kind": Kind.QUANTITY, "units": ("车",)}, "多次", "“多次”不是数量。填车数，如 3 或 约3；不清楚就留空。"),
    ],
)  # fmt: skip
def test_each_kind_says_what_to_write_instead(kind, typed, said):
    with pytest.raises(Refused) as refused:
        read(Field("f", "某项", **kind), typed)

    assert said in refused.value.message
    assert refused.value.field == "f"


def test_values_are_shown_in_the_users_words():
    assert show_value(Field("f", "某项", Kind.YES_NO), True) == "是"
    assert show_value(Field("f", "某项", Kind.YES_NO), False) == "否"
    assert show_value(Field("f", "某项", Kind.CHOICES), ["甲", "乙"]) == "甲、乙"
    assert show_value(Field("f", "某项", Kind.UNIT), {"id": 7, "name": "金桥社区"}) == "金桥社区"
    assert show_value(Field("f", "某项", Kind.PERIOD), "2026H1") == "2026年上半年"
    assert (
        show_value(CARS, None) == ""
        and show_value(CARS, "坏") == "坏"
        and typed_value(CARS, None) == ""
    )


def test_a_cell_leaves_out_the_unit_of_its_head_and_no_other():
    assert cell_text(CARS, read(CARS, "约3车")) == "约3"
    assert cell_text(CARS, read(CARS, "20立方米")) == "20立方米"
    assert cell_text(CARS, None) == ""
    assert bare(Quantity(Decimal(10890), "平方米")) == "10890"
    assert bare(Quantity(Decimal(20000), "份", "余")) == "20000余"
    assert bare(Quantity(None, "份")) == "若干"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("2026-7-5", "2026-07-05"), ("20260705", "2026-07-05"), ("7月5日", "2026-07-05"), ("12-31", "2025-12-31"),
        ("2026-07-05 10:30", "2026-07-05"), ("2026年7月", "2026-07"), ("2026-07", "2026-07"), ("9月", "2025-09"),
        ("2026年第三季度", "2026Q3"), ("2026年2季度", "2026Q2"), ("2026年下半年", "2026H2"), ("2026", "2026"),
        ("2026H1", "2026H1"), ("不详", "?"), ("7月1日至5日", "2026-07-01..2026-07-05"),
        ("2026-06-28至2026-07-02", "2026-06-28..2026-07-02"), ("7月5日至5日", "2026-07-05"),
    ],
)  # fmt: skip
def test_a_time_is_read_as_it_is_written(typed, code):
    assert read_when(typed, TODAY).code == code


@pytest.mark.parametrize("typed", ["早上", "2026-13", "7月5日至1日", "7月5日至40日", "2026-02-30"])
def test_a_time_that_is_none_is_refused(typed):
    with pytest.raises(ValueError):
        read_when(typed, TODAY)


def test_a_ledger_of_days_takes_no_month():
    with pytest.raises(ValueError, match="不是日期"):
        read_when("2026年7月", TODAY, any_period=False)


@settings(max_examples=150, deadline=None)
@given(
    st.decimals(min_value=0, max_value=10**9, places=2),
    st.sampled_from(["", "余", "约", "近", "不少于"]),
)
def test_a_kept_quantity_comes_back_the_same(value, qualifier):
    quantity = Quantity(value, "车", qualifier)

    assert quantity_of(kept_quantity(quantity)) == quantity


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=30))
def test_anything_typed_is_kept_or_refused_in_words(typed):
    for field in (
        CARS,
        Field("d", "日期", Kind.DATE),
        Field("t", "文字"),
        Field("l", "网址", Kind.LINK),
    ):
        try:
            kept = read(field, typed)
        except Refused as refused:
            assert refused.message
        else:
            assert kept is None or show_value(field, kept)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=120))
def test_any_text_is_a_ledger_or_a_fault_with_its_file(text):
    try:
        load_ledger(text, "any.yaml")
    except BadLedger as bad:
        assert str(bad).startswith("any.yaml ")
