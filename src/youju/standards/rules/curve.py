"""From one figure to a share of the points, for exact figures, intervals and figures not known; pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext as _

from youju.standards.rules.outcome import Gap, Outcome, Reading, State

ZERO, ONE, HUNDRED = Decimal(0), Decimal(1), Decimal(100)
UNSEEN = "unseen"


@dataclass(frozen=True, slots=True)
class Curve:
    """What each value is worth.

    Attributes:
        share: Value to share, 0 to 1; steps or straight between the breaks.
        breaks: Values at which it steps or bends.
        best: A value that is worth all.
        level: Value to the name of its level.
        wanted: What is asked for, in words.
    """

    share: Callable[[Decimal], Decimal]
    breaks: tuple[Decimal, ...]
    best: Decimal
    wanted: str = ""
    level: Callable[[Decimal], str] | None = None


def clamp(share: Decimal) -> Decimal:
    """Keep a share between 0 and 1."""
    return min(max(share, ZERO), ONE)


def span(curve: Curve, low: Decimal, high: Decimal) -> tuple[Decimal, Decimal]:
    """Return the least and the greatest share that any value between low and high is worth.

    Looks at both ends, at each break between them and halfway between neighbours, so that a step
    that only holds inside the interval is not missed.
    """
    if low > high:
        low, high = high, low
    points = sorted({low, high, *(point for point in curve.breaks if low < point < high)})
    halves = [(a + b) / 2 for a, b in pairwise(points)]
    shares = [clamp(curve.share(point)) for point in (*points, *halves)]
    return min(shares), max(shares)


def unknown(gaps: Sequence[Gap] = (), low: Decimal = ZERO, high: Decimal = ONE) -> Outcome:
    """Return the outcome of something nobody has looked at."""
    unseen = tuple(gaps) or (Gap(_("还没有查"), ZERO, UNSEEN),)
    return Outcome(State.UNKNOWN, None, low, high, gaps=unseen)


def absent() -> Outcome:
    """Return the outcome of something the unit does not have; the tree says what it is worth."""
    return Outcome(State.ABSENT, None, ZERO, ONE)


def state_of(share: Decimal) -> State:
    """All of the points pass, none fail, anything between is part."""
    if share >= ONE:
        return State.PASS
    return State.PART if share > ZERO else State.FAIL


def told(reading: Reading) -> str:
    """Return what was found in the proof's own words, or the bare figure."""
    if reading.told or reading.value is None:
        return reading.told
    return f"{reading.value.normalize():f}"


def shared_out(gaps: Sequence[Gap], lost: Decimal) -> tuple[Gap, ...]:
    """Return the gaps with the lost share divided among them, by their own shares or evenly."""
    total = sum((max(gap.share, ZERO) for gap in gaps), ZERO)
    if not total:
        return tuple(_worth(gap, lost / len(gaps)) for gap in gaps)
    return tuple(_worth(gap, lost * max(gap.share, ZERO) / total) for gap in gaps)


def _worth(gap: Gap, share: Decimal) -> Gap:
    """Return a gap with another share; `replace` takes four times as long, and cities have many gaps."""
    return Gap(gap.text, share, gap.cause, gap.place_id, gap.place)


def read(curve: Curve, reading: Reading, cause: str = "figure") -> Outcome:
    """Return the outcome of one figure on its curve.

    Args:
        cause: Why points were lost where the reading names nothing that is missing.
    """
    if reading.absent:
        return absent()
    ends = _ends(reading)
    if ends is None:
        return unknown(reading.gaps)
    low, high = span(curve, *ends)
    if reading.value is None and low < high:
        return unknown(reading.gaps, low, high)
    value = ends[0] if reading.value is None else reading.value
    share = clamp(curve.share(value))
    gaps, unseen = _split(reading.gaps)
    if not gaps and share < ONE:
        gaps = (Gap(_missing(curve, reading), ONE, cause),)
    return Outcome(
        state_of(share),
        share,
        min(low, share),
        max(high, share),
        curve.level(value) if curve.level else "",
        told(reading),
        (*shared_out(gaps, ONE - share), *unseen),
        ladder(curve, value, len(gaps)) if share < ONE else (),
    )


def _ends(reading: Reading) -> tuple[Decimal, Decimal] | None:
    """Return between what the figure lies, None where nothing is known."""
    low = reading.value if reading.low is None else reading.low
    high = reading.value if reading.high is None else reading.high
    return None if low is None or high is None else (low, high)


def _split(gaps: Sequence[Gap]) -> tuple[tuple[Gap, ...], tuple[Gap, ...]]:
    """Return what is missing, and what nobody has looked at: that has lost nothing yet."""
    found = tuple(gap for gap in gaps if gap.cause != UNSEEN)
    return found, tuple(_worth(gap, ZERO) for gap in gaps if gap.cause == UNSEEN)


def at_places(curve: Curve, reading: Reading) -> Curve:
    """Return the curve for a rate over places: with all of them put right it reaches 100 percent."""
    if reading.gaps and all(gap.place_id is not None for gap in _split(reading.gaps)[0]):
        return replace(curve, best=HUNDRED)
    return curve


def ladder(curve: Curve, value: Decimal, gaps: int) -> tuple[Decimal, ...]:
    """Return the share after none, one, two … of the gaps are put right, each moving the value alike."""
    way = curve.best - value
    return tuple(clamp(curve.share(value + way * done / gaps)) for done in range(gaps + 1))


def _missing(curve: Curve, reading: Reading) -> str:
    if not curve.wanted:
        return _("现为 %s") % told(reading)
    return _("应%(wanted)s，现为 %(found)s") % {"wanted": curve.wanted, "found": told(reading)}
