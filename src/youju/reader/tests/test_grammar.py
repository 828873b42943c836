"""The facts of single sentences."""

import pytest

from youju.reader.grammar.facts import facts_of
from youju.reader.tests.more_sentences import MORE_SENTENCES
from youju.reader.tests.sentences import SENTENCES
from youju.reader.tests.sentences_as_spoken import SENTENCES_AS_SPOKEN
from youju.reader.tests.sentences_by_frame import SENTENCES_BY_FRAME
from youju.reader.tests.sentences_of_bureaus import SENTENCES_OF_BUREAUS
from youju.reader.tests.sentences_running_on import SENTENCES_RUNNING_ON
from youju.reader.tests.still_more_sentences import STILL_MORE_SENTENCES
from youju.reader.tests.yet_more_sentences import YET_MORE_SENTENCES

ALL_SENTENCES = (
    *SENTENCES,
    *MORE_SENTENCES,
    *STILL_MORE_SENTENCES,
    *YET_MORE_SENTENCES,
    *SENTENCES_BY_FRAME,
    *SENTENCES_RUNNING_ON,
    *SENTENCES_OF_BUREAUS,
    *SENTENCES_AS_SPOKEN,
)


def _number(value):
    return "-" if value is None else f"{value.normalize():f}"


def _agrees(expected, found):
    """An act or a thing may be found with more or fewer words around it; the rest is exact."""
    if expected == "-":
        return True
    return bool(found) and (expected in found or found in expected)


@pytest.mark.parametrize(("sentence", "expected"), ALL_SENTENCES, ids=[s for s, _ in ALL_SENTENCES])
def test_a_sentence_states_its_facts(sentence, expected):
    found = facts_of(sentence)

    assert len(found) == len(expected), found
    for line, fact in zip(expected, found, strict=True):
        action, thing, quantity, qualifier, unit, kind = line.split("|")
        written = _number(fact.value)
        if fact.upper is not None:
            written += f"~{_number(fact.upper)}"
        assert (written, fact.qualifier or "-", fact.unit or "-") == (quantity, qualifier, unit)
        assert fact.kind == kind, fact
        assert _agrees(action, fact.action), fact
        assert _agrees(thing, fact.object), fact


def test_there_are_a_hundred_and_fifty_sentences_or_more():
    assert len(ALL_SENTENCES) >= 150


def test_the_place_of_a_fact_is_that_of_its_number():
    sentence = "募捐到了10余万元，捐赠给5名学生。"

    first, second = facts_of(sentence)

    assert sentence[first.start : first.end] == "10余万"
    assert sentence[second.start : second.end] == "5"


def test_a_section_on_what_is_to_come_makes_targets():
    sentence = "新建公厕3座。"

    assert [fact.kind for fact in facts_of(sentence)] == ["done"]
    assert [fact.kind for fact in facts_of(sentence, "二、下一步工作打算")] == ["target"]


def test_a_masked_figure_is_unknown_and_says_so():
    (fact,) = facts_of("发放慰问金20xx余元。")

    assert fact.value is None
    assert fact.qualifier == "余"
    assert fact.doubts == ("数字被遮盖，按未知处理",)
    assert fact.confidence <= 0.3


def test_a_figure_that_may_be_a_year_is_kept_and_doubted():
    (fact,) = facts_of("清理乱贴乱画2023余平方。")

    assert fact.value == 2023
    assert "请核对" in fact.doubts[0]
    assert fact.confidence <= 0.4


def test_an_act_taken_from_an_earlier_clause_says_so():
    facts = facts_of("立案查处17家，其中网吧8家。")

    assert facts[1].action == "立案查处"
    assert "动作取自前文" in facts[1].doubts


def test_the_basis_of_a_rate_stands_apart():
    (fact,) = facts_of("每300人配备1名网格员。")

    assert fact.per == "每300人"
    assert fact.unit == "名"


def test_two_of_a_kind_with_each_make_two_facts():
    facts = facts_of("两个社区各配备5名保洁员。")

    assert [(fact.value, fact.unit) for fact in facts if fact.unit == "名"] == [
        (5, "名"),
        (5, "名"),
    ]
