"""Writing very many rows at once: the indexes come after the rows, and PostgreSQL takes keys on trust."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.models import Model


@contextmanager
def without_indexes(model: type[Model]) -> Iterator[None]:
    """Take the indexes of a table off, and build them at the end: many times quicker."""
    names = [index.name for index in model._meta.indexes]
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"DROP INDEX IF EXISTS {name}")
    yield
    with connection.cursor() as cursor:
        for index in model._meta.indexes:
            editor = connection.schema_editor(atomic=False)
            editor.deferred_sql = []
            cursor.execute(str(index.create_sql(model, editor)))


@contextmanager
def keys_on_trust() -> Iterator[None]:
    """Let PostgreSQL not look up the foreign keys of each row written here."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        yield
        cursor.execute("SET session_replication_role = origin")
