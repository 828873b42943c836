"""What lists and records are made of: tables of cells, facts, sections and acts, as plain data.

Shown by `ui/shown/list.html` and `ui/shown/record.html`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import ngettext

from youju.kernel.periods import day_label


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its words, where they lead, a label of status, a remark in grey."""

    text: str = ""
    url: str = ""
    pill: str | None = None
    meta: str = ""
    acts: tuple[Act, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its name, and whether it holds numbers ("n"), small ("s") or long words ("wrap")."""

    label: str
    kind: str = "s"


@dataclass(frozen=True, slots=True)
class Act:
    """A link, or with `press` a button that acts at once; `name` and `value` go with it."""

    text: str
    url: str
    press: bool = False
    primary: bool = False
    name: str = ""
    value: str = ""


@dataclass(slots=True)
class Table:
    """A table as a template shows it: each cell beside its column."""

    heads: Sequence[Head]
    lines: list[list[tuple[Head, Cell]]] = field(default_factory=list)

    def add(self, *cells: Cell | object) -> None:
        """Put a row in; None and "" show as a dash."""
        found = [one if isinstance(one, Cell) else Cell(_plain(one)) for one in cells]
        self.lines.append(list(zip(self.heads, found, strict=True)))


def _plain(value: object) -> str:
    return "" if value is None else str(value)


def table(*heads: tuple[str, str] | str) -> Table:
    """Return an empty table with these columns: a name, or (name, kind)."""
    return Table([Head(one) if isinstance(one, str) else Head(*one) for one in heads])


@dataclass(slots=True)
class Section:
    """A panel of a page: a table, facts or words; or what belongs here while it is empty."""

    id: str
    title: str
    table: Table | None = None
    facts: Sequence[tuple[str, Any]] = ()
    words: str = ""
    empty: str = ""
    meta: str = ""
    acts: Sequence[Act] = ()


def section(
    id: str,
    title: str,
    shown: Table | None = None,
    *,
    empty: str = "",
    meta: str = "",
    acts: Iterable[Act] = (),
    facts: Sequence[tuple[str, Any]] = (),
    words: str = "",
) -> Section:
    """Return a section; a table without lines gives way to the words for empty."""
    held = shown if shown is not None and shown.lines else None
    return Section(id, title, held, facts, words, empty, meta, list(acts))


def day(on: date | None) -> str:
    """Return a day for text: 2026年7月8日."""
    return day_label(on) if on else ""


def short(on: date | datetime | None) -> str:
    """Return a day for tables: 07-08; with the year where it is not this one."""
    if on is None:
        return ""
    at = timezone.localtime(on).date() if isinstance(on, datetime) else on
    this_year = at.year == timezone.localdate().year
    return f"{at:%m-%d}" if this_year else f"{at:%Y-%m-%d}"


def people(n: int | None) -> str:
    """Return a number of people: 12 人; "" where nobody knows."""
    return "" if n is None else ngettext("%(n)s 人", "%(n)s 人", n) % {"n": n}
