"""Reading small lists from Excel or CSV files."""

from __future__ import annotations

import csv
import io
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from youju.kernel.refusal import Refused

MOST_ROWS = 5000


def read_rows(file: Any) -> list[dict[str, str]]:
    """Return the rows of the first sheet under its column names.

    Raises:
        Refused: If the file is none of the kinds, has no head, or more than MOST_ROWS rows.
    """
    content = file.read()
    if str(file.name).lower().endswith(".csv"):
        table = _csv(content)
    else:
        try:
            sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        except (CalamineError, IndexError) as error:
            raise Refused("这个文件打不开，请存成 xlsx 或 csv 再传", field="file") from error
        table = [[_plain(cell) for cell in row] for row in sheet.to_python()]
    table = [row for row in table if any(row)]
    if len(table) < 2:
        raise Refused("表里没有数据：第一行是列名，数据从第二行起", field="file")
    if len(table) > MOST_ROWS:
        raise Refused(f"一次最多导入 {MOST_ROWS} 行，请分开", field="file")
    head = [name.strip() for name in table[0]]
    return [dict(zip(head, row, strict=False)) for row in table[1:]]


def _csv(content: bytes) -> list[list[str]]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text))]
    raise Refused("这个文件的编码不认识，请存成 xlsx 再传", field="file")


def _plain(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()
