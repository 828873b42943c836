"""The frame of an act at a unit: who may, the log, the replay key."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from youju.audit.actions import Act, SystemActor, act
from youju.organisations.models import Membership, Unit
from youju.organisations.queries import require
from youju.organisations.rules import May

Actor = Membership | SystemActor


def allow(actor: Actor, what: May, unit: Unit | None) -> None:
    """Refuse an actor whose role does not allow `what` at the unit. The product itself may all."""
    if isinstance(actor, Membership):
        require(actor, what, unit)


@contextmanager
def act_at(
    name: str,
    unit: Unit | None,
    *,
    actor: Actor,
    now: datetime,
    key: UUID | None,
    may: May = May.ORGANISE,
    **subject: Any,
) -> Iterator[Act]:
    """Frame an act that needs a permission at a unit. Refusals of the permission are logged too.

    Args:
        subject: kind and id of the record, where there is one before the act.
    """
    with act(f"organisations.{name}", actor=actor, now=now, key=key) as doing:
        if subject and not doing.replayed:
            doing.on(f"organisations.{subject['kind']}", subject["id"])
        allow(actor, may, unit)
        yield doing
