"""The full-text index beside the texts: a table on SQLite, a column on PostgreSQL."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from youju.search import rules
from youju.search.models import Text

KEPT = ("unit", "title", "body", "at", "url")
# Text and index in one statement: half the work of a text and then its index.
POSTGRES = """
INSERT INTO search_text (source_kind, source_id, unit_id, title, body, at, url, document)
VALUES (%s, %s, %s, %s, %s, %s, %s,
  setweight(to_tsvector('simple', %s), 'A') || setweight(to_tsvector('simple', %s), 'A')
  || setweight(to_tsvector('simple', left(%s, 200000)), 'B'))
ON CONFLICT (source_kind, source_id) DO UPDATE SET
  unit_id = excluded.unit_id, title = excluded.title, body = excluded.body, at = excluded.at,
  url = excluded.url, document = excluded.document
"""


def keep(rows: Sequence[Text]) -> None:
    """Write texts, or bring them up to date, with their index."""
    words = [
        (rules.spaced(row.title), rules.pinyin_tokens(row.title), rules.spaced(row.body))
        for row in rows
    ]
    if connection.vendor == "sqlite":
        _keep_on_sqlite(rows, words)
        return
    texts = [
        (row.source_kind, row.source_id, row.unit_id, row.title, row.body, row.at, row.url, *said)
        for row, said in zip(rows, words, strict=True)
    ]
    with connection.cursor() as cursor:
        cursor.executemany(POSTGRES, texts)


def _keep_on_sqlite(rows: Sequence[Text], words: Sequence[tuple[str, str, str]]) -> None:
    Text.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["source_kind", "source_id"], update_fields=KEPT
    )
    forget([row.pk for row in rows])
    statement = "INSERT INTO search_fts(title, pinyin, body, rowid) VALUES (%s, %s, %s, %s)"
    texts = [(*said, row.pk) for row, said in zip(rows, words, strict=True)]
    with connection.cursor() as cursor:
        cursor.executemany(statement, texts)


def forget(ids: Sequence[int]) -> None:
    """Take texts out of the index; on PostgreSQL they go with their rows."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM search_fts WHERE rowid = %s", [(pk,) for pk in ids])
