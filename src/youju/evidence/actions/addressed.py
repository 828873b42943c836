"""Photos of a record that several units work on: before and after in pairs, seen by all of them.

The record's own action has asked whether the actor may write it, and logs it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from youju.evidence import rules
from youju.evidence.actions.signing import check_no_photos
from youju.evidence.models import Link
from youju.evidence.queries import items_chosen
from youju.evidence.rules import Role
from youju.organisations.actions import Actor
from youju.organisations.queries import Unit

SHARED = ".for"  # ends the source kind of links that only open a photo to another unit


def attach(
    source_kind: str,
    source_id: object,
    items: Sequence[int],
    *,
    unit: Unit,
    role: Role,
    anew: bool = False,
    actor: Actor,
    now: datetime,
) -> None:
    """Let items serve a record in a role, after those that do; before and after photos are numbered,
    so that the n-th of each are a pair.

    Args:
        items: Ids, each in the actor's view.
        unit: Where the record lies, wherever the actor stands.
        anew: The role begins again: what served in it until now stays as proof; signatures go.
    """
    if role == Role.SIGNATURE:
        check_no_photos(items)
    chosen = items_chosen(actor, items)
    held = list(Link.objects.filter(source_kind=source_kind, source_id=str(source_id)))
    same = [one for one in held if one.role == role]
    if anew and same:
        before = Link.objects.filter(pk__in=[one.pk for one in same])
        if role == Role.SIGNATURE:  # no photo of the place, so no proof of it either
            before.delete()
        else:
            before.update(role=Role.PROOF, pair=None)
        same = []
    others = {one.item_id for one in held} - {item.pk for item in chosen}
    rules.check_count(len(others) + len(chosen))
    paired = role in (Role.BEFORE, Role.AFTER)
    last = max((one.order for one in held), default=0)
    rows = [
        Link(
            item=item,
            unit=unit,
            source_kind=source_kind,
            source_id=str(source_id),
            role=role,
            pair=len(same) + n if paired else None,
            order=last + n,
            linked_at=now,
        )
        for n, item in enumerate(chosen, start=1)
    ]
    _keep(rows)


def share_links(
    source_kind: str, source_id: object, units: Iterable[Unit], *, now: datetime
) -> None:
    """Let the items of a record be seen at units that it is addressed to, though it lies elsewhere."""
    to = list(units)
    if not to:
        return
    held = list(Link.objects.filter(source_kind=source_kind, source_id=str(source_id)))
    rows = [
        Link(
            item_id=one.item_id,
            unit=unit,
            source_kind=f"{source_kind}{SHARED}",
            source_id=f"{source_id}:{unit.pk}",
            role=one.role,
            pair=one.pair,
            order=one.order,
            linked_at=now,
        )
        for unit in to
        for one in held
    ]
    _keep(rows)


def _keep(rows: Sequence[Link]) -> None:
    Link.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["item", "source_kind", "source_id"],
        update_fields=["role", "pair", "order"],
    )
