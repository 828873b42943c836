"""What a rule becomes once it is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from youju.standards.rules.given import Given
from youju.standards.rules.outcome import Outcome, Readings

Scorer = Callable[[Readings], Outcome]


@dataclass(frozen=True, slots=True)
class RuleKind:
    """One way of scoring.

    Attributes:
        label: Its name in the trade.
        about: How it scores, in a sentence for the pages and for those who write editions.
        keys: What it may be given.
        make: Reads what it is given, with the points of the item, and returns what scores; raises BadRule.
        many: Whether it takes several inputs; the others take one.
        example: What may be written, for the help page and the import sheet.
    """

    code: str
    label: str
    about: str
    keys: frozenset[str]
    make: Callable[[Given, Decimal], Scorer]
    many: bool
    example: str
