"""Removing a whole tree of units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.files.storage import default_storage
from django.db import transaction

from youju.audit.actions import SYSTEM, act
from youju.evidence.queries import stored_names
from youju.jobs.actions import drop_orphans
from youju.organisations.queries import Unit
from youju.search.actions import index_anew
from youju.upkeep import removal

TREE = "upkeep.tree"


@dataclass(frozen=True, slots=True)
class Removed:
    """What was removed with a tree."""

    rows: int
    files: int


def remove_tree(root: Unit, *, now: datetime) -> Removed:
    """Remove a tree of units with everything that belongs to it, and the files that only it named.

    The log stays as it was; it says from now on that this was done.

    Raises:
        Refused: If a row of another tree refers to this one.
    """
    with act("upkeep.remove_tree", actor=SYSTEM, now=now) as doing:
        found = removal.rows_of_tree(root)
        names = removal.texts_in(found, set(stored_names()))
        doing.on(TREE, root.pk, name=root.name)
        count = removal.delete(found, root)
        index_anew()
        drop_orphans()
        alone = names - removal.texts_in(None, names)
        doing.detail |= {"rows": count, "files": len(alone)}
        transaction.on_commit(lambda: _drop(alone))
    return Removed(count, len(alone))


def _drop(names: set[str]) -> None:
    for name in names:
        default_storage.delete(name)
