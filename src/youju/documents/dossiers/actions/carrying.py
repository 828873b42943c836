"""Carrying over to a new edition what somebody chose for the dossiers of the old one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from youju.audit.actions import act
from youju.documents.dossiers.actions.opening import EDITION, FILL_JOB
from youju.documents.dossiers.rules import Slot
from youju.documents.models import Dossier, Piece
from youju.jobs import actions as jobs
from youju.kernel.ids import new_key
from youju.kernel.refusal import Refused
from youju.organisations.queries import May, Membership, require, subtree
from youju.standards.queries import edition_for, matched_items

CARRIED = (Slot.PAPERS, Slot.TABLES)


def carry_pieces(
    edition_id: int, before_id: int, *, actor: Membership, now: datetime, key: UUID
) -> int:
    """Put the papers and tables that were chosen by hand for the dossiers of an older edition into those
    of this one, item by item and unit by unit; return how many. What was taken out stays out.

    Photos are not carried: they must be of the twelve months before the day, and filling offers
    those. Only dossiers that are open already and not handed in take anything.

    Raises:
        Refused: If there is nothing to carry.
    """
    with act("documents.carry_pieces", actor=actor, key=key, now=now) as doing:
        require(actor, May.DRAFT)
        edition = edition_for(actor, edition_id)
        doing.on(EDITION, edition.pk)
        if doing.replayed:
            return 0
        made = Piece.objects.bulk_create(_pieces(edition.pk, before_id, actor))
        if not made:
            raise Refused(_("没有可以沿用的：先按这版建档，再沿用上一版手工选的文件和统计表。"))
        ids = sorted({one.dossier_id for one in made})
        title = _("整理迎检档案：%(name)s") % {"name": edition.name}
        payload = {"dossiers": ids, "member": actor.pk}
        jobs.start(FILL_JOB, title, actor=actor, now=now, payload=payload, key=new_key())
        doing.on(EDITION, edition.pk, before=before_id, pieces=len(made), dossiers=len(ids))
    return len(made)


def _pieces(edition_id: int, before_id: int, actor: Membership) -> Iterable[Piece]:
    """Return the pieces to make, each after those that its slot has."""
    units = subtree(actor.unit)
    new_of = {one.before_id: one.after_id for one in matched_items(actor, before_id, edition_id)}
    rows = Dossier.objects.select_for_update(of=("self",)).filter(
        edition=edition_id, unit__in=units, state__in=("open", "returned")
    )
    targets = {(one.item_id, one.unit_id): one for one in rows}
    held = Piece.objects.filter(dossier__in=targets.values())
    there = set(held.values_list("dossier_id", "item_id", "measure_code"))
    last: dict[tuple[int, str], int] = {}
    for pk, slot, order in held.values_list("dossier_id", "slot", "order"):
        last[pk, slot] = max(last.get((pk, slot), 0), order)
    chosen = Piece.objects.filter(dossier__edition=before_id, slot__in=CARRIED, by_hand=True)
    for one in chosen.select_related("dossier").order_by("order", "pk"):
        target = targets.get((new_of.get(one.dossier.item_id, 0), one.dossier.unit_id))
        if target is None or (target.pk, one.item_id, one.measure_code) in there:
            continue
        last[target.pk, one.slot] = last.get((target.pk, one.slot), 0) + 1
        yield Piece(
            dossier=target, slot=one.slot, order=last[target.pk, one.slot], item_id=one.item_id,
            measure_code=one.measure_code, title=one.title, day=one.day, source_kind=one.source_kind,
            source_id=one.source_id, by_hand=True, dropped=one.dropped,
        )  # fmt: skip
