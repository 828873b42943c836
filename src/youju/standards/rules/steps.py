"""The curves that rules are made of: a straight line, a step at a norm, the steps of levels; pure."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from youju.standards.rules.conditions import BadRule, Condition, condition
from youju.standards.rules.curve import ONE, ZERO, Curve
from youju.standards.rules.given import Given, as_number

TINY = Decimal("0.01")


def rate_curve(full: Decimal) -> Curve:
    """Return a straight line from nothing to all at `full`."""
    return Curve(lambda value: value / full, (ZERO, full), full)


def threshold_curve(asked: Condition, partial: bool = False) -> Curve:
    """Return the step at a norm, with a slope before it where part of it counts."""

    def share(value: Decimal) -> Decimal:
        if asked.holds(value):
            return ONE
        if not partial or asked.sign == "=" or value <= 0 or asked.limit <= 0:
            return ZERO
        part = asked.limit / value if asked.falling else value / asked.limit
        return min(part, ONE)

    return Curve(share, (ZERO, asked.limit), inside(asked), str(asked))


def inside(asked: Condition) -> Decimal:
    """Return a value that just meets the condition."""
    return asked.limit + {">": TINY, "<": -TINY}.get(asked.sign, ZERO)


Level = tuple[str, Condition, Decimal]


def level_list(given: Given) -> tuple[Level, ...]:
    """Read levels, best first: `{name: A, at: ≥95, share: 1}`."""
    written = given.get("levels")
    if not isinstance(written, list) or not written:
        raise BadRule(_("“levels”应列出各档"), "levels")
    found: list[Level] = []
    for line in written:
        if not isinstance(line, Mapping) or set(line) - {"name", "at", "share"}:
            raise BadRule(_("每一档只写 name、at、share"), "levels")
        name, share = str(line.get("name") or ""), as_number(line.get("share"), "share")
        if not name or name in [known for known, *_rest in found]:
            raise BadRule(_("每一档要有不同的 name"), "levels")
        if share > 1 or (found and share >= found[-1][2]):
            raise BadRule(_("share 从 1 以内由高到低写"), "levels")
        found.append((name, condition(line.get("at"), "levels"), share))
    return tuple(found)


def level_curve(levels: tuple[Level, ...]) -> Curve:
    """Return the steps of levels; the first that holds counts, and what none holds is worth nothing."""

    def found(value: Decimal) -> tuple[str, Decimal]:
        return next(((name, share) for name, at, share in levels if at.holds(value)), ("", ZERO))

    top = levels[0][1]
    return Curve(
        lambda value: found(value)[1],
        tuple(at.limit for _name, at, _share in levels if at.sign),
        inside(top),
        str(top),
        lambda value: found(value)[0],
    )
