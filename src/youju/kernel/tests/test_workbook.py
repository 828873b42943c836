"""Workbooks that would take the memory of the machine are refused; the process goes on."""

import io
import zipfile
from datetime import date, datetime, time

import pytest
import xlsxwriter

from youju.kernel import workbook, workbook_out
from youju.kernel.workbook import Unreadable, read_workbook, sheets_of


def made(*cells: tuple[int, int, object]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet("表")
        for row, column, value in cells:
            sheet.write(row, column, value)
    return out.getvalue()


def test_cells_are_read_as_a_person_would_type_them():
    content = made((0, 0, "清理垃圾"), (0, 1, 3.0), (1, 0, date(2026, 7, 5)), (1, 1, 2.5))

    assert read_workbook(content, 9) == [("表", [["清理垃圾", "3"], ["2026-07-05", "2.5"]])]


def test_no_more_rows_are_read_than_asked_for():
    content = made(*((n, 0, f"第{n}行") for n in range(5)))

    assert read_workbook(content, 2)[0][1] == [["第0行"], ["第1行"]]


def test_a_cell_at_the_far_end_of_the_sheet_is_refused_and_ends_only_the_child():
    content = made((0, 0, "甲"), (1_048_575, 16_383, "乙"))
    assert len(content) < 10_000

    with pytest.raises(Unreadable):
        read_workbook(content, 100)


@pytest.mark.parametrize("content", [b"PK\x03\x04" + bytes(40), b"\xd0\xcf\x11\xe0" * 200, b"x"])
def test_what_is_no_workbook_is_refused(content):
    with pytest.raises(Unreadable):
        read_workbook(content, 100)


def test_an_archive_that_unpacks_to_too_much_is_not_opened(monkeypatch):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", bytes(2000))
    monkeypatch.setattr(workbook, "MOST_UNPACKED", 1999)

    with pytest.raises(Unreadable, match="too large"):
        read_workbook(out.getvalue(), 100)


def test_a_workbook_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(workbook, "SECONDS", 0.001)

    with pytest.raises(Unreadable, match="too slow"):
        read_workbook(made((0, 0, "甲")), 100)


def test_cells_are_text_as_a_person_would_type_it():
    given = [
        None,
        True,
        False,
        3.0,
        2.5,
        datetime(2026, 7, 5, 10),
        date(2026, 7, 5),
        time(9, 30),
        "　清扫 ",
        7,
    ]
    assert [workbook.cell_text(one) for one in given] == [
        "", "是", "否", "3", "2.5", "2026-07-05", "2026-07-05", "09:30:00", "清扫", "7",
    ]  # fmt: skip


def test_what_the_child_reads_is_what_is_handed_out():
    content = made((0, 0, "清理垃圾"), (0, 1, 3.0))

    assert sheets_of(content, 9) == read_workbook(content, 9)
    assert sheets_of(content, 9) == [("表", [["清理垃圾", "3"]])]
    assert sheets_of(b"PK\x03\x04 no workbook", 9) is None


def test_a_cell_that_a_spreadsheet_would_run_is_written_as_text():
    content = workbook_out.workbook(
        "问题", "=1+1", ["标题", "数"], [["=cmd()", 3], ["-2", 0.5], ["平常", "x"]]
    )

    [(name, rows)] = read_workbook(content, 10)

    assert name == "问题"
    assert rows == [["'=1+1", ""], ["标题", "数"], ["'=cmd()", "3"], ["'-2", "0.5"], ["平常", "x"]]
