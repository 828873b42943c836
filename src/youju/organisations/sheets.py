"""Reading small lists from Excel or CSV files."""

from __future__ import annotations

import csv
import io
from typing import Any

from youju.kernel.refusal import Refused
from youju.kernel.workbook import MOST_BYTES, Unreadable, read_workbook

MOST_ROWS = 5000


def read_rows(file: Any) -> list[dict[str, str]]:
    """Return the rows of the first sheet under its column names.

    Raises:
        Refused: If the file is none of the kinds, has no head, or more than MOST_ROWS rows.
    """
    if file.size > MOST_BYTES:
        raise Refused("文件超过 20 MB，请拆成几份导入", field="file")
    content = file.read()
    if str(file.name).lower().endswith(".csv"):
        table = _csv(content)
    else:
        try:
            table = read_workbook(content, MOST_ROWS + 2)[0][1]
        except (Unreadable, IndexError) as error:
            raise Refused("这个文件打不开，请存成 xlsx 或 csv 再传", field="file") from error
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
        try:
            return [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text))]
        except csv.Error as error:
            raise Refused("CSV 文件的格式不对，请存成 xlsx 再传", field="file") from error
    raise Refused("这个文件的编码不认识，请存成 xlsx 再传", field="file")
