"""A ranking that one quick case cannot win: rates by difficulty, a minimum sample, an interval, ties; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import sqrt

from django.utils.translation import gettext as _

Z = 1.959964  # two-sided 95 %, standard normal
MINIMUM = 10


@dataclass(frozen=True, slots=True)
class Rated:
    """A unit with a figure to be ranked by.

    Attributes:
        value: Percent or points; None where nothing is known.
        low, high: Between what it lies, 95 times in 100.
        n: What it rests on: cases, visits, answers.
    """

    unit_id: int
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    n: int


@dataclass(frozen=True, slots=True)
class Ranked:
    """A unit in its place.

    Attributes:
        place: None where the unit is not ranked: too few, or nothing known.
        tied: Whether another unit has the same figure to one decimal.
        level_with: Units above whose interval reaches into this one's: no sure difference.
    """

    row: Rated
    place: int | None
    tied: bool = False
    level_with: int = 0


def formula(minimum: int = MINIMUM) -> str:
    """Return how the ranking is made, as it is published under it."""
    return (
        _(
            "排名方法：按难度分类算出各单位的完成率，再用全部单位的类别构成加权，得到可比完成率，办得易、办得少的不占便宜；"
            "不足 %s 件的不排名；括号内为 95%% 置信区间；保留一位小数后相同的并列，并列之后空出名次；"
            "区间重叠的两个单位，差别不能认定。"
        )
        % minimum
    )


def wilson(done: float, of: float) -> tuple[Decimal, Decimal]:
    """Return the 95 % interval of a share in percent (Wilson score, without continuity correction)."""
    share = done / of
    middle = share + Z * Z / (2 * of)
    half = Z * sqrt(share * (1 - share) / of + Z * Z / (4 * of * of))
    base = 1 + Z * Z / of
    return (_percent(max((middle - half) / base, 0.0)), _percent(min((middle + half) / base, 1.0)))


def _percent(share: float) -> Decimal:
    return round(Decimal(share * 100), 1)


Strata = Mapping[str, tuple[int, int]]


def comparable(units: Mapping[int, Strata]) -> list[Rated]:
    """Return rates that do not depend on how easy a unit's cases were (direct standardisation).

    Args:
        units: For each unit, by class of difficulty, how many were done of how many.

    Returns:
        For each unit its rate in each class, weighted by the share of the class among all units. Classes
        that a unit does not have are left out and the others weighted up. The interval is Wilson's at
        the effective number (Kish) of the weighted cases.
    """
    totals: dict[str, int] = {}
    for strata in units.values():
        for kind, (_done, of) in strata.items():
            totals[kind] = totals.get(kind, 0) + of
    return [_comparable(unit_id, strata, totals) for unit_id, strata in units.items()]


def _comparable(unit_id: int, strata: Strata, totals: Mapping[str, int]) -> Rated:
    there = {kind: pair for kind, pair in strata.items() if pair[1] > 0}
    n = sum(of for _done, of in there.values())
    if not n:
        return Rated(unit_id, None, None, None, 0)
    whole = sum(totals[kind] for kind in there)
    weights = {kind: totals[kind] / whole for kind in there}
    rate = sum(weights[kind] * done / of for kind, (done, of) in there.items())
    effective = 1 / sum(weights[kind] ** 2 / of for kind, (_done, of) in there.items())
    return Rated(unit_id, _percent(rate), *wilson(min(rate, 1.0) * effective, effective), n)


def rank(rows: Sequence[Rated], minimum: int = MINIMUM) -> list[Ranked]:
    """Return the units in their places, best first, and after them those that are not ranked.

    Equal to one decimal is tied: places go 1, 1, 3. Inside a tie and among those without a place the
    units stand by id.
    """
    placed = [row for row in rows if row.value is not None and row.n >= minimum]
    rest = [row for row in rows if row.value is None or row.n < minimum]
    placed.sort(key=lambda row: (-_figure(row), row.unit_id))
    figures = [_figure(row) for row in placed]
    found = [
        Ranked(
            row,
            figures.index(figure) + 1,
            figures.count(figure) > 1,
            sum(1 for above in placed[:number] if _overlaps(above, row)),
        )
        for number, (row, figure) in enumerate(zip(placed, figures, strict=True))
    ]
    return found + [Ranked(row, None) for row in sorted(rest, key=lambda row: row.unit_id)]


def _figure(row: Rated) -> Decimal:
    return round(row.value or Decimal(0), 1)


def _overlaps(above: Rated, row: Rated) -> bool:
    """Say whether the intervals of two units meet; without intervals only the figures count."""
    low = above.low if above.low is not None else _figure(above)
    high = row.high if row.high is not None else _figure(row)
    return high >= low
