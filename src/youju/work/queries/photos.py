"""Photos and files of records that several units share."""

from __future__ import annotations

from collections.abc import Iterable

from youju.evidence.queries import Link


def links_of(source_kind: str, source_ids: Iterable[object]) -> dict[str, list[Link]]:
    """Return what serves records that the caller has found, by their id, in order."""
    ids = [str(one) for one in source_ids]
    rows = Link.objects.filter(source_kind=source_kind, source_id__in=ids).select_related("item")
    found: dict[str, list[Link]] = {}
    for link in rows.order_by("order", "id"):
        found.setdefault(link.source_id, []).append(link)
    return found
