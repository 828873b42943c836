"""Files that mean harm, or are only broken: each is told why, and nothing of it is kept."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from django.core.files.storage import default_storage
from docx import Document

from youju.kernel.refusal import Refused
from youju.returns import actions
from youju.returns.models import Cell, Return
from youju.returns.reading.package import MOST_XML
from youju.returns.tests.forms import Form
from youju.returns.tests.world import Street, address, book_of, cell_at, filled, how

PLAIN = Form("小表", [["环境整治统计表"], ["项目", "数量"], ["清理垃圾（车）", "?"]])
WORDED = Form("小表", [["项目", "数量"], ["清理垃圾（车）", "?"]], word=True, free=0)
ENTITY = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "哈"><!ENTITY b "&a;&a;&a;&a;">]>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture
def street(db) -> Street:
    return Street()


def packed(form: Form, **changed: bytes) -> bytes:
    """Return a form with parts of its package replaced; a double underscore stands for a slash."""
    told = {name.replace("__", "/").replace("_xml", ".xml"): body for name, body in changed.items()}
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(form.content())) as held,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in held.namelist():
            made.writestr(name, told.get(name, held.read(name)))
    return out.getvalue()


def part_of(form: Form, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(form.content())) as held:
        return held.read(name)


def with_doctype(form: Form, name: str, doctype: str) -> bytes:
    body = part_of(form, name).decode()
    _head, _mark, rest = body.rpartition("?>") if body.startswith("<?xml") else ("", "", body)
    xml = f'<?xml version="1.0" encoding="UTF-8"?>{doctype}{rest}'.encode()
    return packed(form, **{name.replace("/", "__").replace(".xml", "_xml"): xml})


def swollen(form: Form, name: str, size: int) -> bytes:
    """A part of blanks, which packs to nearly nothing."""
    body = part_of(form, name) + b" " * size
    return packed(form, **{name.replace("/", "__").replace(".xml", "_xml"): body})


def far_cells() -> bytes:
    book = openpyxl.Workbook()
    for row in range(1, 130):
        for col in range(1, 71):
            book.active.cell(row, col, "数")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def strict() -> bytes:
    body = part_of(PLAIN, "xl/workbook.xml").replace(
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    )
    return packed(PLAIN, xl__workbook_xml=body)


SHEET, BODY = "xl/worksheets/sheet1.xml", "word/document.xml"
FILES = {
    "bomb.xlsx": (lambda: swollen(PLAIN, SHEET, 90 * 2**20), "展开后太大"),
    "bomb.docx": (lambda: swollen(WORDED, BODY, 90 * 2**20), "展开后太大"),
    "long.xlsx": (lambda: swollen(PLAIN, SHEET, MOST_XML), "复制到新文件"),
    "entity.xlsx": (lambda: with_doctype(PLAIN, SHEET, ENTITY), "打不开"),
    "laughs.xlsx": (lambda: with_doctype(PLAIN, "xl/workbook.xml", LAUGHS), "打不开"),
    "entity.docx": (lambda: with_doctype(WORDED, BODY, ENTITY), "打不开"),
    "half.xlsx": (lambda: PLAIN.content()[:-200], "打不开"),
    "torn.xlsx": (lambda: packed(PLAIN, xl__worksheets__sheet1_xml=b"<work"), "打不开"),
    "torn.docx": (lambda: packed(WORDED, word__document_xml=b"<w:doc"), "打不开"),
    "deep.xlsx": (lambda: packed(PLAIN, xl__worksheets__sheet1_xml=b"<a>" * 9000), "打不开"),
    "many.xlsx": (far_cells, "表太大"),
    "strict.xlsx": (strict, "另存为普通"),
    "locked.xlsx": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "设了密码"),
    "locked.docx": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "设了密码"),
    "old.xlsx": (lambda: OLE + b"Workbook", "旧格式"),
    "word.xlsx": (WORDED.content, "打不开"),
    "book.docx": (PLAIN.content, "打不开"),
    "large.xlsx": (lambda: b"PK" + b"0" * (21 * 2**20), "超过 20 MB"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_trusted_is_told_so_and_nothing_is_kept(street, monkeypatch, name):
    content, why = FILES[name]
    kept: list[str] = []
    monkeypatch.setattr(default_storage, "save", lambda path, _file: kept.append(path))

    with pytest.raises(Refused, match=why) as refused:
        street.receive(PLAIN, content=content(), name=name)

    assert refused.value.field == "file"
    assert not kept and not Return.objects.exists() and not Cell.objects.exists()


def test_what_begins_like_a_formula_is_text_in_the_file_that_goes_back(street):
    evil = Form("小表", [["环境整治统计表"], ["项目", "数量", "备注"], ["+cmd|'/c calc'!A1", "?", "?"], ["清理垃圾（车）", "?", "?"]])  # fmt: skip
    form = street.receive(evil)
    for row, typed in ((2, "=HYPERLINK(1)"), (3, "@SUM(1)\x07")):
        actions.map_cell(form.pk, cell_at(form, row, 2).pk, typed=typed, **how(street.office))

    form = actions.fill_form(form.pk, address=address, **how(street.office))

    book = book_of(form)
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.value]
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
    sheet = book[book.sheetnames[0]]
    told = [line[1].value for line in book["数据来源"].iter_rows()]
    assert any(one.startswith("'+cmd") for one in told)
    assert [sheet["C3"].value, sheet["C4"].value] == ["'=HYPERLINK(1)", "'@SUM(1)"]


def test_signs_no_file_can_hold_are_left_out_of_a_word_form_too(street):
    form = street.receive(WORDED)
    actions.map_cell(form.pk, cell_at(form, 1, 1).pk, typed="不详\x0b\x01", **how(street.office))

    form = actions.fill_form(form.pk, address=address, **how(street.office))

    assert Document(io.BytesIO(filled(form))).tables[0].rows[1].cells[1].text == "不详"
