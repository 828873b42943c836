"""Making what is shown of a photo: its copies, its look, when and where it was taken.

A photo is accepted by its header alone. The rest is done here: by a worker, or at once where
somebody opens the photo first.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from typing import Any, BinaryIO, cast

from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import SystemActor, act
from youju.evidence import pictures, rules, shelf
from youju.evidence.models import Item, Position, Redaction, Variant
from youju.evidence.pictures import Copy, Picture
from youju.evidence.rules import FileType, Size
from youju.inbox.actions import tell
from youju.jobs.actions import start
from youju.jobs.queries import is_waiting
from youju.jobs.registry import Report
from youju.kernel.ids import new_key
from youju.kernel.refusal import Refused

JOB = "evidence.develop"
BROKEN = "evidence.broken"


def look_at(file: BinaryIO, kind: FileType, now: datetime) -> Picture:
    """Decode a photo, and make its copies. Raises Refused if it is no whole picture."""
    zone = timezone.get_default_timezone()
    return pictures.read_picture(file, kind, zone=zone, now=now)


def picture_of(item: Item, now: datetime) -> Picture:
    """Decode the stored original of a photo. Raises FileNotFoundError, or Refused."""
    kind = next(one for one in rules.PHOTO_TYPES if one.media_type == item.media_type)
    with shelf.take(item.stored) as file:
        return look_at(cast(BinaryIO, file), kind, now)


def columns_of(picture: Picture) -> dict[str, object]:
    """Return the columns of an item that come from looking at the photo."""
    columns: dict[str, object] = {
        "work": Item.Work.READY,
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


def keep_copies(item: Item, picture: Picture) -> None:
    """Write the copies of a photo and where it was taken, in the transaction around it."""
    keep_variants(item, picture.copies)
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


def keep_variants(item: Item, copies: Iterable[Copy]) -> None:
    """Write copies of a photo, each in the place of the one of its size."""
    for copy in copies:
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


def develop(item: Item, *, now: datetime) -> Item:
    """Do what is left to do for a photo, and return it as it is then.

    Two at once do it twice and keep it once. It leaves no entry in the log: that the photo came
    is there. One that turns out broken does, and stays with its records.
    """
    if not item.waiting:
        return item
    try:
        picture = picture_of(item, now)
    except Refused as refusal:
        call_broken(item.pk, refusal.message, now)
        return Item.objects.get(pk=item.pk)
    with transaction.atomic():
        held = Item.objects.select_for_update().get(pk=item.pk)
        if held.waiting:
            columns = columns_of(picture)
            for name, value in columns.items():
                setattr(held, name, value)
            held.save(update_fields=list(columns))
            keep_copies(held, picture)
    return held


OPEN_SIZES = (Size.OPEN, Size.OPEN_SMALL)


def draw_open(item: Item) -> None:
    """Make the open copies of a photo from its latest covering; without one there are none.

    What no row names any more leaves the storage after commit.
    """
    held = Item.objects.select_for_update().get(pk=item.pk)
    latest = Redaction.objects.filter(item=held, undone_at=None).order_by("-pk").first()
    old = Variant.objects.filter(item=held, size_name__in=OPEN_SIZES)
    names = list(old.values_list("stored", flat=True))
    transaction.on_commit(lambda: drop_unnamed(names))
    if latest is None:
        old.delete()
        return
    public = Variant.objects.get(item=held, size_name=Size.PUBLIC)
    with shelf.take(public.stored) as file:
        keep_variants(held, pictures.covered(cast(BinaryIO, file), latest.places))


def drop_unnamed(names: Iterable[str]) -> None:
    """Remove those stored files that no row names."""
    for name in names:
        if not is_named(name):
            shelf.drop(name)


def is_named(name: str) -> bool:
    """Return whether an item or a copy lies in the storage under the name."""
    return any(model.objects.filter(stored=name).exists() for model in (Item, Variant))


def call_broken(item_id: int, reason: str, now: datetime) -> None:
    """Mark a photo as one that cannot be opened, and tell whoever handed it in. Nothing is dropped."""
    with transaction.atomic():
        found = Item.objects.select_for_update().filter(pk=item_id, work=Item.Work.WAITING)
        item = found.first()
        if item is None:
            return
        Item.objects.filter(pk=item_id).update(work=Item.Work.BROKEN)
        with act(BROKEN, actor=SystemActor(root_id=item.root_id), now=now) as doing:
            doing.on(rules.ITEM, item_id, reason=reason)
        if item.uploader is not None:
            title = _("有一张照片打不开，请重新拍摄或重新传送；原件还在")
            url = reverse("evidence:item", args=[item_id])
            tell([item.uploader], kind=BROKEN, title=title, url=url, now=now)


def _free(now: datetime) -> Q:
    """Return the condition that a photo waits and no worker has it in hand."""
    lost = Q(work_at__lt=now - rules.CLAIMED_FOR)
    return Q(work=Item.Work.WAITING) & (Q(work_at=None) | lost)


def wake(*, now: datetime) -> bool:
    """Start a job if photos wait and none is queued; each worker calls this every few seconds."""
    if not Item.objects.filter(_free(now)).exists() or is_waiting(JOB):
        return False
    start(JOB, _("处理照片"), actor=SystemActor(), now=now, payload={}, key=new_key())
    return True


def claim(now: datetime) -> list[Item]:
    """Return photos that no other worker works on, the oldest first, and note that this one does.

    One that has stopped workers too often is called broken instead.
    """
    with transaction.atomic():
        rows = Item.objects.filter(_free(now)).order_by("received_at", "pk")
        mine = list(rows.select_for_update(skip_locked=True)[: rules.AT_ONCE])
        ids = [item.pk for item in mine]
        Item.objects.filter(pk__in=ids).update(work_at=now, tries=F("tries") + 1)
    for item in mine:
        if rules.is_given_up(item.tries):
            call_broken(item.pk, _("处理了几次都没有做完"), now)
    return [item for item in mine if not rules.is_given_up(item.tries)]


def run(job_id: int, payload: dict[str, Any], report: Report) -> dict[str, Any]:
    """Develop what waits; after some seconds leave the rest to the next job."""
    done, end = 0, time.monotonic() + rules.WORK_FOR
    while time.monotonic() < end and (mine := claim(timezone.now())):
        for item in mine:
            _tried(item)
            done += 1
            report(done, 0)
    return {"text": _("处理了 %(n)d 张照片") % {"n": done}}


def _tried(item: Item) -> None:
    with suppress(FileNotFoundError):  # it is tried again, and `youju evidence verify` says so
        develop(item, now=timezone.now())
