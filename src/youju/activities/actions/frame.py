"""The frame of an act of this room: who may, the log, the replay key, the record under lock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import reduce
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model
from django.utils.translation import gettext as _

from youju.audit.actions import Act, act
from youju.kernel.refusal import Missing
from youju.organisations.queries import May, Membership, Unit, require

M = TypeVar("M", bound=Model)


@contextmanager
def act_at(
    name: str,
    unit: Unit,
    *,
    actor: Membership,
    now: datetime,
    key: UUID | None,
    may: May = May.ARRANGE,
) -> Iterator[Act]:
    """Frame an act that needs a permission at a unit. A refused permission is logged too."""
    with act(f"activities.{name}", actor=actor, now=now, key=key) as doing:
        require(actor, may, unit)
        yield doing


@contextmanager
def act_on(
    name: str,
    model: type[M],
    record_id: int,
    *,
    way: str = "unit",
    actor: Membership,
    now: datetime,
    key: UUID | None,
    may: May = May.ARRANGE,
) -> Iterator[tuple[Act, M]]:
    """Frame an act on a record, which nobody else changes until it has ended.

    Args:
        way: How the record leads to the unit at which the actor needs the permission.

    Raises:
        Missing: There is no such record.
        Forbidden: The actor may not do it there.
    """
    with act(f"activities.{name}", actor=actor, now=now, key=key) as doing:
        record = _locked(model, record_id, way)
        unit: Any = reduce(getattr, way.split("__"), record)
        require(actor, may, unit)
        yield doing, record


def _locked(model: type[M], record_id: int, way: str) -> M:
    rows = model._default_manager.select_related(way).select_for_update(of=("self",))
    found = rows.filter(pk=record_id).first()
    if found is None:
        raise Missing(_("没有这条记录，或者不在您的查看范围内"))
    return found
