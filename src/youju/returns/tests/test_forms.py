"""Forms from above: taken in, mapped, learned, filled in."""

from __future__ import annotations

import io
from datetime import date
from uuid import uuid4

import openpyxl
import pytest
from docx import Document
from openpyxl.drawing.image import Image as Picture
from PIL import Image

from youju.facts.queries import unscoped_figures
from youju.facts.verify import differences
from youju.kernel.periods import parse_period
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.returns import actions, queries, shown
from youju.returns.models import Learned, Return
from youju.returns.tests.forms import Form
from youju.returns.tests.world import (
    HALF,
    NOON,
    TODAY,
    Street,
    address,
    book_of,
    cell_at,
    filled,
    how,
)

YEAR = parse_period("2026")


@pytest.fixture
def street(db) -> Street:
    return Street()


def test_a_form_comes_back_filled_and_otherwise_as_it_came(street):
    street.clean(rubbish="50余车")
    street.clean(street.neighbour, day=date(2026, 2, 1), adverts="4个")
    form = street.receive("环境整治统计表")
    assert (form.title, form.period.code) == ("柳荫街道2026年上半年环境卫生整治统计表", "2026H1")

    form = actions.fill_form(form.pk, address=address, **how(street.office))

    book = book_of(form)
    sheet = book["Sheet1"]
    assert sheet["D3"].value == 50
    assert sheet["D3"].number_format == 'General"余"'
    assert sheet["D5"].value == 4
    assert sheet["D8"].value is None  # 新装充电桩 is not held
    assert sheet["A1"].font.b
    assert str(sheet.merged_cells) == "A1:D1"
    rows = [[cell.value for cell in row] for row in book["数据来源"].iter_rows()]
    assert rows[1][:7] == [
        "Sheet1!D3",
        "清理垃圾 / 车 / 数量",
        "50余车",
        "清理垃圾",
        "2026年上半年",
        "柳荫街道",
        "1",
    ]
    assert "measure=cleanup.rubbish" in rows[1][7]
    assert book["数据来源"]["H2"].hyperlink.target == rows[1][7]
    left = {row[1]: row[3] for row in rows if row[0] and row[1] and not row[2]}
    assert left["新装充电桩 / 个 / 数量"] == "统计项里没有相近的名称"
    assert left["清理卫生死角 / 处 / 数量"] == "记录里没有这个数"
    assert (form.state, form.wanted, form.got) == ("filled", 6, 2)


def test_pictures_formulas_and_conditions_stay(street):
    street.clean(rubbish="8车")
    raw = BY_HAND_MADE()
    form = street.receive("环境整治统计表", content=raw, name="带图.xlsx")

    form = actions.fill_form(form.pk, address=address, **how(street.office))

    sheet = book_of(form)["表"]
    assert len(sheet._images) == 1
    assert (sheet["B3"].value, sheet["B4"].value) == (8, "=B3*2")
    assert sheet.column_dimensions["A"].width == 33
    assert len(sheet.conditional_formatting) == 1
    assert [str(one.sqref) for one in sheet.data_validations.dataValidation] == ["B3"]


def BY_HAND_MADE() -> bytes:  # noqa: N802
    """Return a workbook with a picture, a formula, a condition and a list of choices."""
    from openpyxl.formatting.rule import CellIsRule
    from openpyxl.styles import PatternFill
    from openpyxl.worksheet.datavalidation import DataValidation

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "表"
    for row in (
        ["2026年上半年统计表"],
        ["项目", "数量（车）"],
        ["清理垃圾", None],
        ["两倍", "=B3*2"],
    ):
        sheet.append(row)
    sheet.column_dimensions["A"].width = 33
    picture = io.BytesIO()
    Image.new("RGB", (20, 20), "red").save(picture, "png")
    sheet.add_image(Picture(picture), "D2")
    sheet.conditional_formatting.add(
        "B3", CellIsRule("greaterThan", ["5"], fill=PatternFill("solid", bgColor="FF0000"))
    )
    choice = DataValidation(type="whole", operator="greaterThan", formula1="0")
    choice.add("B3")
    sheet.add_data_validation(choice)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_word_form_comes_back_with_a_last_page(street):
    street.clean(rubbish="50余车")
    street.clean(day=date(2026, 9, 2), rubbish="7")
    form = street.receive("Word月报", actor=street.clerk)
    assert form.period.code == "2026-09"

    form = actions.fill_form(form.pk, address=address, **how(street.clerk))

    document = Document(io.BytesIO(filled(form)))
    table = document.tables[0]
    assert [cell.text for cell in table.rows[1].cells] == ["清理垃圾", "车", "7", "50余"]
    assert document.tables[1].rows[1].cells[2].text == "7车"
    said = [one.text for one in document.paragraphs]
    assert "数据来源" in said and document.tables[1].rows[1].cells[7].text == "[1]"
    assert any(one.startswith("[1] http://testserver/facts/trail/") for one in said)


