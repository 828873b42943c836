"""Files that come in parts: begun, continued from where they stopped, and finished."""

from __future__ import annotations

from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.db.models import F

from youju.audit.actions import act
from youju.evidence import rules, shelf, sniff
from youju.evidence.actions.keeping import store
from youju.evidence.models import Item, Upload, UploadPart
from youju.evidence.queries import upload_for
from youju.kernel.refusal import Refused
from youju.organisations.queries import May, Membership, Unit, require
from youju.ui.prepared import insert

UPLOAD_KIND = "evidence.upload"
upload_state = upload_for


def begin_upload(
    *,
    name: str,
    size: int,
    sha256: str = "",
    unit: Unit,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Upload:
    """Announce a file that will come in parts; it belongs to the actor's person.

    Args:
        size: Of the whole file, in bytes.
        sha256: Its hash (hex), compared at the end; "" where the sender cannot say.
        unit: Whose it will be; the actor's own or below.

    Raises:
        Refused: If its announced size or ending is not accepted, before a byte is sent.
    """
    with act("evidence.begin_upload", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return upload_for(actor, int(doing.subject_id))
        require(actor, May.RECORD, unit)
        mine = Upload.objects.filter(membership__person=actor.person_id, state=Upload.State.OPEN)
        still_open = mine.count()
        rules.check_upload(name, size, sha256, settings.UPLOAD_LIMIT_BYTES, still_open)
        upload = Upload(
            root_id=unit.root_id,
            unit=unit,
            membership=actor,
            name=rules.clean_name(name),
            size=size,
            sha256=sha256,
            made_at=now,
            seen_at=now,
        )
        insert(upload)
        doing.on(UPLOAD_KIND, upload.pk, name=upload.name, size=size)
    return upload


def append_part(
    upload_id: int, offset: int, content: bytes, *, actor: Membership, now: datetime
) -> Upload:
    """Keep the next part of a file. One that has come already changes nothing.

    The part lies in the storage before its row is written, so that a stopped server never counts
    bytes it does not have; of two senders of one part the first counts. It leaves no entry in the
    log: the beginning and the end of the upload do.

    Returns:
        The upload, with how much of it has been received by now.

    Raises:
        Refused: If the part does not continue what was received, or does not fit.
    """
    return _append(upload_for(actor, upload_id), offset, content, actor, now)


def take_part(
    upload_id: int, offset: int, content: bytes, *, actor: Membership, now: datetime
) -> Upload:
    """Keep the next part as `append_part` does, and make the item as soon as the file is whole.

    The last part is not stored by itself: it counts with the item it completes, or not at all.

    Raises:
        Refused: As `append_part` and `finish_upload` say.
    """
    upload = upload_for(actor, upload_id)
    begun = upload.state == Upload.State.OPEN and offset == upload.received
    if not begun or offset + len(content) != upload.size:
        upload = _append(upload, offset, content, actor, now)
        if upload.state != Upload.State.OPEN or not upload.whole:
            return upload
        return _finish(upload, b"", actor, now, None)  # all of it had come before
    _check_part(upload, offset, content)
    return _finish(upload, content, actor, now, None)


def _check_part(upload: Upload, offset: int, content: bytes) -> None:
    rules.check_part(offset, len(content), upload.received, upload.size)
    if offset == 0:
        sniff.check_head(content[: sniff.HEAD])


def _append(
    upload: Upload, offset: int, content: bytes, actor: Membership, now: datetime
) -> Upload:
    known = rules.is_known_part(offset, len(content), upload.received)
    if upload.state != Upload.State.OPEN or known:
        return upload
    _check_part(upload, offset, content)
    stored = shelf.put_part(upload.pk, offset, content)
    with transaction.atomic():
        here = Upload.objects.filter(pk=upload.pk, state=Upload.State.OPEN, received=offset)
        taken = here.update(received=F("received") + len(content), seen_at=now)
        if taken:
            part = UploadPart(upload=upload, offset=offset, size=len(content), stored=stored)
            insert(part)
    if not taken:
        shelf.drop(stored)
        return upload_for(actor, upload.pk)
    upload.received += len(content)
    return upload


def finish_upload(
    upload_id: int, *, actor: Membership, now: datetime, key: UUID | None = None
) -> Item:
    """Make an item of a file whose parts have all come. Finished again, it is the same item.

    Raises:
        Refused: If bytes are missing (field "offset"); if its hash is not the announced one (field
            "sha256"), then it is to be sent again from its beginning; or if the file is not accepted
            (field "file"), then what came of it is dropped.
    """
    upload = _finish(upload_for(actor, upload_id), b"", actor, now, key)
    assert upload.item is not None
    return upload.item


def _finish(
    upload: Upload, last: bytes, actor: Membership, now: datetime, key: UUID | None
) -> Upload:
    """Make the item of what has been received and a last part that has not been stored."""
    try:
        with act("evidence.finish_upload", actor=actor, now=now, key=key) as doing:
            doing.on(UPLOAD_KIND, upload.pk)
            rows = Upload.objects.select_for_update(of=("self",)).select_related("unit", "item")
            upload = rows.get(pk=upload.pk)
            if upload.item is None:
                upload.item = _store(upload, last, actor, now)
                upload.state, upload.seen_at = Upload.State.DONE, now
                upload.received = upload.size
                upload.save(update_fields=["item", "state", "seen_at", "received"])
                _drop_parts(upload)
            doing.on(UPLOAD_KIND, upload.pk, item=upload.item_id)
    except Refused as refusal:
        _let_go(upload, refusal)
        raise
    return upload


def _store(upload: Upload, last: bytes, actor: Membership, now: datetime) -> Item:
    if upload.state == Upload.State.REFUSED:
        raise Refused(upload.note, field="file")
    parts = []
    if upload.received:
        parts = list(upload.parts.order_by("offset").values_list("stored", flat=True))
    rules.check_whole(upload.received + len(last), upload.size)
    with shelf.joined(parts, last) as file:
        _check_hash(file, upload)
        return store(File(file, upload.name), unit=upload.unit, actor=actor, now=now)


def _check_hash(file: BinaryIO, upload: Upload) -> None:
    if upload.sha256 and shelf.measured(file, upload.size)[0] != upload.sha256:
        raise Refused("收到的和发出的不一样，请从头重传", field="sha256")


def _let_go(upload: Upload, refusal: Refused) -> None:
    """Drop what came of a file that was refused for good, or has to be sent again."""
    if refusal.field not in ("file", "sha256") or upload.state != Upload.State.OPEN:
        return
    rows = Upload.objects.filter(pk=upload.pk)
    with transaction.atomic():
        UploadPart.objects.filter(upload=upload).delete()
        if refusal.field == "sha256":
            rows.update(received=0)
        else:
            rows.update(state=Upload.State.REFUSED, note=refusal.message[:200])
    shelf.drop_parts(upload.pk)


def _drop_parts(upload: Upload) -> None:
    """Drop the rows of the parts now, and what lies in the storage once that is certain."""
    if UploadPart.objects.filter(upload=upload).delete()[0]:
        transaction.on_commit(lambda: shelf.drop_parts(upload.pk))


def drop_abandoned(*, now: datetime) -> int:
    """Drop uploads that nobody came back to, with what lies in the storage; return how many."""
    dropped = 0
    for upload in Upload.objects.filter(seen_at__lt=now - rules.ABANDONED_AFTER):
        if rules.is_abandoned(upload.seen_at, upload.state == Upload.State.DONE, now):
            shelf.drop_parts(upload.pk)
            upload.delete()
            dropped += 1
    return dropped
