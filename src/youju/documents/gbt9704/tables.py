"""Data tables and the table of sources."""

from __future__ import annotations

import re
from collections.abc import Sequence

from . import geometry as g
from .context import Context, bookmark, linked
from .model import Column, Number, Run, Runs, SourceTable, Table, Text
from .ooxml import WIDE_SPACE, Hand, Setting, border, cell, paragraph, row, run, table

GRID = "".join(border(edge, 4) for edge in ("insideH", "insideV"))
BORDERS = border("top", 8) + border("left", 4) + border("bottom", 8) + border("right", 4) + GRID
MARGIN = 80
TABLE_CHARACTERS = g.TEXT_WIDTH / (g.SMALL * 10)
NUMERAL = re.compile(
    r"[约近]?[-−+]?[\d,，.]+\s*(?:[%％]|[余多]?(?![号楼栋年月日])[\u4e00-\u9fff㎡]{0,2})|—|-|"
)
SIZES = ((g.SMALL, g.TABLE_LINE), (24, 380), (21, 320))  # 4号, 小四, 5号, with their lines
LONG = 8  # characters; a longer cell may wrap without a smaller size
SOURCE_COLUMNS = (
    Column(6.1, "left"),
    Column(9, "left"),
    Column(13.6, "left"),
    Column(10.3, "left"),
    Column(5, "center"),
)


def plain(content: Run | Runs) -> str:
    """Return the characters of a cell or a paragraph."""
    if isinstance(content, str):
        return content
    if isinstance(content, Text | Number):
        return content.text
    return "".join(plain(part) for part in content)


def _demand(cells: Sequence[str], header_lines: int) -> float:
    """Return the characters a column asks for, its header (the first cell) on so many lines."""
    if not cells:
        return 1
    longest = max((g.ems(text) for text in cells[1:]), default=0)
    return min(max(longest, g.ems(cells[0]) / header_lines, 2), 14) + 1.4


def _size(texts: Sequence[Sequence[str]]) -> tuple[int, int]:
    """Return the largest size, with its line, in which short cells stay on one line."""
    asked = sum(min(_demand(cells, 2), LONG) for cells in texts)
    for size, line in SIZES:
        if asked <= g.TEXT_WIDTH / (size * 10):
            return size, line
    return SIZES[-1]


def _column_texts(block: Table, body: Sequence[Sequence[str]], count: int) -> list[list[str]]:
    """Return each column's texts, its lowest header text first."""
    heads = [
        next((row[at] for row in reversed(block.header) if row[at]), "") for at in range(count)
    ]
    return [[heads[at], *(cells[at] for cells in body)] for at in range(count)]


TALL = 1700  # 30 mm


def _widths(columns: Sequence[Column], texts: Sequence[Sequence[str]]) -> list[int]:
    """Return column widths that fill the text width, by weight or by the longest text."""
    wide = [_demand(cells, 1) for cells in texts]
    if sum(wide) > TABLE_CHARACTERS:
        wide = [_demand(cells, 2) for cells in texts]
    weights = [column.width or demand for column, demand in zip(columns, wide, strict=True)]
    widths = [int(g.TEXT_WIDTH * weight / sum(weights)) for weight in weights]
    widths[-1] += g.TEXT_WIDTH - sum(widths)
    return widths


def _alignment(column: Column, cells: Sequence[str]) -> str:
    """Return left, center or right; numerals stand right, short words in the middle."""
    if column.align != "auto":
        return column.align
    if any(cells) and all(NUMERAL.fullmatch(text) for text in cells):
        return "right"
    return "center" if max(map(g.ems, cells), default=0) <= 6 else "left"


def _header_rows(
    header: Sequence[Sequence[str]], widths: Sequence[int], hand: Hand, line: int
) -> list[str]:
    """Return the header rows: "" in the first row widens the cell to its left, later above."""
    rows = []
    for at, texts in enumerate(header):
        merged: list[tuple[str, int, int]] = []
        for text, width in zip(texts, widths, strict=True):
            if text or at or not merged:
                merged.append((text, width, 1))
            else:
                last, taken, span = merged[-1]
                merged[-1] = (last, taken + width, span + 1)
        below = header[at + 1] if at + 1 < len(header) else ()
        content, column = [], 0
        for text, width, span in merged:
            down = "continue" if at and not text else ""
            if not down and span == 1 and column < len(below) and not below[column]:
                down = "restart"
            inside = paragraph(run(text, hand) if text else "", Setting(align="center", line=line))
            content.append(cell(inside, width, span=span, down=down))
            column += span
        rows.append(row("".join(content), height=line + 60, header=True))
    return rows


def data_table(block: Table, context: Context) -> str:
    """Return a table with its caption above and its note below."""
    count = len(block.header[0]) if block.header else len(block.rows[0])
    columns = block.columns or [Column()] * count
    body = [[plain(content) for content in cells] for cells in block.rows]
    texts = _column_texts(block, body, count)
    size, line = _size(texts)
    hand = Hand(size=size)
    widths = _widths(columns, texts)
    aligns = [
        _alignment(column, [cells[at] for cells in body]) for at, column in enumerate(columns)
    ]
    rows = _header_rows(block.header, widths, Hand(g.HEITI, size), line)
    for at, cells in enumerate(block.rows):
        content = "".join(
            cell(
                paragraph(context.runs(inside, hand), Setting(align=align, line=line)),
                width,
            )
            for inside, width, align in zip(cells, widths, aligns, strict=True)
        )
        rows.append(row(content, height=TALL if at in block.tall_rows else line + 60))
    caption = ""
    if block.caption:
        setting = Setting(align="center", keep_next=True)
        caption = paragraph(run(block.caption, Hand(g.HEITI, g.SMALL)), setting)
    note = WIDE_SPACE
    if block.note:
        note = paragraph(run(block.note, hand), Setting(line=line))
    return caption + table("".join(rows), widths, borders=BORDERS, margin=MARGIN) + note


def source_table(block: SourceTable, context: Context) -> str:
    """Return 数字来处: each row is the target of its number's link and leads back to it."""
    small, head = Hand(size=g.NOTE), Hand(g.HEITI, g.NOTE)
    widths = _widths(SOURCE_COLUMNS, [()] * len(SOURCE_COLUMNS))
    titles = ("数字", "内容", "时段", "依据的记录", "校验码")
    rows = _header_rows([titles], widths, head, g.NOTE_LINE)
    for source in block.sources:
        first = run(source.number, small)
        back = bookmark("shuzi_", source.key)
        if back in context.seen:
            first = linked(first, back)
        first = context.marked(first, bookmark("laichu_", source.key))
        texts = (source.what, source.period, source.records, source.check_code)
        contents = [first, *(run(text, small) for text in texts)]
        cells = (
            cell(paragraph(content, Setting(align=column.align, line=g.NOTE_LINE)), width)
            for content, width, column in zip(contents, widths, SOURCE_COLUMNS, strict=True)
        )
        rows.append(row("".join(cells), height=g.NOTE_LINE + 60))
    tail = []
    if block.check_code:
        tail.append(f"本文校验码：{block.check_code}")
    if block.proof_url:
        tail.append(f"核验网址：{block.proof_url}")
    setting = Setting(align="left", line=g.NOTE_LINE, before=120)
    below = "".join(paragraph(run(text, small), setting) for text in tail)
    built = table("".join(rows), widths, borders=BORDERS, margin=MARGIN)
    return built + (below or WIDE_SPACE)
