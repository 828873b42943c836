"""What rooms above want to hear of, called inside the transaction of the act; they append when they start."""

from __future__ import annotations

from collections.abc import Callable

from youju.residents.models import Resident

# Called with the registration that stays and the one that was put into it.
MERGED: list[Callable[[Resident, Resident], None]] = []
# Called with a registration of which only the tombstone stays.
ERASED: list[Callable[[Resident], None]] = []


def erased(row: Resident) -> None:
    """Tell the rooms above that what is held of somebody was erased."""
    for hook in ERASED:
        hook(row)


def merged(keep: Resident, drop: Resident) -> None:
    """Tell the rooms above that two registrations of one person became one."""
    for hook in MERGED:
        hook(keep, drop)