def test_a_blank_within_a_sentence_is_filled_in_where_it_stands(street):
    street.clean(rubbish="50余车")
    document = Document()
    document.add_paragraph("金桥社区2026年上半年工作小结")
    line = document.add_paragraph("一、环境整治。共清理垃圾______车，清除小广告")
    line.add_run("      ").underline = True
    line.add_run("个。主要做法：______。")
    document.add_table(1, 2).cell(0, 0).text = "清理垃圾（车）"
    out = io.BytesIO()
    document.save(out)

    form = street.receive(Form("小结", [], word=True), actor=street.clerk, content=out.getvalue())
    assert [(one.sheet, one.label) for one in form.cells.all()] == [
        (-1, "清理垃圾"), (-1, "清除小广告"), (-1, "主要做法"), (0, "清理垃圾（车）"),
    ]  # fmt: skip
    assert form.cells.get(label="主要做法").by_hand
    typed = form.cells.get(label="清除小广告")
    actions.map_cell(form.pk, typed.pk, typed="30", **how(street.clerk))
    form = actions.fill_form(form.pk, address=address, **how(street.clerk))

    back = Document(io.BytesIO(filled(form)))
    assert (
        back.paragraphs[1].text
        == "一、环境整治。共清理垃圾 50余 车，清除小广告 30 个。主要做法：______。"
    )
    assert [run.text for run in back.paragraphs[1].runs if run.underline] == [" 50余 ", " 30 "]
    assert back.tables[0].cell(0, 1).text == "50余"
    assert back.tables[1].cell(1, 0).text == "正文第2段第1空"
    again = street.receive(Form("再来", [], word=True), actor=street.clerk, content=filled(form))
    assert [one.label for one in again.cells.all()] == ["主要做法"]


def test_the_row_of_another_unit_is_never_given_the_own_figure(street):
    street.clean(rubbish="9车", day=date(2026, 10, 5))
    form = street.receive("Word社区汇总", actor=street.clerk)

    told = {(one.row, one.measure_code, one.settled) for one in form.cells.filter(col=3)}
    assert told == {(1, "cleanup.rubbish", True), (2, "", False), (3, "cleanup.rubbish", False)}
    assert cell_at(form, 2, 3).why == ["这是别的单位的数"]


def test_what_is_doubtful_is_written_only_after_somebody_looked(street):
    street.clean(rubbish="9车")
    rows = [["2026年上半年表", "^"], ["项目", "数量（吨、车）"], ["垃圾清走", "?"]]
    form = street.receive(Form("存疑", rows, ["A1:B1"]))
    cell = cell_at(form, 2, 1)
    assert not cell.settled or cell.look == "none"
    assert actions.fill_form(form.pk, address=address, **how(street.office)).got == 0

    actions.map_cell(form.pk, cell.pk, measure="cleanup.rubbish", **how(street.office))

    form = actions.fill_form(form.pk, address=address, **how(street.office))
    assert (form.got, book_of(form)["Sheet1"]["B3"].value) == (1, 9)

    actions.map_cell(form.pk, cell.pk, measure="", **how(street.office))
    assert actions.fill_form(form.pk, address=address, **how(street.office)).got == 0


