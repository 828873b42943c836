"""Words that stand in another report too: fingerprints by winnowing, and the passages; pure.

Numbers count as one sign, so that last year's sentence with this year's figures is the same sentence.
What a template brings along is nobody's own words and is left out before.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from youju.documents.language import sentences
from youju.kernel.text import to_simplified

RUN = 9  # characters of one run
WINDOW = 5  # of so many runs the smallest is kept: every copy of 13 characters leaves one
LEAST = RUN + WINDOW - 1  # characters of the shortest passage that is surely found
MOST = 3000  # fingerprints kept of one report
_UNIT = r"(?:人次|户次|平方米|平方公里|立方米|公里|万元|[\u4e00-\u9fff%])?"
_NUMBER = re.compile(
    rf"\{{\{{[^{{}}]*\}}\}}|\d[\d.,]*[万亿]?[余多几]?{_UNIT}|[零〇一二两三四五六七八九十百千万亿]{{2,}}[余多几]?{_UNIT}"
)


def own_words(sources: Iterable[str], shipped: Iterable[str]) -> str:
    """Return what a report says in words of its own: its sentences without those of its template."""
    known = {one.strip() for text in shipped for one in sentences(text)}
    told = (one for text in sources for one in sentences(text) if one.strip() not in known)
    return "\n".join(told)


def signs(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the text as it is compared, and the span of each of its signs in the text."""
    plain = to_simplified(text)
    plain = plain if len(plain) == len(text) else text
    found: list[str] = []
    places: list[tuple[int, int]] = []
    at = 0
    for match in [*_NUMBER.finditer(plain), None]:
        end = match.start() if match else len(plain)
        for place in range(at, end):
            if plain[place].isalnum():
                found.append(plain[place].lower())
                places.append((place, place + 1))
        if match:
            found.append("0")
            places.append(match.span())
            at = match.end()
    return "".join(found), places


def fingerprints(text: str) -> set[int]:
    """Return a sample of the text's runs, such that texts with a common passage share one."""
    bare, _places = signs(text)
    runs = [zlib.crc32(bare[n : n + RUN].encode()) for n in range(len(bare) - RUN + 1)]
    if not runs:
        return set()
    kept = {min(runs[n : n + WINDOW]) for n in range(max(1, len(runs) - WINDOW + 1))}
    return set(sorted(kept)[:MOST])


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that stand in both texts."""

    here: str
    there: str


@dataclass(frozen=True, slots=True)
class Copy:
    """How much of a text stands in another, and what."""

    share: int
    passages: tuple[Passage, ...]


def compared(here: str, there: str) -> Copy:
    """Return the passages that both texts hold, longest first, and their share of the first, in %."""
    mine, places = signs(here)
    theirs, other = signs(there)
    found = list(_runs(mine, theirs))
    passages = [
        Passage(here[places[a][0] : places[a + n - 1][1]], there[other[b][0] : other[b + n - 1][1]])
        for a, b, n in sorted(found, key=lambda run: -run[2])
    ]
    covered = {at for a, _b, n in found for at in range(a, a + n)}
    return Copy(round(100 * len(covered) / len(mine)) if mine else 0, tuple(passages))


def _runs(mine: str, theirs: str) -> Iterator[tuple[int, int, int]]:
    """Yield (place here, place there, length) of the common runs, from the front, without overlap."""
    starts: dict[str, list[int]] = {}
    for at in range(len(theirs) - RUN + 1):
        starts.setdefault(theirs[at : at + RUN], []).append(at)
    at = 0
    while at <= len(mine) - RUN:
        best = max(
            ((_length(mine, theirs, at, one), one) for one in starts.get(mine[at : at + RUN], ())),
            default=(0, 0),
        )
        if best[0] >= LEAST:
            yield at, best[1], best[0]
        at += max(1, best[0])


def _length(mine: str, theirs: str, a: int, b: int) -> int:
    n = RUN
    while a + n < len(mine) and b + n < len(theirs) and mine[a + n] == theirs[b + n]:
        n += 1
    return n


def text_sources(sections: Sequence[dict[str, list[dict[str, str]]]]) -> list[str]:
    """Return the sources of the paragraphs in a report's or template's sections."""
    return [b["source"] for one in sections for b in one["blocks"] if b["kind"] == "text"]
