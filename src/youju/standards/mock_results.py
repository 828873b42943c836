"""What a mock round found: check by check at a place, and summed by item, kind and unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from youju.standards.models import Item, MockRound, MockSettlement, MockSheet, MockSpot
from youju.standards.rules.mock import (
    Agreement,
    Mark,
    Tally,
    agreement,
    final,
    grouped,
    tally,
)


@dataclass(frozen=True, slots=True)
class Checked:
    """One check at one place: what each assessor said, and what counts.

    Attributes:
        marks: In the order in which the sheets came.
        final: None while nobody looked, or two disagree and nobody has decided.
    """

    spot: MockSpot
    code: str
    text: str
    item: str
    problem: str
    marks: tuple[Mark, ...]
    final: Mark | None
    told: tuple[Mapping[str, Any], ...]
    settlement: MockSettlement | None

    @property
    def disagrees(self) -> bool:
        return len(set(self.marks)) > 1

    @property
    def open(self) -> bool:
        """Whether it waits for a third person."""
        return self.disagrees and self.settlement is None

    @property
    def number(self) -> int | None:
        """How many were counted: what the first who counted said."""
        return next((one["number"] for one in self.told if one.get("number") is not None), None)


def lines_of(found: MockRound, kind: str) -> list[dict[str, Any]]:
    """Return what is asked at a kind of place in this round."""
    return list(found.checks.get(kind, {}).get("items", []))


def checked(spot: MockSpot) -> list[Checked]:
    """Return all checks of a place that somebody looked at."""
    sheets: Sequence[MockSheet] = list(spot.sheets.all())
    settled = {one.check_code: one for one in spot.settlements.all()}
    if not sheets:
        return []
    return [_checked(spot, line, sheets, settled) for line in lines_of(spot.round, spot.kind)]


def _checked(
    spot: MockSpot,
    line: Mapping[str, Any],
    sheets: Sequence[MockSheet],
    settled: Mapping[str, MockSettlement],
) -> Checked:
    code = line["code"]
    told = tuple(one.answers[code] for one in sheets if code in one.answers)
    marks = tuple(Mark(one["mark"]) for one in told)
    third = settled.get(code)
    counts = final(marks, Mark(third.mark) if third else None)
    return Checked(
        spot, code, line["text"], line["item"], line["problem"], marks, counts, told, third
    )


@dataclass(frozen=True, slots=True)
class Line:
    """A sum of checks: of an item, a kind of place, a unit."""

    code: str
    label: str
    tally: Tally
    places: int = 0
    weight: Decimal | None = None

    @property
    def points(self) -> Decimal | None:
        return self.tally.points(self.weight) if self.weight is not None else None

    @property
    def lost(self) -> Decimal | None:
        return self.weight - self.points if self.weight is not None and self.points is not None else None  # fmt: skip


@dataclass(frozen=True, slots=True)
class Results:
    """All that came of a round so far."""

    places: int
    done: int
    whole: Tally
    points: Decimal
    weight: Decimal
    by_item: list[Line]
    by_kind: list[Line]
    by_unit: list[Line]
    agreement: Agreement
    checks: list[Checked]

    @property
    def failed(self) -> list[Checked]:
        return [one for one in self.checks if one.final is Mark.NO]

    @property
    def disputed(self) -> list[Checked]:
        return [one for one in self.checks if one.disagrees]

    @property
    def open(self) -> list[Checked]:
        return [one for one in self.checks if one.open]


def results_of(found: MockRound, spots: Sequence[MockSpot], items: Iterable[Item]) -> Results:
    """Return the results of a round.

    Args:
        spots: With sheets, settlements and place__unit at hand.
        items: The leaves of the round's edition, for words and weights.
    """
    checks = [one for spot in spots for one in checked(spot)]
    named = {one.code: one for one in items}
    by_item = [
        Line(code, named[code].text, _tally(rows), _places(rows), named[code].weight)
        for code, rows in sorted(grouped(checks, lambda one: one.item).items())
        if code in named
    ]
    got = [one for one in by_item if one.points is not None]
    return Results(
        places=len(spots),
        done=sum(bool(list(one.sheets.all())) for one in spots),
        whole=_tally(checks),
        points=sum((one.points or Decimal(0) for one in got), Decimal(0)),
        weight=sum((one.weight or Decimal(0) for one in got), Decimal(0)),
        by_item=by_item,
        by_kind=_lines(checks, lambda one: one.kind, lambda one: found.checks[one.kind]["label"]),
        by_unit=_lines(checks, lambda one: one.place.unit.path, lambda one: one.place.unit.short_name),
        agreement=agreement([(one.marks[0], one.marks[1]) for one in checks if len(one.marks) > 1]),
        checks=checks,
    )  # fmt: skip


def _lines(checks: Sequence[Checked], key: Any, label: Any) -> list[Line]:
    groups = grouped(checks, lambda one: str(key(one.spot)))
    return [
        Line(code, str(label(rows[0].spot)), _tally(rows), _places(rows))
        for code, rows in sorted(groups.items())
    ]


def _tally(rows: Iterable[Checked]) -> Tally:
    return tally(one.final for one in rows)


def _places(rows: Iterable[Checked]) -> int:
    return len({one.spot.pk for one in rows})
