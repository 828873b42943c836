"""Writing the log: the frame of every act, looks and exports, and sealing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.db import transaction

from youju.audit import rules
from youju.audit.models import Batch, Entry, Outcome, ReplayKey, Seal
from youju.audit.queries import hashed_fields, settled_unsealed
from youju.kernel.ids import new_key
from youju.kernel.refusal import Refused


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


@contextmanager
def act(name: str, *, actor: Actor, now: datetime, key: UUID | None = None) -> Iterator[Act]:
    """Frame an act: one transaction, the replay key, and the log entry at its end.

    Inside, the caller locks, checks its rules, writes rows and facts, and calls `Act.on`. When
    `Act.replayed` is true it must write nothing and return what `subject_id` names. A `Refused`
    undoes everything and is logged as a refusal.
    """
    doing = Act(name)
    try:
        with transaction.atomic():
            if key is not None:
                _reserve(doing, actor, now, key)
            yield doing
            if not doing.replayed:
                if key is not None:
                    ReplayKey.objects.filter(root_id=actor.root_id, key=key).update(
                        subject_kind=doing.subject_kind, subject_id=doing.subject_id
                    )
                _write(
                    actor,
                    now,
                    name,
                    Outcome.DONE,
                    doing.subject_kind,
                    doing.subject_id,
                    doing.detail,
                )
    except Refused as refusal:
        detail = {"reason": refusal.message}
        _write(actor, now, name, Outcome.REFUSED, doing.subject_kind, doing.subject_id, detail)
        raise


def _reserve(doing: Act, actor: Actor, now: datetime, key: UUID) -> None:
    """Take the key, or learn what was done under it. A second taker waits for the first."""
    taken = ReplayKey(root_id=actor.root_id, key=key, act=doing.name, at=now)
    ReplayKey.objects.bulk_create([taken], ignore_conflicts=True)
    row = ReplayKey.objects.select_for_update().get(root_id=actor.root_id, key=key)
    if row.subject_id:
        if row.act != doing.name:
            raise Refused("这个提交编号已用于另一项操作，请刷新页面重试")
        doing.replayed, doing.subject_kind, doing.subject_id = (
            True,
            row.subject_kind,
            row.subject_id,
        )


def _write(
    actor: Actor,
    now: datetime,
    name: str,
    outcome: Outcome,
    kind: str,
    subject_id: str,
    detail: dict[str, Any],
) -> None:
    Entry.objects.create(
        root_id=actor.root_id,
        id=new_key(),
        at=now,
        act=name,
        outcome=outcome,
        actor_id=actor.person_id,
        actor_label=actor.label,
        unit_id=actor.unit_id,
        role=actor.role,
        subject_kind=kind,
        subject_id=subject_id,
        detail=detail,
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
    _write(actor, now, name, outcome, kind, str(subject_id), detail)


def seal(*, now: datetime, limit: int = 50_000) -> Batch | None:
    """Seal the settled entries that are in no batch yet. Writers never wait for it.

    Returns:
        The new batch, or None when there was nothing to seal.
    """
    with transaction.atomic():
        last = Batch.objects.select_for_update().order_by("-id").first()
        rows = list(settled_unsealed(now)[:limit])
        if not rows:
            return None
        hashes = [rules.row_hash(hashed_fields(entry)) for entry in rows]
        previous = last.hash if last else rules.GENESIS
        batch = Batch.objects.create(
            sealed_at=now,
            count=len(rows),
            previous=previous,
            hash=rules.batch_hash(previous, hashes),
        )
        Seal.objects.bulk_create(
            Seal(root_id=entry.root_id, entry_id=entry.id, batch=batch, position=n, row_hash=h)
            for n, (entry, h) in enumerate(zip(rows, hashes, strict=True))
        )
        return batch
