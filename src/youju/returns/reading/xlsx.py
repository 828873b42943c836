"""Excel forms read cell by cell. Pure."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused
from youju.returns.reading.grid import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Cell, Grid
from youju.returns.reading.package import (
    MAIN,
    SheetPart,
    broken,
    corner,
    opened,
    parsed,
    part,
    sheets_of,
    whole,
)

MOST_MERGED = 100_000  # cells under merges
DATE_FORMATS = {*range(14, 18), 22, *range(27, 37), *range(50, 59)}
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


@dataclass(slots=True)
class _Styles:
    """What the reader needs of the styles: which are dates, which draw a border."""

    dates: list[bool] = field(default_factory=list)
    boxes: list[bool] = field(default_factory=list)


def read(content: bytes) -> list[Grid]:
    """Return the visible sheets that hold anything.

    Raises:
        Refused: The file is broken, protected by a password, or no workbook.
    """
    with opened(content) as package:
        names = set(package.namelist())
        if "xl/workbook.xml" not in names:
            raise broken()
        _check_plain(parsed(part(package, "xl/workbook.xml")))
        texts = _texts(package) if "xl/sharedStrings.xml" in names else []
        styles = _styles(package) if "xl/styles.xml" in names else _Styles()
        return [_grid(package, one, texts, styles) for one in sheets_of(package)]


def _check_plain(book: Any) -> None:
    """Refuse the strict kind of workbook, which few programs write and this one does not read."""
    if book.tag != f"{{{MAIN}}}workbook":
        raise Refused(
            _("这种 Excel 文件（Strict Open XML）读不了，请另存为普通的 .xlsx 再上传。"),
            field="file",
        )


def _texts(package: zipfile.ZipFile) -> list[str]:
    tree = parsed(part(package, "xl/sharedStrings.xml"))
    return [_said(one) for one in tree.iterchildren(f"{{{MAIN}}}si")]


def _said(element: Any) -> str:
    """Return the text of a string item without its phonetic hints."""
    hints = {id(t) for p in element.iter(f"{{{MAIN}}}rPh") for t in p.iter(f"{{{MAIN}}}t")}
    return "".join(t.text or "" for t in element.iter(f"{{{MAIN}}}t") if id(t) not in hints)


def _styles(package: zipfile.ZipFile) -> _Styles:
    tree = parsed(part(package, "xl/styles.xml"))
    formats = {
        one.get("numFmtId"): one.get("formatCode", "") for one in tree.iter(f"{{{MAIN}}}numFmt")
    }
    borders = [
        any(side.get("style") for side in one) for one in tree.iterfind(f"{{{MAIN}}}borders/*")
    ]
    found = _Styles()
    for xf in tree.iterfind(f"{{{MAIN}}}cellXfs/*"):
        number, border = xf.get("numFmtId", "0"), whole(xf.get("borderId"))
        code = _QUOTED.sub("", formats.get(number, "")).lower()
        dated = any(mark in code for mark in ("y", "d")) or ("m" in code and "0" not in code)
        found.dates.append(dated or (number.isdigit() and int(number) in DATE_FORMATS))
        found.boxes.append(border < len(borders) and borders[border])
    return found


def _grid(package: zipfile.ZipFile, sheet: SheetPart, texts: list[str], styles: _Styles) -> Grid:
    tree = parsed(part(package, sheet.path))
    cells: dict[tuple[int, int], Cell] = {}
    for element in tree.iter(f"{{{MAIN}}}c"):
        row, col = corner(element.get("r", ""))
        if row < MOST_ROWS and col < MOST_COLUMNS:
            cells[(row, col)] = _cell(element, row, col, texts, styles)
        if len(cells) > MOST_CELLS:
            raise Refused(_("表太大，一张表最多 %(n)s 格。") % {"n": MOST_CELLS}, field="file")
    _merge(tree, cells)
    return Grid(sheet.name, cells)


def _cell(element: Any, row: int, col: int, texts: list[str], styles: _Styles) -> Cell:
    style = element.get("s", "0")
    number = whole(style)
    boxed = number < len(styles.boxes) and styles.boxes[number]
    formula = element.find(f"{{{MAIN}}}f") is not None
    dated = number < len(styles.dates) and styles.dates[number]
    return Cell(row, col, _text(element, texts, dated), formula=formula, boxed=boxed)


def _text(element: Any, texts: list[str], dated: bool) -> str:
    value = element.findtext(f"{{{MAIN}}}v") or ""
    match element.get("t", "n"):
        case "s":
            return texts[int(value)] if value.isdigit() and int(value) < len(texts) else ""
        case "inlineStr":
            return _said(element)
        case "n":
            return _day(value) if dated and value else value
    return str(value)


def _day(value: str) -> str:
    """Return a day as a month's head is read: 2026年3月."""
    try:
        day = date(1899, 12, 30) + timedelta(int(float(value)))
    except (ValueError, OverflowError):
        return value
    return f"{day.year}年{day.month}月"


def _merge(tree: Any, cells: dict[tuple[int, int], Cell]) -> None:
    left_over = MOST_MERGED
    for merged in tree.iter(f"{{{MAIN}}}mergeCell"):
        first, _colon, last = merged.get("ref", "").partition(":")
        (top, left), (bottom, right) = corner(first), corner(last or first)
        bottom, right = min(bottom, MOST_ROWS - 1), min(right, MOST_COLUMNS - 1)
        if not (top <= bottom and left <= right):
            continue
        left_over -= (bottom - top + 1) * (right - left + 1)
        if left_over < 0:
            raise Refused(_("合并的格太多，请只保留要填的表再上传。"), field="file")
        held = cells.get((top, left)) or Cell(top, left, boxed=False)
        for spot in [s for s in cells if top <= s[0] <= bottom and left <= s[1] <= right]:
            del cells[spot]
        cells[(top, left)] = Cell(
            top, left, held.text, bottom - top + 1, right - left + 1, held.formula, held.boxed
        )
