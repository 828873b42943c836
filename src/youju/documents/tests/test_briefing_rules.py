"""What a quarterly briefing must say."""

from __future__ import annotations

import pytest

from youju.documents.briefings import rules
from youju.kernel.refusal import Refused


def test_a_briefing_reached_somebody():
    assert rules.check_held({"deputies": 12, "members": None, "citizens": 30}) == {
        "deputies": 12, "members": 0, "citizens": 30,
    }  # fmt: skip
    with pytest.raises(Refused, match="到会或送达的人数"):
        rules.check_held({})
    with pytest.raises(Refused, match="市民代表的人数不能为负") as refused:
        rules.check_held({"deputies": 1, "citizens": -1})
    assert refused.value.field == "citizens"


def test_a_comment_says_something_short():
    assert rules.check_text(" 路灯不亮 ", "text") == "路灯不亮"
    with pytest.raises(Refused, match="写明内容"):
        rules.check_text(" ", "text")
    with pytest.raises(Refused, match="最多 500 字"):
        rules.check_text("字" * 501, "text")


def test_four_quarters_a_year_and_those_missing():
    assert rules.missing_quarters({1, 3}, 4) == [2, 4]
    assert rules.missing_quarters({1}, 1) == []


def test_an_answer_is_given_once():
    rules.check_answer_open(False)
    with pytest.raises(Refused, match="已经答复"):
        rules.check_answer_open(True)
