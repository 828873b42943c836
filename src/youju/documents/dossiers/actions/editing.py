"""Changing a dossier by hand: what a person chose, worded or took out stays so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import act
from youju.documents.dossiers import rules, statement
from youju.documents.dossiers.actions.shared import KIND, editable, settle
from youju.documents.dossiers.rules import Slot
from youju.documents.models import Dossier, Piece
from youju.evidence.queries import Item, items_chosen
from youju.facts.queries import measures
from youju.kernel.refusal import Missing, Refused
from youju.organisations.queries import Membership

MOST_PIECES = 60


def _piece(dossier: Dossier, piece_id: int) -> Piece:
    found = Piece.objects.filter(dossier=dossier, pk=piece_id).select_related("item").first()
    if found is None:
        raise Missing("没有这一件，或者已经不在档案里")
    return found


def _last(dossier: Dossier, slot: str) -> int:
    rows = Piece.objects.filter(dossier=dossier, slot=slot)
    return rows.aggregate(last=Max("order"))["last"] or 0


def add_items(
    dossier_id: int,
    slot: str,
    items: Iterable[int],
    *,
    actor: Membership,
    now: datetime,
    key: UUID,
) -> Dossier:
    """Put photos or papers into a dossier by hand, after those it has."""
    with act("documents.add_pieces", actor=actor, key=key, now=now) as doing:
        dossier = editable(dossier_id, actor)
        doing.on(KIND, dossier.pk)
        if doing.replayed:
            return dossier
        chosen = items_chosen(actor, items)
        if not chosen:
            raise Refused(_("选照片或文件"), field="items")
        _check_slot(slot, chosen)
        for item in chosen:
            _add(dossier, slot, item)
        if Piece.objects.filter(dossier=dossier, dropped=False).count() > MOST_PIECES:
            raise Refused(
                _("一份档案最多 %(n)d 件，请先取下一些") % {"n": MOST_PIECES}, field="items"
            )
        settle(dossier, actor, now)
        doing.on(KIND, dossier.pk, slot=slot, items=[one.pk for one in chosen])
    return dossier


def _check_slot(slot: str, chosen: Iterable[Item]) -> None:
    if slot not in (Slot.PHOTOS, Slot.PAPERS):
        raise Missing("没有这一栏")
    if slot == Slot.PHOTOS and not all(one.is_photo for one in chosen):
        raise Refused(_("实景图片里只能放照片，文件请放到规范文件"), field="items")


def title_of(item: Item, slot: str) -> str:
    """Return what a piece is called: a paper's file name without its ending."""
    title = str(item.title)
    if slot == Slot.PAPERS and title == item.file_name:
        title = title.rsplit(".", 1)[0] or title
    return title[:120]


def _add(dossier: Dossier, slot: str, item: Item) -> None:
    day = timezone.localdate(item.taken_at or item.received_at) if slot == Slot.PHOTOS else None
    words = {name: str(getattr(item, name)) for name in rules.CAPTION_NAMES}
    if slot == Slot.PHOTOS and day is not None:
        words["time"] = words["time"] or f"{day.year}年{day.month}月{day.day}日"
        words["topic"] = words["topic"] or item.caption
        words["background"] = words["background"] or dossier.item.text
    piece, made = Piece.objects.get_or_create(
        dossier=dossier,
        slot=slot,
        item=item,
        defaults={
            "order": _last(dossier, slot) + 1,
            "title": title_of(item, slot),
            "day": day,
            "by_hand": True,
            **{name: value[: rules.CAPTION_LIMITS[name]] for name, value in words.items()},
        },
    )
    if not made:
        piece.dropped, piece.by_hand = False, True
        piece.save(update_fields=["dropped", "by_hand"])


def add_tables(
    dossier_id: int, codes: Iterable[str], *, actor: Membership, now: datetime, key: UUID
) -> Dossier:
    """Put measures into the statistics of a dossier by hand."""
    with act("documents.add_tables", actor=actor, key=key, now=now) as doing:
        dossier = editable(dossier_id, actor)
        doing.on(KIND, dossier.pk)
        if doing.replayed:
            return dossier
        wanted = set(codes)
        chosen = [one for one in measures() if one.code in wanted]
        if not chosen:
            raise Refused(_("选统计项"), field="measures")
        for one in chosen:
            piece, made = Piece.objects.get_or_create(
                dossier=dossier,
                measure_code=one.code,
                slot=Slot.TABLES,
                defaults={
                    "order": _last(dossier, Slot.TABLES) + 1,
                    "title": one.name,
                    "by_hand": True,
                },
            )
            if not made:
                piece.dropped, piece.by_hand = False, True
                piece.save(update_fields=["dropped", "by_hand"])
        settle(dossier, actor, now)
        doing.on(KIND, dossier.pk, measures=[one.code for one in chosen])
    return dossier


def drop_piece(
    dossier_id: int, piece_id: int, *, actor: Membership, now: datetime, key: UUID
) -> Dossier:
    """Take a piece out. The record keeps it; filling does not bring it back."""
    return _switch("documents.drop_piece", dossier_id, piece_id, True, actor, now, key)


