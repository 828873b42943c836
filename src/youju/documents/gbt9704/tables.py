"""Data tables and the table of sources."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from . import geometry as g
from .context import Context, bookmark, linked
from .model import Column, Number, Picture, Run, Runs, Source, SourceTable, Table, Text
from .ooxml import WIDE_SPACE, Hand, Setting, border, cell, paragraph, row, run, table
from .pictures import drawing

GRID = "".join(border(edge, 4) for edge in ("insideH", "insideV"))
BORDERS = border("top", 8) + border("left", 4) + border("bottom", 8) + border("right", 4) + GRID
MARGIN = 80
TABLE_CHARACTERS = g.TEXT_WIDTH / (g.SMALL * 10)
NUMERAL = re.compile(
    r"(?:约|近|不足)?[-−+]?[\d,，.]+\s*(?:[%％]|[余多]?(?![号楼栋年月日])[\u4e00-\u9fff㎡]{0,2})|—|-|"
)
SIZES = ((g.SMALL, g.TABLE_LINE), (24, 380), (21, 320))  # 4号, 小四, 5号, with their lines
LONG = 8  # characters; a longer cell may wrap without a smaller size
SOURCE_COLUMNS = {  # characters of 数字, 内容, 记录 and 校验码, of which two sets stand side by side
    True: (Column(5.8, "left"), Column(9.4, "left"), Column(3.6, "left"), Column(4.8, "center")),
    False: (Column(6.6, "left"), Column(12.8, "left"), Column(3.8, "left")),
}
SOURCE_TITLES = ("数字", "内容", "记录", "校验码")
SOURCE_MARGIN = 40


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


def _inside(
    content: Run | Runs, hand: Hand, context: Context, setting: Setting, shown: Picture | None
) -> str:
    """Return the paragraph of a cell; one with a picture is as high as that."""
    inside = context.runs(content, hand)
    if shown is None:
        return paragraph(inside, setting)
    size = {"width_mm": shown.width_mm, "height_mm": shown.max_height_mm}
    drawn, _width = drawing(shown.content, context, words=shown.caption, **size)
    return paragraph(inside + drawn, Setting(align=setting.align, auto_line=True))


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
        # The last row, mostly 合计, never stands alone on a page.
        setting = Setting(line=line, keep_next=at == len(block.rows) - 2)
        content = "".join(
            cell(_inside(inside, hand, context, replace(setting, align=align), shown), width)
            for inside, width, align, shown in zip(
                cells,
                widths,
                aligns,
                (block.pictures.get((at, n)) for n in range(count)),
                strict=True,
            )
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
    """Return 数字来处, two sources to a row: each is the target of its number's link and leads back to
    it. The period is told once where it is the same for all, the check codes where there are any."""
    small, head = Hand(size=g.NOTE), Hand(g.HEITI, g.NOTE)
    coded = any(source.check_code for source in block.sources)
    columns = SOURCE_COLUMNS[coded] * 2
    widths = _widths(columns, [()] * len(columns))
    titles = SOURCE_TITLES[: len(columns) // 2] * 2
    rows = _header_rows([titles], widths, head, g.NOTE_LINE)
    periods = {source.period for source in block.sources}
    for at in range(0, len(block.sources), 2):
        contents: list[str] = []
        for source in block.sources[at : at + 2]:
            period = f"（{source.period}）" if len(periods) > 1 else ""
            texts = (f"{source.what}{period}", source.records, source.check_code)
            contents.append(_source_number(source, small, context))
            contents.extend(run(text, small) for text in texts[: len(columns) // 2 - 1])
        contents.extend([""] * (len(columns) - len(contents)))
        cells = (
            cell(paragraph(content, Setting(align=column.align, line=g.NOTE_LINE)), width)
            for content, width, column in zip(contents, widths, columns, strict=True)
        )
        rows.append(row("".join(cells), height=g.NOTE_LINE + 40))
    told = f"时段：{periods.pop()}" if len(periods) == 1 else ""
    above = Setting(align="left", line=g.NOTE_LINE, after=60, keep_next=True)
    built = table("".join(rows), widths, borders=BORDERS, margin=SOURCE_MARGIN)
    return (paragraph(run(told, small), above) if told else "") + built + _proof(block, small)


def _source_number(source: Source, small: Hand, context: Context) -> str:
    """Return a source's number, marked as its row and leading back to where it stands in the text."""
    number = run(source.number, small)
    back = bookmark("shuzi_", source.key)
    if back in context.seen:
        number = linked(number, back)
    return context.marked(number, bookmark("laichu_", source.key))


def _proof(block: SourceTable, small: Hand) -> str:
    """Return the lines below the table that say how the paper is checked."""
    told = {"本文校验码：": block.check_code, "核验网址：": block.proof_url}
    setting = Setting(align="left", line=g.NOTE_LINE, before=120)
    lines = (paragraph(run(words + text, small), setting) for words, text in told.items() if text)
    return "".join(lines) or WIDE_SPACE
