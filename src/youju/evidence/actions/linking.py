"""Describing items, and letting them serve records."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Max, QuerySet

from youju.audit.actions import act
from youju.evidence import rules
from youju.evidence.models import Item, Link
from youju.evidence.queries import KIND, item_for, items_chosen
from youju.evidence.rules import Role
from youju.organisations.actions import Actor, allow
from youju.organisations.queries import May, Membership, Unit, require


def describe(
    item_id: int, *, actor: Membership, now: datetime, key: UUID | None = None, **caption: str
) -> Item:
    """Change the caption and the dossier fields of an item; those not given stay."""
    with act("evidence.describe", actor=actor, now=now, key=key) as doing:
        item = item_for(actor, item_id)
        doing.on(KIND, item.pk)
        require(actor, May.RECORD, item.unit)
        if doing.replayed:
            return item
        item = Item.objects.select_for_update().select_related("unit").get(pk=item_id)
        changed = {
            name: value
            for name, value in rules.check_caption(caption).items()
            if getattr(item, name) != value
        }
        for name, value in changed.items():
            setattr(item, name, value)
        item.save(update_fields=list(changed))
        doing.on(KIND, item.pk, changed=sorted(changed))
    return item


def link(
    source_kind: str,
    source_id: object,
    items: Iterable[int],
    *,
    unit: Unit,
    role: Role = Role.PROOF,
    pair: int | None = None,
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> list[Link]:
    """Let items serve a record, after those that serve it already.

    Call it inside the action that writes the record, without a key, so that both happen or none.
    An item that serves the record already keeps its place and takes the new role and pair.

    Args:
        items: Ids, in the order they are shown; each must be in the actor's view.
        unit: The record's own unit: who sees the record sees its items.
        pair: Number that a before and an after photo of one place share.
    """
    with act("evidence.link", actor=actor, now=now, key=key) as doing:
        ids = list(dict.fromkeys(items))
        doing.on(source_kind, source_id, items=ids, role=role)
        allow(actor, May.RECORD, unit)
        rules.check_pair(role, pair)
        if not doing.replayed:
            _link(source_kind, str(source_id), ids, unit, role, pair, actor, now)
        return list(_links(source_kind, source_id).filter(item_id__in=ids))


def _links(source_kind: str, source_id: object) -> QuerySet[Link]:
    found = Link.objects.filter(source_kind=source_kind, source_id=str(source_id))
    return found.select_related("item")


def _link(
    source_kind: str,
    source_id: str,
    ids: list[int],
    unit: Unit,
    role: Role,
    pair: int | None,
    actor: Actor,
    now: datetime,
) -> None:
    chosen = items_chosen(actor, ids)
    held = _links(source_kind, source_id)
    others = held.exclude(item_id__in=ids)
    rules.check_count(others.count() + len(ids))
    last = held.aggregate(last=Max("order"))["last"] or 0
    for n, item in enumerate(chosen, start=1):
        wanted = {"role": role, "pair": pair}
        made = {**wanted, "unit": unit, "order": last + n, "linked_at": now}
        Link.objects.update_or_create(
            item=item,
            source_kind=source_kind,
            source_id=source_id,
            defaults=wanted,
            create_defaults=made,
        )


def unlink(
    source_kind: str,
    source_id: object,
    items: Iterable[int],
    *,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> int:
    """Let items serve a record no longer; the items stay. Returns how many did."""
    with act("evidence.unlink", actor=actor, now=now, key=key) as doing:
        ids = list(dict.fromkeys(items))
        doing.on(source_kind, source_id, items=ids)
        links = list(_links(source_kind, source_id).filter(item_id__in=ids).select_related("unit"))
        for one in links:
            require(actor, May.RECORD, one.unit)
        if not doing.replayed:
            Link.objects.filter(pk__in=[one.pk for one in links]).delete()
    return len(links)


def set_links(
    source_kind: str,
    source_id: object,
    items: Iterable[int],
    *,
    unit: Unit,
    role: Role = Role.PROOF,
    actor: Membership,
    now: datetime,
) -> list[Link]:
    """Make these, in this order, the items that serve a record in one role; the others go.

    What a form with the picker sends: call it inside the action that writes the record.
    """
    ids = list(dict.fromkeys(items))
    with act("evidence.set_links", actor=actor, now=now) as doing:
        doing.on(source_kind, source_id, items=ids, role=role)
        require(actor, May.RECORD, unit)
        held = _links(source_kind, source_id).filter(role=role)
        known = set(held.values_list("item_id", flat=True))
        held.exclude(item_id__in=ids).delete()
        new = [one for one in ids if one not in known]
        if new:
            _link(source_kind, str(source_id), new, unit, role, None, actor, now)
        for n, one in enumerate(ids, start=1):
            _links(source_kind, source_id).filter(item_id=one).update(order=n)
        return list(_links(source_kind, source_id).filter(role=role))
