"""The frame of a room's acts at a unit: who may, the log, the replay key, the record under lock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model
from django.utils.translation import gettext as _

from youju.audit.actions import Act, act
from youju.kernel.refusal import Missing
from youju.organisations.models import Membership, Unit
from youju.organisations.queries import answers_for, require
from youju.organisations.rules import May

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Frame:
    """The acts of one room. A refused permission is logged too.

    Attributes:
        room: What the names of the acts begin with in the log.
    """

    room: str

    @contextmanager
    def at(
        self,
        name: str,
        unit: Unit,
        *,
        actor: Membership,
        now: datetime,
        key: UUID | None,
        may: May = May.ARRANGE,
    ) -> Iterator[Act]:
        """Frame an act that needs a permission at a unit."""
        with act(f"{self.room}.{name}", actor=actor, now=now, key=key) as doing:
            require(actor, may, unit)
            yield doing

    @contextmanager
    def on(
        self,
        name: str,
        model: type[M],
        record_id: int,
        *,
        way: str = "unit",
        actor: Membership,
        now: datetime,
        key: UUID | None,
        may: May = May.ARRANGE,
        own: str = "",
    ) -> Iterator[tuple[Act, M]]:
        """Frame an act on a record, which nobody else changes until it has ended.

        Args:
            way: How the record leads to the unit at which the actor needs the permission.
            own: A field that names another unit whose members, or those of the one that took it in, may
                do it too.

        Raises:
            Missing: There is no such record.
            Forbidden: The actor may not do it there.
        """
        with act(f"{self.room}.{name}", actor=actor, now=now, key=key) as doing:
            record = _locked(model, record_id, way)
            unit: Any = reduce(getattr, way.split("__"), record)
            is_own = bool(own) and _is_of(actor, getattr(record, own))
            require(actor, may, None if is_own else unit)
            yield doing, record


def _is_of(actor: Membership, unit: Unit | None) -> bool:
    return unit is not None and answers_for(actor, unit)


def _locked(model: type[M], record_id: int, way: str) -> M:
    rows = model._default_manager.select_related(way).select_for_update(of=("self",))
    found = rows.filter(pk=record_id).first()
    if found is None:
        raise Missing(_("没有这条记录，或者不在您的查看范围内"))
    return found
