"""Where the figures of a sentence would go: sentences of our own, typed expectations."""

from __future__ import annotations

import pytest

from youju.ledgers.loader import load_catalogue
from youju.reader.core import read_text
from youju.reader.likeness import likeness, sketch_of
from youju.reader.propose import Proposal, Told, Way, clause_of, propose

LEDGERS = load_catalogue()


def proposals(text: str, *, copied: bool = False) -> list[Proposal]:
    reading = read_text(text, "自拟.txt")
    told = [
        Told(
            f.action or "",
            f.object or "",
            f.quantity,
            f.kind,
            f.confidence,
            f.doubts,
            f.sentence.text,
            f.sentence.heading,
            f.sentence.start,
            clause_of(f.sentence.text, f.start - f.sentence.start),
            f.negated,
            copied,
        )
        for f in reading.facts
    ]
    return propose(told, LEDGERS)


@pytest.mark.parametrize(
    ("sentence", "ledger", "field", "measure"),
    [
        ("社区清理垃圾12车。", "cleanup", "rubbish", "rubbish"),
        ("志愿者清理垃圾8吨。", "cleanup", "rubbish", "rubbish_weight"),
        ("上半年清除野广告260余处。", "cleanup", "adverts", "adverts_places"),
        ("街道拆除违章搭建14处。", "cleanup", "sheds", "sheds"),
        ("共印发宣传资料1200份。", "printed", "given", "given"),
        ("社区更换破损宣传牌6块。", "board_changes", "signs", "signs"),
        ("春节慰问低保户家庭15户。", "visits", "cheered", "cheered"),
        ("全年硬化道路3200平方米。", "paving", "paved", "paved"),
        ("粉刷墙面900余平米。", "paving", "painted", "painted"),
        ("新安装路灯18盏。", "lamps", "lamps", "lamps"),
        ("街道更换破损窨井盖40余块。", "facility_repairs", "number", "covers"),
        ("环卫处维修路灯12盏。", "facility_repairs", "number", "lamps"),
        ("联合执法收缴盗版图书340册。", "seizures", "books", "books"),
    ],
)
def test_a_figure_goes_to_the_measure_its_words_and_unit_name(sentence, ledger, field, measure):
    (found,) = proposals(sentence)

    assert (found.way, found.ledger, found.field, found.measure) == (
        Way.ENTRY,
        ledger,
        field,
        measure,
    )


def test_figures_of_one_sentence_share_an_entry():
    found = proposals("社区清理垃圾50余车，清理对联230余幅，清除楼道小广告500余个。")

    assert [one.field for one in found] == ["rubbish", "couplets", "adverts"]
    assert {one.group for one in found} == {1}
    assert all(one.sure for one in found)


def test_a_field_needed_twice_starts_a_second_entry():
    found = proposals("东片清理垃圾5车，西片清理垃圾7车。")

    assert [one.field for one in found] == ["rubbish", "rubbish"]
    assert found[0].group != found[1].group


def test_sentences_do_not_share_an_entry():
    found = proposals("社区清理垃圾5车。随后清理对联30幅。")

    assert found[0].group != found[1].group


def test_a_choice_that_the_measure_asks_for_is_made():
    (found,) = proposals("深入驻街单位开展集中培训18次。")

    assert (found.ledger, dict(found.choices)) == ("classes", {"kind": "集中培训"})


@pytest.mark.parametrize(
    ("sentence", "item"),
    [
        ("社区总户数2130户。", "households"),
        ("辖区总人口7766人。", "population"),
        ("社区现有工作人员11名。", "staff"),
        ("社区办公面积60平方米。", "office_area"),
    ],
)
def test_a_figure_of_the_unit_itself_goes_to_its_profile_and_is_looked_at(sentence, item):
    (found,) = proposals(sentence)

    assert (found.way, found.profile, found.sure) == (Way.PROFILE, item, False)


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("保洁员每天清扫楼道2次。", "要求或标准"),
        ("计划新建宣传栏10个。", "打算"),
        ("社区多次召开协调会。", "没有说出数量"),
    ],
)
def test_what_was_not_done_or_counted_has_nowhere_to_go_and_says_why(sentence, why):
    found = proposals(sentence)[0]

    assert found.way is Way.NONE
    assert why in "".join(found.why)


def test_a_thing_without_a_ledger_suggests_a_new_one():
    (found,) = proposals("全年举办消夏晚会6场。")

    assert (found.way, found.fresh, found.sure) == (Way.NEW, "举办消夏晚会（场）", False)


def test_a_word_that_names_nothing_alone_is_never_sure():
    found = proposals("该项目投资80余万元。")

    assert not any(one.sure for one in found)


def test_a_thing_that_stands_asks_for_its_day():
    (found,) = proposals("在入口处设置宣传栏3个。")

    assert (found.ledger, found.sure) == ("boards", False)
    assert "设置日期要填到日" in found.why


def test_a_copied_figure_is_not_sure():
    (found,) = proposals("社区清理垃圾12车。", copied=True)

    assert not found.sure
    assert "与另一篇相同，默认不再记" in found.why


def test_a_damaged_figure_is_never_guessed():
    (found,) = proposals("社区清理小广告20xx余个。")

    assert not found.sure


def test_a_clause_reaches_from_mark_to_mark():
    assert clause_of("先清垃圾5车，再清对联30幅。", 9) == "再清对联30幅"


def test_texts_too_short_to_compare_are_not_alike():
    assert likeness(sketch_of("清理垃圾"), sketch_of("清理垃圾")) == 0.0


def test_a_text_put_into_a_longer_one_is_found_in_it():
    body = "".join(
        f"第{n}网格走访沿街商户并讲解创建要求和分类办法，当场登记问题。" for n in range(60)
    )

    assert likeness(sketch_of(body), sketch_of("别的开头。" + body + "别的结尾。")) > 0.95
    assert likeness(sketch_of(body), sketch_of("".join(chr(0x4E00 + n) for n in range(900)))) < 0.1
