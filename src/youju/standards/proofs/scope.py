"""What is asked of the proofs: which items, at which units, on which day."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from youju.kernel.periods import Grain, Period, around
from youju.organisations.queries import Unit
from youju.organisations.rules import ids_on
from youju.standards.rules.outcome import Reading
from youju.standards.spec import ItemSpec, ProofSpec, Value

NOTHING = Reading(None)
YEAR = timedelta(days=365)
# (item code, name of the input) -> unit id -> reading; a unit left out is not known.
Found = dict[tuple[str, str], dict[int, Reading]]


@dataclass(frozen=True, slots=True)
class Want:
    """One proof of one item."""

    item: ItemSpec
    proof: ProofSpec

    @property
    def key(self) -> tuple[str, str]:
        return self.item.code, self.proof.name


@dataclass(slots=True)
class Scope:
    """The units that are read, all of one tree, and the day.

    Attributes:
        edition_id: The edition whose items are read, for what is kept by item.
    """

    root_id: int
    units: Sequence[Unit]
    day: date
    edition_id: int = 0
    _ids: set[int] = field(default_factory=set)
    _above: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._ids = {unit.pk for unit in self.units}

    def above(self, path: str) -> tuple[int, ...]:
        """Return which of the units stand at or above a path, from the top."""
        found = self._above.get(path)
        if found is None:
            found = self._above[path] = tuple(one for one in ids_on(path) if one in self._ids)
        return found

    @property
    def since(self) -> date:
        """The first of the twelve months before (365 days)."""
        return self.day - YEAR + timedelta(1)

    @property
    def months(self) -> Period:
        """The twelve calendar months that end with this one: read from kept totals alone."""
        end = around(self.day, Grain.MONTH).bounds[1]
        first = (end + timedelta(1)).replace(year=end.year - 1 + (end.month == 12))
        return Period(first, end, Grain.SPAN)

    @property
    def year(self) -> Period:
        return around(self.day, Grain.YEAR)


def reading_of(found: Found, code: str, name: str, unit_id: int) -> Reading:
    """Return what a proof says at a unit; NOTHING where it says nothing."""
    return found.get((code, name), {}).get(unit_id, NOTHING)


def signature(want: Want, *more: object) -> str:
    """Return the same text for proofs that ask the same, so that they are read once."""
    given = {key: value for key, value in want.proof.given.items() if key != "name"}
    return json.dumps([given, *more], ensure_ascii=False, sort_keys=True, default=str)


def texts(given: Mapping[str, Value], key: str) -> tuple[str, ...]:
    """Return a list of codes that a proof is given; () for none."""
    value = given.get(key)
    if isinstance(value, str):
        return (value,) if value else ()
    return tuple(str(one) for one in value) if isinstance(value, list | tuple) else ()


def number(given: Mapping[str, Value], key: str, otherwise: int) -> int:
    """Return a whole number that a proof is given."""
    value = given.get(key)
    return int(str(value)) if value not in (None, "") else otherwise
