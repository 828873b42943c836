"""The tables of a copy, and their rows as they are written down: the same on every database."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction

from youju.organisations.queries import ProtectedField, Sealed
from youju.upkeep.rules import Sum, line_of

AT_ONCE = 1000  # rows
BLOCK = 1 << 22  # bytes of rows in one member of the archive
# Who was signed in is not carried over; the rest Django makes itself, under ids of its own.
LEFT_OUT = {"sessions", "contenttypes", "auth"}

Table = type[models.Model]


@contextmanager
def snapshot() -> Iterator[None]:
    """Read everything as it stood at one moment, without holding up those who write."""
    outermost = not connection.in_atomic_block
    kept = getattr(connection, "transaction_mode", None)
    if connection.vendor == "sqlite":
        connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql" and outermost:
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    finally:
        if connection.vendor == "sqlite":
            connection.transaction_mode = kept  # type: ignore[attr-defined]


def tables() -> list[Table]:
    """Return the models in an order in which each stands behind those it refers to."""
    found: dict[Table, None] = {}
    under_way: set[Table] = set()

    def visit(model: Table) -> None:
        if model in found or model in under_way:  # two that refer to each other: in either order
            return
        under_way.add(model)
        for field in model._meta.local_fields:
            if isinstance(field.related_model, type) and field.related_model is not model:
                visit(field.related_model)
        found[model] = None

    for model in sorted(apps.get_models(include_auto_created=True), key=lambda m: m._meta.label):
        visit(model)
    return [one for one in found if one._meta.app_label not in LEFT_OUT]


def columns(model: Table) -> list[Any]:
    """Return the columns of a table in the order in which a row is written."""
    return list(model._meta.local_concrete_fields)


def told(value: Any) -> Any:
    """Return a value of a column as JSON can hold it, the same from every database."""
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, Sealed):
        return value.token
    return str(value)  # dates, times, UUIDs


def rows_of(model: Table) -> Iterator[list[Any]]:
    """Yield the rows of a table, as they are written down, in the order of its key."""
    names = [field.attname for field in columns(model)]
    found = model._base_manager.order_by("pk").values_list(*names)
    for row in found.iterator(chunk_size=AT_ONCE):
        yield [told(value) for value in row]


def blocks_of(model: Table, counted: Sum) -> Iterator[bytes]:
    """Yield the rows of a table as blocks of JSON lines, and count them."""
    lines, size = [], 0
    for row in rows_of(model):
        counted.add(row)
        lines.append(line_of(row))
        size += len(lines[-1]) + 1
        if size >= BLOCK:
            yield b"\n".join(lines)
            lines, size = [], 0
    if lines:
        yield b"\n".join(lines)


def sums() -> dict[str, dict[str, Any]]:
    """Return how many rows each table has now, and their hash."""
    found = {}
    for model in tables():
        counted = Sum()
        for row in rows_of(model):
            counted.add(row)
        found[model._meta.label] = counted.told()
    return found


def _taking(field: Any) -> Callable[[Any], Any]:
    """Return what makes a written value one that this database takes."""
    if isinstance(field, ProtectedField):
        return lambda value: value  # it is encrypted already
    if isinstance(field, models.ForeignKey):
        return _taking(field.target_field)

    def take(value: Any) -> Any:
        own = value if isinstance(field, models.JSONField) else field.to_python(value)
        return field.get_db_prep_save(own, connection)

    return take


def insert(model: Table, rows: Sequence[Sequence[Any]]) -> None:
    """Write rows as they are, past defaults and `auto_now`."""
    fields = columns(model)
    taking = [_taking(field) for field in fields]
    name = connection.ops.quote_name
    heads = ", ".join(name(field.column) for field in fields)
    holes = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {name(model._meta.db_table)} ({heads}) VALUES ({holes})"  # noqa: S608  names are Django's own
    values = [[take(one) for take, one in zip(taking, row, strict=True)] for row in rows]
    with connection.cursor() as cursor:
        cursor.executemany(statement, values)


def empty() -> None:
    """Remove what a new database begins with. Tables without rows are not touched: the log's
    triggers refuse any deletion, even one of nothing."""
    with connection.cursor() as cursor:
        for model in reversed(tables()):
            if model._base_manager.exists():
                table = connection.ops.quote_name(model._meta.db_table)
                cursor.execute(f"DELETE FROM {table}")  # noqa: S608


def count_on() -> None:
    """Let new rows be numbered behind those that were written with their numbers."""
    statements = connection.ops.sequence_reset_sql(no_style(), tables())
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
