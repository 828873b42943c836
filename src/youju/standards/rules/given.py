"""Reading what a rule is given, with a fault that names the key; pure."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from youju.kernel.words import listed
from youju.standards.rules.conditions import BadRule, Condition, condition

Given = Mapping[str, Any]


def number(given: Given, key: str, default: Decimal | None = None) -> Decimal:
    """Return a number that is not negative; without a default the key is needed."""
    written = given.get(key, default)
    if written is None:
        raise BadRule(_("缺少“%s”") % key, key)
    return as_number(written, key)


def as_number(written: object, key: str) -> Decimal:
    """Return a written number, or say at which key there is none."""
    try:
        if isinstance(written, bool):
            raise InvalidOperation
        found = Decimal(str(written))
        if not found.is_finite() or found < 0:
            raise InvalidOperation
    except InvalidOperation:
        raise BadRule(_("“%(key)s”应为不小于 0 的数") % {"key": key}, key) from None
    return found


def positive(given: Given, key: str, default: Decimal | None = None) -> Decimal:
    """Return a number above nought."""
    found = number(given, key, default)
    if not found:
        raise BadRule(_("“%(key)s”应大于 0") % {"key": key}, key)
    return found


def flag(given: Given, key: str) -> bool:
    """Return true or false; left out is false."""
    found = given.get(key, False)
    if not isinstance(found, bool):
        raise BadRule(_("“%(key)s”应为 true 或 false") % {"key": key}, key)
    return found


def one_of(given: Given, key: str, words: tuple[str, ...]) -> str:
    """Return one of the words; left out is the first."""
    found = given.get(key, words[0])
    if found not in words:
        raise BadRule(_("“%(key)s”应为 %(words)s 之一") % {"key": key, "words": listed(words)}, key)
    return str(found)


def table(given: Given, key: str, needed: bool = True) -> dict[str, Any]:
    """Return a mapping with text for keys."""
    found = given.get(key)
    if found is None and not needed:
        return {}
    if not isinstance(found, Mapping) or not found:
        raise BadRule(_("“%(key)s”应写成 {名称: 值}") % {"key": key}, key)
    return {str(name): value for name, value in found.items()}


def conditions(given: Given, key: str = "at") -> dict[str, Condition]:
    """Return conditions by the name of the input they are asked of."""
    return {
        name: condition(written, key) for name, written in table(given, key, needed=False).items()
    }
