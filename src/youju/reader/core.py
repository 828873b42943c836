"""Reading a report: repaired text, pieces, sentences and the facts in them, as plain values."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from youju.kernel.quantity import Quantity
from youju.kernel.quantity_text import known_qualifier
from youju.kernel.repair import Repaired, repaired
from youju.reader.files import text_of_file
from youju.reader.grammar.facts import Found, facts_of
from youju.reader.grammar.kinds import begins_plans
from youju.reader.profile import Profile, profile_of
from youju.reader.split import Copy, Piece, Sentence, copies_among, pieces_of


@dataclass(frozen=True, slots=True)
class Fact:
    """One quantitative statement. `offset` and `quantity_text` are of the original file.

    `start`–`end` and the sentence's place are of the mended text, for showing.
    """

    offset: int
    quantity_text: str
    start: int
    end: int
    action: str | None
    object: str | None
    value: Decimal | None
    upper: Decimal | None
    qualifier: str
    unit: str | None
    per: str
    kind: str
    negated: bool
    confidence: float
    doubts: tuple[str, ...]
    piece: Piece
    sentence: Sentence

    @property
    def quantity(self) -> Quantity:
        """The same as a Quantity; an unusual qualifier becomes 约, which claims least."""
        qualifier = self.qualifier if known_qualifier(self.qualifier) else "约"
        return Quantity(self.value, self.unit or "", qualifier, self.upper, self.per)


@dataclass(slots=True)
class Reading:
    """All that was read from one file."""

    name: str
    repaired: Repaired
    pieces: list[Piece]
    facts: list[Fact]
    profiles: dict[int, Profile]
    copies: list[Copy] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The mended text."""
        return self.repaired.text

    def facts_in(self, piece: Piece) -> list[Fact]:
        """Return the facts of one piece in order."""
        return [fact for fact in self.facts if fact.piece is piece]


def read_text(text: str, name: str, undone: Collection[str] = ()) -> Reading:
    """Read one text. `undone` holds keys of repairs that the user took back."""
    mended = repaired(text, undone)
    pieces = pieces_of(mended.text)
    facts = [
        _fact(mended, piece, sentence, found)
        for piece in pieces
        for sentence, heading in _under_headings(piece)
        for found in facts_of(sentence.text, heading)
    ]
    profiles = {piece.number: profile_of(mended.text, piece) for piece in pieces}
    reading = Reading(name, mended, pieces, facts, profiles)
    _mark_copies([reading])
    return reading


def _under_headings(piece: Piece) -> Iterator[tuple[Sentence, str]]:
    """Yield each sentence with its heading; one of weak points and plans counts where the plans begin."""
    begun: set[str] = set()
    for sentence in piece.sentences:
        itself = sentence.text == sentence.heading
        if not itself and begins_plans(sentence.heading, sentence.text):
            begun.add(sentence.heading)
        yield sentence, sentence.heading if sentence.heading in begun else ""


def _fact(mended: Repaired, piece: Piece, sentence: Sentence, found: Found) -> Fact:
    start, end = sentence.start + found.start, sentence.start + found.end
    first, last = mended.span(start, end)
    return Fact(
        first,
        mended.original[first:last],
        start,
        end,
        found.action,
        found.object,
        found.value,
        found.upper,
        found.qualifier,
        found.unit,
        found.per,
        found.kind,
        found.negated,
        found.confidence,
        found.doubts,
        piece,
        sentence,
    )


def _mark_copies(readings: Sequence[Reading]) -> None:
    copies = copies_among([(r.name, r.text, r.pieces) for r in readings])
    for reading in readings:
        reading.copies = [copy for copy in copies if copy.file == reading.name]
        for copy in reading.copies:
            piece = reading.pieces[copy.number - 1]
            piece.likeness = copy.share
            piece.copy_of = copy.other_number if copy.other_file == reading.name else None


def read_files(paths: Iterable[Path | str]) -> list[Reading]:
    """Read txt, docx and pdf files; copies are looked for across all of them.

    Raises:
        ValueError: In Chinese, for a file that cannot be read.
    """
    readings = [read_text(text_of_file(Path(path)), Path(path).name) for path in paths]
    if len(readings) > 1:
        _mark_copies(readings)
    return readings


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _facts_json(reading: Reading) -> Iterator[dict[str, Any]]:
    for fact in reading.facts:
        row: dict[str, Any] = {
            "file": reading.name,
            "offset": fact.offset,
            "quantity_text": fact.quantity_text,
            "quantity": _number(fact.value),
            "qualifier": fact.qualifier or None,
            "unit": fact.unit,
            "action": fact.action,
            "object": fact.object,
            "per": fact.per or None,
            "kind": fact.kind,
            "piece": fact.piece.title,
            "sentence": fact.sentence.text,
            "confidence": fact.confidence,
            "doubts": list(fact.doubts),
        }
        if fact.upper is not None:
            row["quantity_max"] = _number(fact.upper)
        if fact.negated:
            row["negated"] = True
        if fact.piece.copy_of is not None:
            row["copy_of"] = fact.piece.copy_of
        yield row


def as_json(reading: Reading) -> list[dict[str, Any]]:
    """Return one object per fact, in the order of the text."""
    return list(_facts_json(reading))


def json_lines(readings: Iterable[Reading]) -> str:
    """Return the facts of readings, one JSON object per line."""
    return "".join(
        json.dumps(row, ensure_ascii=False) + "\n" for r in readings for row in _facts_json(r)
    )
