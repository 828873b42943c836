"""What rooms above hand to the proofs of this one: each names its own, once, when it starts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Protocol


class Rate(Protocol):
    """A rate of answers, as far as the proofs need it."""

    @property
    def value(self) -> Decimal: ...
    @property
    def low(self) -> Decimal: ...
    @property
    def high(self) -> Decimal: ...
    @property
    def n(self) -> int: ...


# (root id, edition id, since, until) -> {(unit id, item code): papers handed in}
Papers = Callable[[int, int, date, date], dict[tuple[int, str], int]]
_PAPERS: dict[str, Papers] = {}


def register_papers(name: str, source: Papers) -> None:
    """Name who else knows of papers handed in for items: the dossiers."""
    _PAPERS[name] = source


def handed_in(
    root_id: int, edition_id: int, since: date, until: date
) -> dict[tuple[int, str], int]:
    """Return how many papers each unit handed in for each item, from all that were named."""
    found: dict[tuple[int, str], int] = {}
    for source in _PAPERS.values():
        for key, n in source(root_id, edition_id, since, until).items():
            found[key] = found.get(key, 0) + n
    return found


class Answers(Protocol):
    """Returns the rate of each unit with all below it; units nobody answered for are left out."""

    def __call__(
        self,
        root_id: int,
        rate: str,
        unit_ids: Sequence[int],
        since: date,
        until: date,
        *,
        audience: str = "",
    ) -> Mapping[int, Rate]: ...


_ANSWERS: list[Answers] = []


def register_answers(source: Answers) -> None:
    """Name who knows the rates of answers: the surveys."""
    _ANSWERS[:] = [source]


def answers(
    root_id: int, rate: str, unit_ids: Sequence[int], since: date, until: date, *, audience: str
) -> Mapping[int, Rate]:
    """Return the rates of answers of many units, by unit id; none where nobody asks residents."""
    if not _ANSWERS:
        return {}
    return _ANSWERS[0](root_id, rate, unit_ids, since, until, audience=audience)
