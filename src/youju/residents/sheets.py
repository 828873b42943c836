"""Rosters in and out as workbooks."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from youju.kernel.refusal import Refused
from youju.kernel.workbook import Unreadable, is_workbook, read_workbook
from youju.kernel.workbook_out import workbook
from youju.residents.rules.roster import COLUMNS, HEAD_WITHIN, MOST_ROWS, head_row

MOST_BYTES = 5 * 2**20
WHY = "没有导入的原因"
EXAMPLE = (
    "张三", "", "男", "1960-1-1", "", "", "柳荫里", "3", "2", "501", "", "", "户主", "", "自住", "", "", "", "", "",
)  # fmt: skip


def read_table(content: bytes) -> list[list[str]]:
    """Return the rows of the first sheet that holds a roster, from its head on.

    Raises:
        Refused: If the file does not open, is empty or too large.
    """
    if len(content) > MOST_BYTES:
        raise Refused("名册超过 5 MB，请按小区拆成几份", field="file")
    sheets = _sheets(content)
    rows: list[list[str]] = next((one for one in sheets if any(any(row) for row in one)), [])
    if not rows:
        raise Refused("这份文件是空的，没有可导入的行", field="file")
    rows = rows[head_row(rows) :]
    if len(rows) - 1 > MOST_ROWS:
        raise Refused(f"一份名册最多 {MOST_ROWS} 行，请拆成几份", field="file")
    return rows


def _sheets(content: bytes) -> list[list[list[str]]]:
    if is_workbook(content):
        try:
            return [rows for _name, rows in read_workbook(content, MOST_ROWS + HEAD_WITHIN + 2)]
        except Unreadable as error:
            raise Refused("文件打不开：可能设了密码或已损坏，请用 Excel 另存后再导入", field="file") from error  # fmt: skip
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            rows = csv.reader(io.StringIO(content.decode(encoding)))
            return [[[cell.strip() for cell in row] for row in rows]]
        except (UnicodeDecodeError, csv.Error):
            continue
    raise Refused("只收 Excel（xlsx、xls、et）和 CSV 文件", field="file")


def empty_roster() -> bytes:
    """Return a workbook to fill in."""
    heads = [label for label, _words in COLUMNS.values()]
    return workbook("住户名册", "住户名册：一行一人，同一门牌的人是一户", heads, [EXAMPLE])


def rejected_roster(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Return the rows that were not taken, each with its reason, to be put right and sent again."""
    return workbook("没有导入的行", "没有导入的行：改好后可以直接再导入", [*heads, WHY], rows)
