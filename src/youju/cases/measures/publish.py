"""Putting the measures into the catalogue, after each migration."""

from __future__ import annotations

from typing import Any

from django.db import connections

from youju.cases.measures.specs import BESIDE, CASE_KIND, SPECS
from youju.facts.actions import publish_measures


def publish(*, using: str = "default", **_: Any) -> None:
    """Publish what each kind of record counts; nothing happens when nothing changed."""
    if "facts_measure" not in connections[using].introspection.table_names():
        return
    for kind, specs in {CASE_KIND: SPECS, **BESIDE}.items():
        publish_measures(kind, specs)
