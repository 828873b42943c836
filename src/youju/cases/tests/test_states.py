"""The one table of moves, tried pair by pair against the list agreed in the design."""

from itertools import product
from pathlib import Path

import pytest

from youju.cases.rules import ALLOWED, MOVES, OPEN, Act, State, check_move
from youju.cases.rules.diagram import mermaid
from youju.kernel.refusal import Refused

# design.md §3, "Cases", typed by hand.
AGREED = {
    ("reported", "filed"),
    ("reported", "refused"),
    ("filed", "dispatched"),
    ("filed", "refused"),
    ("dispatched", "dispatched"),
    ("dispatched", "disputed"),
    ("dispatched", "rectified"),
    ("dispatched", "refused"),
    ("disputed", "dispatched"),
    ("rectified", "closed"),
    ("rectified", "dispatched"),
    ("closed", "dispatched"),
}
# What leads from where to where.
BY_ACT = {
    ("file", "reported", "filed"),
    ("refuse", "reported", "refused"),
    ("dispatch", "filed", "dispatched"),
    ("dispatch", "dispatched", "dispatched"),
    ("dispute", "dispatched", "disputed"),
    ("uphold", "disputed", "dispatched"),
    ("reject", "disputed", "dispatched"),
    ("rectify", "dispatched", "rectified"),
    ("pass", "rectified", "closed"),
    ("fail", "rectified", "dispatched"),
    ("reopen", "closed", "dispatched"),
    ("merge", "reported", "refused"),
    ("merge", "filed", "refused"),
    ("merge", "dispatched", "refused"),
}


@pytest.mark.parametrize(("before", "after"), list(product(State, State)))
def test_a_case_goes_only_where_the_agreed_list_says(before, after):
    assert (after in ALLOWED[before]) is ((before.value, after.value) in AGREED)


@pytest.mark.parametrize(("act", "before"), list(product(MOVES, State)))
def test_an_act_leads_where_the_list_says_or_is_refused(act, before):
    agreed = [to for name, start, to in BY_ACT if (name, start) == (act.value, before.value)]

    if agreed:
        assert check_move(before, act) == agreed[0]
    else:
        with pytest.raises(Refused, match="不能"):
            check_move(before, act)


def test_every_move_of_the_list_is_an_act_of_the_table():
    assert {one[0] for one in BY_ACT} == {act.value for act in MOVES}
    assert Act.NOTE not in MOVES


def test_two_states_are_the_end():
    assert set(State) - OPEN == {State.REFUSED, State.CLOSED}


def test_the_picture_in_the_docs_is_drawn_from_the_table():
    page = (Path(__file__).parents[4] / "docs" / "cases.md").read_text(encoding="utf-8")

    assert f"```mermaid\n{mermaid()}\n```" in page, "put the text of rules.diagram.mermaid() there"
