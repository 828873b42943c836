"""From the outcomes of the leaves to the whole: points, range, gates, bars; pure.

Inside, points are whole ten-thousandths, so that the lines of a table add up to the last digit.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from youju.standards.rules.lines import SCALE, Line, branches, points, shares_of
from youju.standards.rules.outcome import Outcome
from youju.standards.spec import EditionSpec, Gate

NOTHING: Mapping[str, Decimal] = {}


@dataclass(frozen=True, slots=True)
class GateState:
    """How a gate stands: in points of a hundred of its own items.

    Attributes:
        passes: By the best estimate.
        certain: Whether the range leaves no other answer.
    """

    gate: Gate
    score: Decimal
    low: Decimal
    high: Decimal
    passes: bool
    certain: bool


@dataclass(frozen=True, slots=True)
class Whole:
    """What a unit would get today.

    Attributes:
        passes: Score, gates and negative list together, by the best estimate.
        certain: Whether the whole range lies on that side of the line, and each gate too.
        lines: By code, leaves and branches in the order of the edition.
        barred: Codes of the negative list that bar the unit.
    """

    score: Decimal
    low: Decimal
    high: Decimal
    full: Decimal
    lost: Decimal
    passes: bool
    certain: bool
    lines: Mapping[str, Line]
    gates: tuple[GateState, ...] = ()
    barred: tuple[str, ...] = ()


def whole(
    spec: EditionSpec,
    outcomes: Mapping[str, Outcome],
    absent: Mapping[str, Decimal] = NOTHING,
    *,
    asked: Collection[str] | None = None,
    events: Collection[str] = (),
) -> Whole:
    """Return the score of a unit, with its range and every line.

    A leaf nobody has looked at is estimated at the unit's mean over the leaves that are known (by
    points), and may be anything. A leaf that does not exist at the unit gets what the edition says.

    Args:
        outcomes: By code of the leaf; a leaf left out is unknown.
        absent: Mean share of the other units, by code, for leaves that do not exist at this one.
        asked: Codes of the leaves asked of this unit, None for all. The others take no part, and the
            weights of those asked are scaled to the full points.
        events: Codes of the negative list for which something serious happened; one that the edition
            does not list bars as well, since somebody decided so.
    """
    leaves = shares_of(spec, outcomes, absent, asked)
    lines = branches(spec, leaves)
    worth = sum(line.worth for line in leaves.values())
    won = sum(line.won for line in leaves.values())
    least = sum(line.least for line in leaves.values())
    most = sum(line.most for line in leaves.values())
    gates = tuple(found for gate in spec.gates if (found := _gate(gate, lines)) is not None)
    barred = _barred(spec, events)
    pass_at = spec.passing * SCALE
    passes = won >= pass_at and all(gate.passes for gate in gates) and not barred
    failed = any(gate.certain and not gate.passes for gate in gates)
    certain = bool(barred) or most < pass_at or failed
    if passes:
        certain = least >= pass_at and all(gate.certain for gate in gates)
    return Whole(
        points(won),
        points(least),
        points(most),
        points(worth),
        points(worth - won),
        passes,
        certain,
        lines,
        gates,
        barred,
    )


def _barred(spec: EditionSpec, events: Collection[str]) -> tuple[str, ...]:
    listed = [line.code for line in spec.negative if line.code in events]
    return (*listed, *sorted(set(events) - set(listed)))


def _gate(gate: Gate, lines: Mapping[str, Line]) -> GateState | None:
    """Return how a gate stands; None where the unit has none of its items."""
    found = [lines[code] for code in gate.items if code in lines and lines[code].worth]
    worth = sum(line.worth for line in found)
    if not worth:
        return None
    score, low, high = (
        Decimal(100 * sum(units)) / worth
        for units in zip(*((line.won, line.least, line.most) for line in found), strict=True)
    )
    passes = score >= gate.least
    certain = low >= gate.least if passes else high < gate.least
    return GateState(gate, round(score, 2), round(low, 2), round(high, 2), passes, certain)


@dataclass(frozen=True, slots=True)
class Cycle:
    """A score over the years of a cycle.

    Attributes:
        score: Mean of the years there are, by their weights; None before the first.
        weighed: Weight of the years there are, in percent of all.
        missing: Years without a score yet.
    """

    score: Decimal | None
    weighed: Decimal
    missing: tuple[int, ...]


def cycle(weights: Mapping[int, Decimal], scores: Mapping[int, Decimal]) -> Cycle:
    """Return the score of a cycle, 15/25/60 for instance, from the scores of its years."""
    there = {year: weight for year, weight in weights.items() if year in scores}
    total, known = sum(weights.values(), Decimal(0)), sum(there.values(), Decimal(0))
    missing = tuple(sorted(set(weights) - set(there)))
    if not known:
        return Cycle(None, Decimal(0), missing)
    score = sum((scores[year] * weight for year, weight in there.items()), Decimal(0)) / known
    return Cycle(round(score, 2), round(100 * known / total, 1), missing)
