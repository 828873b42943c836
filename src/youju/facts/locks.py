"""Locks on what has no row of its own: a joint action, a stock series."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection

SPACE = 0x66616374  # "fact"
PLACES = 1024  # names share these, so that a large import does not use up the server's locks


def lock_names(names: Collection[str]) -> None:
    """Wait for the names, and hold them until the transaction ends; always in the same order.

    SQLite has one writer at a time anyway.
    """
    if connection.vendor != "postgresql" or not names:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, place) FROM (SELECT DISTINCT "
            "mod(abs(hashtext(name)::bigint), %s)::int AS place FROM unnest(%s::text[]) AS name ORDER BY 1) AS places",
            [SPACE, PLACES, sorted(names)],
        )