def test_what_was_said_once_serves_the_next_form_with_the_same_words(street):
    street.clean(rubbish="9车")
    rows = [["2026年一季度表", *["^"] * 2], ["项目", "1月", "3月"], ["环卫清走量", "?", "?"]]
    first = street.receive(Form("学", rows, ["A1:C1"]))
    cell = cell_at(first, 2, 1)
    assert cell.measure_code == ""

    actions.map_cell(
        first.pk, cell.pk, measure="cleanup.rubbish", rule="month:1", **how(street.office)
    )

    assert cell_at(first, 2, 2).measure_code == "cleanup.rubbish"
    assert cell_at(first, 2, 2).quantity.text() == "9车"
    again = street.receive(Form("再来", rows, ["A1:C1"]))
    assert (cell_at(again, 2, 2).by, cell_at(again, 2, 2).look) == ("learned", "got")
    assert Learned.objects.count() == 2


def test_all_proposals_can_be_confirmed_at_once_and_the_period_changed(street):
    street.clean(rubbish="9车")
    form = street.receive("环境整治统计表")

    assert actions.confirm_cells(form.pk, **how(street.office)) == 5
    one = form.cells.exclude(measure_code="").first()
    assert actions.confirm_cells(form.pk, cells=[one.pk], **how(street.office)) == 0

    form = actions.set_period(form.pk, period=parse_period("2025"), **how(street.office))
    assert cell_at(form, 2, 3).quantity is None
    with pytest.raises(Refused, match="写明时段"):
        actions.set_period(form.pk, period=parse_period("?"), **how(street.office))


def test_what_is_typed_stands_for_its_cell_alone(street):
    form = street.receive("标签值竖排", actor=street.clerk)
    assert cell_at(form, 1, 1).special == "@unit"
    actions.map_cell(form.pk, cell_at(form, 2, 1).pk, typed="1,234", **how(street.clerk))
    actions.map_cell(form.pk, cell_at(form, 6, 1).pk, typed="李主任", **how(street.clerk))

    form = actions.fill_form(form.pk, address=address, **how(street.clerk))

    sheet = book_of(form)["Sheet1"]
    values = [sheet[place].value for place in ("B2", "D2", "B3", "B7")]
    assert values == ["金桥社区", "2026年上半年", 1234, "李主任"]
    assert not Learned.objects.exists()


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"asker": " "}, "写明谁要的"), ({"due_on": date(2026, 7, 1)}, "期限已过"),
        ({"due_on": date(2036, 7, 1)}, "一年以后"), ({"asker": "某" * 70}, "太长"),
        ({"content": b"\xd0\xcf\x11\xe0", "name": "a.xls"}, "旧格式"),
    ],
)  # fmt: skip
def test_a_form_is_refused_with_its_reason(street, given, why):
    with pytest.raises(Refused, match=why):
        street.receive("环境整治统计表", **given)
    assert not Return.objects.exists()


def test_only_those_who_draft_at_the_unit_change_a_form(street):
    form = street.receive("环境整治统计表")
    cell = cell_at(form, 2, 3)
    for actor in (street.clerk, street.leader):
        with pytest.raises(Forbidden):
            actions.fill_form(form.pk, address=address, **how(actor))
    with pytest.raises(Missing):
        queries.form_for(street.clerk, form.pk)
    with pytest.raises(Missing):
        actions.map_cell(form.pk, 10**9, **how(street.office))
    for given, why in (
        ({"measure": "nothing"}, "没有这个统计项"),
        ({"measure": "cleanup.rubbish", "rule": "x"}, "没有这种时段"),
        ({"measure": "cleanup.rubbish", "org": street.elsewhere}, "只能取本单位"),
    ):
        with pytest.raises(Refused, match=why):
            actions.map_cell(form.pk, cell.pk, **given, **how(street.office))


