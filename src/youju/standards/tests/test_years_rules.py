"""The index over the years, and the negative list's twelve months."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from youju.kernel.refusal import Refused
from youju.standards.rules import years
from youju.standards.rules.years import Lost


def test_lost_items_are_read_line_by_line_with_any_comma():
    told = (
        "公益广告，两条主干道数量不够，1.5\n\n停车,乱停\t2分\n志愿服务，记录不全，台账 3 处缺签名"
    )

    assert years.read_lost(told) == [
        Lost("公益广告", "两条主干道数量不够", Decimal("1.5")),
        Lost("停车", "乱停", Decimal(2)),
        Lost("志愿服务", "记录不全，台账 3 处缺签名"),
    ]
    assert years.read_lost("") == []


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ("公益广告", "第 1 行写作"),
        ("公益广告，够了，1\n，没有名称", "第 2 行写作"),
        ("项" * 61 + "，原因", "第 1 行太长"),
        ("\n".join(["一，二"] * 61), "一次最多 60 行"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(told, why):
    with pytest.raises(Refused, match=why):
        years.read_lost(told)


def test_a_number_too_large_is_part_of_the_reason():
    assert years.read_lost("停车，乱停，12000") == [Lost("停车", "乱停，12000")]


def test_halves_goals_and_what_is_lost_again():
    assert years.half_of(date(2026, 6, 30)) == "上半年"
    assert years.half_of(date(2026, 7, 1)) == "下半年"
    assert years.met(2, 3) is True and years.met(4, 3) is False and years.met(None, 3) is None
    assert years.repeated([["停车", "停车", "广告"], ["停车"], ["广告", "停车"], ["其他"]]) == [
        ("停车", 3),
        ("广告", 2),
    ]


def test_an_event_bars_for_twelve_months_also_over_a_leap_day():
    assert years.bars_until(date(2026, 3, 1)) == date(2027, 3, 1)
    assert years.bars_until(date(2024, 2, 29)) == date(2025, 3, 1)
    assert years.bars_from(date(2027, 3, 1)) == date(2026, 3, 1)
    assert years.bars_from(date(2028, 2, 29)) == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("on", "group", "title", "basis", "why"),
    [
        (date(2026, 7, 9), "安全生产", "事故", "通报", "还没有到"),
        (date(2026, 7, 8), "别的", "事故", "通报", "选类别"),
        (date(2026, 7, 8), "安全生产", " ", "通报", "发生了什么事"),
        (date(2026, 7, 8), "安全生产", "事故", "", "写明依据"),
    ],
)
def test_an_event_that_cannot_be_is_refused(on, group, title, basis, why):
    with pytest.raises(Refused, match=why):
        years.check_event(on, date(2026, 7, 8), group, title, basis)


def test_an_event_of_today_is_taken():
    years.check_event(date(2026, 7, 8), date(2026, 7, 8), "安全生产", "事故", "通报")
