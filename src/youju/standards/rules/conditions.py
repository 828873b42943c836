"""Conditions as editions write them: ≥95, <60, =100, 其余; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

ELSE = ("else", "其余")
_SHAPE = re.compile(r"^(>=|<=|>|<|=|≥|≤|＞|＜|＝)?\s*(-?\d+(?:\.\d+)?)\s*[%％]?$")
_PLAIN = {"≥": ">=", "≤": "<=", "＞": ">", "＜": "<", "＝": "=", None: ">="}
_SIGNS = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "=": "="}


class BadRule(ValueError):
    """A rule that cannot be scored: why, and at which key of it."""

    def __init__(self, why: str, key: str = "") -> None:
        super().__init__(why)
        self.why, self.key = why, key


@dataclass(frozen=True, slots=True)
class Condition:
    """A comparison with a number; an empty sign holds for everything that is left."""

    sign: str
    limit: Decimal

    def holds(self, value: Decimal) -> bool:
        """Say whether the value meets it."""
        if self.sign == ">=":
            return value >= self.limit
        if self.sign == "<=":
            return value <= self.limit
        if self.sign == ">":
            return value > self.limit
        if self.sign == "<":
            return value < self.limit
        return value == self.limit if self.sign == "=" else True

    @property
    def falling(self) -> bool:
        """Whether less is better: noise, waiting time."""
        return self.sign in ("<", "<=")

    def __str__(self) -> str:
        return f"{_SIGNS[self.sign]}{self.limit.normalize():f}" if self.sign else _("其余")


REST = Condition("", Decimal(0))
ALL = Condition(">=", Decimal(100))


def condition(written: object, key: str) -> Condition:
    """Read a condition; a bare number means at least that much.

    Raises:
        BadRule: If it is no condition.
    """
    text = str(written).strip()
    if text in ELSE:
        return REST
    found = None if isinstance(written, bool) else _SHAPE.match(text)
    if found is None:
        raise BadRule(_("“%s”不是条件，请写成 ≥95、<60、=100 或 其余") % text[:20], key)
    sign, number = found.groups()
    return Condition(_PLAIN.get(sign, sign), Decimal(number))
