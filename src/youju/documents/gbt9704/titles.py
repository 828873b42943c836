"""Breaks a long title by hand, as the standard asks: 梯形 or 菱形, no word torn apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from math import ceil
from pathlib import Path

from .geometry import TITLE_CHARACTERS, ems

NOT_FIRST = "的了和与及或、，。；：？！）》〉”’〕】等之以"
NOT_LAST = "（《〈“‘〔【关在对把被将和与及或以从向"
CLOSERS = {"《": "》", "（": "）", "“": "”", "〔": "〕"}
# Words that a title is made of and that no line may cut, longest first.
WORDS = Path(__file__).with_name("title_words.txt").read_text(encoding="utf-8").split()
PIECE = re.compile(r"\d+[年月日号%％]?(?:\d+月)?(?:\d+日)?|[A-Za-z]+|" + "|".join(WORDS))
MOST_LINES = 4
GOOD_FIRST = ("关于", "工作", "文明创建", "创建")


def _cuts(title: str) -> dict[int, float]:
    """Return the places where a line may end, with what each costs."""
    inside: set[int] = set()
    for match in PIECE.finditer(title):
        inside.update(range(match.start() + 1, match.end()))
    for opener, closer in CLOSERS.items():
        for match in re.finditer(f"{opener}[^{closer}]*{closer}", title):
            if ems(match.group()) <= TITLE_CHARACTERS:
                inside.update(range(match.start() + 1, match.end()))
    edges = {match.start() for match in PIECE.finditer(title)}
    edges |= {match.end() for match in PIECE.finditer(title)}
    cuts = {}
    for at in range(1, len(title)):
        if at in inside or title[at] in NOT_FIRST or title[at - 1] in NOT_LAST:
            continue
        cuts[at] = 0.0 if at in edges or title[at - 1] in "的、，》）" else 12.0
        if title[at - 1] == "、":
            cuts[at] -= 3.0
        if title.startswith(GOOD_FIRST, at):
            cuts[at] -= 9.0 if title.startswith("关于", at) else 2.0
    return cuts


def _shape_cost(lengths: list[float]) -> float:
    """Return how far lines are from a trapezium or a diamond."""
    cost = (max(lengths) - min(lengths)) * 0.5
    steps = [second - first for first, second in pairwise(lengths)]
    if all(abs(step) < 1 for step in steps):
        cost += 4.0  # a rectangle
    if len(steps) > 1 and any(first < 0 < second for first, second in pairwise(steps)):
        cost += 20.0  # an hourglass
    if lengths[-1] < 4:
        cost += 20.0
    return cost


def _splits(
    title: str, cuts: list[int], width: float, count: int, start: int = 0
) -> Iterator[tuple[int, ...]]:
    """Yield every way to end the lines so that each fits."""
    rest = ems(title[start:])
    if count == 1:
        if rest <= width:
            yield ()
        return
    if rest > count * width:
        return
    for at in cuts:
        if at > start and ems(title[start:at]) <= width:
            for later in _splits(title, cuts, width, count - 1, at):
                yield (at, *later)


@lru_cache(maxsize=512)
def break_title(title: str, width: float = TITLE_CHARACTERS) -> tuple[str, ...]:
    """Return the lines of a title, each at most `width` full characters wide.

    A title that fits stays whole. Otherwise the fewest lines are taken and balanced:
    an even trapezium or a diamond is best, an hourglass or a short last line worst, and
    no break falls inside a known word, a number with its unit, or a pair of brackets
    that fits in a line. Beyond four lines it is only filled.
    """
    if ems(title) <= width:
        return (title,)
    cuts = _cuts(title)
    for count in range(ceil(ems(title) / width), MOST_LINES + 1):
        best: tuple[float, tuple[str, ...]] | None = None
        for chosen in _splits(title, sorted(cuts), width, count):
            edges = (0, *chosen, len(title))
            lines = tuple(title[a:b] for a, b in pairwise(edges))
            cost = _shape_cost([ems(line) for line in lines]) + sum(cuts[at] for at in chosen)
            if best is None or cost < best[0]:
                best = (cost, lines)
        if best is not None:
            return best[1]
    step = int(width)
    return tuple(title[at : at + step] for at in range(0, len(title), step))
