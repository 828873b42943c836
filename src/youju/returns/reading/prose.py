"""Blanks within the sentences of a document: 清理垃圾____车. Found, with the words around, and filled in. Pure.

A sentence is read as a row: its words and its blanks in turn.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from youju.returns.reading import spans
from youju.returns.reading.blanks import Blank
from youju.returns.reading.grid import Cell, Grid

NUMBER = -1  # the number of the sheet of all sentences: tables are counted from 0
NAME = "正文"
_GAP = re.compile(r"[_＿]{2,}")
_UNIT = re.compile(
    r"\s*((?:余|多)?(?:万?人次|万?元|万?份|平方(?:公里|米)|立方米|小时|课时|公里|场次|户次|家次|班次|百分点|"
    r"[个处家块件起项座所间支片栋次场期轮条幅张面副份本册棵株人名位户车吨米盏辆台套篇盒班批对届㎡%％]))"
)
_CLAUSE = re.compile(r"[，,、：:]")
_SENTENCE = re.compile(r"[。；;！!？?]")
_STOP = re.compile(r"[。！!？?]")
_TIME_LENGTH = 12  # the longest words of time before a deed: 2026年第三季度
_HEAD = re.compile(
    r"\s*(?:[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[)）]|\d+[、.．])\s*([^。：:，,]{2,20})"
)
_BEFORE = re.compile(
    r"^(?:(?:我|全|本|各)?(?:社区|街道|镇|乡|村|辖区|单位|市|区|县)内?(?=[共累已现开组举])|并且?|以及|同时|另外?|现有|共计?|累计|已)+(?=..)"
)
_AFTER = re.compile(r"(?<=..)(?:共计|共|达到?|约|累计|了|有|(?<!行)为|计)+$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A text of a document, where it begins in its paragraph, and how it is to be read."""

    element: Any
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def pieces_of(paragraph: Any) -> list[Piece]:
    """Return the texts of a paragraph; spaces that are underlined are read as a line to write on."""
    found: list[Piece] = []
    at = 0
    for run in paragraph.iter(qn("w:r")):
        line = run.find(f"{qn('w:rPr')}/{qn('w:u')}")
        underlined = line is not None and line.get(qn("w:val"), "single") != "none"
        for element in run.iterchildren(qn("w:t")):
            text = element.text or ""
            found.append(Piece(element, at, re.sub(r"\s", "＿", text) if underlined else text))
            at += len(text)
    return found


def read(body: Any, lines: tuple[str, ...]) -> Grid | None:
    """Return the sentences with blanks, or None where there are none."""
    cells: dict[tuple[int, int], Cell] = {}
    for row, paragraph in enumerate(body.iter(qn("w:p"))):
        text = "".join(piece.text for piece in pieces_of(paragraph))
        gaps = list(_GAP.finditer(text))
        if not gaps or not text[: gaps[0].start()].strip():
            continue  # a cell of a table: its words stand in other cells
        ends = [0, *(gap.end() for gap in gaps)]
        for n, gap in enumerate(gaps):
            cells[(row, 2 * n)] = Cell(row, 2 * n, text[ends[n] : gap.start()])
            cells[(row, 2 * n + 1)] = Cell(row, 2 * n + 1, "")
        cells[(row, 2 * len(gaps))] = Cell(row, 2 * len(gaps), text[ends[-1] :])
    return Grid(NAME, cells, lines, prose=True) if cells else None


def blanks(grid: Grid) -> Iterator[Blank]:
    """Yield the blanks with the words of their clause, after words of time and before their unit."""
    section = when = label = ""
    for line in grid.rows():
        texts = [cell.text for cell in line if cell.boxed and not cell.col % 2]
        for n, text in enumerate(texts[:-1]):
            if n == 0:
                section = _heading(text) or section
            unit = _UNIT.match(text) if n else None
            sentences = _SENTENCE.split(text[unit.end() :] if unit else text)
            clauses = [one for clause in _CLAUSE.split(sentences[-1]) if (one := _bare(clause))]
            if n == 0 or _STOP.search(text):
                when = ""
            when = next((time for one in reversed(clauses) if (time := _time(one))), when)
            told = [one for one in clauses if not spans.rule_of(one)]
            label = told[-1] if told else (label if n else "")
            tail = _UNIT.match(texts[n + 1])
            if label:
                left = (when, label) if when else (label,)
                yield Blank(line[0].row, 2 * n + 1, left, (), section, tail[1] if tail else "")


def _heading(text: str) -> str:
    """Return the heading that begins a paragraph: words of a number of their own, and no time or label."""
    match = _HEAD.match(text)
    ended = match is not None and text[match.end() : match.end() + 1] in tuple("。：:，,")
    return match[1] if match and ended and not spans.rule_of(match[1]) else ""


def _time(clause: str) -> str:
    """Return the words of time that a clause is, or begins with: 今年以来 of 今年以来开展整治."""
    longest = min(len(clause), _TIME_LENGTH)
    heads = (clause[:cut] for cut in range(longest, 1, -1))
    return clause if spans.rule_of(clause) else next(filter(spans.rule_of, heads), "")


def _bare(clause: str) -> str:
    """Return a clause without what says nothing of the thing counted: 我社区共开展…共计 → 开展…."""
    return _AFTER.sub("", _BEFORE.sub("", clause.strip().strip('（()）“”"')))


def fill(body: Any, texts: Mapping[tuple[int, int], str]) -> None:
    """Put texts onto the lines, underlined; by the row and column of their cells."""
    wanted: dict[int, dict[int, str]] = {}
    for (row, col), text in texts.items():
        wanted.setdefault(row, {})[col // 2] = text
    for row, paragraph in enumerate(list(body.iter(qn("w:p")))):
        for n, text in sorted(wanted.get(row, {}).items(), reverse=True):
            pieces = pieces_of(paragraph)
            gap = list(_GAP.finditer("".join(piece.text for piece in pieces)))[n]
            _put(pieces, gap.start(), gap.end(), text)


def _put(pieces: list[Piece], start: int, end: int, text: str) -> None:
    """Take a line away, and put an underlined text in a run of its own where it began."""
    first = True
    for piece in pieces:
        if piece.end <= start or piece.start >= end:
            continue
        told = piece.element.text
        before, after = told[: max(start - piece.start, 0)], told[max(end - piece.start, 0) :]
        if not first:
            _say(piece.element, after)
            continue
        first = False
        run = piece.element.getparent()
        for said, underlined in ((after, False), (f" {text} ", True)):
            new = copy.deepcopy(run)
            for child in [one for one in new if one.tag != qn("w:rPr")]:
                new.remove(child)
            element = OxmlElement("w:t")
            new.append(element)
            _say(element, said)
            if underlined:
                _underline(new)
            if said:
                run.addnext(new)
        _say(piece.element, before)
        if not before and all(one.tag == qn("w:rPr") or one is piece.element for one in run):
            run.getparent().remove(run)


def _say(element: Any, text: str) -> None:
    element.text = text
    element.set(qn("xml:space"), "preserve")


def _underline(run: Any) -> None:
    look = run.find(qn("w:rPr"))
    if look is None:
        look = OxmlElement("w:rPr")
        run.insert(0, look)
    line = look.find(qn("w:u"))
    if line is None:
        line = OxmlElement("w:u")
        look.append(line)
    line.set(qn("w:val"), "single")
