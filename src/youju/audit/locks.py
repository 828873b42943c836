"""The one lock of the room."""

from django.db import connection


def wait_for_other_sealers() -> None:
    """Let one sealer at a time write, until the transaction ends. SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('audit.seal', 0))")
