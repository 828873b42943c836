"""When a survey takes answers, and what may be counted."""

from datetime import date
from decimal import Decimal

import pytest

from youju.kernel.refusal import Refused
from youju.surveys.rules import counts, states
from youju.surveys.rules.states import Channel, State

AGREED = {("draft", "open"), ("open", "closed"), ("closed", "open")}
DAY, BEFORE, AFTER = date(2026, 7, 8), date(2026, 7, 7), date(2026, 7, 9)


@pytest.mark.parametrize("now", State)
@pytest.mark.parametrize("to", State)
def test_only_the_agreed_moves_are_allowed(now, to):
    if (now.value, to.value) in AGREED:
        states.check_change(now, to)
    else:
        with pytest.raises(Refused, match="不能改为"):
            states.check_change(now, to)


def test_texts_days_and_the_least_cell_are_checked():
    assert states.check_text(" 题 ", "title", "写", 5) == "题"
    assert states.check_text("", "purpose", "", 5) == ""
    with pytest.raises(Refused, match="写标题"):
        states.check_text(" ", "title", "写标题", 5)
    with pytest.raises(Refused, match="最多 5 个字"):
        states.check_text("一二三四五六", "title", "写", 5)
    states.check_days(None, DAY)
    states.check_days(DAY, DAY)
    with pytest.raises(Refused, match="早于开始"):
        states.check_days(DAY, BEFORE)
    states.check_least(10)
    with pytest.raises(Refused, match="5 或 10"):
        states.check_least(1)
    states.check_editable(False)
    with pytest.raises(Refused, match="新建一版"):
        states.check_editable(True)


@pytest.mark.parametrize(
    ("state", "since", "until", "done", "late", "why"),
    [
        (State.OPEN, DAY, DAY, DAY, False, ""),
        (State.OPEN, None, None, BEFORE, False, ""),
        (State.CLOSED, None, DAY, BEFORE, True, ""),
        (State.OPEN, None, None, AFTER, False, "还没有到"),
        (State.DRAFT, None, None, DAY, True, "还没有开始"),
        (State.OPEN, DAY, None, BEFORE, False, "还没有开始"),
        (State.OPEN, None, BEFORE, DAY, True, "已经结束"),
        (State.CLOSED, None, DAY, BEFORE, False, "已经结束"),
    ],
)
def test_answers_are_taken_while_a_survey_runs(state, since, until, done, late, why):
    if not why:
        states.check_taking(state, since, until, done, DAY, late=late)
    else:
        with pytest.raises(Refused, match=why):
            states.check_taking(state, since, until, done, DAY, late=late)


def test_channels_and_codes():
    states.check_channel(Channel.QR, False)
    states.check_channel(Channel.PAPER, True)
    with pytest.raises(Refused):
        states.check_channel(Channel.PAPER, False)
    states.check_token(False, False, False, False)
    states.check_token(True, True, True, False)
    for given in (
        (True, False, False, False),
        (True, True, False, False),
        (False, True, True, True),
    ):
        with pytest.raises(Refused) as refusal:
            states.check_token(*given)
        assert refusal.value.field == "token"


def test_counts_stay_within_what_there_is():
    counts.check_counts(1236, 1530, DAY, DAY)
    for told, field in (
        ((1, 0, DAY), "denominator"),
        ((2, 1, DAY), "numerator"),
        ((-1, 1, DAY), "numerator"),
        ((1, 1, AFTER), "on"),
    ):
        with pytest.raises(Refused) as refusal:
            counts.check_counts(*told, DAY)
        assert refusal.value.field == field
    counts.check_percent(Decimal("83.5"))
    for wrong in (Decimal(-1), Decimal(101)):
        with pytest.raises(Refused):
            counts.check_percent(wrong)
    assert [(one.name, one.goal) for one in counts.COUNTED.values()] == [
        ("发动率", Decimal(100)), ("活动参与率", Decimal(100)), ("受教育率", Decimal(80))
    ]  # fmt: skip
