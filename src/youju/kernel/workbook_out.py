"""Writing Excel workbooks that no spreadsheet runs as formulas."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "|", "%")
LONGEST = 32_000  # characters in a cell


def safe(text: str) -> str:
    """Return text that a spreadsheet takes as text even when it is copied on: '=1+1 for =1+1."""
    return f"'{text}" if text.startswith(DANGEROUS) else text


def workbook(
    sheet_name: str, title: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]
) -> bytes:
    """Return a workbook with a title, a frozen head and the rows: numbers as numbers, all else as
    text."""
    return workbook_of([(sheet_name, title, heads, rows)])


def workbook_of(sheets: Iterable[tuple[str, str, Sequence[str], Iterable[Sequence[Any]]]]) -> bytes:
    """Return a workbook of several sheets, each as `workbook` makes it; no title, no title row."""
    out = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    bold = book.add_format({"bold": True, "font_size": 14})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    for name, title, heads, rows in sheets:
        sheet = book.add_worksheet(name[:31])
        sheet.set_column(0, len(heads), 16)
        if title:
            sheet.write_string(0, 0, safe(title), bold)
        _write(sheet, 1 if title else 0, heads, rows, head)
    book.close()
    return out.getvalue()


def _write(
    sheet: Any, first: int, heads: Sequence[str], rows: Iterable[Sequence[Any]], bold: Any
) -> None:
    for column, text in enumerate(heads):
        sheet.write_string(first, column, safe(text), bold)
    for n, row in enumerate(rows, start=first + 1):
        for column, cell in enumerate(row):
            if isinstance(cell, int | float):
                sheet.write_number(n, column, cell)
            else:
                sheet.write_string(n, column, safe(str(cell))[:LONGEST])
    sheet.freeze_panes(first + 1, 0)