def keep_piece(
    dossier_id: int, piece_id: int, *, actor: Membership, now: datetime, key: UUID
) -> Dossier:
    """Put a piece back that was taken out."""
    return _switch("documents.keep_piece", dossier_id, piece_id, False, actor, now, key)


def _switch(
    name: str,
    dossier_id: int,
    piece_id: int,
    dropped: bool,
    actor: Membership,
    now: datetime,
    key: UUID,
) -> Dossier:
    with act(name, actor=actor, key=key, now=now) as doing:
        dossier = editable(dossier_id, actor)
        doing.on(KIND, dossier.pk)
        if doing.replayed:
            return dossier
        piece = _piece(dossier, piece_id)
        piece.dropped, piece.by_hand = dropped, True
        piece.save(update_fields=["dropped", "by_hand"])
        settle(dossier, actor, now)
        doing.on(KIND, dossier.pk, piece=piece.pk, title=piece.title)
    return dossier


def move_piece(
    dossier_id: int, piece_id: int, *, up: bool, actor: Membership, now: datetime, key: UUID
) -> Dossier:
    """Move a piece one place up or down within its slot."""
    with act("documents.move_piece", actor=actor, key=key, now=now) as doing:
        dossier = editable(dossier_id, actor)
        doing.on(KIND, dossier.pk)
        if doing.replayed:
            return dossier
        piece = _piece(dossier, piece_id)
        rows = Piece.objects.filter(dossier=dossier, slot=piece.slot, dropped=False)
        held = {one.pk: one for one in rows.order_by("order", "pk")}
        if piece.pk not in held:
            raise Refused(_("这一件已经取下，先放回再排序"))
        for n, pk in enumerate(rules.ordered(list(held), piece.pk, up), 1):
            held[pk].order = n
        Piece.objects.bulk_update(held.values(), ["order"])
        piece.by_hand = True
        piece.save(update_fields=["by_hand"])
        settle(dossier, actor, now)
        doing.on(KIND, dossier.pk, piece=piece.pk, up=up)
    return dossier


def caption(
    dossier_id: int,
    piece_id: int,
    lines: Mapping[str, str],
    *,
    unmarked: bool,
    actor: Membership,
    now: datetime,
    key: UUID,
) -> Dossier:
    """Word the six lines of a photo, and say whether somebody saw that it bears no watermark."""
    with act("documents.caption_piece", actor=actor, key=key, now=now) as doing:
        dossier = editable(dossier_id, actor)
        doing.on(KIND, dossier.pk)
        if doing.replayed:
            return dossier
        piece = _piece(dossier, piece_id)
        if piece.slot != Slot.PHOTOS:
            raise Missing("只有图片有说明")
        for name, value in rules.check_captions(lines).items():
            setattr(piece, name, value)
        piece.unmarked, piece.by_hand = unmarked, True
        piece.save()
        settle(dossier, actor, now)
        doing.on(KIND, dossier.pk, piece=piece.pk)
    return dossier


def replace_photo(
    dossier_id: int,
    piece_id: int,
    item_id: int,
    *,
    actor: Membership,
    now: datetime,
    key: UUID,
) -> Dossier:
    """Put another photo in a photo's place; the one before stays with its record."""
    with act("documents.replace_photo", actor=actor, key=key, now=now) as doing:
        dossier = editable(dossier_id, actor)
        doing.on(KIND, dossier.pk)
        if doing.replayed:
            return dossier
        piece = _piece(dossier, piece_id)
        item = items_chosen(actor, [item_id])[0]
        _check_slot(piece.slot, [item])
        held = Piece.objects.filter(dossier=dossier, slot=piece.slot, item=item)
        if held.exclude(pk=piece.pk).exists():
            raise Refused(_("这张照片已经在档案里"), field="items")
        _add(dossier, piece.slot, item)
        new = held.get()
        new.order = piece.order
        new.save(update_fields=["order"])
        piece.dropped, piece.by_hand = True, True
        piece.save(update_fields=["dropped", "by_hand"])
        settle(dossier, actor, now)
        doing.on(KIND, dossier.pk, before=piece.pk, after=new.pk)
    return dossier


def write_statement(
    dossier_id: int, text: str, *, actor: Membership, now: datetime, key: UUID
) -> Dossier:
    """Word the statement by hand; an empty text has it drafted from the records again."""
    with act("documents.write_statement", actor=actor, key=key, now=now) as doing:
        dossier = editable(dossier_id, actor)
        doing.on(KIND, dossier.pk)
        if doing.replayed:
            return dossier
        words = "\n".join(line.rstrip() for line in text.strip().splitlines())
        if len(words) > 20_000:
            raise Refused(_("情况说明太长，请压缩到 5000 字以内"), field="statement")
        statement.check(words)
        dossier.statement_by_hand = bool(words)
        dossier.statement = words or statement.draft(dossier)
        settle(dossier, actor, now)
        doing.on(KIND, dossier.pk, characters=rules.characters(words))
    return dossier
