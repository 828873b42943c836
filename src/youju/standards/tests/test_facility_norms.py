"""The figures of reports against the norms of the shipped facility edition."""

from decimal import Decimal

import pytest

from youju.standards.rules.outcome import Reading, State
from youju.standards.rules.scoring import score
from youju.standards.spec import RuleSpec
from youju.standards.tests.test_catalogue import EDITIONS, leaves

D = Decimal
NORMS = {line["code"]: line for line in leaves(EDITIONS["facilities"])}


def against(code, value):
    """Return what a figure is worth against the norm of an item."""
    rule = dict(NORMS[code]["rule"])
    return score(RuleSpec(rule.pop("kind"), rule), {"main": Reading(D(value))}, D(1))


@pytest.mark.parametrize(
    ("area", "state", "share"),
    [
        (60, State.PART, "0.2"),
        (167, State.PART, "0.5567"),
        (300, State.PASS, "1"),
        (312, State.PASS, "1"),
    ],
)
def test_office_space_stands_against_300_square_metres(area, state, share):
    found = against("1.1", area)

    assert (found.state, round(found.share, 4)) == (state, D(share))
    assert [gap.text for gap in found.gaps] == ([] if area >= 300 else [f"应≥300，现为 {area}"])


def test_a_town_meets_the_four_norms_of_a_culture_centre_or_not():
    norms = {"3.1": (1000, 860), "3.2": (20, 18), "3.3": (10, 9), "3.4": (5000, 3200)}

    assert [against(code, met).state for code, (met, _short) in norms.items()] == [State.PASS] * 4
    assert [against(code, short).state for code, (_met, short) in norms.items()] == [State.PART] * 4


def test_six_of_eleven_towns_have_no_centre():
    towns = [against("3.5", has).state for has in (1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0)]

    assert (towns.count(State.PASS), towns.count(State.FAIL)) == (5, 6)


def test_the_set_lacks_one_room_of_six():
    found = against("2.1", 5)

    assert (found.state, round(found.share, 4)) == (State.PART, D("0.8333"))
    assert against("2.2", 3).state is State.PASS