def test_a_cell_can_ask_for_a_unit_below(street):
    street.clean(rubbish="9车")
    street.clean(street.neighbour, rubbish="4车")
    form = street.receive("环境整治统计表")
    assert cell_at(form, 2, 3).quantity.text() == "13车"

    told = {"measure": "cleanup.rubbish", "org": street.next_door}
    cell = actions.map_cell(form.pk, cell_at(form, 2, 3).pk, **told, **how(street.office))

    assert cell.quantity.text() == "4车"


def test_every_act_counts_once_and_the_facts_agree(street):
    key = uuid4()
    told = {
        "unit": street.street,
        "period": HALF,
        "asker": "区创建办",
        "actor": street.office,
        "now": NOON,
        "key": key,
    }
    from youju.returns.tests.world import BY_NAME

    content = BY_NAME["环境整治统计表"].content()
    form = actions.receive_form(content=content, name="a.xlsx", **told)
    assert actions.receive_form(content=content, name="a.xlsx", **told) == form
    cell = cell_at(form, 2, 3)
    acts = (
        lambda **one: actions.set_period(form.pk, period=HALF, **one),
        lambda **one: actions.map_cell(form.pk, cell.pk, measure="cleanup.rubbish", **one),
        lambda **one: actions.confirm_cells(form.pk, **one),
        lambda **one: actions.fill_form(form.pk, address=address, **one),
        lambda **one: actions.drop_form(form.pk, **one),
    )
    for n, act in enumerate(acts):
        again = how(street.office)
        act(**again)
        act(**again)
        if n == 3:
            found = unscoped_figures(street.street, YEAR, ["returns.forms", "returns.cells"])
            assert [one.quantity.text() for one in found.values()] == ["1份", "6项"]
            assert [line for line in differences() if "returns" in line] == []
    assert unscoped_figures(street.street, YEAR, ["returns.forms"])["returns.forms"].n == 0
    with pytest.raises(Refused, match="已作废"):
        actions.confirm_cells(form.pk, **how(street.office))


def test_the_list_holds_what_the_own_units_fill_in(street):
    form = street.receive("环境整治统计表", due_on=TODAY)

    assert list(queries.forms_under(street.office, street.street)) == [form]
    assert list(queries.forms_under(street.clerk, street.street)) == []
    assert queries.due_for(street.office, TODAY)[0] == [form]
    assert form.late(date(2026, 7, 9))
    assert queries.form_titles([str(form.pk)]) == {str(form.pk): form.title}


def test_a_sentence_that_names_no_unit_gets_it_with_the_figure(street):
    street.clean(rubbish="3至5车", adverts="500余")
    document = Document()
    document.add_paragraph("金桥社区2026年上半年工作小结")
    document.add_paragraph("清理垃圾______，清除小广告______。开展环境卫生整治行动______次。")
    out = io.BytesIO()
    document.save(out)
    form = street.receive(Form("小结", [], word=True), actor=street.clerk, content=out.getvalue())
    actions.confirm_cells(form.pk, **how(street.clerk))
    form = actions.fill_form(form.pk, address=address, **how(street.clerk))

    [sheet] = shown.sheets(form, queries.cells_of(form))  # a sheet of sentences
    assert [spot.text for spot in sheet.rows[-1] if spot.cell] == ["3至5车", "500余个", "1"]
    back = Document(io.BytesIO(filled(form))).paragraphs[1].text
    assert back == "清理垃圾 3至5车 ，清除小广告 500余个 。开展环境卫生整治行动 1 次。"


def test_a_title_that_is_not_merged_runs_over_the_empty_cells_behind_it(street):
    made = Form("月报", [
        ["2026年6月文明创建工作月报表", "", ""],
        ["项目", "单位", "数量"],
        ["清理垃圾", "车", "?清理垃圾"],
    ], free=1)  # fmt: skip
    form = street.receive(made, actor=street.clerk)

    [sheet] = shown.sheets(form, queries.cells_of(form))

    assert [[(spot.text, spot.cols) for spot in line] for line in sheet.rows[:2]] == [
        [("2026年6月文明创建工作月报表", 3)],
        [("项目", 1), ("单位", 1), ("数量", 1)],
    ]
