"""What was taken out of a text and what was put into it, as a reader marks it up; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_TOKENS = re.compile(r"[A-Za-z0-9.%]+|.", re.DOTALL)
_SENTENCES = re.compile(r"[^。；\n]*[。；\n]?")
LEAST_ALIKE = 0.35  # below it, a marked-up text is harder to read than the old and the new one
LEAST_KEPT = 2  # a single character that happens to stand in both keeps nothing readable together


class Op(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that stayed, went or came."""

    op: Op
    text: str


def pieces(before: str, after: str) -> list[Piece]:
    """Return the way from one text to another: sentence by sentence, then within a sentence."""
    old, new = _SENTENCES.findall(before), _SENTENCES.findall(after)
    found: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, came = "".join(old[a:b]), "".join(new[c:d])
        if tag == "equal":
            found.append(Piece(Op.SAME, gone))
        else:
            found += _within(gone, came)
    return _joined(found)


def _within(before: str, after: str) -> list[Piece]:
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    if not old or not new or len(old) * len(new) > 1_000_000:
        return [Piece(Op.GONE, before), Piece(Op.NEW, after)]
    match = SequenceMatcher(None, old, new, autojunk=False)
    if match.ratio() < LEAST_ALIKE:
        return [Piece(Op.GONE, before), Piece(Op.NEW, after)]
    return _read_together(match.get_opcodes(), old, new)


def _read_together(
    codes: Sequence[tuple[str, int, int, int, int]], old: list[str], new: list[str]
) -> list[Piece]:
    """Return the pieces, what stands between two changes and is too short to read counted with them."""
    found: list[Piece] = []
    gone, came = "", ""
    for place, (tag, a, b, c, d) in enumerate(codes):
        left, right = "".join(old[a:b]), "".join(new[c:d])
        between = 0 < place < len(codes) - 1
        if tag == "equal" and not (between and len(left) < LEAST_KEPT):
            found += [Piece(Op.GONE, gone), Piece(Op.NEW, came), Piece(Op.SAME, left)]
            gone, came = "", ""
        else:
            gone, came = gone + left, came + right
    return [*found, Piece(Op.GONE, gone), Piece(Op.NEW, came)]


def _joined(found: Sequence[Piece]) -> list[Piece]:
    """Return the pieces without empty ones, neighbours of a kind as one."""
    told: list[Piece] = []
    for one in found:
        if told and told[-1].op is one.op and one.text:
            told[-1] = Piece(one.op, told[-1].text + one.text)
        elif one.text:
            told.append(one)
    return told
