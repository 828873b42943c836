"""Drawing the places and communities of a mock round so that anybody can draw them again; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from youju.standards.rules.mock import by_hash, grouped

HOUSEHOLD = "household"
# What the page tells whoever wants to draw again by hand.
FORMULA = (
    "每个候选按“种子|种类:编号”算 SHA-256，从小到大排，按抽样规则取前几个；有“每区”“每社区”的，各单位分别取。"
)


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
    """Return the ids drawn, in the order of the draw. The same seed always draws the same ones."""
    groups = grouped(lot.candidates, lambda pair: f"{pair[1]:020}")
    found: list[int] = []
    for name in sorted(groups):
        ids = [one for one, _group in groups[name]]
        ids.sort(key=lambda one: by_hash(seed, f"{lot.asked.of}:{one}"))
        found += ids[: lot.asked.number]
    return tuple(found)


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
