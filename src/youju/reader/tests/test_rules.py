"""What may be decided on a figure, and what an entry made of it holds."""

from __future__ import annotations

from decimal import Decimal

import pytest

from youju.kernel.quantity import Quantity
from youju.kernel.refusal import Refused
from youju.ledgers.loader import load_catalogue
from youju.reader import rules

LEDGERS = {ledger.code: ledger for ledger in load_catalogue()}
FIVE = Quantity(Decimal(5), "车")


@pytest.mark.parametrize(
    ("way", "ledger", "field", "profile"),
    [
        ("none", "", "", ""),
        ("new", "", "", ""),
        ("entry", "cleanup", "", ""),
        ("entry", "", "rubbish", ""),
        ("profile", "", "", ""),
    ],
)
def test_a_figure_with_nowhere_to_go_is_not_recorded(way, ledger, field, profile):
    with pytest.raises(Refused, match="还没有选台账"):
        rules.check_recordable(way, ledger, field, profile, FIVE)


def test_a_figure_of_which_only_the_unit_is_known_is_not_recorded():
    with pytest.raises(Refused, match="数字残缺") as refusal:
        rules.check_recordable("entry", "cleanup", "rubbish", "", Quantity(None, "车"))

    assert refusal.value.field == "quantity"


def test_a_figure_per_something_is_not_recorded():
    with pytest.raises(Refused, match="不是总数"):
        rules.check_recordable(
            "entry", "cleanup", "rubbish", "", Quantity(Decimal(5), "车", per="每天")
        )


def test_a_whole_figure_with_a_place_is_recorded():
    rules.check_recordable("entry", "cleanup", "rubbish", "", FIVE)
    rules.check_recordable("profile", "", "", "households", Quantity(Decimal(5), "户"))


def test_the_unit_chooses_among_the_measures_of_a_field():
    cleanup = LEDGERS["cleanup"]

    assert rules.measure_for(cleanup, "rubbish", FIVE) == ("rubbish", {})
    tons = Quantity(Decimal(5), "吨")
    assert rules.measure_for(cleanup, "rubbish", tons) == ("rubbish_weight", {})


def test_a_field_that_nothing_counts_takes_a_figure_all_the_same():
    floors = Quantity(Decimal(3), "层")

    assert rules.measure_for(LEDGERS["culture_buildings"], "floors", floors) == ("", {})


def test_a_bare_number_is_told_that_it_has_no_unit():
    with pytest.raises(Refused, match="没有单位的数"):
        rules.measure_for(LEDGERS["cleanup"], "rubbish", Quantity(Decimal(5)))


def test_an_entry_is_named_by_a_text_field_of_its_title():
    assert rules.title_field(LEDGERS["cleanup"]) == "action"
    assert rules.title_field(LEDGERS["boards"]) == ""


def test_acts_that_repeat_are_said_once():
    acts = [("清理", "垃圾"), ("清理", "对联"), ("清除", "小广告"), ("清除", "小广告"), ("", "")]

    assert rules.title_of(acts) == "清理垃圾、对联、清除小广告、小广告"


def test_an_act_without_a_thing_is_named_alone():
    assert rules.title_of([("集中培训", "")]) == "集中培训"


def test_kept_values_can_be_given_again():
    kept = {
        "action": "大扫除",
        "rubbish": {"text": "3至5车", "unit": "车", "qualifier": "", "value": "3", "upper": "5"},
        "people": {"text": "多人次", "unit": "人次", "qualifier": ""},
        "organiser": {"id": 7, "name": "金桥社区"},
        "gone": "这一项已从台账里去掉",
    }

    assert rules.values_again(LEDGERS["cleanup"], kept) == {
        "action": "大扫除",
        "rubbish": Quantity(Decimal(3), "车", "", Decimal(5)),
        "people": Quantity(None, "人次"),
        "organiser": "金桥社区",
    }
