"""Looking a dossier through: what is missing, what is to be looked at again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from youju.documents.dossiers import rules, statement, tables
from youju.documents.dossiers.rules import Finding, Look, Shot, Slot
from youju.documents.models import Dossier, Piece
from youju.evidence.rules import NEAR, distance


def findings_of(dossier: Dossier) -> list[Finding]:
    """Return what is wrong with a dossier today, slot by slot."""
    pieces = list(
        Piece.objects.filter(dossier=dossier, dropped=False)
        .select_related("item")
        .order_by("order", "pk")
    )
    papers = {one.pk: one.day for one in pieces if one.slot == Slot.PAPERS}
    photos = [one for one in pieces if one.slot == Slot.PHOTOS]
    told = statement.told(dossier) if dossier.statement.strip() else None
    held = tables.statistics(dossier)
    start, end = dossier.start, dossier.end
    return [
        *rules.paper_findings(papers, start, end),
        *(
            rules.statement_findings(told.text, told.figures, told.typed)
            if told
            else rules.statement_findings("", 0)
        ),
        *rules.photo_findings([shot_of(one) for one in photos], start, end),
        *rules.duplicate_findings(_looks(photos, dossier), _others(dossier, photos), near),
        *rules.table_findings(len(held), sum(one.figures for one in held)),
    ]


def shot_of(piece: Piece) -> Shot:
    """Return a photo piece as the checks see it."""
    item: Any = piece.item
    state = "打不开" if item.broken else "还在处理" if item.waiting else ""
    taken = item.taken_at or item.received_at
    day: date = piece.day or timezone.localdate(taken)
    return Shot(
        piece.pk,
        piece.captions,
        item.blurred,
        item.width or 0,
        item.height or 0,
        piece.unmarked,
        timezone.localdate(item.taken_at) if item.taken_at else day,
        state,
    )


def near(one: Look, other: Look) -> bool:
    """Return whether two photos look alike, as the evidence room measures it."""
    return (
        one.bits is not None and other.bits is not None and distance(one.bits, other.bits) <= NEAR
    )


def _looks(photos: Sequence[Piece], dossier: Dossier) -> list[Look]:
    return [
        Look(one.pk, dossier.pk, one.item.pk, dossier.item.code, one.item.look_bits)
        for one in photos
        if one.item is not None
    ]


def _others(dossier: Dossier, photos: Sequence[Piece]) -> list[Look]:
    """Return the photos of the edition's other dossiers that a person would see side by side."""
    if not photos:
        return []
    rows = Piece.objects.filter(
        dossier__edition=dossier.edition_id, slot=Slot.PHOTOS, dropped=False
    ).exclude(dossier=dossier)
    told = rows.values_list("pk", "dossier_id", "item_id", "dossier__item__code", "item__look")
    return [
        Look(pk, held, item or 0, code, int(look, 16) if look else None)
        for pk, held, item, code, look in told
    ]


def as_plain(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """Return findings as they are kept with the dossier."""
    return [
        {"slot": str(one.slot), "text": one.text, "lack": one.lack, "piece": one.piece}
        for one in findings
    ]
