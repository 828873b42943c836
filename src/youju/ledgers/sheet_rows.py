"""Reading the rows of a table into entries-to-be, with the reason at each cell. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext as _

from youju.kernel.periods import UNKNOWN, Period
from youju.kernel.refusal import Refused
from youju.kernel.words import labelled, sentences
from youju.ledgers import dues, rules
from youju.ledgers.drawing import Things, drawn, explained
from youju.ledgers.matching import UNIT, UNTIL, WHEN, unit_of_head
from youju.ledgers.spec import Field, Ledger
from youju.ledgers.values import FindUnit, Seen, Values, read_values
from youju.ledgers.whens import read_day, read_when

FindOwner = Callable[[str], int | None]


@dataclass(slots=True)
class ReadRow:
    """One row: what it would become, and by column what is wrong with it.

    Attributes:
        number: Row in the sheet, from 1.
        unit_id: The unit named in the row, or None for the one importing.
    """

    number: int
    cells: list[str]
    values: Values = field(default_factory=dict)
    period: Period = UNKNOWN
    until: date | None = None
    unit_id: int | None = None
    errors: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what: {column: target key}, with the heads for their units."""

    heads: Sequence[str]
    columns: Mapping[int, str]

    def column_of(self, key: str) -> int | None:
        return next((column for column, one in self.columns.items() if one == key), None)


def read_rows(
    ledger: Ledger,
    mapping: Columns,
    rows: Iterable[tuple[int, list[str]]],
    *,
    today: date,
    find_unit: FindUnit,
    find_owner: FindOwner,
    default_period: Period | None = None,
    things: Things | None = None,
) -> Iterator[ReadRow]:
    """Yield every row read. `default_period` dates rows where no column says when; `things` is what
    empty cells are taken from."""
    fields = _fields_read(ledger, mapping)
    seen: Seen = {}
    for number, cells in rows:
        yield _read_row(
            ledger,
            mapping,
            fields,
            ReadRow(number, cells),
            today,
            find_unit,
            find_owner,
            default_period,
            seen,
            things or {},
        )


def _fields_read(ledger: Ledger, mapping: Columns) -> tuple[Field, ...]:
    """Return the fields with the unit that a head names as the usual one: 垃圾（立方）."""
    units = {}
    for column, key in mapping.columns.items():
        one = ledger.field(key)
        if one is not None and one.is_number:
            units[key] = unit_of_head(mapping.heads[column], one)
    return tuple(
        replace(one, units=(units[one.key], *one.units)) if units.get(one.key) else one
        for one in ledger.fields
    )


def _read_row(
    ledger: Ledger,
    mapping: Columns,
    fields: tuple[Field, ...],
    row: ReadRow,
    today: date,
    find_unit: FindUnit,
    find_owner: FindOwner,
    default_period: Period | None,
    seen: Seen,
    things: Things,
) -> ReadRow:
    typed: dict[str, str] = {}
    for column, key in mapping.columns.items():
        text = row.cells[column] if column < len(row.cells) else ""
        typed[key] = text
    for one in fields:
        if one.default and one.key not in typed and not one.is_number:
            typed[one.key] = one.default
    typed |= drawn(ledger, typed, things)
    row.values, errors = read_values(fields, typed, today=today, find_unit=find_unit, seen=seen)
    errors = explained(ledger, typed, errors)
    at = {key: column for column, key in mapping.columns.items()}
    for key, message in errors.items():
        row.errors[at.get(key, -1)] = message
    _read_when(ledger, row, typed, at, today, default_period)
    for key, message in dues.faults(ledger, row.values, row.period, today).items():
        row.errors.setdefault(at.get(key, -1), message)
    _read_owner(row, typed, at, find_owner)
    if not row.values and not row.errors:
        row.errors[-1] = _("这一行没有可记的内容。")
    return row


def _read_when(
    ledger: Ledger,
    row: ReadRow,
    typed: dict[str, str],
    at: dict[str, int],
    today: date,
    default_period: Period | None,
) -> None:
    try:
        text = typed.get(WHEN, "")
        if text:
            row.period = read_when(text, today, any_period=ledger.any_period)
        elif default_period is not None and WHEN not in typed:
            row.period = default_period
        else:
            raise Refused(_("请填%(label)s；不知道写 不详。") % {"label": ledger.when_label})
        rules.check_period(ledger, row.period, today)
    except (Refused, ValueError) as error:
        row.errors[at.get(WHEN, -1)] = str(error)
    try:
        until = typed.get(UNTIL, "")
        row.until = read_day(until, today) if until else None
        rules.check_until(ledger, row.period, row.until, today)
    except (Refused, ValueError) as error:
        row.errors[at.get(UNTIL, -1)] = str(error)


def _read_owner(
    row: ReadRow, typed: dict[str, str], at: dict[str, int], find_owner: FindOwner
) -> None:
    name = typed.get(UNIT, "")
    if not name:
        return
    row.unit_id = find_owner(name)
    if row.unit_id is None:
        row.errors[at[UNIT]] = _("“%(name)s”不是您范围内的单位，请写全称、简称或区划代码。") % {
            "name": name
        }


def reject_of(row: ReadRow, heads: Sequence[str]) -> dict[str, object]:
    """Return a refused row for the file of rejects: its cells and the reasons in words."""
    reasons = [
        labelled(heads[column], message) if column >= 0 else message
        for column, message in sorted(row.errors.items())
    ]
    return {"row": row.number, "cells": row.cells, "reasons": sentences(reasons)}
