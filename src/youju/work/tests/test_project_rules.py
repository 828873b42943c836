"""What works and investments allow."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from youju.kernel.quantity_text import parse_quantity
from youju.kernel.refusal import Refused
from youju.work.rules import projects as rules
from youju.work.rules.projects import Matter, State

DAY = date(2026, 7, 8)


def test_features_say_what_there_was_and_what_there_is():
    lamps, homes, wall = rules.read_features("路灯：2处 → 23盏\n\n改造住户: 785户\n围墙：无->320米")

    assert (lamps.name, lamps.before.text(), lamps.after.text()) == ("路灯", "2处", "23盏")
    assert (homes.before, homes.after.text()) == (None, "785户")
    assert (wall.before, wall.after.text()) == (None, "320米")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("路灯 23盏", "原有 → 现有"),
        ("：23盏", "原有 → 现有"),
        ("路灯：2处 → 3盏 → 4盏", "原有 → 现有"),
        ("路灯：很多盏", "路灯"),
        ("路灯：23" + "盏" * 60, "太长"),
        ("\n".join(f"灯{n}：1盏" for n in range(41)), "最多 40 行"),
    ],
)
def test_a_feature_that_cannot_be_read_is_refused(text, why):
    with pytest.raises(Refused, match=why) as refusal:
        rules.read_features(text)
    assert refusal.value.field == "features"


def test_money_is_kept_in_yuan():
    assert rules.check_money(None, "invested") is None
    assert rules.check_money(parse_quantity("142.25亿元"), "invested") == Decimal("14225000000")
    assert rules.check_money(parse_quantity("5640万元"), "invested") == 56_400_000
    for text, why in (("5640米", "写金额"), ("99999999亿元", "核对单位")):
        with pytest.raises(Refused, match=why):
            rules.check_money(parse_quantity(text), "invested")


def test_days_stand_in_order_and_are_counted_with_both_ends():
    rules.check_days(DAY, DAY)
    with pytest.raises(Refused, match="早于开工"):
        rules.check_days(DAY, date(2026, 7, 7))
    with pytest.raises(Refused, match="超过十五年"):
        rules.check_days(DAY, date(2062, 7, 7))
    assert rules.days_between(date(2026, 6, 1), date(2026, 6, 10)) == 10
    rules.check_started(DAY, DAY)
    with pytest.raises(Refused, match="晚于竣工"):
        rules.check_started(DAY, date(2026, 7, 7))
    rules.check_end(DAY, DAY, DAY)
    with pytest.raises(Refused, match="早于开工"):
        rules.check_end(DAY, date(2026, 7, 7), DAY)
    with pytest.raises(Refused, match="还没有到"):
        rules.check_end(DAY, date(2026, 7, 9), DAY)


def test_progress_goes_forward_or_says_why_not():
    rules.check_percent(100, 0, "")
    rules.check_percent(20, 30, "返工")
    with pytest.raises(Refused, match="0 到 100"):
        rules.check_percent(101, 0, "")
    with pytest.raises(Refused, match="比上次"):
        rules.check_percent(20, 30, " ")
    rules.check_spent(None, Decimal(5), "")
    rules.check_spent(Decimal(4), Decimal(5), "审减")
    with pytest.raises(Refused, match="比上次少"):
        rules.check_spent(Decimal(4), Decimal(5), "")


def test_what_is_over_stays_over():
    rules.check_running(State.PLANNED)
    with pytest.raises(Refused, match="项目已完工"):
        rules.check_running(State.DONE)
    rules.check_settled(False, DAY, DAY, DAY)
    for settled, on, why in (
        (True, DAY, "已经办结"), (False, date(2026, 7, 7), "早于提出"), (False, date(2026, 7, 9), "还没有到"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=why):
            rules.check_settled(settled, on, DAY, DAY)
    rules.check_changed(Matter.DEFECT, 0)
    rules.check_changed(Matter.OBJECTION, 1)
    with pytest.raises(Refused, match="谈过的情况"):
        rules.check_changed(Matter.OBJECTION, 0)
