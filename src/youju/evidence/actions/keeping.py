"""Keeping files: one content is one item, with the copies made of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import BinaryIO, cast
from uuid import UUID

from django.conf import settings
from django.core.files import File
from django.db.models import Exists, OuterRef

from youju.audit.actions import SystemActor, act
from youju.evidence import developing, pictures, rules, shelf, sniff
from youju.evidence.models import Item, Receipt
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
    columns: dict[str, object]
    picture: Picture | None = None


def store(
    upload: File[bytes],
    *,
    unit: Unit,
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
    at_once: bool | None = None,
    **caption: str,
) -> Item:
    """Keep a file, or find the one with the same content, for a unit.

    The file is looked at before the transaction; nothing of a refused file is stored. A photo is
    accepted by its header, its copies are made by a worker (`developing`).

    Args:
        upload: Seekable; read in pieces, no further than UPLOAD_LIMIT_BYTES.
        unit: Whose it is; the actor's own or below.
        actor: A member; or the product itself, for what came without a sign-in.
        at_once: Decode a photo and make its copies now; as the settings say unless told.
        caption: `caption` and the dossier fields (`rules.CAPTION_FIELDS`); only written on a new
            item, another unit's words stay.

    Raises:
        Refused: With field "file": empty, over-size, broken, unsafe or of a type not accepted.
    """
    received: _Received | Refused
    try:
        allow(actor, May.RECORD, unit)
        described = rules.check_caption(caption)
        now_or_later = settings.PHOTOS_AT_ONCE if at_once is None else at_once
        received = _receive(upload, unit, now, now_or_later)
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


def _receive(upload: File[bytes], unit: Unit, now: datetime, at_once: bool) -> _Received:
    file = cast(BinaryIO, upload.file)
    name = rules.clean_name(upload.name or "")
    sha256, size = shelf.measured(file, settings.UPLOAD_LIMIT_BYTES)
    known = Item.objects.filter(root_id=unit.root_id, sha256=sha256).first()
    kind = sniff.real_type(file, upload.name or "")
    received = _Received(file, name, sha256, size, kind, known, {})
    if known is not None or kind not in rules.PHOTO_TYPES:
        return received
    if at_once:
        picture = developing.look_at(file, kind, now)
        return replace(received, picture=picture, columns=developing.columns_of(picture))
    width, height = pictures.size_of(file, kind)
    return replace(received, columns={"width": width, "height": height, "work": Item.Work.WAITING})


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
        **received.columns,
        **described,
    )
    if received.known is None:
        Item.objects.bulk_create([draft], ignore_conflicts=True)
    handed_in = Exists(Receipt.objects.filter(item=OuterRef("pk")))
    same = Item.objects.filter(root_id=unit.root_id, sha256=received.sha256)
    item = same.annotate(handed_in=handed_in).select_for_update().get()
    new = not item.handed_in
    if new and received.picture is not None:
        developing.keep_copies(item, received.picture)
    receipt = Receipt(
        item=item,
        unit=unit,
        uploader=_member(actor),
        file_name=received.name,
        received_at=now,
    )
    Receipt.objects.bulk_create([receipt], ignore_conflicts=True)
    return item, new


def _member(actor: Actor) -> Membership | None:
    return actor if isinstance(actor, Membership) else None


def make_copies(item_id: int, *, now: datetime) -> bool:
    """Make the copies of a photo again from its original. False where that is missing or altered."""
    item = Item.objects.get(pk=item_id)
    if shelf.hash_of(item.stored) != item.sha256:
        return False
    picture = developing.picture_of(item, now)
    for copy in item.variants.all():
        shelf.drop(copy.stored)
    with act("evidence.mend", actor=SystemActor(root_id=item.root_id), now=now) as doing:
        developing.keep_copies(item, picture)
        developing.draw_open(item)
        doing.on(KIND, item.pk)
    return True


def mark(item_id: int, *, damaged: bool, now: datetime) -> None:
    """Note on an item that its file was found missing or altered, or sound again."""
    item = Item.objects.get(pk=item_id)
    with act("evidence.check", actor=SystemActor(root_id=item.root_id), now=now) as doing:
        state = Item.State.DAMAGED if damaged else Item.State.SOUND
        Item.objects.filter(pk=item_id).update(state=state)
        doing.on(KIND, item_id, state=state)
