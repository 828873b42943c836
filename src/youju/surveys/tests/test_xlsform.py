"""Forms from and for other tools."""

from __future__ import annotations

import io

import openpyxl
import pytest
from pyxform.xls2xform import convert

from youju.kernel.refusal import Refused
from youju.surveys.models import Survey, Version
from youju.surveys.rules.form import Kind, Option, to_data
from youju.surveys.rules.xlsform import form_in, sheets_out, table_of
from youju.surveys.tests.world import FORM
from youju.surveys.xlsform import complaint_of, read_xlsform, write_xlsform

THEIRS = [
    [
        "type",
        "name",
        "label::English (en)",
        "label::中文 (zh)",
        "hint",
        "required",
        "relevant",
        "parameters",
        "appearance",
    ],
    ["start", "start"],
    ["begin_group", "g1", "", "基本情况"],
    ["select_one yn", "Q1 Know", "Do you know?", "您知道吗？", "请选一项", "yes"],
    ["end_group"],
    ["select_multiple ways or_other", "2ways", "", "从哪里知道？", "", "", "${Q1} = 'yes'"],
    [],
    ["begin_repeat", "members", "", "家庭成员"],
    ["text", "member", "", "姓名"],
    ["end_repeat"],
    ["calculate", "score"],
    ["range", "mark", "", "打分", "", "", "", "start=1 end=5 step=2"],
    ["select_one yn", "like", "", "满意度", "", "", "", "", "likert"],
    ["select_one gone", "lost", "", "没有选项"],
    ["strange thing", "odd", "", "怪题"],
    ["text", "Q1 Know", "", "还有什么话？"],
]
CHOICES = [
    ["list_name", "name", "label::中文 (zh)", "share"],
    ["yn", "yes", "知道", "100"], ["yn", "no", "不知道", "0"], ["yn", "no", "说不清", "很多"],
    ["ways", "1", "公益广告"], ["", "x", "无表名"],
]  # fmt: skip


def book_of(**sheets) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_foreign_form_is_taken_and_what_is_not_is_named_row_by_row():
    taken = form_in(table_of(THEIRS), table_of(CHOICES), [{"form_title": "居民问卷"}])

    assert taken.title == "居民问卷"
    assert [(one.code, one.kind, one.text) for one in taken.form.questions] == [
        ("q1_know", Kind.SINGLE, "您知道吗？"),
        ("q2ways", Kind.MULTIPLE, "从哪里知道？"),
        ("mark", Kind.SCALE, "打分"),
        ("like", Kind.SCALE, "满意度"),
        ("q1_know_2", Kind.TEXT, "还有什么话？"),
    ]
    first, ways, mark = taken.form.questions[:3]
    assert first.options == (
        Option("yes", "知道", 100),
        Option("no", "不知道", 0),
        Option("no_2", "说不清"),
    )
    assert (first.required, first.help, ways.required) == (True, "请选一项", False)
    assert ways.options == (Option("1", "公益广告"), Option("other", "其他"))
    assert [one.text for one in mark.options] == ["1", "3", "5"]
    assert [(one.row, one.why) for one in taken.left] == [
        (2, "答题时刻"),
        (3, "分组：组内的题照收，不分页"),
        (6, "没有带上：显示条件"),
        (8, "重复组：一份答卷里不能重复回答"),
        (9, "在重复组里"),
        (11, "计算"),
        (14, "choices 工作表里没有选项表 gone"),
        (15, "不认识的题型 strange thing"),
    ]


def test_too_many_options_are_not_taken():
    rows = [
        {"type": "range", "name": "a", "label": "打分", "parameters": "start=0 end=100"},
        {"type": "text", "name": "b"},
    ]

    taken = form_in(rows, [], [])

    assert [one.code for one in taken.form.questions] == ["b"]
    assert taken.left[0].why == "选项超过 30 个"


def test_what_is_no_form_is_refused():
    assert table_of([]) == []
    for rows, why in (([], "没有 survey"), ([{"name": "x"}], "没有 survey"), ([{"type": "note"}], "没有一道题"), ([{"type": "text"}] * 501, "最多 500 行")):  # fmt: skip
        with pytest.raises(Refused, match=why):
            form_in(rows, [], [])
    with pytest.raises(Refused, match="请选 Excel 文件"):
        read_xlsform(b"no workbook")
    with pytest.raises(Refused, match="打不开"):
        read_xlsform(b"PK\x03\x04broken")


def test_ours_opens_in_other_tools_and_comes_back_the_same():
    version = Version(survey=Survey(pk=7, title="知晓率调查"), number=1, form=to_data(FORM))

    content = write_xlsform(version, "residents")

    xform = convert(io.BytesIO(content), validate=False, file_type=".xlsx").xform
    assert "您知道我市正在创建文明城市吗？" in xform and "count-selected" in xform
    back = read_xlsform(content)
    assert back.complaint == ""
    assert back.taken.title == "知晓率调查"
    kept = [(q.code, q.kind, q.text, q.options, q.rate, q.required) for q in FORM.of("residents")]
    assert [
        (q.code, q.kind, q.text, q.options, q.rate, q.required) for q in back.taken.form.questions
    ] == kept
    assert [one.why for one in back.taken.left] == ["没有带上：取值限制"]


def test_what_is_wrong_with_a_foreign_form_is_told():
    content = book_of(survey=[["type", "name", "label"], ["text", "a", "甲"], ["text", "a", "乙"]])

    read = read_xlsform(content)

    assert [one.code for one in read.taken.form.questions] == ["a", "a_2"]
    assert "a" in read.complaint
    assert complaint_of({"survey": [{"type": "begin_group", "name": "g"}]})
    assert complaint_of({"survey": [{"type": 3}]}).startswith("AttributeError") or complaint_of(
        {"survey": [{"type": 3}]}
    )


def test_a_scale_and_no_options_go_out_too():
    from youju.surveys.rules.form import Audience, Form, Question

    mark = Question(
        "mark",
        Kind.SCALE,
        "打分",
        (Option("o1", "5 分", 100), Option("o2", "1 分", 0)),
        "satisfied",
    )
    sheets = sheets_out(Form((mark,), (Audience("a", "甲", ("mark",)),)), "a", "题", "f")

    assert sheets["survey"][1] == [
        "select_one mark",
        "mark",
        "打分",
        "",
        "yes",
        "",
        "likert",
        "satisfied",
    ]
    assert sheets["choices"][1] == ["mark", "o1", "5 分", "100"]
