"""The full-text index: a table of its own on SQLite, a column with a GIN index on PostgreSQL."""

from django.db import migrations

POSTGRES = (
    "ALTER TABLE search_text ADD COLUMN document tsvector NOT NULL DEFAULT ''",
    "CREATE INDEX search_document ON search_text USING gin (document)",
)
SQLITE = (
    "CREATE VIRTUAL TABLE search_fts USING fts5(title, pinyin, body, tokenize = 'unicode61')",
)
UNDO_POSTGRES = ("ALTER TABLE search_text DROP COLUMN document",)
UNDO_SQLITE = ("DROP TABLE search_fts",)


def install(apps, editor):
    for statement in POSTGRES if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


def remove(apps, editor):
    for statement in UNDO_POSTGRES if editor.connection.vendor == "postgresql" else UNDO_SQLITE:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(install, remove, elidable=False)]
