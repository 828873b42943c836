"""Codes, ballots, what looks wrong about a vote, and the order of the nominees; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused

MOST_CODES = 2000  # at once
MOST_SHOWN = 500  # nominees on a page
BURST = 30  # ballots within a minute that somebody should look at
NET_SHARE, NET_LEAST = Decimal("0.3"), 20  # of all ballots from one network
MOST_POINTS = Decimal(100)
TRIM_FROM = 5  # jurors: from so many on, the highest and the lowest score are left out


def check_code(found: bool, used: bool) -> None:
    """Refuse a ballot without a code of this vote, or with one that has served."""
    if not found:
        raise Refused(_("投票码不对，请核对后重输。"), field="code")
    if used:
        raise Refused(_("这个投票码已经用过，每人只投一次。"), field="code")


def check_ballot(
    chosen: Mapping[str, int], seats: Mapping[str, int], labels: Mapping[str, str]
) -> None:
    """Refuse an empty ballot, and more names in a category than it has seats."""
    if not sum(chosen.values()):
        raise Refused(_("至少选一名。"), field="choices")
    for code, n in chosen.items():
        if n > seats[code]:
            told = _("“%(label)s”最多选 %(seats)s 名，现在选了 %(n)s 名。")
            raise Refused(
                told % {"label": labels[code], "seats": seats[code], "n": n}, field="choices"
            )


@dataclass(frozen=True, slots=True)
class Odd:
    """Something about a vote that somebody should look at: a full minute, or one network's share."""

    minute: datetime | None
    net: str
    n: int


def oddities(
    minutes: Iterable[tuple[datetime, int]], nets: Iterable[tuple[str, int]], whole: int
) -> list[Odd]:
    """Return minutes with very many ballots, and networks from which very many of all came.

    They are shown, never acted on: a hall full of people votes behind one address.
    """
    found = [Odd(minute, "", n) for minute, n in minutes if n >= BURST]
    return found + [
        Odd(None, net, n)
        for net, n in nets
        if net and n >= NET_LEAST and Decimal(n) >= NET_SHARE * whole
    ]


def check_points(points: Decimal) -> Decimal:
    """Return a juror's points; refuse what is not between 0 and 100."""
    if not 0 <= points <= MOST_POINTS:
        raise Refused(_("分数在 0 到 100 之间。"), field="points")
    return points


def mean_of(points: Sequence[Decimal]) -> Decimal | None:
    """Return the mean of the jury to two places; from five scores on without the highest and lowest."""
    if not points:
        return None
    kept = sorted(points)
    kept = kept[1:-1] if len(kept) >= TRIM_FROM else kept
    return (sum(kept, Decimal(0)) / len(kept)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def composite(
    votes: int | None, most_votes: int, jury: Decimal | None, weights: Mapping[str, int]
) -> Decimal | None:
    """Return votes and jury weighed together, 0 to 100; None where neither was held.

    Args:
        votes: Of one nominee; `most_votes` of the first of the category counts as 100.
        weights: In per cent; of what was not held nothing is taken, the rest is blown up to the whole.
    """
    parts: list[tuple[Decimal, int]] = []
    if votes is not None and most_votes:
        parts.append((Decimal(votes) * 100 / most_votes, weights.get("vote", 50)))
    if jury is not None:
        parts.append((jury, weights.get("jury", 50)))
    whole = sum(weight for _value, weight in parts)
    if not whole:
        return None
    value = sum((value * weight for value, weight in parts), Decimal(0)) / whole
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)
