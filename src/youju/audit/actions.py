"""Writing the log: the frame of every act, looks and exports, and sealing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.utils import translation

from youju.audit import rules
from youju.audit.locks import wait_for_other_sealers
from youju.audit.models import Batch, Entry, Outcome, ReplayKey, Seal
from youju.audit.queries import hashed_fields, settled_unsealed
from youju.kernel.ids import new_key
from youju.kernel.refusal import Clash, Refused
from youju.ui.prepared import insert


class Actor(Protocol):
    """Who acts: a membership (person at a unit in a role), or the system."""

    @property
    def root_id(self) -> int: ...
    @property
    def person_id(self) -> int | None: ...
    @property
    def unit_id(self) -> int | None: ...
    @property
    def role(self) -> str: ...
    @property
    def label(self) -> str: ...


@dataclass(frozen=True)
class SystemActor:
    """The product itself: scheduled work, the command line, demo data."""

    root_id: int = 0
    person_id: int | None = None
    unit_id: int | None = None
    role: str = "system"
    label: str = "系统"


SYSTEM = SystemActor()


@dataclass
class Act:
    """One act under way. `replayed` says it was done before under the same key, as `subject_id`."""

    name: str
    replayed: bool = False
    subject_kind: str = ""
    subject_id: str = ""
    detail: dict[str, Any] = field(default_factory=dict)

    def on(self, kind: str, subject_id: object, /, **detail: Any) -> None:
        """Name what was acted on, and what a later reader should know. No protected values."""
        self.subject_kind, self.subject_id = kind, str(subject_id)
        self.detail.update(detail)


# Keys of the acts under way in this thread, outermost first; and refusals whose entry may still
# be undone with the transaction around them.
_keys: ContextVar[tuple[UUID, ...]] = ContextVar("audit_keys", default=())
_unsettled: ContextVar[tuple[Entry, ...]] = ContextVar("audit_unsettled", default=())


@contextmanager
def act(name: str, *, actor: Actor, now: datetime, key: UUID | None = None) -> Iterator[Act]:
    """Frame an act: one transaction, the replay key, and the log entry at its end.

    Inside, the caller locks, checks its rules, writes rows and facts, and calls `Act.on`. When
    `Act.replayed` is true it must write nothing and return what `subject_id` names. A `Refused`
    undoes everything and is logged as a refusal, also when a transaction around it is undone.

    An act within an act is logged on its own. With the key of the act around it, it is a part of
    that act, and is not asked whether it was done before.

    An act speaks Chinese whoever acts, since what it writes is read by all; `ui.said` says it again
    in the reader's language.
    """
    doing = Act(name)
    under_way = _keys.get()
    own_key = key if key not in under_way else None
    token = _keys.set((*under_way, own_key) if own_key else under_way)
    try:
        with translation.override(settings.LANGUAGE_CODE), transaction.atomic():
            if own_key is not None:
                _reserve(doing, actor, now, own_key)
            yield doing
            if not doing.replayed:
                if own_key is not None:
                    _settle(doing, actor, own_key)
                insert(_entry(actor, now, doing, Outcome.DONE))
    except Refused as refusal:
        doing.detail = {"reason": refusal.message}
        _log_refusal(_entry(actor, now, doing, Outcome.REFUSED))
        raise
    finally:
        _keys.reset(token)
        if not connection.in_atomic_block:
            settle_refusals()


def _reserve(doing: Act, actor: Actor, now: datetime, key: UUID) -> None:
    """Take the key, or learn what was done under it. A second taker waits for the first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_replaykey (root_id, key, person_id, act, subject_kind, subject_id, at) "
            "VALUES (%s, %s, %s, %s, '', '', %s) ON CONFLICT DO NOTHING",
            [
                actor.root_id,
                ReplayKey._meta.get_field("key").get_db_prep_value(key, connection),
                actor.person_id,
                doing.name,
                connection.ops.adapt_datetimefield_value(now),
            ],
        )
        if cursor.rowcount == 1:
            return
    row = ReplayKey.objects.get(root_id=actor.root_id, key=key)
    if row.act != doing.name or row.person_id != actor.person_id:
        raise Clash("这个提交编号已用于另一项操作，请刷新页面重试")
    doing.replayed, doing.subject_kind, doing.subject_id = True, row.subject_kind, row.subject_id


