"""Reading the log, and verifying its chain."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from youju.audit import rules
from youju.audit.models import Batch, Entry, Outcome, Seal

__all__ = [
    "Entry",
    "Outcome",
    "entries_of_root",
    "faults",
    "hashed_fields",
    "settled_unsealed",
    "trail_of",
]

HASHED = (
    "root_id", "id", "act", "outcome", "actor_id", "actor_label", "unit_id", "role", "subject_kind", "subject_id",
    "detail",
)  # fmt: skip


def hashed_fields(entry: Entry) -> dict[str, Any]:
    """Return what a row's hash covers: every field, the time in UTC."""
    row = {name: getattr(entry, name) for name in HASHED}
    return row | {"id": str(entry.id), "at": entry.at.astimezone(UTC).isoformat()}


def trail_of(root_id: int, kind: str, subject_id: object) -> QuerySet[Entry]:
    """Return what happened to one record, newest first. The caller has already found the record
    through a query that knows who asks."""
    return Entry.objects.filter(
        root_id=root_id, subject_kind=kind, subject_id=str(subject_id)
    ).order_by("-at")


def entries_of_root(root_id: int) -> QuerySet[Entry]:
    """Return the whole log of one root, newest first; for the auditor's page."""
    return Entry.objects.filter(root_id=root_id).order_by("-at", "-id")


def settled_unsealed(now: datetime) -> QuerySet[Entry]:
    """Return entries old enough to seal that are in no batch, in the order they are sealed."""
    sealed = Seal.objects.filter(root_id=OuterRef("root_id"), entry_id=OuterRef("id"))
    return Entry.objects.filter(~Exists(sealed), at__lt=now - rules.SETTLED).order_by("at", "id")


def faults() -> Iterator[str]:
    """Yield what is wrong with the log: changed or missing rows, a broken chain. Nothing means sound."""
    previous = rules.GENESIS
    for batch in Batch.objects.order_by("id").iterator():
        if batch.previous != previous:
            yield f"第 {batch.pk} 批：与上一批接不上"
        hashes = []
        for seal in Seal.objects.filter(batch=batch).order_by("position").iterator():
            hashes.append(seal.row_hash)
            entry = Entry.objects.filter(root_id=seal.root_id, id=seal.entry_id).first()
            if entry is None:
                yield f"第 {batch.pk} 批：少了一条（{seal.entry_id}）"
            elif rules.row_hash(hashed_fields(entry)) != seal.row_hash:
                yield f"第 {batch.pk} 批：有一条被改过（{seal.entry_id}）"
        if len(hashes) != batch.count or rules.batch_hash(batch.previous, hashes) != batch.hash:
            yield f"第 {batch.pk} 批：封条与内容不符"
        previous = batch.hash
