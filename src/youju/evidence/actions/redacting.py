"""Covering faces and plates, so that a photo may be public; the original is never touched."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from youju.audit.actions import act
from youju.evidence import developing
from youju.evidence.models import Redaction
from youju.evidence.queries import KIND, developed, item_for, redaction_of
from youju.evidence.rules.boxes import check_boxes
from youju.kernel.refusal import Refused
from youju.organisations.queries import May, Membership, require


def redact(
    item_id: int, boxes: object, *, actor: Membership, now: datetime, key: UUID | None = None
) -> Redaction:
    """Make the copy of a photo that outsiders see, with these parts covered.

    It takes the place of one made before, which can be had back by `undo_redaction`.

    Args:
        boxes: A list of `[x, y, width, height]` in shares of the photo's width and height.
    """
    with act("evidence.redact", actor=actor, now=now, key=key) as doing:
        item = developed(item_for(actor, item_id))
        doing.on(KIND, item.pk)
        if doing.replayed:
            return Redaction.objects.filter(item=item).latest("pk")
        require(actor, May.RECORD, item.unit)
        if not item.is_photo or item.broken:
            raise Refused("只有打得开的照片能遮挡")
        places = check_boxes(boxes)
        made = Redaction.objects.create(
            item=item, boxes=[one.as_list() for one in places], made_by=actor, made_at=now
        )
        developing.draw_open(item)
        doing.on(KIND, item.pk, places=len(places))
    return made


def undo_redaction(
    item_id: int, *, actor: Membership, now: datetime, key: UUID | None = None
) -> None:
    """Take back the latest covering of a photo; the one before it holds again, if there is one."""
    with act("evidence.unredact", actor=actor, now=now, key=key) as doing:
        item = item_for(actor, item_id)
        doing.on(KIND, item.pk)
        require(actor, May.RECORD, item.unit)
        if doing.replayed:
            return
        latest = redaction_of(item)
        if latest is None:
            raise Refused("这张照片没有遮挡，不用撤销")
        Redaction.objects.filter(pk=latest.pk).update(undone_at=now)
        developing.draw_open(item)
