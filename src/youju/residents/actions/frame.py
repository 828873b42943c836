"""What the acts of the room share: who may, what is locked, the count afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model

from youju.audit.actions import Act, act
from youju.kernel.refusal import Missing
from youju.organisations.actions import Actor, allow
from youju.organisations.queries import May, Membership, Unit
from youju.residents.queries.scope import UNIT_OF, unit_of

M = TypeVar("M", bound=Model)


@contextmanager
def act_at(
    name: str,
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    key: UUID | None,
    may: May = May.RESIDENTS,
) -> Iterator[Act]:
    """Frame an act at a unit. A refusal of the permission is logged too."""
    with act(f"residents.{name}", actor=actor, now=now, key=key) as doing:
        allow(actor, may, unit)
        yield doing


@contextmanager
def act_on(
    name: str,
    model: type[M],
    record_id: int,
    *,
    actor: Actor,
    now: datetime,
    key: UUID | None,
    may: May = May.RESIDENTS,
) -> Iterator[tuple[Act, M]]:
    """Frame an act on a record, which is locked until its end."""
    with act(f"residents.{name}", actor=actor, now=now, key=key) as doing:
        found = locked(model, record_id, actor)
        doing.on(kind_name(model), record_id)
        allow(actor, may, unit_of(found))
        yield doing, found


def locked(model: type[M], record_id: int, actor: Actor) -> M:
    """Return the record, held until the act ends. Raises Missing outside the actor's tree."""
    way = UNIT_OF[model]
    rows: Any = model._default_manager.select_for_update(of=("self",)).select_related(way)
    found: M | None = rows.filter(pk=record_id).first()
    if found is None or (isinstance(actor, Membership) and not actor.unit.covers(unit_of(found))):
        raise Missing("没有这份登记，或者不在您的单位范围内")
    return found


def kind_name(model: type[Model]) -> str:
    """Return the name of a kind of record in the log."""
    return f"residents.{model._meta.model_name}"
