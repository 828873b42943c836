"""Reading Excel and CSV files into rows of text. Pure; the file is untrusted."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from django.utils.translation import gettext as _

from youju.kernel.labels import bare_head
from youju.kernel.refusal import Refused
from youju.kernel.workbook import MOST_BYTES, Unreadable, is_workbook, read_workbook

MOST_ROWS = 50_000
MOST_COLUMNS = 200
HEAD_WITHIN = 15
FOOT_WORDS = ("合计", "总计", "小计", "共计", "总 计", "合 计")
SHEET_KINDS = (".xlsx", ".xls", ".xlsm", ".et", ".ods")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name and its rows as text, dates as 2026-07-05."""

    name: str
    rows: list[list[str]]


@dataclass(frozen=True, slots=True)
class Table:
    """What a sheet holds below its head: the heads, and (row number in the sheet, cells)."""

    head_row: int
    heads: list[str]
    rows: list[tuple[int, list[str]]]
    left_out: int


def check_size(size: int) -> None:
    """Refuse a file that is too large to be read."""
    if size > MOST_BYTES:
        raise Refused(_("文件超过 20 MB，请拆成几份导入。"), field="file")


def read_sheets(content: bytes, name: str) -> list[Sheet]:
    """Return the sheets that hold anything.

    Raises:
        Refused: The file is too large, broken, protected, of another kind, or empty.
    """
    check_size(len(content))
    suffix = "." + name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if is_workbook(content):
        sheets = _workbook(content)
    elif suffix in SHEET_KINDS:
        raise Refused(_("“%(name)s”不是 Excel 文件，或者已损坏，请用 Excel 打开另存后再导入。") % {"name": name}, field="file")  # fmt: skip
    elif suffix in (".csv", ".txt", ".tsv"):
        sheets = [Sheet("CSV", _csv_rows(content))]
    else:
        raise Refused(_("只收 Excel（xlsx、xls、et）和 CSV 文件。"), field="file")
    found = [Sheet(one.name, one.rows) for one in sheets if any(any(row) for row in one.rows)]
    if not found:
        raise Refused(_("“%(name)s”是空的，没有可导入的行。") % {"name": name}, field="file")
    return found


def _workbook(content: bytes) -> list[Sheet]:
    try:
        found = read_workbook(content, MOST_ROWS + HEAD_WITHIN + 1)
    except Unreadable as error:
        raise Refused(_("文件打不开：可能设了密码、已损坏，或展开后太大。请用 Excel 打开另存后再导入。"), field="file") from error  # fmt: skip
    return [Sheet(name, _checked(rows)) for name, rows in found]


def _checked(rows: list[list[str]]) -> list[list[str]]:
    while rows and not any(rows[-1]):
        rows.pop()
    if len(rows) > MOST_ROWS + HEAD_WITHIN:
        raise Refused(_("一张表最多导入 %(n)s 行，请拆成几份。") % {"n": MOST_ROWS}, field="file")
    return [row[:MOST_COLUMNS] for row in rows]


def _csv_rows(content: bytes) -> list[list[str]]:
    text = _decoded(content)
    first = text[:4000]
    delimiter = max("\t,;，", key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return _checked([[cell.strip() for cell in row] for row in rows])
    except csv.Error as error:
        raise Refused(_("CSV 文件的格式不对，请另存为 Excel 后再导入。"), field="file") from error


def _decoded(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused(_("认不出文件的编码，请另存为 Excel 或 UTF-8 的 CSV。"), field="file")


def find_head(rows: list[list[str]], known: frozenset[str] = frozenset()) -> int:
    """Return the index of the row that holds the heads: below merged titles and notes.

    Args:
        known: Heads of ledgers; a row that has several of them wins.
    """
    best, best_score = 0, -1.0
    for n, row in enumerate(rows[:HEAD_WITHIN]):
        cells = [cell for cell in row if cell]
        words = {cell for cell in cells if not _is_number(cell) and len(cell) <= 20}
        if len(words) < 2 and len(row) > 1:
            continue
        matched = sum(1 for cell in words if bare_head(cell)[0] in known)
        score = len(words) + 3 * matched - 2 * (len(cells) - len(words)) - 0.1 * n
        if score > best_score:
            best, best_score = n, score
    return best


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).replace("-", "", 2).replace("/", "", 2).isdigit()


def table_of(sheet: Sheet, head_row: int) -> Table:
    """Return the table below a head row. Empty rows and rows of totals are left out.

    A head that is empty takes the words above it (a head of two rows with merged cells).
    """
    above = sheet.rows[head_row - 1] if head_row else []
    width = max((len(row) for row in sheet.rows[head_row:]), default=0)
    head = sheet.rows[head_row] if head_row < len(sheet.rows) else []
    heads = [_at(head, n) or _at(above, n) for n in range(width)]
    rows, left_out = [], 0
    for n, row in enumerate(sheet.rows[head_row + 1 :], start=head_row + 2):
        first = next((cell for cell in row if cell), "")
        if not first:
            continue
        if first.startswith(FOOT_WORDS):
            left_out += 1
            continue
        rows.append((n, [_at(row, c) for c in range(width)]))
    return Table(head_row, heads, rows, left_out)


def _at(row: list[str], n: int) -> str:
    return row[n] if n < len(row) else ""
