"""The full-text index beside the texts: a table on SQLite, a column on PostgreSQL."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from youju.search import rules
from youju.search.models import Text


def index(rows: Sequence[Text]) -> None:
    """Bring the index up to date with the texts."""
    texts = [
        (rules.spaced(row.title), rules.pinyin_tokens(row.title), rules.spaced(row.body), row.pk)
        for row in rows
    ]
    if connection.vendor == "sqlite":
        forget([row.pk for row in rows])
        statement = "INSERT INTO search_fts(title, pinyin, body, rowid) VALUES (%s, %s, %s, %s)"
    else:
        statement = """
        UPDATE search_text SET document =
          setweight(to_tsvector('simple', %s), 'A') || setweight(to_tsvector('simple', %s), 'A')
          || setweight(to_tsvector('simple', left(%s, 200000)), 'B') WHERE id = %s
        """
    with connection.cursor() as cursor:
        cursor.executemany(statement, texts)


def forget(ids: Sequence[int]) -> None:
    """Take texts out of the index; on PostgreSQL they go with their rows."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM search_fts WHERE rowid = %s", [(pk,) for pk in ids])
