"""Drawing the places and communities of a mock round so that anybody can draw them again; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from youju.standards.rules import sampling
from youju.standards.spec import Sampling

HOUSEHOLD = "household"
# What the page tells whoever wants to draw again by hand.
FORMULA = "每个候选把种子、种类、编号各写一行算 SHA-256，从小到大排，按抽样规则取前几个；规则写明每区、每社区的，各自取。"


@dataclass(frozen=True, slots=True)
class Asked:
    """How many of a kind are drawn, and for which items.

    Attributes:
        of: A kind of place, or `household` (then communities are drawn).
        number: How many in all, or of each group where the candidates have groups.
        per: The kind of unit whose units each get their own number, "" for the whole.
        each: What is looked at at each one drawn: 25 (households).
        span: What is walked at each one: 500米.
        items: Codes of the items that want it.
    """

    of: str
    number: int
    per: str = ""
    each: int = 0
    span: str = ""
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lot:
    """One kind's candidates as they stood, and those drawn.

    Attributes:
        candidates: (id, group); the group is the unit that gets a number of its own, or 0.
    """

    asked: Asked
    label: str
    candidates: tuple[tuple[int, int], ...]
    drawn: tuple[int, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def lot_from(kept: Mapping[str, Any]) -> Lot:
    """Return the lot kept by `Lot.as_json`."""
    asked = Asked(**{**kept["asked"], "items": tuple(kept["asked"]["items"])})
    pairs = tuple((int(one), int(group)) for one, group in kept["candidates"])
    return Lot(asked, kept["label"], pairs, tuple(kept["drawn"]))


def draw(lot: Lot, seed: str) -> tuple[int, ...]:
    """Return the ids drawn, in the order of the draw. The same seed always draws the same ones.

    Where no candidate stands in a unit that would get a number of its own, the number is drawn of all.
    """
    asked = lot.asked
    per = asked.per if any(group for _one, group in lot.candidates) else ""
    candidates = [
        sampling.Candidate(one, asked.of, group, within={per: group} if per and group else {})
        for one, group in lot.candidates
    ]
    found = sampling.draw(candidates, Sampling(asked.of, asked.number, per), seed)
    return tuple(one.candidate.id for one in found)


def wanted(asked: Sequence[Asked]) -> list[Asked]:
    """Return one draw for each kind: where several items want the same kind, the largest number
    serves all of them."""
    found: dict[str, Asked] = {}
    for one in asked:
        before = found.get(one.of)
        items = (*(before.items if before else ()), *one.items)
        largest = max((one, before or one), key=lambda each: each.number)
        found[one.of] = Asked(
            largest.of, largest.number, largest.per, largest.each, largest.span, items
        )
    return list(found.values())
