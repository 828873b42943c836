"""Reading the log, and verifying its chain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import Any, Protocol
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from youju.audit import rules
from youju.audit.models import Batch, Entry, Outcome, ReplayKey, Seal
from youju.kernel.refusal import Forbidden

__all__ = [
    "Entry",
    "Outcome",
    "ReplayKey",
    "authors_of",
    "changed_since",
    "done_under",
    "entries_of_root",
    "faults",
    "hashed_fields",
    "log_for",
    "made_under",
    "settled_unsealed",
    "trail_of",
    "trail_of_kind",
]

RUN = 2000  # rows
HASHED = (
    "root_id", "id", "act", "outcome", "actor_id", "actor_label", "unit_id", "role", "subject_kind", "subject_id",
    "detail",
)  # fmt: skip


class Asker(Protocol):
    """A membership, as far as this room needs it."""

    @property
    def root_id(self) -> int: ...

    def may(self, what: Any) -> bool: ...


def hashed_fields(entry: Entry) -> dict[str, Any]:
    """Return what a row's hash covers: every field, the time in UTC."""
    row = {name: getattr(entry, name) for name in HASHED}
    return row | {"id": str(entry.id), "at": entry.at.astimezone(UTC).isoformat()}


def trail_of(root_id: int, kind: str, subject_id: object) -> QuerySet[Entry]:
    """Return what happened to one record, newest first. The caller has already found the record
    through a query that knows who asks."""
    return Entry.objects.filter(
        root_id=root_id, subject_kind=kind, subject_id=str(subject_id)
    ).order_by("-at", "-id")


def trail_of_kind(root_id: int, kind: str) -> QuerySet[Entry]:
    """Return what happened to all records of a kind, newest first. Who may ask, the caller knows."""
    return Entry.objects.filter(root_id=root_id, subject_kind=kind).order_by("-at", "-id")


def done_under(root_id: int, person_id: int | None, key: UUID) -> ReplayKey | None:
    """Return what the person did under a key, or None where nothing came of it."""
    found = ReplayKey.objects.filter(root_id=root_id, key=key, person_id=person_id)
    return found.first()


def made_under(root_id: int, key: UUID) -> ReplayKey | None:
    """Return what anybody did under a key: for one to whom the key itself was given as a receipt."""
    return ReplayKey.objects.filter(root_id=root_id, key=key).first()


def entries_of_root(root_id: int) -> QuerySet[Entry]:
    """Return the whole log of one root, newest first; for the auditor's page."""
    return Entry.objects.filter(root_id=root_id).order_by("-at", "-id")


def changed_since(root_id: int, at: datetime, acts: Iterable[str]) -> bool:
    """Return whether something was done in a tree after a moment, by acts of these beginnings. What
    somebody only looked at, and what was worked out again, changes nothing."""
    begins = Q()
    for one in acts:
        begins |= Q(act__startswith=one)
    rows = Entry.objects.filter(begins, root_id=root_id, at__gt=at, outcome=Outcome.DONE)
    return rows.exclude(act="standards.recompute").exists()


def authors_of(root_id: int, kind: str, ids: Iterable[str]) -> dict[str, str]:
    """Return who first acted on each record. The caller has already found the records."""
    rows = Entry.objects.filter(
        root_id=root_id, subject_kind=kind, subject_id__in=list(ids), outcome=Outcome.DONE
    )
    found: dict[str, str] = {}
    for subject_id, label in rows.order_by("at", "id").values_list("subject_id", "actor_label"):
        found.setdefault(subject_id, label)
    return found


def settled_unsealed(now: datetime, last: Batch | None) -> QuerySet[Entry]:
    """Return entries to be sealed: made long enough ago, in no batch, in the order they were made.

    Looks back from the last batch by the longest transaction there may be, not over the whole log.
    """
    sealed = Seal.objects.filter(root_id=OuterRef("root_id"), entry_id=OuterRef("id"))
    rows = Entry.objects.filter(~Exists(sealed), id__lt=rules.made_before(now - rules.SETTLED))
    if last is not None:
        rows = rows.filter(id__gte=rules.made_before(last.sealed_at - rules.LONGEST))
    return rows.order_by("id")


def faults(expected: str = "") -> Iterator[str]:
    """Yield what is wrong with the log: changed, missing or added rows, a broken chain.

    Reads in runs of 2,000 rows, in bounded memory. Nothing yielded means the log is sound.

    Args:
        expected: Hash of a batch that was noted elsewhere, "" for none. Who can write to the whole
            database can make the chain anew, but not this hash.
    """
    previous, found = rules.GENESIS, not expected
    for batch in Batch.objects.order_by("id").iterator(chunk_size=500):
        found = found or batch.hash == expected
        if batch.previous != previous:
            yield _("第 %(pk)s 批：与上一批接不上") % {"pk": batch.pk}
        yield from _batch_faults(batch)
        previous = batch.hash
    if not found:
        yield "给出的封条号不在日志里：日志可能被整个换过"
    yield from _added()


def _batch_faults(batch: Batch) -> Iterator[str]:
    hashes: list[str] = []
    seals = Seal.objects.filter(batch=batch).order_by("position").iterator(chunk_size=RUN)
    while run := list(islice(seals, RUN)):
        rows = Entry.objects.filter(id__in=[seal.entry_id for seal in run])
        entries = {(entry.root_id, entry.id): entry for entry in rows}
        for seal in run:
            hashes.append(seal.row_hash)
            entry = entries.get((seal.root_id, seal.entry_id))
            if entry is None:
                yield _("第 %(pk)s 批：少了一条（%(entry_id)s）") % {
                    "pk": batch.pk,
                    "entry_id": seal.entry_id,
                }
            elif rules.row_hash(hashed_fields(entry)) != seal.row_hash:
                yield _("第 %(pk)s 批：有一条被改过（%(entry_id)s）") % {
                    "pk": batch.pk,
                    "entry_id": seal.entry_id,
                }
    if len(hashes) != batch.count or rules.batch_hash(batch.previous, hashes) != batch.hash:
        yield _("第 %(pk)s 批：封条与内容不符") % {"pk": batch.pk}


def _added() -> Iterator[str]:
    """Yield rows that stand where batches have passed, but are in none."""
    last = Batch.objects.order_by("-id").first()
    if last is None:
        return
    sealed = Seal.objects.filter(root_id=OuterRef("root_id"), entry_id=OuterRef("id"))
    passed = rules.made_before(last.sealed_at - rules.LONGEST)
    rows = Entry.objects.filter(~Exists(sealed), id__lt=passed).order_by("id")
    for key in rows.values_list("id", flat=True).iterator(chunk_size=RUN):
        yield _("有一条是后来加进去的（%(key)s）") % {"key": key}


def log_for(member: Asker | None) -> QuerySet[Entry]:
    """Return the log of the auditor's root, newest first. Raises Forbidden for every other role."""
    if member is None or not member.may("audit"):
        raise Forbidden("只有审计员能看日志")
    return entries_of_root(member.root_id)
