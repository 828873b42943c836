"""The clauses of a sentence, and what links a count to its act and its thing."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from youju.reader.grammar import lexicon
from youju.reader.grammar.numbers import Count

_QUOTED = re.compile(r"“[^“”]{1,60}”")
DRAWN = ("设计", "规划")
HELD = (*lexicon.words(lexicon.STATE), *DRAWN, "要求")
_REACHES = ("达", "达到")
_AUTHORITY = re.compile(r"要求|规定")
CLAUSE_END = re.compile(r"[,;。:!?\n()]|(?<=[\u4e00-\u9fff])\s(?=[\u4e00-\u9fff])")


@dataclass(slots=True)
class Clause:
    """A stretch between commas, with the counts in it."""

    start: int
    end: int
    counts: list[Count]


@dataclass(slots=True)
class Link:
    """What a count belongs to, and how sure that is."""

    action: str | None
    object: str | None
    confidence: float
    clause: Clause
    own: bool = True  # the act stands in the count's own clause
    left: str = ""
    attribute: bool = False  # 面积, 人口: what is, not what was done
    changed: bool = False  # 由A增至B: how it changed


def clauses_of(text: str, counts: list[Count]) -> list[Clause]:
    """Return the clauses of a sentence that hold its counts, and those between."""
    bounds = [0]
    whole = re.sub(r"\(([^()\d]{1,6})\)", r"〔\1〕", text)
    whole = _QUOTED.sub(lambda match: "“" + "□" * (len(match[0]) - 2) + "”", whole)
    for match in CLAUSE_END.finditer(whole):
        if not any(count.first < match.end() and match.start() < count.last for count in counts):
            bounds.append(match.end())
    bounds.append(len(text) + 1)
    found = []
    for start, end in itertools.pairwise(bounds):
        inside = [count for count in counts if start <= count.start < end]
        found.append(Clause(start, end - 1, inside))
    return found


def as_required(link: Link, before: str) -> None:
    """Make an authority's word the act of the least it asks for: 标准规定用房不得少于300平方米."""
    words = _AUTHORITY.findall(before)
    if words and (not link.own or link.action in (None, "应达到", *HELD, *_REACHES, *words)):
        link.action = "要求" if "要求" in words else words[-1]
        link.object = re.split("规定|要求", link.object or "")[-1] or None
