"""Bringing the shipped kinds of places and the measures into the database after each migration."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connections, transaction
from django.utils import timezone

from youju.facts import actions as facts
from youju.kernel.text import pinyin_of
from youju.patrols import measures
from youju.patrols.kinds import PlaceKind, as_json, from_json, load_kinds
from youju.patrols.models import KindVersion


@transaction.atomic
def publish_kinds(kinds: Iterable[PlaceKind], *, now: datetime) -> int:
    """Put shipped kinds in force; one that has not changed keeps its version, and so does one that
    the office has made its own. Returns how many are new."""
    held = {one.code: one for one in KindVersion.objects.filter(current=True)}
    fresh = [one for one in kinds if _is_out_of_date(held.get(one.code), one)]
    KindVersion.objects.filter(code__in=[one.code for one in fresh]).update(current=False)
    KindVersion.objects.bulk_create(
        KindVersion(
            code=one.code,
            number=held[one.code].number + 1 if one.code in held else 1,
            label=one.label,
            group=one.group,
            pinyin=pinyin_of(one.label)[:200],
            spec=as_json(one),
            made_at=now,
        )
        for one in fresh
    )
    return len(fresh)


def _is_out_of_date(held: KindVersion | None, shipped: PlaceKind) -> bool:
    if held is None:
        return True
    return held.origin == KindVersion.Origin.CATALOGUE and from_json(held.spec) != shipped


def publish_catalogue(*, using: str = "default", **_: Any) -> None:
    """Publish kinds and measures. Does nothing while tables are still missing."""
    tables = set(connections[using].introspection.table_names())
    if not {"patrols_kindversion", "facts_measure"} <= tables:
        return
    publish_kinds(load_kinds(), now=timezone.now())
    facts.publish_measures("patrols", measures.MEASURES)
