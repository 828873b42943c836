"""What a file of an edition says, and how each fault of it is named."""

from __future__ import annotations

from decimal import Decimal

import pytest

from youju.kernel.refusal import Refused
from youju.standards.loader import check_text, read_edition
from youju.standards.reading.items import Known
from youju.standards.spec import Absent, ItemKind, Method, Over, ProofKind, Sampling
from youju.standards.stored import as_json, item_from
from youju.standards.tests.samples import SMALL

HERE = Known(
    {"market": "农贸市场", "alley": "背街小巷"},
    {"market": frozenset({"scales"})},
    frozenset({"supervision.notices"}),
)
HEAD = "code: one\nname: 一\nyear: 2026\nlevel: city\n"


def faults(text: str) -> list[str]:
    return [str(one) for one in check_text(text, HERE).faults]


def warnings(text: str) -> list[str]:
    return [str(one) for one in check_text(text, HERE).warnings]


def leaf(more: str) -> str:
    return f'{HEAD}items:\n  - {{code: "1", text: 甲, weight: 5, {more}}}\n'


def test_a_file_becomes_a_tree():
    spec = read_edition(SMALL, HERE)
    by_code = {one.code: one for one in spec.items}

    assert (spec.code, spec.year, spec.level, len(spec.items)) == ("six", 2026, "city", 14)
    assert spec.cycle == {2025: Decimal(40), 2026: Decimal(60)}
    assert (spec.gates[0].items, spec.gates[0].least) == (("4.1",), Decimal(85))
    assert spec.negative[0].group == "安全生产"
    assert (by_code["3.1"].parent, by_code["3"].parent) == ("3", "")
    market = by_code["3.1"]
    assert (market.kind, market.methods) == (ItemKind.DYNAMIC, (Method.SITE,))
    assert (market.weight, market.effort) == (Decimal(15), Decimal("1.5"))
    assert (market.absent, market.applies, market.aliases) == (
        Absent.DROP, ("community",), ("SD-MARKET",),
    )  # fmt: skip
    assert market.sampling == Sampling("market", 2, "district", 0, "全场")
    assert market.proofs[0].kind is ProofKind.VISITS
    assert market.proofs[0].given == {"places": ["market"], "days": 90}
    assert by_code["7.1"].over is Over.UNITS
    assert by_code["4.1"].rule.given["levels"][1] == {
        "name": "B", "at": "≥80", "share": Decimal("0.7"),
    }  # fmt: skip


def test_what_is_kept_comes_back_whole():
    spec = read_edition(SMALL, HERE)

    assert [item_from(as_json(one)) for one in spec.items] == list(spec.items)


