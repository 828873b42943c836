"""Two editions side by side: which item is which, what changed, and how it is marked up."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from youju.standards.rules.comparing import ChangeKind, compared, counted
from youju.standards.rules.matching import By, matched
from youju.standards.rules.wording import Op, Piece, pieces
from youju.standards.rules_said import said
from youju.standards.spec import ItemKind, ItemSpec, ProofKind, ProofSpec, RuleSpec

RATE = RuleSpec("rate", line=3)
VISITS = ProofSpec(ProofKind.VISITS, given={"places": ["alley"]}, line=4)


def branch(code: str, text: str, parent: str = "") -> ItemSpec:
    return ItemSpec(code, parent, text, 0)


def leaf(code: str, text: str, parent: str = "1", **more: object) -> ItemSpec:
    told: dict[str, object] = {"rule": RATE, "proofs": (VISITS,), "weight": Decimal(5)} | more
    return ItemSpec(code, parent, text, 0, **told)  # type: ignore[arg-type]


def pairs(before: list[ItemSpec], after: list[ItemSpec]) -> list[tuple[str, str, str]]:
    return [
        (
            one.before.code if one.before else "",
            one.after.code if one.after else "",
            one.by.value,
        )
        for one in matched(before, after)
    ]


def kinds(old: ItemSpec, new: ItemSpec) -> set[str]:
    beside = [branch("1", "环境"), leaf("1.8", "公厕")]
    rows = compared([*beside, old], [*beside, new])
    return {kind.value for one in rows if one.leaf for kind in one.kinds}


def test_renumbered_items_are_found_by_their_words_and_what_was_dropped_keeps_its_place():
    before = [
        branch("1", "环境"),
        leaf("1.1", "背街小巷"),
        leaf("1.2", "公厕"),
        leaf("1.3", "公园"),
    ]
    after = [
        branch("1", "环境"),
        leaf("1.1", "夜间照明"),
        leaf("1.2", "背街小巷"),
        leaf("1.3", "公园"),
    ]

    assert pairs(before, after) == [
        ("1", "1", "same"), ("", "1.1", ""), ("1.1", "1.2", "text"), ("1.2", "", ""), ("1.3", "1.3", "same"),
    ]  # fmt: skip


def test_an_alias_names_an_item_whose_words_and_code_changed():
    before = [branch("1", "环境"), leaf("1.1", "背街小巷", aliases=("SD-1",)), leaf("1.2", "公厕")]
    after = [
        branch("1", "环境"),
        leaf("1.7", "街巷环境", aliases=("SD-1",)),
        leaf("1.8", "厕所", aliases=("1.2", "1.1")),
    ]

    assert pairs(before, after)[1:] == [("1.1", "1.7", "alias"), ("1.2", "1.8", "alias")]
    assert pairs(after, before)[1:] == [("1.7", "1.1", "alias"), ("1.8", "1.2", "alias")]


def test_a_code_with_new_words_is_the_same_item_and_a_branch_is_never_a_leaf():
    top = branch("1", "环境")
    assert pairs([top, leaf("1.1", "背街小巷")], [top, leaf("1.1", "小街小巷")])[1:] == [
        ("1.1", "1.1", "code")
    ]
    parted = [top, branch("1.1", "背街小巷", "1"), leaf("1.1.1", "路面", "1.1")]
    assert pairs([top, leaf("1.1", "背街小巷")], parted)[1:] == [
        ("1.1", "", ""), ("", "1.1", ""), ("", "1.1.1", ""),
    ]  # fmt: skip
    assert pairs([leaf("1", "甲", "")], [leaf("2", "乙", "")]) == [("1", "", ""), ("", "2", "")]


def test_words_that_stand_twice_are_told_apart_by_the_line_above():
    before = [
        branch("1", "商场"), leaf("1.1", "文明服务", "1"), branch("2", "车站"), leaf("2.1", "文明服务", "2"),
    ]  # fmt: skip
    after = [
        branch("1", "车站"), leaf("1.5", "文明服务", "1"), branch("2", "商场"), leaf("2.5", "文明服务", "2"),
    ]  # fmt: skip

    assert pairs(before, after) == [
        ("2", "1", "text"), ("2.1", "1.5", "text"), ("1", "2", "text"), ("1.1", "2.5", "text"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({}, set()),
        ({"text": "背街  小巷"}, {"reworded"}),
        ({"standard": "路面平整"}, {"reworded"}),
        ({"weight": Decimal(6)}, {"weight"}),
        ({"required": "≥300㎡"}, {"threshold"}),
        ({"rule": RuleSpec("judged")}, {"rule"}),
        ({"rule": RuleSpec("rate", {"of": 80})}, {"rule"}),
        ({"rule": None}, {"rule"}),
        ({"proofs": (ProofSpec(ProofKind.JUDGEMENT),)}, {"proof"}),
        ({"kind": ItemKind.DYNAMIC}, {"scope"}),
        ({"places": ("alley",)}, {"scope"}),
        ({"fix": "修补"}, {"other"}),
        ({"duty": "城管局"}, {"other"}),
        ({"parent": ""}, {"moved"}),
        ({"code": "1.9"}, {"moved"}),
        ({"rule": replace(RATE, line=99), "line": 99}, set()),
    ],
)
def test_each_change_of_an_item_is_named(more, told):
    old = leaf("1.1", "背街小巷")

    assert kinds(old, replace(old, **more)) == told


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ({"at": "≥80"}, {"at": "≥85"}, {"threshold"}),
        ({"at": "≥80"}, {"at": "<80"}, {"rule"}),
        ({"at": 80, "partial": True}, {"at": Decimal("80.5"), "partial": True}, {"threshold"}),
        ({"at": 80, "partial": True}, {"at": 80, "partial": False}, {"rule"}),
        ({"levels": [{"name": "A", "at": "≥95"}]}, {"levels": [{"name": "A", "at": "≥90"}]}, {"threshold"}),
    ],
)  # fmt: skip
def test_another_number_is_another_threshold_and_another_shape_another_rule(old, new, told):
    one = leaf("1.1", "甲", rule=RuleSpec("threshold", old))

    assert kinds(one, replace(one, rule=RuleSpec("threshold", new))) == told


def test_added_and_dropped_lines_are_counted_and_the_weight_of_a_branch_says_nothing():
    before = [branch("1", "环境"), leaf("1.1", "甲"), leaf("1.2", "乙", rule=None)]
    after = [
        replace(branch("1", "环境"), weight=Decimal(9)),
        leaf("1.2", "乙", rule=None),
        leaf("1.3", "丙"),
    ]

    rows = compared(before, after)

    assert counted(rows) == {ChangeKind.ADDED: 1, ChangeKind.DROPPED: 1}
    assert [one.needs_look for one in rows] == [False] * 4
    assert [(one.pair.code, one.leaf, one.changed) for one in rows] == [
        ("1", False, False), ("1.1", True, True), ("1.2", True, False), ("1.3", True, True),
    ]  # fmt: skip
    assert matched([], []) == [] and By.NONE.value == ""


def test_a_text_is_marked_up_sentence_by_sentence():
    def told(before: str, after: str) -> str:
        marks = {Op.SAME: "{}", Op.GONE: "[-{}]", Op.NEW: "[+{}]"}
        return "".join(marks[one.op].format(one.text) for one in pieces(before, after))

    assert (
        told("一年开三次会。有总结。", "一年开四次会。有总结。") == "一年开[-三][+四]次会。有总结。"
    )
    assert told("走 200 米", "走 100 米") == "走 [-200][+100] 米"
    assert told("", "新写的。") == "[+新写的。]"
    assert told("删掉的。", "") == "[-删掉的。]"
    assert (
        told("路面平整无坑洼。", "每周召开居民议事会。")
        == "[-路面平整无坑洼。][+每周召开居民议事会。]"
    )
    assert told("甲乙丙丁戊己庚", "壬乙癸丁戊己庚") == "[-甲乙丙][+壬乙癸]丁戊己庚"
    assert told("甲。", "甲。乙。") == "甲。[+乙。]"
    long = pieces("甲" * 1500, "乙甲" * 700)
    assert [one.op for one in long] == [Op.GONE, Op.NEW]
    assert pieces("同", "同") == [Piece(Op.SAME, "同")]


@pytest.mark.parametrize(
    ("kind", "given", "told"),
    [
        ("levels", {"levels": [{"name": "A", "at": "≥95", "share": 1}, {"name": "B", "at": "其余", "share": Decimal("0.7")}]},
         "按数值分档：A ≥95 得 100%，B 其余 得 70%"),
        ("levels", {"by": "count", "of": 5, "levels": [{"name": "A", "at": 5, "share": "多"}], "at": {"甲": "≥3"}},
         "按达到的项数分档（共 5 项）：A 5 得 多；甲 ≥3 算达到"),
        ("met", {"points": {"2": 2, "1": 1}}, "按达到的项数给分：2 项 2 分，1 项 1 分"),
        ("conform", {"each": True}, "逐条判断，按符合的比例得分"),
        ("conform", {}, "逐条判断，全部符合才得分"),
        ("sample", {"pass": 3, "of": 5}, "抽查 5 个，3 个合格得满分，不够的不得分"),
        ("sample", {"pass": 3, "of": 5, "partial": True}, "抽查 5 个，3 个合格得满分，不够的按比例得分"),
        ("deduct", {"each": 2, "need": 5, "full": 10}, "每缺一处扣 2 分，应有 5，满分按 10 分计，扣完为止"),
        ("deduct", {"each": 1, "by": "gaps", "most": 6}, "每有一个问题扣 1 分，最多扣 6 分"),
        ("rate", {}, "按百分比得分"),
        ("rate", {"of": 20}, "按占 20 的比例得分"),
        ("threshold", {"at": 8}, "达到 ≥8 得满分，达不到的不得分"),
        ("threshold", {"at": "<60", "partial": True}, "达到 <60 得满分，达不到的按比例得分"),
        ("blend", {"parts": {"居民": 70, "观察员": 30}}, "几项合成：居民 占 70，观察员 占 30"),
        ("judged", {}, "由评定人给出得分比例，写明理由"),
    ],
)  # fmt: skip
def test_each_rule_is_told_in_words(kind, given, told):
    assert said(RuleSpec(kind, given)) == told
    assert said(None) == ""
