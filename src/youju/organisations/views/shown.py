"""What the pages of this room are made of: links, cells, tables and sections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from youju.organisations.models import Unit


@dataclass(frozen=True, slots=True)
class Link:
    """A link that leads to a page or an act."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: text, where it leads, a pill beside it."""

    text: Any = ""
    url: str = ""
    pill: str = ""
    pill_kind: str = ""
    links: Sequence[Link] = ()

    @property
    def blank(self) -> bool:
        """Whether there is nothing in it; a phone leaves its line out."""
        return self.text in ("", None) and not (self.pill or self.links)


@dataclass(frozen=True, slots=True)
class Section:
    """A panel with a table: its heading, acts at the right, and what an empty one says."""

    id: str
    title: str
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[Cell]] = ()
    empty: str = ""
    acts: Sequence[Link] = ()
    meta: str = ""
    numbers: frozenset[int] = frozenset()

    @property
    def body(self) -> list[list[tuple[str, Cell, bool]]]:
        """Each cell with its column's name and whether it is a number."""
        return [
            [(self.columns[n], cell, n in self.numbers) for n, cell in enumerate(row)]
            for row in self.rows
        ]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the room: what and whose, facts, sections, what happened."""

    title: str
    unit: Unit | None = None
    crumbs: Sequence[dict[str, str]] = ()
    acts: Sequence[Link] = ()
    primary: Link | None = None
    facts: Sequence[tuple[str, Any]] = ()
    sections: Sequence[Section] = ()
    side: Sequence[Section] = ()
    events: Sequence[dict[str, Any]] | None = None
    tabs: Sequence[dict[str, Any]] = ()
    notes: Sequence[tuple[str, str]] = field(default_factory=tuple)
    more: Sequence[str] = ()  # addresses of sections that other rooms tell
    search: str | None = None
    search_label: str = ""