def _settle(doing: Act, actor: Actor, key: UUID) -> None:
    """Keep with the key what was done under it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE audit_replaykey SET subject_kind = %s, subject_id = %s "
            "WHERE root_id = %s AND key = %s",
            [
                doing.subject_kind,
                doing.subject_id,
                actor.root_id,
                ReplayKey._meta.get_field("key").get_db_prep_value(key, connection),
            ],
        )


def _log_refusal(entry: Entry) -> None:
    """Log a refusal after its act was undone.

    Inside another transaction the entry may be undone with it, so it is remembered and written
    again once the outermost transaction has ended.
    """
    if connection.in_atomic_block:
        _unsettled.set((*_unsettled.get(), entry))
        if connection.needs_rollback:
            return
    insert(entry)


def settle_refusals() -> None:
    """Write the refusals that were undone with the transaction around them.

    Called when the outermost act, the request or the job has ended.
    """
    waiting = _unsettled.get()
    if not waiting or connection.needs_rollback:
        return
    _unsettled.set(())
    kept = set(Entry.objects.filter(id__in=[e.id for e in waiting]).values_list("id", flat=True))
    for entry in waiting:
        if entry.id not in kept:
            insert(entry)


def _entry(actor: Actor, now: datetime, doing: Act, outcome: Outcome) -> Entry:
    return Entry(
        root_id=actor.root_id,
        id=new_key(),
        at=now,
        act=doing.name,
        outcome=outcome,
        actor_id=actor.person_id,
        actor_label=actor.label,
        unit_id=actor.unit_id,
        role=actor.role,
        subject_kind=doing.subject_kind,
        subject_id=doing.subject_id,
        detail=doing.detail,
    )


def record(
    name: str,
    outcome: Outcome,
    *,
    actor: Actor,
    now: datetime,
    kind: str = "",
    subject_id: object = "",
    **detail: Any,
) -> None:
    """Log something that is not a write: a look at a protected field, an export, a sign-in."""
    doing = Act(name, subject_kind=kind, subject_id=str(subject_id), detail=detail)
    insert(_entry(actor, now, doing, outcome))


def seal(*, now: datetime, limit: int = 5_000) -> Batch | None:
    """Seal settled entries that are in no batch yet, in batches of `limit`.

    Rows are read and hashed before the short transaction that writes the seals, so no writer waits.

    Returns:
        The last new batch, or None when there was nothing to seal.
    """
    made = None
    while True:
        last = Batch.objects.order_by("-id").first()
        rows = list(settled_unsealed(now, last)[:limit])
        batch = _seal_batch(last, rows, now) if rows else None
        if batch is None:
            return made
        made = batch
        if len(rows) < limit:
            return made


def _seal_batch(last: Batch | None, rows: list[Entry], now: datetime) -> Batch | None:
    """Write one batch, unless another sealer was quicker."""
    hashes = [rules.row_hash(hashed_fields(entry)) for entry in rows]
    previous = last.hash if last else rules.GENESIS
    with transaction.atomic():
        wait_for_other_sealers()
        newest = Batch.objects.order_by("-id").values_list("pk", flat=True).first()
        if newest != (last.pk if last else None):
            return None
        batch = Batch.objects.create(
            sealed_at=now,
            count=len(rows),
            previous=previous,
            hash=rules.batch_hash(previous, hashes),
        )
        Seal.objects.bulk_create(
            [
                Seal(root_id=entry.root_id, entry_id=entry.id, batch=batch, position=n, row_hash=h)
                for n, (entry, h) in enumerate(zip(rows, hashes, strict=True))
            ],
            batch_size=1000,
        )
    return batch
