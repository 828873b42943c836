"""Drawing a sample that anybody can draw again: the same seed gives the same draw everywhere; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from types import MappingProxyType

from youju.standards.spec import Sampling

NOWHERE: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that may be drawn.

    Attributes:
        kind: Kind of place, or "household".
        path: Path of the unit, for whoever sorts the draw into routes.
        within: The unit of each kind that it lies in: {"district": 5, "community": 9}.
    """

    id: int
    kind: str
    unit_id: int
    path: str = ""
    within: Mapping[str, int] = field(default_factory=lambda: NOWHERE)


@dataclass(frozen=True, slots=True)
class Drawn:
    """One drawn: in what order, for which unit of `Sampling.per` (0 for the whole), and what to look at."""

    candidate: Candidate
    order: int
    group: int
    each: int
    span: str


def draw(candidates: Sequence[Candidate], sampling: Sampling, seed: str) -> list[Drawn]:
    """Draw so many of a kind, of each group if the sampling says so; all where there are too few.

    Each candidate gets the SHA-256 of seed, kind and id, and the smallest are drawn. So the draw does
    not depend on the order of the candidates, the machine or the version of Python, and one candidate
    more or less changes no other's place in the row.

    Returns:
        Group by group, each in the order drawn. Candidates outside every group of the kind take no part.
    """
    groups: dict[int, list[Candidate]] = {}
    for candidate in {one.id: one for one in candidates if one.kind == sampling.of}.values():
        group = candidate.within.get(sampling.per) if sampling.per else 0
        if group is not None:
            groups.setdefault(group, []).append(candidate)
    return [
        Drawn(candidate, number, group, sampling.each, sampling.span)
        for group in sorted(groups)
        for number, candidate in enumerate(
            sorted(groups[group], key=lambda one: lot(seed, one))[: sampling.number], start=1
        )
    ]


def lot(seed: str, candidate: Candidate) -> str:
    """Return the lot of a candidate; the smallest lots are drawn."""
    return sha256(f"{seed}\n{candidate.kind}\n{candidate.id}".encode()).hexdigest()


def short_of(drawn: Sequence[Drawn], sampling: Sampling, groups: Sequence[int]) -> dict[int, int]:
    """Return how many could not be drawn in each group, because it has too few."""
    had: dict[int, int] = {}
    for one in drawn:
        had[one.group] = had.get(one.group, 0) + 1
    return {
        group: sampling.number - had.get(group, 0)
        for group in groups
        if had.get(group, 0) < sampling.number
    }
