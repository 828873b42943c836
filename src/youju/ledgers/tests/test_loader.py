"""Catalogue files: what they say, and how a fault is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from youju.ledgers.loader import load_catalogue, load_ledger
from youju.ledgers.nodes import BadLedger
from youju.ledgers.spec import Kind, as_json, from_json
from youju.ledgers.writing import catalogue_text

GOOD = """\
code: tidy
label: 清扫
module: 环境卫生
rhythm: each
title: "{what}"
fields:
  - {key: what, label: 内容, type: text, required: true}
  - {key: bags, label: 垃圾, type: quantity, units: [袋, 立方]}
  - {key: dry, label: 其中干垃圾, type: quantity, units: [袋]}
  - {key: kind, label: 种类, type: choice, choices: [日常, 突击], default: 日常}
columns: [bags]
parts:
  - {whole: bags, parts: [dry]}
measures:
  - {name: 清扫次数, of: entry, unit: 次}
  - {name: 清扫垃圾, of: bags, unit: 袋, words: [垃圾袋]}
  - {key: raids, name: 突击清扫, of: entry, unit: 次, where: {kind: [突击]}}
"""


def test_a_catalogue_file_becomes_a_ledger():
    ledger = load_ledger(GOOD, "tidy.yaml")

    assert (ledger.label, ledger.module, ledger.act) == ("清扫", "环境卫生", "记一条")
    assert [field.key for field in ledger.fields] == ["what", "bags", "dry", "kind"]
    assert ledger.fields[1].units == ("袋", "立方米")
    assert ledger.fields[3].kind is Kind.CHOICE
    assert [spec.code for spec in ledger.measure_specs()] == [
        "tidy.entries", "tidy.bags", "tidy.raids",
    ]  # fmt: skip
    assert ledger.listed() == (ledger.fields[1],)


def test_a_ledger_survives_being_kept_as_json():
    ledger = load_ledger(GOOD, "tidy.yaml")

    assert from_json(json.loads(json.dumps(as_json(ledger)))) == ledger


WRONG = [
    ("label: 清扫", "labl: 清扫", "第 2 行：台账没有“labl”这一项"),
    ("code: tidy", "code: Tidy", "第 1 行：“code”用小写字母"),
    ("label: 清扫", "label: [清扫]", "第 2 行：“label”要写文字"),
    ("label: 清扫", "label: 清扫\nlabel: 重来", "第 3 行：“label”写了两次"),
    ("module: 环境卫生", "module: 环保", "第 3 行：“module”没有“环保”"),
    ("rhythm: each", "rhythm: often", "第 4 行：“rhythm”没有“often”"),
    ('"{what}"', '"{who}"', "第 5 行：标题里的“{who}”不是字段"),
    ("key: what, label", "key: when, label", "“when”不能作字段代码"),
    ("type: text", "type: words", "第 7 行：“type”没有“words”"),
    ("required: true", "required: yes please", "第 7 行：“required”写 true 或 false"),
    ("required: true", "personal: face", "第 7 行：“personal”没有“face”"),
    ("units: [袋, 立方]", "units: [袋, 立方], personal: name", "第 8 行：只有 text 和 long 写 personal"),
    ("rhythm: each", "rhythm: each\ndue: 七天", "第 5 行：“due”写成"),
    ("rhythm: each", "rhythm: each\ndue: {label: 复查, days: 7, dun: kind}", "期限没有“dun”"),
    ("rhythm: each", "rhythm: each\ndue: {label: 复查, days: 7, months: 1}", "第 5 行：期限写 day、within"),
    ("rhythm: each", "rhythm: each\ndue: {label: 复查, day: kind}", "“day”要写一个日期字段，“kind”不是"),
    ("rhythm: each", "rhythm: each\ndue: {label: 复查, days: 七}", "“days”写 0 到 2000 的整数"),
    ("rhythm: each", "rhythm: each\nnorms: 三", "第 5 行：“norms”写成"),
    ("rhythm: each", "rhythm: each\nnorms: {kind: 3}", "标准里的“kind”不是数量或多选字段"),
    ("rhythm: each", "rhythm: each\nnorms: {bags: all}", "标准写最少的数，多选字段写 all"),
    ("of: bags, unit: 袋", "of: in-time, key: tt, unit: 袋", "第 16 行：“in-time”要先写 due"),
    ("of: bags, unit: 袋", "of: norms-met, key: tt, unit: 袋", "第 16 行：“norms-met”要先写 norms"),
    ("units: [袋, 立方]", "hint: 多少", "第 8 行：数量要写单位"),
    ("units: [袋, 立方]", "units: [袋, 袋]", "第 8 行：“units”里有重复的"),
    ("units: [袋, 立方]", "units: 袋", "第 8 行：“units”要写成"),
    ("type: text, required: true", "type: text, units: [袋]", "第 7 行：只有 quantity"),
    ("type: quantity, units: [袋]", "type: count, units: [袋, 包]", "第 9 行：个数（count）只写一个单位"),
    ("choices: [日常, 突击]", "hint: 选一个", "第 10 行：单选和多选"),
    ("default: 日常", "default: 平常", "第 10 行：默认值“平常”不在 choices 里"),
    ("key: dry", "key: bags", "第 9 行：“bags”用了两次"),
    ("columns: [bags]", "columns: [boxes]", "第 11 行：“columns”里的“boxes”不是字段"),
    ("columns: [bags]", "follow: 查处\ncolumns: [bags]", "第 11 行：“follow”写成"),
    ("columns: [bags]", "follow: {ledger: seizures, fill: {case: boxes}}\ncolumns: [bags]", "“boxes”不是"),
    ("columns: [bags]", "draw: 事项\ncolumns: [bags]", "第 11 行：“draw”写成"),
    ("columns: [bags]", "draw: {ledger: seizures, by: {what: case}, fill: {}}\ncolumns: [bags]", "“draw”写成"),
    ("columns: [bags]", "draw: {ledger: seizures, by: {what: case}, fill: {boxes: n}}\ncolumns: [bags]", "“boxes”不是本台账的字段"),
    ("columns: [bags]", "draw: {ledger: seizures, by: {who: case}, fill: {bags: n}}\ncolumns: [bags]", "“who”不是本台账的字段"),
    ("whole: bags", "whole: kind", "第 13 行：分项里的“kind”不是数量字段"),
    ("parts: [dry]", "parts: []", "第 13 行：分项要写 parts"),
    ("whole: bags, parts", "hole: bags, parts", "第 13 行：分项没有“hole”"),
    ("of: bags, unit: 袋", "of: boxes, unit: 袋", "第 16 行：“boxes”不是字段"),
    ("of: bags, unit: 袋", "of: what, unit: 袋", "第 16 行：“内容”不是数量"),
    ("of: bags, unit: 袋", "of: bags, unit: 吨", "第 16 行：“垃圾”的单位是袋、立方米"),
    ("of: bags, unit: 袋", "of: bags, unit: 袋, adds: stock", "第 16 行：时点数（stock）用于设施台账"),
    ("of: bags, unit: 袋", "of: bags, unit: 袋, adds: sum", "第 16 行：“adds”没有“sum”"),
    ("of: bags, unit: 袋", "adds: rate, key: rr, unit: '%'", "第 16 行：比率（rate）要写"),
    ("of: bags, unit: 袋", "of: bags, key: B, unit: 袋", "第 16 行：统计项要有代码 key"),
    ("{kind: [突击]}", "{kind: [夜间]}", "第 17 行：“种类”没有“夜间”"),
    ("{kind: [突击]}", "{kin: [突击]}", "第 17 行：“kin”不是字段"),
    ("{kind: [突击]}", "突击", "第 17 行：“where”写成"),
    ("{kind: [突击]}", "{kind: [突击]}, zero: {kind: [夜间]}", "第 17 行：“种类”没有“夜间”"),
    ("key: raids, name: 突击清扫", "key: raids, name: 清扫次数", "第 17 行：“清扫次数”用了两次"),
    ("key: raids, name: 突击清扫, of: entry, unit: 次, where: {kind: [突击]}",
     "key: b2, name: 再来, of: bags, unit: 袋", "第 14 行：“清扫垃圾”和“再来”都计“垃圾”的袋"),
    ("title:", "asset: true\njoint: true\ntitle:", "设施台账（asset）不能联合登记"),
    ("fields:", "fields: []\nfeilds:", "没有“feilds”"),
    ("parts:\n  - {whole: bags, parts: [dry]}", "parts: 干垃圾", "第 12 行：“parts”要写成一列"),
    ("code: tidy", "code: [", "不是合格的 YAML"),
    ("key: raids", "adds: rate, numerator: nothing, denominator: bags, key: raids", "numerator 和 denominator 写本台账"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "said"), WRONG, ids=[w[2][:30] for w in WRONG])
def test_a_fault_is_named_with_its_line(before, after, said):
    assert before in GOOD

    with pytest.raises(BadLedger) as bad:
        load_ledger(GOOD.replace(before, after, 1), "tidy.yaml")

    assert str(bad.value).startswith("tidy.yaml ")
    assert said in str(bad.value)


def test_a_file_that_is_no_mapping_or_has_no_fields_is_refused():
    with pytest.raises(BadLedger, match="要写成 名称: 内容"):
        load_ledger("- a\n- b\n", "list.yaml")
    with pytest.raises(BadLedger, match="至少要有一个字段"):
        load_ledger("code: aa\nlabel: 甲\nmodule: 其他\nrhythm: each\n", "empty.yaml")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: &x [1]\nb: *x\n", "第 2 行：不能用 \\* 引用"),
        ("[" * 5000, "套得太深"),
        ("#" * 200_001, "最多 200000 个字"),
    ],
)
def test_a_text_that_would_take_all_memory_or_depth_is_refused(text, said):
    with pytest.raises(BadLedger, match=said):
        load_ledger(text, "a.yaml")


def test_the_shipped_catalogue_covers_its_mechanisms():
    ledgers = {ledger.code: ledger for ledger in load_catalogue()}

    covered = {number for ledger in ledgers.values() for number in ledger.mechanisms}
    assert covered >= {
        "M010", "M029", "M043a", "M043b", "M043c", "M044", "M056a", "M071a", "M071b", "M072a", "M072b", "M072c",
        "M073a", "M073b", "M074a", "M074b", "M088a", "M088b", "M101", "M102a", "M102b",
    }  # fmt: skip
    assert len(ledgers) >= 19


def test_codes_and_measure_names_are_unique_over_all_files(tmp_path):
    (tmp_path / "a.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(BadLedger, match=r"b.yaml：代码“tidy”已用于 a.yaml"):
        load_catalogue(tmp_path)

    (tmp_path / "b.yaml").write_text(GOOD.replace("code: tidy", "code: other"), encoding="utf-8")
    with pytest.raises(BadLedger, match=r"b.yaml：统计项“清扫次数”已在 a.yaml 里"):
        load_catalogue(tmp_path)


def test_the_example_of_the_manual_is_a_ledger():
    manual = (Path(__file__).parents[4] / "docs" / "ledgers.md").read_text(encoding="utf-8")
    example = manual.split("```yaml\n", 1)[1].split("```", 1)[0]

    ledger = load_ledger(example, "docs/ledgers.md")

    assert (ledger.label, len(ledger.fields), len(ledger.measures)) == ("扫雪除冰", 5, 4)


def test_a_limit_and_norms_are_read_and_kept():
    asked = "due: {label: 复查, within: bags, done: seen}\nnorms: {bags: 2}\nfields:\n  - {key: seen, label: 复查日期, type: date}"
    ledger = load_ledger(GOOD.replace("fields:", asked, 1), "tidy.yaml")

    assert ledger.due is not None
    assert (ledger.due.within, ledger.due.done, ledger.due.soon) == ("bags", "seen", 7)
    assert ledger.norms == (("bags", "2"),)
    assert from_json(json.loads(json.dumps(as_json(ledger)))) == ledger


def test_what_is_personal_is_not_counted():
    hidden = GOOD.replace("required: true", "personal: name").replace(
        "of: bags, unit: 袋", "of: what, unit: 人, adds: distinct"
    )

    with pytest.raises(BadLedger, match="“what”是个人信息，不能统计"):
        load_ledger(hidden, "tidy.yaml")
    assert load_ledger(GOOD.replace("required: true", "personal: name"), "tidy.yaml").guarded


def test_the_day_of_a_measure_is_a_date_field_of_what_does_not_stand():
    dated = GOOD.replace("type: text, required: true}", "type: date}")
    counted = dated.replace("of: bags, unit: 袋, words", "of: bags, unit: 袋, day: what, words")
    assert load_ledger(counted, "tidy.yaml").measures[1].day == "what"

    with pytest.raises(BadLedger, match="要写一个日期字段"):
        load_ledger(counted.replace("day: what", "day: bags"), "tidy.yaml")
    with pytest.raises(BadLedger, match="不写 day"):
        load_ledger(counted.replace("code: tidy", "code: tidy\nasset: true"), "tidy.yaml")


STEPS = "steps: {label: 清扫, state: kind, open: [日常], fields: [bags], times: bags, done: ended}"
GOES_ON = GOOD.replace(
    "columns: [bags]",
    f"  - {{key: ended, label: 完成日期, type: date}}\n{STEPS}\ncolumns: [bags]",
).replace("of: bags, unit: 袋,", "of: bags, unit: 袋, day: ended,")


def test_a_ledger_whose_entries_go_on_is_kept_and_written_as_it_was_read():
    ledger = load_ledger(GOES_ON, "tidy.yaml")

    assert ledger.goes_on({}) and ledger.goes_on({"kind": "日常"})
    assert not ledger.goes_on({"kind": "突击"}) and not load_ledger(GOOD, "a.yaml").goes_on({})
    assert [one.key for one in ledger.stepped()] == ["kind", "bags"]
    assert load_ledger(GOOD, "a.yaml").stepped() == ()
    assert ledger.measures[1].day == "ended"
    assert from_json(json.loads(json.dumps(as_json(ledger)))) == ledger
    assert load_ledger(catalogue_text(ledger), "tidy.yaml") == ledger


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (STEPS, "steps: [甲]", "“steps”写成"),
        ("state: kind,", "state: what,", "“state”要写一个单选字段"),
        ("state: kind,", "", "“open”写 state 里还没有办完的几种"),
        ("open: [日常],", "", "“open”写 state 里还没有办完的几种"),
        ("open: [日常],", "open: [日常, 突击],", "不能是全部"),
        ("fields: [bags],", "fields: [none],", "“none”不是字段"),
        ("fields: [bags],", "fields: [what],", "个人信息不能在进展里填"),
        ("times: bags,", "times: what,", "“times”要写一个"),
        ("done: ended", "done: what", "“done”要写一个日期字段"),
        ("day: ended,", "day: what,", "“day”要写一个日期字段"),
    ],
)  # fmt: skip
def test_what_is_wrong_about_steps_is_named(before, after, said):
    text = GOES_ON.replace(before, after, 1).replace("required: true", "personal: name")

    with pytest.raises(BadLedger, match=said):
        load_ledger(text, "tidy.yaml")
