"""Making the keys by which residents are found."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from youju.residents.kinds import kinds
from youju.residents.models import Door, Handle, Need, Resident
from youju.residents.rules.doors import DoorName
from youju.residents.rules.keys import Known, keys_of
from youju.residents.tokens import blind, door_token, id_token, kind_token, kind_tokens

WITH_PLACE = ("household__door__building", "unit")


def plain(value: object) -> str:
    """Return a protected value opened for a comparison or a key; it is not shown."""
    opened = getattr(value, "open", None)
    return str(opened()) if opened else str(value or "")


def door_name(door: Door | None) -> DoorName | None:
    """Return the whole door, to make a key of it."""
    return DoorName(door.building.number, door.entrance, plain(door.room)) if door else None


def known_of(resident: Resident) -> Known:
    """Return in plain what keys are made of."""
    door = door_name(resident.household.door) if resident.household else None
    return Known(
        name=plain(resident.sealed_name) if resident.minor else resident.name,
        former_name=resident.former_name,
        id_number=plain(resident.id_number),
        phones=tuple(filter(None, (plain(resident.phone), plain(resident.other_phone)))),
        door=door.key if door else "",
        minor=resident.minor,
    )


def rekey(residents: Iterable[Resident], *, fresh: bool = False) -> None:
    """Make the keys of residents anew. `fresh`: they had none before."""
    rows = list(residents)
    if not fresh:
        Handle.objects.filter(resident__in=[one.pk for one in rows]).delete()
    Handle.objects.bulk_create(
        (
            Handle(root_id=one.root_id, unit_id=one.unit_id, resident=one, key=key)
            for one in rows
            for key in sorted(keys_of(known_of(one), blind))
        ),
        batch_size=2000,
    )


def rekey_all(batch: int = 500) -> int:
    """Make every digest and key of the room under the first key of the ring, after
    `rotate_field_keys`. Returns how many residents were keyed. Safe to stop and to run again."""
    for kind in kinds():
        old = [one for one in kind_tokens(kind.code) if one != kind_token(kind.code)]
        Need.objects.filter(kind_token__in=old).update(kind_token=kind_token(kind.code))
    for door in Door.objects.select_related("building").iterator(chunk_size=batch):
        name = door_name(door)
        token = door_token(name.key if name else "")
        if token != door.token:
            Door.objects.filter(pk=door.pk).update(token=token)
    done, last = 0, 0
    while rows := _living_after(last, batch):
        with transaction.atomic():
            for one in rows:
                one.id_token = id_token(plain(one.id_number))
            Resident.objects.bulk_update(rows, ["id_token"])
            rekey(rows)
        done, last = done + len(rows), rows[-1].pk
    return done


def _living_after(last: int, batch: int) -> list[Resident]:
    rows = Resident.objects.filter(pk__gt=last, merged_into=None, erased_at=None)
    return list(rows.select_related(*WITH_PLACE).order_by("pk")[:batch])
