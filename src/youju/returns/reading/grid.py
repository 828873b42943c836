"""A table as it lies on the form: cells, merges and what is blank. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 600, 80, 8_000
_NOTHING = re.compile(r"[\s_＿—\-－/／.…·()（）]*")
_NUMBERING = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[）)]?[、.．]?")
_CHOICE = re.compile(r"[□■☐☑☒○●√✓]\s*\w|\w\s*[□☐]")
_NUMBER = re.compile(r"[-+]?[\d,]+(\.\d+)?%?")
_TAIL = re.compile(r"(?:[_＿]+|\s{2,}|\u3000+|^\s)\s*([^\s_＿\d：:]{1,4})")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell, with what it spans. `boxed`: drawn with a border, so that a blank asks for something."""

    row: int
    col: int
    text: str = ""
    rows: int = 1
    cols: int = 1
    formula: bool = False
    boxed: bool = True

    @property
    def tail(self) -> str:
        """Return the unit printed behind a gap (____人次, "   户"), or ""."""
        match = _TAIL.fullmatch(self.text)
        return match[1] if match else ""

    @property
    def blank(self) -> bool:
        return not self.formula and bool(_NOTHING.fullmatch(self.text) or self.tail)

    @property
    def number(self) -> bool:
        return bool(_NUMBER.fullmatch(self.text.strip()))

    @property
    def worded(self) -> bool:
        """Return whether it says something that can be a label."""
        return not (self.formula or self.blank or self.number or self.numbering or self.choice)

    @property
    def numbering(self) -> bool:
        return bool(_NUMBERING.fullmatch(self.text.strip()))

    @property
    def choice(self) -> bool:
        """Return whether something is to be ticked: □是 □否."""
        return bool(_CHOICE.search(self.text))


@dataclass(slots=True)
class Grid:
    """One sheet of a workbook, or one table of a document.

    Attributes:
        cells: By (row, column) of the first corner, from 0; those that a merge covers are left out.
        before: What stands above the table in a document, nearest last.
        prose: Sentences, each a row of words and blanks in turn, as `prose` reads them.
    """

    name: str
    cells: dict[tuple[int, int], Cell]
    before: tuple[str, ...] = ()
    covered: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    height: int = 0
    width: int = 0
    prose: bool = False

    def __post_init__(self) -> None:
        for cell in self.cells.values():
            for row in range(cell.row, cell.row + cell.rows):
                for col in range(cell.col, cell.col + cell.cols):
                    self.covered[(row, col)] = (cell.row, cell.col)
            self.height = max(self.height, cell.row + cell.rows)
            self.width = max(self.width, cell.col + cell.cols)

    def at(self, row: int, col: int) -> Cell | None:
        """Return the cell that lies there, whether it begins there or spans to it."""
        corner = self.covered.get((row, col))
        return self.cells[corner] if corner else None

    def rows(self) -> Iterator[list[Cell]]:
        """Yield the cells that begin in each row, left to right, with gaps filled by empty cells."""
        for row in range(self.height):
            yield [
                self.cells.get((row, col), Cell(row, col, boxed=False))
                for col in range(self.width)
                if self.covered.get((row, col), (row, col)) == (row, col)
            ]

    def left_edge(self) -> int:
        return min((cell.col for cell in self.cells.values() if cell.text), default=0)

    def right_edge(self) -> int:
        """Return the column behind the last one that holds a word or a box."""
        ends = (c.col + c.cols for c in self.cells.values() if c.text or c.boxed)
        return max(ends, default=0)
