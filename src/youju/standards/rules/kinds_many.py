"""Rules that score several things together: 分档, 达标项数, 符合性, 扣分, 分项合成; pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext as _

from youju.kernel.words import sentences
from youju.standards.rules.conditions import BadRule, Condition
from youju.standards.rules.counting import counted, with_unseen
from youju.standards.rules.curve import (
    HUNDRED,
    ONE,
    ZERO,
    Curve,
    absent,
    read,
    state_of,
    unknown,
)
from youju.standards.rules.given import (
    Given,
    as_number,
    conditions,
    flag,
    number,
    one_of,
    positive,
    table,
)
from youju.standards.rules.kinds_one import read_main
from youju.standards.rules.outcome import Outcome, Reading, Readings, State
from youju.standards.rules.scorer import Scorer
from youju.standards.rules.steps import level_curve, level_list, rate_curve, threshold_curve


def levels(given: Given, weight: Decimal) -> Scorer:
    """分档: by a value (噪声 <60、<65), or by how many of the inputs are met (5/4/3 项)."""
    curve, at = level_curve(level_list(given)), conditions(given)
    of = positive(given, "of") if "of" in given else None
    if one_of(given, "by", ("value", "count")) == "count":
        return lambda readings: counted(readings, at, lambda total: curve, of=of)
    if at or of:
        raise BadRule(_("按数值分档只有一个来源，不写“at”“of”"), "at" if at else "of")
    return read_main(curve)


def met(given: Given, weight: Decimal) -> Scorer:
    """按达标项数: so many points for so many standards met (3/2/1/0)."""
    points = sorted(
        (int(as_number(count, "points")), as_number(value, "points"))
        for count, value in table(given, "points").items()
    )
    least, most = points[-1]
    if not most or any(a[1] > b[1] for a, b in pairwise(points)):
        raise BadRule(_("达标项数越多，得分应越高"), "points")

    def share(value: Decimal) -> Decimal:
        reached = [worth for count, worth in points if count <= value]
        return reached[-1] / most if reached else ZERO

    breaks = tuple(Decimal(count) for count, _worth in points)
    curve, at = Curve(share, breaks, Decimal(least), _("满足%s项") % least), conditions(given)
    of = positive(given, "of") if "of" in given else None
    return lambda readings: counted(readings, at, lambda total: curve, of=of)


def conform(given: Given, weight: Decimal) -> Scorer:
    """符合性: each standard is met or not; all must be, or (each) every one counts alike."""
    each, at = flag(given, "each"), conditions(given)

    def curve_of(total: Decimal) -> Curve:
        return rate_curve(total) if each else threshold_curve(Condition(">=", total))

    return lambda readings: counted(readings, at, curve_of, single=HUNDRED)


def deduct(given: Given, weight: Decimal) -> Scorer:
    """扣分: so many points off for each thing missing, down to nothing or to `most`."""
    each = positive(given, "each")
    full = positive(given, "full", weight or ONE)
    most = min(number(given, "most", full), full)
    by = one_of(given, "by", ("missing", "gaps"))
    need = number(given, "need") if "need" in given else None
    curve = Curve(
        lambda missing: 1 - min(max(missing, ZERO) * each, most) / full,
        (ZERO, most / each),
        ZERO,
        _("不缺"),
    )

    def scored(readings: Readings) -> Outcome:
        there = [reading for reading in readings.values() if not reading.absent]
        if not there:
            return absent() if readings else unknown()
        found = _added([_missing(reading, by, need) for reading in there])
        return read(curve, found)

    return scored


def _missing(reading: Reading, by: str, need: Decimal | None) -> Reading:
    """Return the reading with the number missing for its value."""
    if by == "gaps":
        return replace(
            reading,
            value=None if reading.value is None else Decimal(len(reading.gaps)),
            low=None,
            high=None,
        )
    if need is None:
        return reading

    def short(value: Decimal | None) -> Decimal | None:
        return None if value is None else max(need - value, ZERO)

    return replace(
        reading, value=short(reading.value), low=short(reading.high), high=short(reading.low)
    )


def _added(readings: list[Reading]) -> Reading:
    """Return all that is missing; what was not looked at may miss anything, and is guessed like the rest."""
    known = [reading for reading in readings if reading.value is not None]
    gaps = tuple(gap for reading in readings for gap in reading.gaps)
    if not known:
        return Reading(None, gaps=gaps)
    values = [reading.value or ZERO for reading in known]
    total = sum(values, ZERO)
    low = sum((r.value or ZERO if r.low is None else r.low for r in known), ZERO)
    high = sum((r.value or ZERO if r.high is None else r.high for r in known), ZERO)
    if len(known) < len(readings):
        total, high = total * len(readings) / len(known), Decimal("Infinity")
    told = _("缺 %s") % f"{total.normalize():f}" if total else _("不缺")
    return Reading(total, low, high, len(known), len(readings), told=told, gaps=gaps)


def blend(given: Given, weight: Decimal) -> Scorer:
    """分项合成: parts with weights, 居民 70 和观察员 30; each part by its rate, or by a norm of its own."""
    parts = {name: as_number(part, "parts") for name, part in table(given, "parts").items()}
    if not sum(parts.values(), ZERO):
        raise BadRule(_("“parts”的权重合计应大于 0"), "parts")
    at = conditions(given)
    curves = {
        name: threshold_curve(at[name]) if name in at else rate_curve(HUNDRED) for name in parts
    }

    def scored(readings: Readings) -> Outcome:
        found = {name: read(curves[name], readings.get(name, Reading(None))) for name in parts}
        return _blended(found, parts)

    return scored


def _blended(found: Mapping[str, Outcome], parts: Mapping[str, Decimal]) -> Outcome:
    there = {name: part for name, part in found.items() if part.state is not State.ABSENT}
    if not there:
        return absent()
    total = sum((parts[name] for name in there), ZERO)
    if not total:
        return unknown()
    weights = {name: parts[name] / total for name in there}
    low = sum((weights[name] * part.low for name, part in there.items()), ZERO)
    high = sum((weights[name] * part.high for name, part in there.items()), ZERO)
    known = {name: part for name, part in there.items() if part.share is not None}
    seen = sum((weights[name] for name in known), ZERO)
    unseen = tuple(gap for part in there.values() if part.share is None for gap in part.gaps)
    if not seen:
        return unknown(unseen, low, high)
    share = sum((weights[name] * (part.share or ZERO) for name, part in known.items()), ZERO) / seen
    gaps = tuple(
        replace(gap, share=gap.share * weights[name] / seen)
        for name, part in known.items()
        for gap in part.gaps
    )
    actual = sentences(part.actual for part in known.values() if part.actual)
    outcome = Outcome(state_of(share), share, low, high, actual=actual, gaps=gaps)
    return with_unseen(outcome, unseen)
