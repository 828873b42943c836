"""Opening untrusted Excel workbooks, in a process of their own with little memory.

A workbook of a few kilobytes can name a cell at the far end of the sheet; the parser then takes
memory for all cells before it, and ends its process when there is none. So the parser runs in a
child: this file, started alone. It imports nothing of Youju.
"""

from __future__ import annotations

import io
import json
import resource
import subprocess
import sys
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any

MOST_BYTES = 20 * 2**20
MOST_UNPACKED = 400 * 2**20
MEMORY = 2 * 2**30
SECONDS = 120
UNREADABLE = 3  # the child's exit code for a file that is broken, protected or no workbook


class Unreadable(ValueError):
    """The workbook is broken, protected, of another kind, or too large when unpacked."""


def is_workbook(content: bytes) -> bool:
    """Return whether the content begins like a workbook: a zip archive, or an old Office file."""
    return content[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def read_workbook(content: bytes, most_rows: int) -> list[tuple[str, list[list[str]]]]:
    """Return the sheets in order: the name, and up to `most_rows` rows of cells as text.

    Raises:
        Unreadable: For any file that does not open within the limits.
    """
    if len(content) > MOST_BYTES or unpacked_size(content) > MOST_UNPACKED:
        raise Unreadable("too large")
    command = [sys.executable, "-I", __file__, str(most_rows)]
    try:
        done = subprocess.run(
            command, input=content, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable("too slow") from error
    if done.returncode != 0:
        raise Unreadable("broken")
    return [(name, rows) for name, rows in json.loads(done.stdout)]


def unpacked_size(content: bytes) -> int:
    """Return how many bytes an archive says it unpacks to; 0 for what is no archive.

    Raises:
        Unreadable: If the archive is broken.
    """
    if content[:2] != b"PK":
        return 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return sum(one.file_size for one in packed.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Unreadable("broken archive") from error


def cell_text(cell: Any) -> str:
    """Return a cell as a person would type it: 3 not 3.0, a day as 2026-07-05."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() and abs(cell) < 1e15 else f"{cell:.10g}"
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time | timedelta):
        return str(cell)
    return str(cell).replace("\u3000", " ").strip()


def sheets_of(content: bytes, most_rows: int) -> list[tuple[str, list[list[str]]]] | None:
    """Return the sheets as `read_workbook` does, or None for what does not open. Without limits:
    only for the child process."""
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = []
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False, nrows=most_rows)
            sheets.append((name, [[cell_text(cell) for cell in row] for row in rows]))
    except (python_calamine.CalamineError, ValueError, OSError, MemoryError):
        return None
    return sheets


def _child(most_rows: int) -> int:  # pragma: no cover  (its own process, which no test traces)
    """Read a workbook from standard input, write its sheets as JSON. Returns the exit code."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sheets = sheets_of(sys.stdin.buffer.read(), most_rows)
    if sheets is None:
        return UNREADABLE
    json.dump(sheets, sys.stdout)
    return 0


if __name__ == "__main__":  # pragma: no cover
    sys.exit(_child(int(sys.argv[1])))
