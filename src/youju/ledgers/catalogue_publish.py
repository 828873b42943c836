"""Bringing the catalogue files into the database after every migration."""

from __future__ import annotations

from typing import Any

from django.db import connections
from django.utils import timezone

from youju.ledgers import publish
from youju.ledgers.loader import load_catalogue
from youju.ledgers.models import LedgerVersion


def publish_catalogue(*, using: str = "default", **_: Any) -> None:
    """Publish every ledger of the catalogue; one that has not changed keeps its version.

    Does nothing while tables are still missing, as when only some rooms are migrated.
    """
    tables = set(connections[using].introspection.table_names())
    if not {"ledgers_ledgerversion", "facts_measure"} <= tables:
        return
    for ledger in load_catalogue():
        publish.publish(ledger, origin=LedgerVersion.Origin.CATALOGUE, now=timezone.now())
