"""What may become of a duty, and how many a unit has."""

from __future__ import annotations

from datetime import date

import pytest

from youju.kernel.refusal import Refused
from youju.standards.rules.duties import (
    DutyState,
    Line,
    check_change,
    check_due,
    check_reason,
    load_of,
    reminder,
)

FOLLOWS = {
    ("proposed", "accepted"), ("proposed", "handed_back"), ("proposed", "ended"),
    ("accepted", "ended"),
    ("handed_back", "accepted"), ("handed_back", "ended"),
}  # fmt: skip


@pytest.mark.parametrize("now", [*DutyState])
@pytest.mark.parametrize("to", [*DutyState])
def test_a_duty_takes_the_agreed_steps_and_no_other(now, to):
    if (now.value, to.value) in FOLLOWS:
        check_change(now, to)
        return
    with pytest.raises(Refused, match="不能再改为"):
        check_change(now, to)


def test_a_refused_step_names_both_states():
    with pytest.raises(Refused, match="这项分工已解除，不能再改为已认领"):
        check_change(DutyState.ENDED, DutyState.ACCEPTED)


def test_a_reason_is_trimmed_and_must_say_something():
    assert check_reason(" 不属本单位职能\0 ", "写明退回的原因。") == "不属本单位职能"
    with pytest.raises(Refused, match="写明退回的原因"):
        check_reason(" \0 ", "写明退回的原因。")
    assert check_reason("长" * 300, "") == "长" * 300
    with pytest.raises(Refused, match="最多 300 个字") as refused:
        check_reason("长" * 301, "")
    assert refused.value.field == "reason"


def test_a_deadline_may_be_today_or_none_but_not_yesterday():
    today = date(2026, 7, 8)

    assert check_due(today, today) == today
    assert check_due(None, today) is None
    with pytest.raises(Refused, match="期限早于今天"):
        check_due(date(2026, 7, 7), today)


def test_lines_are_counted_once_and_the_heads_above_them():
    lines = [
        Line(11, 1, quantified=True, lead=True),
        Line(11, 1, quantified=True, lead=False),  # the same line on both sides: the lead counts
        Line(12, 1, quantified=False, lead=False),
        Line(21, 2, quantified=False, lead=True),
    ]

    load = load_of(lines)

    assert (load.items, load.lines, load.quantified, load.lead) == (2, 3, 1, 2)
    assert str(load) == "2 项 3 条，其中量化 1 项"
    assert str(load_of([])) == "0 项 0 条，其中量化 0 项"


DUE = date(2026, 8, 1)


@pytest.mark.parametrize(
    ("state", "given", "due", "reminded", "today", "why"),
    [
        ("proposed", (7, 1), None, None, (7, 3), None),
        ("proposed", (7, 1), None, None, (7, 4), "unanswered"),
        ("proposed", (7, 1), None, (7, 4), (7, 6), None),
        ("proposed", (7, 1), None, (7, 4), (7, 7), "unanswered"),
        ("accepted", (7, 1), None, None, (7, 30), None),
        ("accepted", (7, 1), DUE, None, (7, 24), None),
        ("accepted", (7, 1), DUE, (7, 4), (7, 25), "soon"),
        ("accepted", (7, 1), DUE, (7, 25), (7, 28), None),
        ("accepted", (7, 1), DUE, None, (8, 1), "soon"),
        ("accepted", (7, 1), DUE, None, (8, 2), None),
        ("proposed", (7, 1), DUE, (7, 25), (7, 30), None),
        ("handed_back", (7, 1), DUE, None, (7, 30), None),
        ("ended", (7, 1), DUE, None, (7, 30), None),
    ],
)
def test_a_unit_is_reminded_of_silence_and_once_before_the_day(
    state, given, due, reminded, today, why
):
    given_on, on = date(2026, *given), date(2026, *today)
    last = date(2026, *reminded) if reminded else None

    assert reminder(DutyState(state), given_on, due, last, on) == why
