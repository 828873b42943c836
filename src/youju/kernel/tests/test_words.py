"""Words of the trade in the reader's language."""

import pytest

from youju.kernel import words
from youju.kernel.words import Words, joined, labelled, listed, noted, said, sentences

ENGLISH = {"待派遣": "To be dispatched", "、": ", ", "%(name)s（%(note)s）": "%(name)s (%(note)s)"}


@pytest.fixture
def english():
    before = words._say
    words.speak_with(lambda message: ENGLISH.get(message, message))
    yield
    words.speak_with(before)


def test_a_table_speaks_the_readers_language_and_keeps_its_chinese(english):
    table = Words({"filed": "待派遣"})

    assert table["filed"] == "To be dispatched"
    assert list(table.items()) == [("filed", "To be dispatched")]
    assert table.chinese() == {"filed": "待派遣"}
    assert len(table) == 1
    assert "filed" in table
    assert said("待派遣") == "To be dispatched"


def test_lists_and_brackets_take_the_marks_of_the_language(english):
    assert listed(["甲", 2, "待派遣"]) == "甲, 2, To be dispatched"
    assert noted("甲", "待派遣") == "甲 (To be dispatched)"
    assert noted("待派遣", "") == "To be dispatched"


def test_chinese_marks_stand_where_no_other_language_is_asked_for():
    assert listed("甲乙") == "甲、乙"
    assert joined("甲乙") == "甲，乙"
    assert sentences("甲乙") == "甲；乙"
    assert labelled("甲", "乙") == "甲：乙"
