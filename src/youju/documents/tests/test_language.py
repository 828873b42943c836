import pytest

from youju.documents import language
from youju.documents.language import Form, Slot
from youju.documents.rules import (
    ALLOWED,
    State,
    check_change,
    check_editable,
    document_number,
)
from youju.kernel.refusal import Refused


def kept(text: str, *present: str) -> str:
    return language.kept(text, lambda slot: slot.name in present)


def test_a_text_is_words_and_slots():
    assert language.parse("清理垃圾{{清理垃圾}}，共{{ 次数 | 实数 }}。") == [
        "清理垃圾",
        Slot("清理垃圾"),
        "，共",
        Slot("次数", Form.EXACT),
        "。",
    ]


def test_top_n_carries_its_number():
    assert language.parse("{{清理垃圾|前3}}") == [Slot("清理垃圾", Form.TOP, 3)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{{清理垃圾|全部}}", "写法“全部”不认识"),
        ("{{清理垃圾|前}}", "要写明前几"),
        ("清理{{垃圾", "没有配对"),
        ("清理垃圾}}", "没有配对"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(text, reason):
    with pytest.raises(Refused, match=reason):
        language.parse(text)


def test_what_the_report_is_about_is_no_measure():
    assert language.slots("{{单位}}{{时段}}清理{{清理垃圾}}") == [Slot("清理垃圾")]


@pytest.mark.parametrize(
    ("text", "present", "expected"),
    [
        ("清理{{甲}}，清除{{乙}}。", ["甲", "乙"], "清理{{甲}}，清除{{乙}}。"),
        ("清理{{甲}}，清除{{乙}}。", ["乙"], "清除{{乙}}。"),
        ("清理{{甲}}，清除{{乙}}。", ["甲"], "清理{{甲}}。"),
        ("清理{{甲}}，清除{{乙}}。", [], ""),
        ("上半年，清理{{甲}}，清除{{乙}}；成效明显。", ["乙"], "上半年，清除{{乙}}；成效明显。"),
        ("清理{{甲}}、对联{{乙}}，扫{{丙}}。", ["甲", "丙"], "清理{{甲}}，扫{{丙}}。"),
        ("清理{{甲}}、对联{{乙}}，扫{{丙}}。", ["甲", "乙"], "清理{{甲}}、对联{{乙}}。"),
        ("脏、乱、差得到治理，清理{{甲}}。", ["甲"], "脏、乱、差得到治理，清理{{甲}}。"),
        ("没有数的一句。清理{{甲}}。", [], ""),
        ("没有数的一句。清理{{甲}}。", ["甲"], "没有数的一句。清理{{甲}}。"),
        ("没有数的一句。", [], "没有数的一句。"),
        ("清理{{甲}}（{{乙}}），扫{{丙}}。", ["甲"], "清理{{甲}}。"),
        ("清理{{甲}}（{{乙}}），扫{{丙}}。", ["甲", "乙"], "清理{{甲}}（{{乙}}）。"),
        ("走访（含慰问，{{乙}}）{{甲}}，扫{{丙}}。", ["丙"], "扫{{丙}}。"),
        ("清理{{甲}}，扫{{乙}}", ["甲"], "清理{{甲}}"),
        ("", [], ""),
    ],
)
def test_clauses_and_sentences_without_numbers_are_left_out(text, present, expected):
    assert kept(text, *present) == expected


@pytest.mark.parametrize(
    ("words", "typed"),
    [
        ("劝导占道经营300余起。", ["300余起"]),
        ("约50车、12.5%和1,236人", ["约50车", "12.5%", "1,236人"]),
        ("2026年3月5日印发〔2026〕12号文，第3批", []),
        ("（1）做法；12:30 开始；2025-2026年；金桥路12号", []),
        ("没有数", []),
        ("20万余元", ["20万余元"]),
    ],
)
def test_figures_typed_by_hand_are_found_and_dates_are_not(words, typed):
    assert [words[a:b] for a, b in language.typed_numbers(words)] == typed


def test_unknown_names_are_refused_with_a_guess_or_without():
    language.check_names(["{{甲}}"], ["甲"], lambda name: [])
    with pytest.raises(Refused, match="是不是：甲、乙"):
        language.check_names(["{{假}}"], ["甲"], lambda name: ["甲", "乙"])
    with pytest.raises(Refused, match="可在数字目录里查找"):
        language.check_names(["{{假}}"], ["甲"], lambda name: [])


AGREED = {
    (State.DRAFT, State.REVIEW),
    (State.DRAFT, State.DROPPED),
    (State.REVIEW, State.DRAFT),
    (State.REVIEW, State.ISSUED),
    (State.DROPPED, State.DRAFT),
}


@pytest.mark.parametrize("now", State)
@pytest.mark.parametrize("to", State)
def test_every_pair_of_states_is_as_agreed(now, to):
    assert set(ALLOWED) == set(State)
    if (now, to) in AGREED:
        check_change(now, to)
    else:
        with pytest.raises(Refused):
            check_change(now, to)


def test_only_drafts_can_be_edited():
    check_editable(State.DRAFT)
    for state in (State.REVIEW, State.ISSUED, State.DROPPED):
        with pytest.raises(Refused):
            check_editable(state)


def test_a_document_number_has_six_cornered_brackets_and_no_leading_zero():
    assert document_number("金社字", 2026, 9) == "金社字〔2026〕9号"


def test_a_part_that_is_left_out_hands_its_leading_word_to_the_next_part():
    text = "受理{{甲}}，其中网格{{乙}}，居民{{丙}}；另有{{丁}}。"

    assert kept(text, "甲", "丙", "丁") == "受理{{甲}}，其中居民{{丙}}；另有{{丁}}。"
    assert kept(text, "甲", "丁") == "受理{{甲}}；另有{{丁}}。".replace("；", "，")
    assert kept("其中网格{{乙}}；居民{{丙}}。", "丙") == "居民{{丙}}。"


@pytest.mark.parametrize(
    ("sentence", "absent", "said"),
    [
        ("查出推诿{{推诿问题}}、松散{{松散问题}}、谋私{{谋私问题}}。", "推诿问题", "查出松散{{松散问题}}、谋私{{谋私问题}}。"),
        ("查出推诿{{推诿问题}}、松散{{松散问题}}。", "松散问题", "查出推诿{{推诿问题}}。"),
        ("检查{{检查}}，查出推诿{{推诿问题}}、松散{{松散问题}}、谋私{{谋私问题}}。", "推诿问题 松散问题", "检查{{检查}}，查出谋私{{谋私问题}}。"),
        ("清理垃圾{{清理垃圾}}、杂物{{清理杂物}}。", "清理垃圾", "清理杂物{{清理杂物}}。"),
        ("发现隐患{{隐患}}、治理隐患{{治理隐患}}。", "隐患", "治理隐患{{治理隐患}}。"),
        ("开展督查{{督查次数}}、下发通知书{{整改通知书}}。", "督查次数", "下发通知书{{整改通知书}}。"),
        ("查出推诿{{推诿问题}}、松散{{松散问题}}，已改好{{按期整改}}。", "推诿问题 松散问题", "已改好{{按期整改}}。"),
    ],
)  # fmt: skip
def test_a_list_that_lost_its_first_item_keeps_its_verb(sentence, absent, said):
    assert language.kept(sentence, lambda slot: slot.name not in absent.split()) == said
