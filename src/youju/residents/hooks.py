"""What rooms above want to hear of, called inside the transaction of the act; they append when they start."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from youju.organisations.queries import Unit
from youju.residents.models import Resident

# Called with the registration that stays and the one that was put into it.
MERGED: list[Callable[[Resident, Resident], None]] = []
# Called with a registration of which only the tombstone stays.
ERASED: list[Callable[[Resident], None]] = []
# Called with the ids of households that another unit answers for, that unit and the time of the act.
HANDED: list[Callable[[Sequence[int], Unit, datetime], None]] = []


def handed(homes: Sequence[int], unit: Unit, now: datetime) -> None:
    """Tell the rooms above that another unit answers for households."""
    for hook in HANDED:
        hook(homes, unit, now)


def erased(row: Resident) -> None:
    """Tell the rooms above that what is held of somebody was erased."""
    for hook in ERASED:
        hook(row)


def merged(keep: Resident, drop: Resident) -> None:
    """Tell the rooms above that two registrations of one person became one."""
    for hook in MERGED:
        hook(keep, drop)
