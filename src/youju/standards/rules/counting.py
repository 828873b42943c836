"""How many of several inputs are met: for certain, probably, perhaps; pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import ROUND_FLOOR, Decimal

from django.utils.translation import gettext as _

from youju.kernel.words import labelled
from youju.standards.rules.conditions import ALL, Condition
from youju.standards.rules.curve import (
    HUNDRED,
    ONE,
    UNSEEN,
    ZERO,
    Curve,
    absent,
    read,
    unknown,
)
from youju.standards.rules.outcome import Gap, Outcome, Reading, Readings, State
from youju.standards.rules.steps import threshold_curve

CurveOf = Callable[[Decimal], Curve]


def counted(
    readings: Readings,
    at: Mapping[str, Condition],
    curve_of: CurveOf,
    single: Decimal | None = None,
    of: Decimal | None = None,
) -> Outcome:
    """Score by how many inputs are met.

    Args:
        at: When an input counts as met; at 100 percent where it does not say.
        curve_of: The curve for so many inputs.
        single: Value at which a lone input without a condition is all met; None where its value
            is itself the number met.
        of: How many standards a lone input in percent stands for: papers for 2 of 3.
    """
    there = {name: reading for name, reading in readings.items() if not reading.absent}
    if not there:
        return absent() if readings else unknown()
    if len(readings) == 1 and not at:
        reading = next(iter(there.values()))
        return read(curve_of(single or ONE), _of_standards(reading, of) if of else reading)
    parts = {name: _one(name, reading, at.get(name, ALL)) for name, reading in there.items()}
    return _together(parts, curve_of)


def _of_standards(reading: Reading, of: Decimal) -> Reading:
    """Return a percentage as a number of standards; 66.6 percent of three are two."""

    def number(percent: Decimal | None) -> Decimal | None:
        return None if percent is None else round(percent * of / HUNDRED, 1)

    return replace(
        reading, value=number(reading.value), low=number(reading.low), high=number(reading.high)
    )


def _one(name: str, reading: Reading, asked: Condition) -> Outcome:
    """Return whether one input is met; the name stands for what is missing where nothing else does."""
    found = read(threshold_curve(asked), reading)
    if found.state is State.UNKNOWN and not reading.gaps:
        return replace(found, gaps=(Gap(_("“%s”还没有查") % name, ZERO, UNSEEN),))
    if found.state is State.FAIL and not reading.gaps:
        return replace(
            found, gaps=tuple(replace(gap, text=labelled(name, gap.text)) for gap in found.gaps)
        )
    return found


def _together(parts: Mapping[str, Outcome], curve_of: CurveOf) -> Outcome:
    outcomes, total = tuple(parts.values()), len(parts)
    seen = [part for part in outcomes if part.share is not None]
    unseen = tuple(gap for part in outcomes if part.share is None for gap in part.gaps)
    if not seen:
        return unknown(unseen)
    met = sum(1 for part in seen if part.state is State.PASS)
    missing = tuple(gap for part in seen if part.state is not State.PASS for gap in part.gaps)
    reading = Reading(
        (Decimal(met * total) / len(seen)).to_integral_value(ROUND_FLOOR),
        Decimal(sum(1 for part in outcomes if part.low == ONE)),
        Decimal(sum(1 for part in outcomes if part.high == ONE)),
        len(seen),
        total,
        told=_("%(total)s 项中 %(met)s 项达到") % {"total": total, "met": met},
        gaps=missing,
    )
    return with_unseen(read(curve_of(Decimal(total)), reading), unseen)


def with_unseen(found: Outcome, unseen: tuple[Gap, ...]) -> Outcome:
    """Return the outcome with what was not looked at; nothing passes for certain while there is any."""
    if not unseen:
        return found
    state = State.PART if found.state is State.PASS and found.low < ONE else found.state
    return replace(found, state=state, gaps=(*found.gaps, *unseen))
