"""The lines of the tree at a unit; pure, and quick: ten-thousandths of a point as whole numbers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from youju.standards.rules.outcome import Outcome, State
from youju.standards.spec import Absent, EditionSpec, ItemSpec

SCALE = 10_000


def points(units: int) -> Decimal:
    """Return ten-thousandths as points."""
    return Decimal(units).scaleb(-4)


@dataclass(slots=True)
class Line:
    """One line of the tree at a unit; `worth`, `won`, `least` and `most` are ten-thousandths of a point.

    Attributes:
        leaves: Leaves under it that are asked of the unit; 1 for a leaf.
        short: Of these, how many lost points for what was found.
        unseen: Of these, how many nobody has looked at.
    """

    code: str
    worth: int
    won: int
    least: int
    most: int
    state: State
    leaves: int = 1
    short: int = 0
    unseen: int = 0

    @property
    def points(self) -> Decimal:
        """Points that can be had."""
        return points(self.worth)

    @property
    def got(self) -> Decimal:
        """Points had, by the best estimate."""
        return points(self.won)

    @property
    def low(self) -> Decimal:
        """Points had for certain."""
        return points(self.least)

    @property
    def high(self) -> Decimal:
        """Points had at most."""
        return points(self.most)

    @property
    def lost(self) -> Decimal:
        """Points not had."""
        return points(self.worth - self.won)


def shares_of(
    spec: EditionSpec,
    outcomes: Mapping[str, Outcome],
    absent: Mapping[str, Decimal],
    asked: Collection[str] | None,
) -> dict[str, Line]:
    """Return the lines of the leaves asked of a unit, with their points scaled to the full ones."""
    leaves = [item for item in spec.leaves if asked is None or item.code in asked]
    found = [
        (item, outcome)
        for item in leaves
        if not _dropped(spec, item, outcome := outcomes.get(item.code))
    ]
    worths = _scaled(spec.full, tuple(item.weight for item, _outcome in found))
    mean = _mean(found, worths)
    return {
        item.code: _leaf(item.code, worth, *_shares(spec, item, outcome, absent, mean))
        for (item, outcome), worth in zip(found, worths, strict=True)
    }


def _rule(spec: EditionSpec, item: ItemSpec) -> Absent:
    return item.absent or spec.absent


def _dropped(spec: EditionSpec, item: ItemSpec, outcome: Outcome | None) -> bool:
    return (
        outcome is not None and outcome.state is State.ABSENT and _rule(spec, item) is Absent.DROP
    )


@lru_cache(maxsize=64)
def _scaled(full: Decimal, weights: tuple[Decimal, ...]) -> tuple[int, ...]:
    """Return the points of each leaf so that they add up to the full ones to the last digit.

    Kept, since all units of a kind are asked the same.
    """
    parts = [float(weight) for weight in weights]
    total = sum(parts)
    if not total:
        parts, total = [1.0] * len(parts), float(len(parts))
    whole, run, before = float(full) * SCALE, 0.0, 0
    found = []
    for part in parts:
        run += part
        here = round(whole * run / total)
        found.append(here - before)
        before = here
    return tuple(found)


def _mean(found: list[tuple[ItemSpec, Outcome | None]], worths: Sequence[int]) -> float | None:
    """Return the unit's mean share over the leaves that are known, by points; None where none is."""
    won = worth = 0.0
    for (_item, outcome), units in zip(found, worths, strict=True):
        if outcome is not None and outcome.share is not None:
            won += units * float(outcome.share)
            worth += units
    return won / worth if worth else None


Shares = tuple[float, float, float, State]


def _shares(
    spec: EditionSpec,
    item: ItemSpec,
    outcome: Outcome | None,
    absent: Mapping[str, Decimal],
    mean: float | None,
) -> Shares:
    """Return share, low, high and state of a leaf."""
    if outcome is None:
        return (mean or 0.0, 0.0, 1.0, State.UNKNOWN)
    if outcome.state is State.ABSENT:
        return _absent_shares(_rule(spec, item), absent.get(item.code), mean)
    low, high = float(outcome.low), float(outcome.high)
    if outcome.share is None:
        return (min(max(mean or 0.0, low), high), low, high, State.UNKNOWN)
    return (float(outcome.share), low, high, outcome.state)


def _absent_shares(rule: Absent, others: Decimal | None, mean: float | None) -> Shares:
    """Return what an item that does not exist is worth; the mean of the others, or else of the unit's own."""
    if rule is Absent.FULL:
        return (1.0, 1.0, 1.0, State.ABSENT)
    if rule is Absent.ZERO:
        return (0.0, 0.0, 0.0, State.ABSENT)
    if others is None:
        return (mean or 0.0, 0.0, 1.0, State.ABSENT)
    share = float(others)
    return (share, share, share, State.ABSENT)


def _leaf(code: str, worth: int, share: float, low: float, high: float, state: State) -> Line:
    return Line(
        code,
        worth,
        round(worth * share),
        round(worth * low),
        round(worth * high),
        state,
        1,
        1 if state is State.PART or state is State.FAIL else 0,
        1 if state is State.UNKNOWN else 0,
    )


def branches(spec: EditionSpec, leaves: Mapping[str, Line]) -> dict[str, Line]:
    """Return all lines in the order of the edition; a branch without a leaf of the unit is left out."""
    parents = spec.parents
    sums: dict[str, Line] = {}
    states: dict[str, set[State]] = {}
    for code, leaf in leaves.items():
        parent = parents[code]
        while parent:
            line = sums.get(parent)
            if line is None:
                sums[parent] = line = Line(parent, 0, 0, 0, 0, State.PART, 0)
                states[parent] = set()
            line.worth += leaf.worth
            line.won += leaf.won
            line.least += leaf.least
            line.most += leaf.most
            line.leaves += 1
            line.short += leaf.short
            line.unseen += leaf.unseen
            states[parent].add(leaf.state)
            parent = parents.get(parent, "")
    for code, seen in states.items():
        sums[code].state = _state(seen)
    return {
        item.code: line
        for item in spec.items
        if (line := leaves.get(item.code) or sums.get(item.code)) is not None
    }


def _state(seen: set[State]) -> State:
    """Return the state of a branch: that of its leaves where all have the same; absent ones do not count."""
    counted = seen - {State.ABSENT}
    if not counted:
        return State.ABSENT
    return counted.pop() if len(counted) == 1 else State.PART
