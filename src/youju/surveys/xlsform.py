"""Reading and writing XLSForm workbooks; `pyxform` says whether other tools will open them."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

import xlsxwriter
from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from youju.kernel.refusal import Refused
from youju.kernel.workbook import Unreadable, is_workbook, read_workbook
from youju.surveys.models import Version
from youju.surveys.rules.xlsform import MOST_ROWS, Taken, form_in, sheets_out, table_of

MOST_CHOICES = 5000


@dataclass(frozen=True, slots=True)
class Read:
    """A workbook as it was read.

    Attributes:
        complaint: What `pyxform` finds wrong with it, "" where other tools would open it.
    """

    taken: Taken
    complaint: str


def read_xlsform(content: bytes) -> Read:
    """Return the form in a workbook. Raises Refused for what is none."""
    if not is_workbook(content):
        raise Refused("请选 Excel 文件（.xlsx 或 .xls）", field="file")
    try:
        sheets = read_workbook(content, MOST_CHOICES)
    except Unreadable as error:
        raise Refused("这个文件打不开：可能已损坏、加了密码或太大", field="file") from error
    tables = {name.strip().lower(): table_of(rows) for name, rows in sheets}
    survey, choices = tables.get("survey", []), tables.get("choices", [])
    settings = tables.get("settings", [])
    taken = form_in(survey[: MOST_ROWS + 1], choices, settings)
    rows = {"survey": survey, "choices": choices, "settings": settings[:1]}
    return Read(taken, complaint_of(rows))


def complaint_of(sheets: dict[str, list[dict[str, str]]]) -> str:
    """Return what `pyxform` finds wrong with these sheets; "" where they make an XForm."""
    held = {name: [row for row in rows if row] for name, rows in sheets.items()}
    try:
        convert({name: rows for name, rows in held.items() if rows}, form_name="data")
    except PyXFormError as error:
        return re.sub(r"\s+", " ", str(error))[:300]
    except Exception as error:  # a strange sheet breaks pyxform in its own ways
        return f"{type(error).__name__}: {error}"[:300]
    return ""


def write_xlsform(version: Version, audience: str) -> bytes:
    """Return the workbook of what an audience is asked."""
    form_id = f"youju_{version.survey_id}_{version.number}_{audience}"
    sheets = sheets_out(version.content, audience, version.survey.title, form_id)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        sheet.set_column(0, len(rows[0]), 18)
        sheet.freeze_panes(1, 0)
        for n, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write_string(n, column, cell)
    book.close()
    return out.getvalue()