def test_an_item_without_rule_is_judged_and_said_so():
    checked = check_text(SMALL, HERE)

    assert checked.unproven == ("2.1",)
    law = next(one for one in checked.spec.items if one.code == "2.1")
    assert (law.rule.kind, law.proofs[0].kind) == ("judged", ProofKind.JUDGEMENT)
    assert [str(one) for one in checked.warnings] == [
        "第 14 行：“2.1”没有写计分规则，按人工评定",
        "第 18 行：统计项目录里没有“nowhere.green”，建好以前这一项没有数",
    ]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("colour: red", "第 6 行：指标没有“colour”这一项"),
        ("kind: 动", "“kind”没有“动”，可写 量化（quantified）、动态（dynamic）、一般（general）"),
        ("methods: [site, site]", "“methods”里有重复的"),
        ("methods: site", "“methods”要写成 [甲, 乙] 的样子"),
        ("methods: [walk]", "“methods”没有“walk”"),
        ("applies: [planet]", "“applies”没有“planet”"),
        ("places: [moon]", "“places”没有“moon”，可写 农贸市场（market）、背街小巷（alley）"),
        ("absent: never", "“absent”没有“never”"),
        ("over: moon", "“over”没有“moon”"),
        ("effort: -1", "“effort”写的是“-1”，应为 0 到 10000 的数"),
        ("effort: true", "“effort”写的是“True”"),
        ("effort: .nan", "“effort”写的是“nan”"),
        ("fix: [a]", "“fix”要写文字"),
        (f"duty: {'长' * 201}", "“duty”有 201 个字，最多 200 个"),
        ("rule: rate", "“rule”要写成 {名称: 值} 的样子"),
        ("rule: {kind: magic}, proofs: [{kind: judgement}]", "没有“magic”这种计分方法"),
        ("rule: {given: 1}", "缺少“kind”"),
        ("rule: {kind: rate, of: 0}, proofs: [{kind: judgement}]", "“of”应大于 0"),
        ("proofs: 1", "“proofs”要写成一列，每项以 - 开头"),
        ("proofs: [{kind: magic}]", "“kind”没有“magic”"),
        ("proofs: [{kind: visits}]", "点位检查要写“places”"),
        ("proofs: [{kind: survey, places: [a]}]", "问卷结果没有“places”这一项"),
        ("rule: {kind: rate}, proofs: [{kind: cases, rate: closed}]", "“rate”没有“closed”，可写 结案率（close）、按时结案率（on_time）、返工率（rework）"),
        ("sampling: 3", "“sampling”要写成 {名称: 值} 的样子"),
        ("sampling: {of: moon, number: 1}", "“of”没有“moon”"),
        ("sampling: {of: household}", "抽样要写抽几个"),
        ("sampling: {of: household, number: 1.5}", "“number”应为整数"),
        ("sampling: {of: household, number: 1, why: 2}", "抽样没有“why”这一项"),
    ],
)  # fmt: skip
def test_a_fault_of_an_item_is_named_with_its_line(more, told):
    found = faults(leaf(more))

    assert any(told in one for one in found), found
    assert all(one.startswith("第 6 行：") for one in found)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("items: [", "第 1 行：不是合格的 YAML"),
        (HEAD, "第 1 行：没有一条指标（items）"),
        (leaf("") + "colour: 1\n", "第 7 行：测评体系没有“colour”这一项"),
        (leaf("").replace("code: one", "code: 一"), "第 1 行：“code”用小写字母开头"),
        (leaf("").replace("2026", "26"), "第 3 行：“year”写年份"),
        (leaf("").replace("level: city\n", ""), "缺少“level”"),
        (leaf("").replace("level: city", "level: 村"), "第 4 行：“level”没有“村”"),
        (leaf("") + "full: 0\n", "第 7 行：满分应大于 0"),
        (leaf("") + "passing: 120\n", "第 7 行：达标线高于满分"),
        (leaf("") + "sample: 1\n", "第 7 行：“sample”写 true 或 false"),
        (leaf("") + "cycle: {next: 1}\n", "第 7 行：“cycle”写成"),
        (leaf("") + "gates: [{code: g, label: 甲, items: ['9']}]\n", "单项门槛里的“9”不是指标编号"),
        (leaf("") + "gates: [{code: g, label: 甲}]\n", "第 7 行：单项门槛要写是哪些指标"),
        (leaf("") + "negative:\n- {code: N, text: 甲}\n- {code: N, text: 乙}\n", "第 9 行：负面清单“N”写了两次"),
        (leaf("aliases: [A]") + "  - {code: A, text: 乙, weight: 1}\n", "第 7 行：编号或别名“A”不止一条"),
        (leaf("").replace('"1"', '"1 1"'), "第 6 行：编号“1 1”只用"),
        (leaf("").replace("weight: 5", "weight: 0"), "第 6 行：缺少分值"),
        (leaf("rule: {kind: rate}, items: [{code: a, text: 乙, weight: 1}]"), "第 6 行：有下级指标的不写“rule”"),
    ],
)  # fmt: skip
def test_a_fault_of_an_edition_is_named_with_its_line(text, told):
    found = faults(text)

    assert any(told in one for one in found), found


def test_all_faults_are_told_at_once():
    text = leaf("kind: 动, effort: -1").replace("level: city", "level: 村")

    with pytest.raises(Refused) as refusal:
        read_edition(text, HERE)

    lines = refusal.value.message.splitlines()
    assert [one.split("：")[0] for one in lines] == ["第 4 行", "第 6 行", "第 6 行"]


def test_what_is_only_worth_a_look_is_a_warning():
    branch = leaf(
        "items: [{code: a, text: 乙, weight: 1, rule: {kind: rate}, proofs: [{kind: judgement}]}]"
    )
    visits = leaf(
        "rule: {kind: rate}, proofs: [{kind: visits, places: [market], checks: [colour, scales]}]"
    )

    assert warnings(branch) == ["第 6 行：“1”写的分值是 5，下级相加是 1，按下级相加计"]
    assert warnings(visits) == ["第 6 行：这种点位的检查表没有“colour”这一条"]
    assert (
        warnings(leaf("") + "negative: [{code: N, text: 甲, measure: a.b}]\n")[-1]
        == "第 7 行：统计项目录里没有“a.b”"
    )


def test_a_tree_that_is_too_deep_or_too_long_is_refused():
    deep = '{code: "9", text: 甲, weight: 1}'
    for n in range(8):
        deep = f'{{code: "{n}", text: 甲, items: [{deep}]}}'
    many = "".join(f'  - {{code: "{n}", text: 甲, weight: 1}}\n' for n in range(2001))

    assert any("最多 8 层" in one for one in faults(f"{HEAD}items: [{deep}]\n"))
    assert any("指标最多 2000 条" in one for one in faults(f"{HEAD}items:\n{many}"))
