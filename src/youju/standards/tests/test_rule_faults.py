"""Rules that cannot be read are refused at the key at fault."""

from decimal import Decimal

import pytest
import yaml

from youju.standards.rules.outcome import Reading, State
from youju.standards.rules.scoring import KINDS, BadRule, check, score
from youju.standards.spec import ProofKind, ProofSpec, RuleSpec

D = Decimal
YES = Reading(D(100))
AWARE = {
    "levels": [
        {"name": "A", "at": ">=95", "share": 1},
        {"name": "B", "at": ">=80", "share": "0.7"},
        {"name": "C", "at": ">=70", "share": "0.4"},
        {"name": "C#", "at": "<70", "share": 0},
    ]
}


def proofs(*names):
    return [ProofSpec(ProofKind.JUDGEMENT, name) for name in names]


def test_a_rule_that_cannot_be_read_leaves_the_item_unknown():
    assert score(RuleSpec("ritual"), {"main": YES}, D(1)).state is State.UNKNOWN
    assert score(RuleSpec("threshold", {}), {"main": YES}, D(1)).state is State.UNKNOWN


@pytest.mark.parametrize(
    ("kind", "given", "names", "key", "why"),
    [
        ("ritual", {}, ["main"], "kind", "没有“ritual”"),
        ("rate", {"off": 3}, ["main"], "off", "得分率不认识“off”"),
        ("rate", {}, [], "proofs", "至少写一条"),
        ("rate", {"of": 0}, ["main"], "of", "应大于 0"),
        ("rate", {"of": "很多"}, ["main"], "of", "不小于 0 的数"),
        ("rate", {"of": True}, ["main"], "of", "不小于 0 的数"),
        ("rate", {"of": -1}, ["main"], "of", "不小于 0 的数"),
        ("rate", {"of": float("nan")}, ["main"], "of", "不小于 0 的数"),
        ("rate", {}, ["a", "b"], "proofs", "只有一个来源"),
        ("conform", {}, ["a", "a"], "proofs", "不同的 name"),
        ("conform", {"each": "yes"}, ["a"], "each", "true 或 false"),
        ("conform", {"at": {"b": 3}}, ["a"], "at", "“b”不是"),
        ("conform", {"at": 3}, ["a"], "at", "{名称: 值}"),
        ("threshold", {}, ["main"], "at", "不是条件"),
        ("threshold", {"at": True}, ["main"], "at", "不是条件"),
        ("threshold", {"at": "其余"}, ["main"], "at", "其余"),
        ("sample", {"pass": 3}, ["main"], "of", "缺少“of”"),
        ("sample", {"pass": 6, "of": 5}, ["main"], "pass", "不能多于"),
        ("sample", {"pass": 3, "of": 5, "as": "rows"}, ["main"], "as", "rate、count"),
        ("met", {}, ["main"], "points", "{名称: 值}"),
        ("met", {"points": {1: 0}}, ["main"], "points", "越高"),
        ("met", {"points": {1: 3, 2: 2}}, ["main"], "points", "越高"),
        ("met", {"points": {"两项": 2}}, ["main"], "points", "不小于 0 的数"),
        ("blend", {"parts": {"a": 0}}, ["a"], "parts", "大于 0"),
        ("blend", {"parts": {"a": 1}}, ["a", "b"], "parts", "没有写“b”的权重"),
        ("levels", {}, ["main"], "levels", "列出各档"),
        ("levels", {"levels": [{"name": "A", "at": 3}]}, ["main"], "share", "不小于 0"),
        (
            "levels",
            {"levels": [{"name": "A", "at": 3, "share": 2}]},
            ["main"],
            "levels",
            "由高到低",
        ),
        (
            "levels",
            {"levels": [{"name": "", "at": 3, "share": 1}]},
            ["main"],
            "levels",
            "不同的 name",
        ),
        ("levels", {"levels": ["A"]}, ["main"], "levels", "name、at、share"),
        ("levels", AWARE | {"at": {"a": 3}}, ["a"], "at", "不写“at”"),
        ("levels", AWARE | {"of": 3}, ["a"], "of", "不写“at”“of”"),
        ("levels", AWARE, ["a", "b"], "proofs", "只有一个来源"),
    ],
)
def test_a_faulty_rule_is_refused_at_its_key(kind, given, names, key, why):
    with pytest.raises(BadRule) as fault:
        check(RuleSpec(kind, given), proofs(*names))

    assert fault.value.key == key
    assert why in fault.value.why


def test_every_kind_says_how_it_scores_and_its_example_can_be_read():
    given = {code: yaml.safe_load("{" + kind.example + "}") for code, kind in KINDS.items()}

    assert list(KINDS) == [
        "levels", "met", "conform", "sample", "deduct", "rate", "threshold", "blend", "judged",
    ]  # fmt: skip
    for code, kind in KINDS.items():
        check(RuleSpec(code, given[code]), proofs(*given[code].get("parts", ["main"])))
        assert kind.about.endswith("。")
