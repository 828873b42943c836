"""校对: what is wrong with a text, rule by rule; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from youju.documents.proofreading import characters, figures, marks, whole, wording
from youju.documents.proofreading.text import RULES, TITLE, Fault, Line, Paper, Said

__all__ = ["RULES", "TITLE", "Fault", "Line", "Paper", "Said", "mended", "paper_of", "proofread"]

_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]")


def proofread(paper: Paper) -> list[Fault]:
    """Return the faults in the order of the text; of two at one place the one that says more.

    Faults of the whole (title, length) come first.
    """
    found: list[Fault] = []
    for check in (
        characters.of_paper,
        figures.of_paper,
        wording.of_paper,
        marks.of_lines,
        whole.of_paper,
    ):
        found.extend(check(paper))
    return sorted(_without_overlaps(found), key=lambda one: (one.line, one.start, one.end))


def _without_overlaps(found: Iterable[Fault]) -> Iterator[Fault]:
    """Leave out a fault whose place a fault before it holds. Long ones (repeated) and those without
    a place hold none."""
    taken: dict[int, set[int]] = {}
    for one in found:
        places = range(one.start, one.end) if one.rule != "repeated" else range(0)
        held = taken.setdefault(one.line, set())
        if held.isdisjoint(places):
            held.update(places)
            yield one


def paper_of(text: str) -> Paper:
    """Return a foreign text as it is proofread: a line for each that says something, the first
    short one is the title."""
    lines = [one.strip() for one in text.splitlines()]
    told = [one for one in lines if one]
    title = told[0] if told and len(told[0]) <= 60 and told[0][-1] not in "。；：" else ""
    return Paper(tuple(Line(one, heading=_is_heading(one)) for one in told), title)


def _is_heading(text: str) -> bool:
    return len(text) <= 40 or (len(text) <= 90 and _NUMBERED.match(text) is not None)


def mended(lines: Sequence[str], faults: Iterable[Fault]) -> list[str]:
    """Return the lines with what can be mended mended."""
    fixed = list(lines)
    for one in sorted(faults, key=lambda fault: fault.start, reverse=True):
        if one.mend is not None and one.line != TITLE:
            text = fixed[one.line]
            fixed[one.line] = text[: one.start] + one.mend + text[one.end :]
    return fixed
