"""An edition in Excel: out and back again, and what is wrong in which row."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from youju.kernel.workbook_out import workbook, workbook_of
from youju.standards.loader import read_edition
from youju.standards.reading.files import MOST_BYTES, check_file
from youju.standards.reading.sheet import check_workbook
from youju.standards.reading.sheet_out import rule_text, workbook_of_edition
from youju.standards.spec import Absent, EditionSpec, RuleSpec
from youju.standards.tests.samples import SMALL
from youju.standards.tests.test_loader import HERE

HEADS = ["编号", "上级", "测评内容", "分值", "计分规则", "证明", "抽样", "方法"]
VERSION = [["代码", "x-2026"], ["名称", "甲"], ["年份", 2026], ["层级", "市"]]


def without_lines(spec: EditionSpec) -> EditionSpec:
    """Return the edition as if every line of it stood on none."""
    items = [
        replace(
            one,
            line=0,
            rule=replace(one.rule, line=0) if one.rule else None,
            proofs=tuple(replace(proof, line=0) for proof in one.proofs),
        )
        for one in spec.items
    ]
    return replace(spec, items=tuple(items))


def sheet(rows, version=VERSION, heads=HEADS):
    return workbook_of(
        [("表一", "某市测评体系", heads, rows), ("版本", "", ["项目", "内容"], version)]
    )


def told(rows, version=VERSION):
    return [str(one) for one in check_workbook(sheet(rows, version), HERE).faults]


def test_an_edition_comes_back_from_excel_as_it_went():
    spec = read_edition(SMALL, HERE)

    back = check_workbook(workbook_of_edition(spec), HERE)

    assert back.faults == ()
    assert without_lines(back.spec) == without_lines(spec)
    sample = replace(spec, sample=True, absent=Absent.ZERO, about="")
    assert check_workbook(workbook_of_edition(sample), HERE).spec.sample


def test_levels_are_written_as_offices_write_them():
    rows = [
        ["1", "", "知晓率", 5, "A ≥95；B ≥80；C ≥70", "问卷结果 {rate: know}", "", "问卷调查"],
        [
            "2",
            "",
            "满意率",
            5,
            "A ≥95 得100%；B ≥80 得0.7；C# 其余 得0",
            "问卷结果 {rate: satisfied}",
        ],
    ]

    found = check_workbook(sheet(rows), HERE)

    assert found.faults == ()
    shares = [one["share"] for one in found.spec.items[0].rule.given["levels"]]
    assert shares == [Decimal("1.0"), Decimal("0.67"), Decimal("0.33")]
    assert found.spec.items[1].rule.given["levels"] == [
        {"name": "A", "at": "≥95", "share": Decimal("1.0")},
        {"name": "B", "at": "≥80", "share": Decimal("0.7")},
        {"name": "C#", "at": "其余", "share": Decimal("0.0")},
    ]
    assert str(found.warnings[0]).startswith(
        "第 3 行：分档没有写得分比例，按 A 1.00、B 0.67、C 0.33 计"
    )


def test_a_line_hangs_under_the_code_that_begins_its_own():
    rows = [
        ["1", "", "环境", 10], ["1.1", "", "街巷", ""], ["1.1.1", "", "背街小巷", 6],
        ["乙", "1", "其他", 4], [], ["2.9", "", "单列", 1],
    ]  # fmt: skip

    found = check_workbook(sheet(rows), HERE)

    assert {one.code: one.parent for one in found.spec.items} == {
        "1": "", "1.1": "1", "1.1.1": "1.1", "乙": "1", "2.9": "",
    }  # fmt: skip
    assert [one for one in found.warnings if "相加" in one.why] == []


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (["1", "", "甲", "五"], "第 3 行：“weight”写的是“五”"),
        (["1", "", "甲", 5, "魔法"], "第 3 行：没有“魔法”这种计分方法"),
        (["1", "", "甲", 5, "得分率 {of: }}"], "第 3 行：“计分规则”写的是"),
        (["1", "", "甲", 5, "", "点位检查 {places: [moon]}"], "第 3 行：“places”没有“moon”"),
        (["1", "", "甲", 5, "", "", "{of: ["], "第 3 行：“抽样”写的是"),
        (["1", "", "甲", 5, "", "", "", "走走"], "第 3 行：“methods”没有“走走”"),
        (["1", "9", "甲", 5], "第 3 行：“1”的上级“9”不在它前面的行里"),
        (["1", "", "", 5], "第 3 行：缺少“text”"),
    ],
)
def test_a_fault_in_a_row_is_named(row, fault):
    assert any(one.startswith(fault) for one in told([row])), told([row])


def test_the_sheet_of_the_edition_is_checked_too():
    more = [["单项门槛", "g", "乙", "≥85", "9"], ["负面清单", "N1"], ["周期", "明年", "1"]]

    found = told([["1", "", "甲", 5]], [*VERSION, *more])

    assert "“版本”表第 6 行：单项门槛里的“9”不是指标编号" in found
    assert "“版本”表第 7 行：缺少“text”" in found
    assert any(one.startswith("“版本”表第 8 行：“cycle”写成") for one in found)


def test_a_plain_table_takes_code_and_name_from_whoever_hands_it_in():
    plain = workbook("指标", "甲", ["指标编号", "指标名称", "权重"], [["1", "甲", 5]])
    given = {"code": "own", "name": "自编", "year": "2026", "level": "city"}

    assert check_file(plain, "a.xlsx", HERE, given).checked.spec.code == "own"
    assert "“版本”表第 1 行：缺少“code”" in [str(one) for one in check_workbook(plain, HERE).faults]


def test_a_file_that_is_none_is_refused():
    def why(content):
        return check_file(content, "a", HERE).checked.faults[0].why

    assert why(b"PK\x03\x04broken") == "打不开，请另存为不加密的 xlsx 再试"
    assert why(b"\xff\xfe\x00") == "不是 UTF-8 文字，也不是 Excel 工作簿（xlsx）"
    assert why(b" " * (MOST_BYTES + 1)) == "文件太大，最多 5 MB"
    assert why(workbook("a", "b", ["甲"], [["乙"]])).startswith("没有找到表头")
    text = check_file(SMALL.encode(), "six.yaml", HERE)
    assert (text.checked.faults, text.source) == ((), SMALL)


def test_rules_are_told_as_cells():
    assert rule_text(RuleSpec("rate")) == "得分率"
    assert (
        rule_text(RuleSpec("deduct", {"each": 2, "most": Decimal("7.5")}))
        == "扣分 {each: 2, most: 7.5}"
    )
