"""The full-text index beside the texts: a table on SQLite, a column on PostgreSQL."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from django.db import connection

from youju.search import rules
from youju.search.models import Text

AT_ONCE = 500  # rows
KEPT = ("unit", "title", "body", "at", "url")
DOCUMENT = """
  setweight(to_tsvector('simple', %s), 'A') || setweight(to_tsvector('simple', %s), 'A')
  || setweight(to_tsvector('simple', left(%s, 200000)), 'B')"""
# Text and index in one statement: half the work of a text and then its index.
POSTGRES = f"""
INSERT INTO search_text (source_kind, source_id, unit_id, title, body, at, url, document)
VALUES (%s, %s, %s, %s, %s, %s, %s, {DOCUMENT})
ON CONFLICT (source_kind, source_id) DO UPDATE SET
  unit_id = excluded.unit_id, title = excluded.title, body = excluded.body, at = excluded.at,
  url = excluded.url, document = excluded.document
"""  # noqa: S608  no value in it
ANEW = f"UPDATE search_text SET document = {DOCUMENT} WHERE id = %s"  # noqa: S608  no value in it
FTS = "INSERT INTO search_fts(title, pinyin, body, rowid) VALUES (%s, %s, %s, %s)"


def keep(rows: Sequence[Text]) -> None:
    """Write texts, or bring them up to date, with their index."""
    words = [_words(row) for row in rows]
    if connection.vendor == "sqlite":
        _keep_on_sqlite(rows, words)
        return
    texts = [
        (row.source_kind, row.source_id, row.unit_id, row.title, row.body, row.at, row.url, *said)
        for row, said in zip(rows, words, strict=True)
    ]
    with connection.cursor() as cursor:
        cursor.executemany(POSTGRES, texts)


def _words(row: Text) -> tuple[str, str, str]:
    return rules.spaced(row.title), rules.pinyin_tokens(row.title), rules.spaced(row.body)


def index_anew() -> None:
    """Make the whole index again from the texts, in the transaction of the caller."""
    sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        if sqlite:
            cursor.execute("DELETE FROM search_fts")
        texts = Text.objects.order_by("pk").iterator(chunk_size=AT_ONCE)
        while rows := list(islice(texts, AT_ONCE)):
            words = [(*_words(row), row.pk) for row in rows]
            cursor.executemany(FTS if sqlite else ANEW, words)


def _keep_on_sqlite(rows: Sequence[Text], words: Sequence[tuple[str, str, str]]) -> None:
    Text.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["source_kind", "source_id"], update_fields=KEPT
    )
    forget([row.pk for row in rows])
    texts = [(*said, row.pk) for row, said in zip(rows, words, strict=True)]
    with connection.cursor() as cursor:
        cursor.executemany(FTS, texts)


def forget(ids: Sequence[int]) -> None:
    """Take texts out of the index; on PostgreSQL they go with their rows."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM search_fts WHERE rowid = %s", [(pk,) for pk in ids])
