"""What a label leaves to the line before it: 参加人次 below 文体活动, 其中：已整改 below 排查安全隐患. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import Protocol

from youju.kernel.labels import core_of, plain_label
from youju.returns.reading.blanks import Blank
from youju.returns.reading.match import COMPLETE, Catalogue, Hit
from youju.returns.reading.meaning import Meaning

BACK = 4  # lines
PEOPLE = ("人次", "人", "名")
# Those who take part in what the line before says.
_TAKING_PART = re.compile(
    r"(?:参加|参与|出动|受益|参训|参演|到场)?(?:(?:党员)?干部|党员|职工)?(?:人员|群众|居民|力量)?(?:总?人次数?|总?人数)?"
)
_HEADS = re.compile(r"(?:人次数?|人数|人员|对象)$")
_PART = re.compile(r"^(?:其中|其它?中包括|含|已|成功|当场|及时)+")


class Read(Protocol):
    """A blank as it was read."""

    @property
    def blank(self) -> Blank: ...
    @property
    def meaning(self) -> Meaning: ...
    @property
    def hit(self) -> Hit | None: ...


def lines_before(found: Sequence[Read], blank: Blank) -> list[Read]:
    """Return the blanks that stand before one under the same heading, the nearest first.

    Below heads they are those of its column; of a line of heads, or where there are none, those of its row.
    """
    same = [one for one in reversed(found) if one.blank.section == blank.section]
    if blank.above and blank.left:
        same = [one for one in same if one.blank.col == blank.col] or [
            one for one in same if one.blank.row == blank.row
        ]
    elif blank.above:
        same = [one for one in same if one.blank.row == blank.row]
    return list(islice((one for one in same if label_of(one.meaning)), BACK))


def label_of(meaning: Meaning) -> str:
    """Return the words of the thing counted where they stand on one side alone."""
    if meaning.rows and meaning.columns:
        return ""
    return plain_label("".join((*meaning.rows, *meaning.columns)[-1:]))


def completed(meaning: Meaning, lines: Sequence[Read], catalogue: Catalogue) -> Hit | None:
    """Return the measure that a label means together with the line before it, or None."""
    label = label_of(meaning)
    if not label:
        return None
    if (_TAKING_PART.fullmatch(label) or takes_up(label, lines)) and meaning.unit in PEOPLE:
        return _taking_part(meaning, lines, catalogue)
    stem = core_of(_PART.sub("", label))
    if not 2 <= len(stem) <= 4:
        return None
    for one in lines:
        noun = core_of(label_of(one.meaning))
        names = {stem + noun[n:] for n in range(1, len(noun) - 1)}
        if one.hit and (code := catalogue.named(names, meaning.unit, one.hit.code)):
            return Hit(code, COMPLETE)
    return None


def takes_up(label: str, lines: Sequence[Read]) -> bool:
    """Return whether a bare word takes up the line before: 培训 after 技能培训."""
    core = _HEADS.sub("", core_of(label))
    before = core_of(label_of(lines[0].meaning)) if lines else ""
    return len(core) == 2 and core in before and core != before


def _taking_part(meaning: Meaning, lines: Sequence[Read], catalogue: Catalogue) -> Hit | None:
    """Return how many took part in what the nearest line says that is no such line itself."""
    told = (one for one in lines if not _TAKING_PART.fullmatch(label_of(one.meaning)))
    subject = next(told, None)
    if subject is None:
        return None
    names = [core_of(label_of(subject.meaning))]
    if subject.hit:
        names.append(catalogue.by_code[subject.hit.code].names[0])
    tries = [catalogue.best(replace(meaning, rows=(name,), columns=())) for name in names]
    return max(filter(None, tries), key=lambda hit: hit.score, default=None)


def of_one_kind(hit: Hit, lines: Sequence[Read]) -> bool:
    """Return whether a part and the line it is part of are counted from the same records."""
    whole = next((one.hit for one in lines if not one.meaning.part), None)
    return whole is not None and kind_of(whole.code) == kind_of(hit.code)


def kind_of(code: str) -> str:
    return code.partition(".")[0]
