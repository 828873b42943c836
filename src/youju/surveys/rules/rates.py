"""Rates of answers: weighting, intervals, what is too small to be shown, and what changed; pure."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import sqrt
from typing import TypeVar

from youju.surveys.rules.answers import WHOLE

Z = 1.959963984540054  # 95 %
TENTH = Decimal("0.1")
HUNDRED = Decimal(100)
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Count:
    """What the sheets of one cell say: how many there are, and their scores together."""

    n: int
    score: int

    def __add__(self, other: Count) -> Count:
        return Count(self.n + other.n, self.score + other.score)


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate in per cent, to one place, with its 95 % interval.

    Attributes:
        n: Sheets that it is made of.
        base: People they stand for; where the population is not known, the sheets themselves.
        weighted: Whether each area counts by its population.
    """

    value: Decimal
    low: Decimal
    high: Decimal
    n: int
    base: Decimal
    weighted: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """The step from an earlier rate to a later one, in percentage points, with its interval."""

    points: Decimal
    low: Decimal
    high: Decimal

    @property
    def certain(self) -> bool:
        """Whether chance alone would hardly make it."""
        return self.low > 0 or self.high < 0


def percent(share: float) -> Decimal:
    """Return a share as per cent to one place, halves up."""
    return (Decimal(str(round(share, 12))) * HUNDRED).quantize(TENTH, ROUND_HALF_UP)


def wilson(share: float, n: float) -> tuple[float, float]:
    """Return the Wilson interval of a share found in n answers.

    Stays within 0–1 and is not empty at the ends: 20 of 20 is 83.9 % to 100 %.

    Args:
        n: May be a broken number: the effective size of a weighted sample.
    """
    square = Z * Z
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = Z / (1 + square / n) * sqrt(share * (1 - share) / n + square / (4 * n * n))
    return max(middle - half, 0.0), min(middle + half, 1.0)


def rate_of(cells: Mapping[K, Count], population: Mapping[K, Decimal] | None = None) -> Rate | None:
    """Return the rate of several areas together; None where nobody answered.

    With the population of all areas that answered, each counts by it, and the interval grows by
    Kish's design effect (n · Σ W²/n_h). Where one is not known all sheets count the same.
    """
    held = {key: one for key, one in cells.items() if one.n}
    n = sum(one.n for one in held.values())
    if not n:
        return None
    weights = {key: population.get(key, Decimal(0)) for key in held} if population else {}
    if not weights or min(weights.values()) <= 0:
        share = sum(one.score for one in held.values()) / (n * WHOLE)
        return _rate(share, n, n, Decimal(n), weighted=False)
    whole = sum(weights.values(), Decimal(0))
    parts = {key: float(weight / whole) for key, weight in weights.items()}
    share = sum(parts[key] * one.score / (one.n * WHOLE) for key, one in held.items())
    size = 1 / sum(parts[key] ** 2 / one.n for key, one in held.items())
    return _rate(share, min(size, n), n, whole, weighted=True)


def weights_of(sizes: Mapping[K, int], population: Mapping[K, Decimal]) -> dict[K, Decimal]:
    """Return what each sheet of an area counts for, so that areas count by their population and all
    sheets together stay as many as they are. Where a population is not known each counts for one.
    """
    held = {key: n for key, n in sizes.items() if n}
    people = {key: population.get(key, Decimal(0)) for key in held}
    if not held or min(people.values()) <= 0:
        return dict.fromkeys(sizes, Decimal(1))
    whole, all_sheets = sum(people.values(), Decimal(0)), sum(held.values())
    return {key: people[key] * all_sheets / (whole * n) for key, n in held.items()}


def _rate(share: float, size: float, n: int, base: Decimal, *, weighted: bool) -> Rate:
    low, high = wilson(min(max(share, 0.0), 1.0), size)
    return Rate(percent(share), percent(low), percent(high), n, base, weighted)


def change(before: Rate, after: Rate) -> Change:
    """Return the step between two rates with Newcombe's interval."""
    points = after.value - before.value
    down = _root(after.value - after.low, before.high - before.value)
    up = _root(after.high - after.value, before.value - before.low)
    return Change(points, points - down, points + up)


def _root(one: Decimal, other: Decimal) -> Decimal:
    return (one * one + other * other).sqrt().quantize(TENTH, ROUND_HALF_UP)


def too_small(sizes: Mapping[K, int], least: int) -> frozenset[K]:
    """Return the cells of a row that must not be shown beside its total.

    Those with fewer than `least` sheets; and where one could be found by taking the others from
    the total, the next smallest too, until what is hidden is at least two cells and `least` sheets.
    """
    order = sorted((n, str(key), key) for key, n in sizes.items() if n)
    hidden = [(n, key) for n, _name, key in order if n < least]
    if not hidden:
        return frozenset()
    for n, _name, key in order[len(hidden) :]:
        if len(hidden) > 1 and sum(one for one, _key in hidden) >= least:
            break
        hidden.append((n, key))
    return frozenset(key for _n, key in hidden)


def counted_rate(numerator: Decimal, denominator: Decimal) -> Decimal:
    """Return a rate told by counts (1,236 of 1,530 households) in per cent."""
    return (numerator * HUNDRED / denominator).quantize(TENTH, ROUND_HALF_UP)
