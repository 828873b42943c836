"""Keeping files: one content is one item, with the copies made of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, cast
from uuid import UUID

from django.conf import settings
from django.core.files import File
from django.utils import timezone

from youju.audit.actions import SystemActor, act
from youju.evidence import pictures, rules, shelf, sniff
from youju.evidence.models import Item, Position, Receipt, Variant
from youju.evidence.pictures import Picture
from youju.evidence.queries import KIND, item_for
from youju.evidence.rules import FileType
from youju.kernel.refusal import Refused
from youju.organisations.actions import Actor, allow
from youju.organisations.queries import May, Membership, Unit


@dataclass(frozen=True, slots=True)
class _Received:
    """An upload that was found acceptable; nothing is stored yet."""

    file: BinaryIO
    name: str
    sha256: str
    size: int
    type: FileType
    known: Item | None
    picture: Picture | None


def store(
    upload: File[bytes],
    *,
    unit: Unit,
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
    **caption: str,
) -> Item:
    """Keep a file, or find the one with the same content, for a unit.

    The file is looked at before the transaction, so that no writer waits for a photo to be
    decoded; nothing of a refused file is stored.

    Args:
        upload: Seekable; read in pieces, no further than UPLOAD_LIMIT_BYTES.
        unit: Whose it is; the actor's own or below.
        actor: A member; or the product itself, for what came without a sign-in.
        caption: `caption` and the dossier fields (`rules.CAPTION_FIELDS`); only written on a new
            item, another unit's words stay.

    Raises:
        Refused: With field "file": empty, over-size, broken, unsafe or of a type not accepted.
    """
    received: _Received | Refused
    try:
        allow(actor, May.RECORD, unit)
        described = rules.check_caption(caption)
        received = _receive(upload, unit, now)
    except Refused as refusal:
        received = refusal
    with act("evidence.store", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return item_for(actor, int(doing.subject_id))
        if isinstance(received, Refused):
            raise received
        item, new = _keep(received, described, unit, actor, now)
        doing.on(KIND, item.pk, name=received.name, size=received.size, new=new)
    return item


def _receive(upload: File[bytes], unit: Unit, now: datetime) -> _Received:
    file = cast(BinaryIO, upload.file)
    name = rules.clean_name(upload.name or "")
    sha256, size = shelf.measured(file, settings.UPLOAD_LIMIT_BYTES)
    known = Item.objects.filter(root_id=unit.root_id, sha256=sha256).first()
    kind = sniff.real_type(file, upload.name or "")
    picture = None
    if known is None and kind in rules.PHOTO_TYPES:
        picture = _look_at(file, kind, now)
    return _Received(file, name, sha256, size, kind, known, picture)


def _look_at(file: BinaryIO, kind: FileType, now: datetime) -> Picture:
    zone = timezone.get_default_timezone()
    return pictures.read_picture(file, kind, zone=zone, now=now)


def _keep(
    received: _Received, described: dict[str, str], unit: Unit, actor: Actor, now: datetime
) -> tuple[Item, bool]:
    """Write the item, its copies and the receipt. Two at once with the same content make one."""
    stored = shelf.put(received.file, received.sha256, received.size, received.type.ext)
    draft = Item(
        root_id=unit.root_id,
        unit=unit,
        uploader=_member(actor),
        sha256=received.sha256,
        stored=stored,
        media_type=received.type.media_type,
        kind=received.type.kind,
        size=received.size,
        file_name=received.name,
        received_at=now,
        **_seen(received.picture),
        **described,
    )
    Item.objects.bulk_create([draft], ignore_conflicts=True)
    item = Item.objects.select_for_update().get(root_id=unit.root_id, sha256=received.sha256)
    new = not item.receipts.exists()
    if new and received.picture is not None:
        _keep_copies(item, received.picture)
    Receipt.objects.get_or_create(
        item=item,
        unit=unit,
        defaults={"uploader": _member(actor), "file_name": received.name, "received_at": now},
    )
    return item, new


def _member(actor: Actor) -> Membership | None:
    return actor if isinstance(actor, Membership) else None


def _seen(picture: Picture | None) -> dict[str, object]:
    """Return the columns of an item that come from looking at the photo."""
    if picture is None:
        return {}
    columns: dict[str, object] = {
        "width": picture.width,
        "height": picture.height,
        "taken_at": picture.taken_at,
        "blur": picture.blur,
    }
    if picture.look is not None:
        columns["look"] = f"{picture.look:016x}"
        bands = rules.bands_of(picture.look)
        columns |= {f"look_{n}": band for n, band in enumerate(bands, start=1)}
    return columns


def _keep_copies(item: Item, picture: Picture) -> None:
    for copy in picture.copies:
        stored, sha256 = shelf.put_bytes(copy.content, pictures.COPY.ext)
        Variant.objects.update_or_create(
            item=item,
            size_name=copy.size,
            defaults={
                "sha256": sha256,
                "stored": stored,
                "media_type": pictures.COPY.media_type,
                "size": len(copy.content),
                "width": copy.width,
                "height": copy.height,
            },
        )
    if picture.lat is not None and picture.lng is not None:
        Position.objects.update_or_create(
            item=item,
            defaults={
                "lat": picture.lat,
                "lng": picture.lng,
                "coarse_lat": rules.coarse(picture.lat),
                "coarse_lng": rules.coarse(picture.lng),
            },
        )


def make_copies(item_id: int, *, now: datetime) -> bool:
    """Make the copies of a photo again from its original. False where that is missing or altered."""
    item = Item.objects.get(pk=item_id)
    if shelf.hash_of(item.stored) != item.sha256:
        return False
    kind = next(one for one in rules.PHOTO_TYPES if one.media_type == item.media_type)
    with shelf.take(item.stored) as file:
        picture = _look_at(cast(BinaryIO, file), kind, now)
    for copy in item.variants.all():
        shelf.drop(copy.stored)
    with act("evidence.mend", actor=SystemActor(root_id=item.root_id), now=now) as doing:
        _keep_copies(item, picture)
        doing.on(KIND, item.pk)
    return True


def mark(item_id: int, *, damaged: bool, now: datetime) -> None:
    """Note on an item that its file was found missing or altered, or sound again."""
    item = Item.objects.get(pk=item_id)
    with act("evidence.check", actor=SystemActor(root_id=item.root_id), now=now) as doing:
        state = Item.State.DAMAGED if damaged else Item.State.SOUND
        Item.objects.filter(pk=item_id).update(state=state)
        doing.on(KIND, item_id, state=state)
