"""Rules that score one figure: 分档, 达标, 得分率, 抽样达标, 人工评定; pure."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from youju.standards.rules.conditions import BadRule, Condition, condition
from youju.standards.rules.curve import HUNDRED, ONE, Curve, absent, at_places, read
from youju.standards.rules.given import Given, flag, one_of, positive
from youju.standards.rules.outcome import Outcome, Reading, Readings
from youju.standards.rules.scorer import Scorer
from youju.standards.rules.steps import rate_curve, threshold_curve


def main(readings: Readings) -> Reading:
    """Return the only input of a rule, whatever its name; an unknown one where there is none."""
    if "main" in readings:
        return readings["main"]
    return next(iter(readings.values()), Reading(None))


def read_main(curve: Curve) -> Scorer:
    """Return what scores the only input on a curve with steps."""

    def scored(readings: Readings) -> Outcome:
        reading = main(readings)
        return read(at_places(curve, reading), reading)

    return scored


def judged(given: Given, weight: Decimal) -> Scorer:
    """Somebody gives a share of the points."""
    curve = rate_curve(HUNDRED)
    return lambda readings: read(curve, main(readings), "judged")


def rate(given: Given, weight: Decimal) -> Scorer:
    """得分率: as many percent of the points as the figure has, or as its part of a base number."""
    curve = rate_curve(positive(given, "of", HUNDRED))
    return lambda readings: read(curve, main(readings))


def threshold(given: Given, weight: Decimal) -> Scorer:
    """All of the points once the norm is met; before that none, or in proportion."""
    asked = condition(given.get("at"), "at")
    if not asked.sign:
        raise BadRule(_("达标线不能写“其余”"), "at")
    return read_main(threshold_curve(asked, flag(given, "partial")))


def sample(given: Given, weight: Decimal) -> Scorer:
    """抽样达标: of so many drawn at least so many must pass."""
    least, drawn = positive(given, "pass"), positive(given, "of")
    if least > drawn:
        raise BadRule(_("达标数不能多于抽样数"), "pass")
    counted = one_of(given, "as", ("rate", "count")) == "count"
    step = threshold_curve(Condition(">=", least / drawn), flag(given, "partial"))
    curve = replace(step, best=ONE)

    def scored(readings: Readings) -> Outcome:
        reading = main(readings)
        if reading.absent:
            return absent()
        return read(curve, _drawn(reading, drawn, counted))

    return scored


def _drawn(reading: Reading, drawn: Decimal, counted: bool) -> Reading:
    """Return the share that passes, from all fail to all pass among those not yet looked at.

    Where there are fewer than were to be drawn, all of them are the sample.
    """
    if reading.value is None:
        return reading
    seen = drawn if counted else Decimal(reading.known) or drawn
    passed = reading.value if counted else _whole(reading.value * seen / HUNDRED, seen)
    asked = min(drawn, Decimal(reading.needed)) if reading.needed and not counted else drawn
    whole = max(seen, asked)
    return Reading(
        passed / seen,
        passed / whole,
        (passed + whole - seen) / whole,
        reading.known,
        reading.needed,
        told=reading.told
        or _("%(seen)s 个中 %(passed)s 个合格")
        % {"seen": seen, "passed": f"{passed.normalize():f}"},
        gaps=reading.gaps,
    )


def _whole(passed: Decimal, seen: Decimal) -> Decimal:
    """Return a number taken from a rounded percentage: 66.6 percent of three are two."""
    nearest = passed.quantize(ONE, ROUND_HALF_UP)
    return nearest if abs(passed - nearest) <= seen / 200 else passed
