"""Parting a text into pieces, sections and sentences, and finding copies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

_CN = "一二三四五六七八九十"
_KIND = "总结|汇报|报告|计划|倡议书|讲话|方案|材料|经验|说明|简报|致辞|发言|体会|心得|范文|规划|通报|要点"
_PIECE_LINE = re.compile(
    rf"^[ \t]*(?:第\s*[{_CN}\d]+\s*篇[^\n。]{{0,60}}|[^\n。]{{0,50}}篇\s*[{_CN}\d]+[^\n。]{{0,40}}"
    rf"|[^\n。,，;；]{{4,60}}(?:{_KIND})\s*(?:[{_CN}\d]{{1,2}}|[【\[（(][{_CN}\d]{{1,2}}[】\]）)]))[ \t:：]*$",
    re.M,
)
_INLINE = re.compile(
    rf"(?P<title>[\u4e00-\u9fff]{{4,20}}?(?:{_KIND}))(?P<number>[{_CN}])(?=[{_CN}]、|[^、\n]{{2}})"
)
_LEVELS = (
    re.compile(rf"^[ \t]*[{_CN}]+[、.．][^\n]*|^[ \t]*第[{_CN}]+[部章节][分]?[^\n]*"),
    re.compile(rf"^[ \t]*[(（][{_CN}]+[)）][^\n]*"),
    re.compile(r"^[ \t]*\d{1,2}[、.．](?!\d)[^\n]*|^[ \t]*[(（]\d{1,2}[)）][^\n]*"),
)
_INLINE_HEAD = re.compile(rf"(?:^|(?<=[。；;!?\s]))(?:[{_CN}]+、|[(（][{_CN}]+[)）]|\d{{1,2}}、)")
_STOP = re.compile(r"[。!！?？;；\n]+[”’」』\"')）]*")
_HEAD_GAP = re.compile(
    rf"(?:[{_CN}]+、|[(（]\s*[{_CN}]+\s*[)）]|\d{{1,2}}、)[^\n。;；,，\s]{{2,24}}(?P<gap>[ \t\u3000]+)(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and where it stands; `heading` is the section's, "" before the first."""

    start: int
    end: int
    text: str
    heading: str


@dataclass(slots=True)
class Piece:
    """One report in a file. `copy_of` is the number of the piece it repeats."""

    number: int
    title: str
    start: int
    end: int
    sentences: list[Sentence] = field(default_factory=list)
    copy_of: int | None = None
    likeness: float = 0.0


def pieces_of(text: str) -> list[Piece]:
    """Return the pieces of a file; a file without piece headings is one piece."""
    marks = [(match.start(), match[0].strip()) for match in _PIECE_LINE.finditer(text)]
    marks += _inline_marks(text)
    marks.sort()
    if not marks or text[: marks[0][0]].strip():
        first = next((line.strip() for line in text.splitlines() if line.strip()), "")
        marks.insert(0, (0, first[:60]))
    found = []
    for number, (start, title) in enumerate(marks, 1):
        end = marks[number][0] if number < len(marks) else len(text)
        found.append(Piece(number, title, start, end))
    pieces = [piece for piece in found if text[piece.start : piece.end].strip() != piece.title]
    pieces = pieces or found
    for number, piece in enumerate(pieces, 1):
        piece.number = number
        piece.sentences = list(sentences_of(text, piece.start, piece.end))
    return pieces


def _inline_marks(text: str) -> list[tuple[int, str]]:
    """Find 工作汇报一…工作汇报二… inside one long line: the same title with rising numbers."""
    by_title: dict[str, list[tuple[int, str]]] = {}
    for match in _INLINE.finditer(text):
        by_title.setdefault(match["title"], []).append((match.start(), match["number"]))
    marks = []
    for title, places in by_title.items():
        if [number for _, number in places][:2] == ["一", "二"]:
            marks += [(start, title + number) for start, number in places]
    return marks


def sentences_of(text: str, start: int, end: int) -> Iterator[Sentence]:
    """Yield the sentences between two places, each with the headings above it."""
    heads = ["", "", ""]
    place = start
    stops = [match.end() for match in _STOP.finditer(text, start, end)]
    stops += [match.start("gap") for match in _HEAD_GAP.finditer(text, start, end)]
    for stop in sorted({*stops, end}):
        if stop <= place:
            continue
        raw = text[place:stop]
        body = raw.strip()
        if body:
            first = place + raw.index(body[0])
            _note_heading(heads, body)
            heading = " / ".join(head for head in heads if head)
            yield Sentence(first, first + len(body), body, heading)
        place = stop


def _note_heading(heads: list[str], body: str) -> None:
    for level, pattern in enumerate(_LEVELS):
        if pattern.match(body):
            head = re.split(r"[。,，;；:：]", body)[0][:40]
            heads[level:] = [head, *[""] * (2 - level)]
            return


def _grams(text: str, size: int = 10) -> set[int]:
    plain = re.sub(r"[\W_]+", "", text)
    return {hash(plain[place : place + size]) for place in range(len(plain) - size + 1)}


@dataclass(frozen=True, slots=True)
class Copy:
    """Two pieces that say the same; `share` is the part of the smaller found in the other."""

    file: str
    number: int
    other_file: str
    other_number: int
    share: float


def copies_among(
    files: Sequence[tuple[str, str, Sequence[Piece]]], least: float = 0.6
) -> list[Copy]:
    """Return the copies within and across files. Each file is (name, mended text, pieces).

    Pieces are compared by their runs of ten characters; a piece under 100 runs is left out.
    """
    seen: list[tuple[str, Piece, set[int]]] = []
    found = []
    for name, text, pieces in files:
        for piece in pieces:
            grams = _grams(text[piece.start : piece.end])
            if len(grams) < 100:
                continue
            for other_name, other, other_grams in seen:
                share = len(grams & other_grams) / min(len(grams), len(other_grams))
                if share >= least:
                    found.append(
                        Copy(name, piece.number, other_name, other.number, round(share, 3))
                    )
                    break
            seen.append((name, piece, grams))
    return found
