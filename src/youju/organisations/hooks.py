"""What rooms above want to hear of, called inside the transaction of the act.

A room above appends a callable when it starts; this room knows none of them. An exception undoes
the act. See docs/adr/0004-counting-below-facts.md.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

# Called with the record's kind (`measures.KINDS`), its id and the time of the act.
RECORD_CHANGED: list[Callable[[str, int, datetime], None]] = []
# Called with the time of the act when units stand elsewhere than before.
TREE_CHANGED: list[Callable[[datetime], None]] = []


def record_changed(kind: str, record_id: int, now: datetime) -> None:
    """Tell the rooms above that what a record counts may have changed."""
    for hook in RECORD_CHANGED:
        hook(kind, record_id, now)


def tree_changed(now: datetime) -> None:
    """Tell the rooms above that units stand elsewhere."""
    for hook in TREE_CHANGED:
        hook(now)
