"""Files of offices: encodings, titles above the head, units, and which column is what."""

from __future__ import annotations

import io

import openpyxl
import pytest

from youju.kernel import workbook as kernel
from youju.kernel.refusal import Refused
from youju.kernel.workbook_out import safe
from youju.ledgers import matching, sheets
from youju.ledgers.loader import load_catalogue

LEDGERS = {ledger.code: ledger for ledger in load_catalogue()}
CSV = "日期,行动,垃圾（车）\n2026-7-5,清洁日,3\n"


def test_csv_is_read_in_the_encodings_of_offices():
    for encoding in ("utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"):
        rows = sheets.read_sheets(CSV.encode(encoding), "a.csv")[0].rows
        assert rows == [["日期", "行动", "垃圾（车）"], ["2026-7-5", "清洁日", "3"]], encoding
    tabs = sheets.read_sheets("日期\t行动\n1\t2\n".encode(), "a.txt")[0].rows
    assert tabs == [["日期", "行动"], ["1", "2"]]


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"hello", "a.xlsx", "不是 Excel 文件"),
        (b"hello", "a.pdf", "只收 Excel"),
        (b"hello", "none", "只收 Excel"),
        (b"\n\n", "a.csv", "是空的"),
        (b"PK\x03\x04no", "a.xlsx", "文件打不开"),
        (b"\xd0\xcf\x11\xe0no", "a.xls", "文件打不开"),
        (b"\xff\x00\x81\xff", "a.csv", "认不出文件的编码"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(content, name, said):
    with pytest.raises(Refused, match=said):
        sheets.read_sheets(content, name)


def test_a_file_or_table_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(sheets, "MOST_BYTES", 10)
    with pytest.raises(Refused, match="超过 20 MB"):
        sheets.read_sheets(CSV.encode(), "a.csv")
    monkeypatch.undo()
    monkeypatch.setattr(sheets, "MOST_ROWS", 2)
    monkeypatch.setattr(sheets, "HEAD_WITHIN", 1)
    with pytest.raises(Refused, match="最多导入 2 行"):
        sheets.read_sheets(("甲,乙\n" * 9).encode(), "a.csv")
    monkeypatch.setattr(kernel, "MOST_UNPACKED", 10)
    with pytest.raises(Refused, match="展开后太大"):
        sheets.read_sheets(workbook([["甲", "乙"]]), "a.xlsx")


def workbook(rows) -> bytes:
    book = openpyxl.Workbook()
    book.create_sheet("空表")
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_the_head_is_found_below_titles_and_empty_sheets_are_left_out():
    rows = [
        ["金桥社区登记表"],
        ["填报人：", "", "2026年"],
        ["序号", "日期", "行动", "垃圾"],
        [1, "7-5", "清扫", 3],
        ["合计", "", "", 3],
        [],
    ]
    found = sheets.read_sheets(workbook(rows), "a.xlsx")
    assert [one.name for one in found] == ["Sheet"]
    head = sheets.find_head(found[0].rows, frozenset({"日期", "行动", "垃圾"}))
    table = sheets.table_of(found[0], head)
    assert (head, table.heads, table.left_out) == (2, ["序号", "日期", "行动", "垃圾"], 1)
    assert table.rows == [(4, ["1", "7-5", "清扫", "3"])]


def test_a_head_of_two_rows_takes_the_words_above():
    sheet = sheets.Sheet("一", [["日期", "成果", ""], ["", "垃圾", "小广告"], ["7-5", "1", "2"]])
    assert sheets.table_of(sheet, 1).heads == ["日期", "垃圾", "小广告"]


@pytest.mark.parametrize(
    ("head", "parts"),
    [
        ("垃圾（车）", ("垃圾", "车")), ("垃圾(单位：车)", ("垃圾", "车")), ("垃圾/车", ("垃圾", "车")),
        ("（车）", ("（车）", "")), (" 地 点 *", ("地点", "")),
    ],
)  # fmt: skip
def test_a_head_gives_its_unit(head, parts):
    assert sheets.bare_head(head) == parts


def test_columns_find_their_fields_by_label_words_likeness_and_sound():
    heads = [
        "序号",
        "活动时间",
        "活动内容",
        "整治地点",
        "参加人数（人次）",
        "清运垃圾",
        "小广高",
        "天气",
        "",
    ]
    assert matching.propose(heads, LEDGERS["cleanup"]) == {
        1: "when", 2: "action", 3: "place", 4: "people", 5: "rubbish", 6: "adverts",
    }  # fmt: skip
    sound = matching.propose(["日期", "幸动", "地点"], LEDGERS["cleanup"])
    assert sound[1] == "action"
    assert "until" in matching.propose(["安装日期", "拆除日期", "设施"], LEDGERS["lamps"]).values()


def test_a_unit_that_does_not_fit_keeps_a_column_away():
    rubbish = LEDGERS["cleanup"].field("rubbish")
    target = next(one for one in matching.targets_of(LEDGERS["cleanup"]) if one.key == "rubbish")
    assert matching.likeness("垃圾（公里）", target) < matching.ENOUGH
    assert matching.unit_of_head("垃圾（立方）", rubbish) == "立方米"
    assert matching.unit_of_head("垃圾（公里）", rubbish) == ""


def test_the_head_finds_its_ledger_or_none():
    ledger, fitting = matching.best_ledger(
        ["日期", "行动", "地点", "垃圾", "对联"], LEDGERS.values()
    )
    assert ledger is not None and (ledger.code, fitting) == ("cleanup", 5)
    assert matching.best_ledger(["天气", "心情"], LEDGERS.values()) == (None, 0)


def test_no_cell_leaves_as_a_formula():
    for bad in ("=1+1", "+1", "-1", "@SUM", "|x", "%x"):
        assert safe(bad) == f"'{bad}"
    assert safe("清扫") == "清扫"
