"""The tables beside this file: what each piece of a real report told, and how it is recorded here."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
COUNTED = {"done", "state", "result"}
PERSONS = {"人", "名", "位", "个"}  # measure words that count the same people


@dataclass(frozen=True)
class Fact:
    """A fact of a real report and where it stands in ours.

    Attributes:
        says: Our sentence around it, the number in brackets: `清理垃圾[50余车]`.
        from_: Words of the record behind it, which the number must lead to.
        instead_of: The unit of the real report where ours counts the same in another.
    """

    id: str
    says: str
    value: Decimal
    from_: str
    qualifier: str = ""
    unit: str = ""
    instead_of: str = ""

    @property
    def words(self) -> str:
        return self.says.replace("[", "").replace("]", "")

    @property
    def span(self) -> tuple[int, int]:
        """Where the number stands in the words."""
        start = self.says.index("[")
        return start, self.says.index("]") - 1

    @property
    def number(self) -> str:
        start, end = self.span
        return self.words[start:end]


@dataclass(frozen=True)
class Piece:
    """One unit's report: where it is written, what is recorded before, what it must tell."""

    report: str
    name: str
    unit: str
    unit_name: str
    template: str
    period: str
    records: list[dict[str, Any]]
    facts: list[Fact]


def pieces() -> list[Piece]:
    """Return the pieces of all tables."""
    found: list[Piece] = []
    for path in sorted(HERE.glob("*.yaml")):
        table = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        found.extend(_piece(table["report"], *one) for one in table["pieces"].items())
    return found


def _piece(report: str, name: str, told: dict[str, Any]) -> Piece:
    facts = [
        Fact(key, one["says"], Decimal(one["value"]), one["from"], one.get("qualifier", ""), one["unit"], one.get("instead_of", ""))
        for key, one in told["facts"].items()
    ]  # fmt: skip
    return Piece(
        report, name, told["unit"], told.get("name", ""), told["template"], told["period"], told["records"], facts
    )  # fmt: skip


def real_facts() -> list[dict[str, Any]]:
    """Return the facts of the real reports that count; none where they are not beside the project."""
    for root in HERE.parents:
        found = root / "shared" / "data" / "facts_dev.jsonl"
        if found.is_file():
            lines = found.read_text(encoding="utf-8").splitlines()
            return [one for one in map(json.loads, lines) if one.get("kind") in COUNTED]
    return []
