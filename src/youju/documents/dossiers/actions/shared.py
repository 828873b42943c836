"""What the acts on dossiers have in common: finding one under lock, and what follows a change."""

from __future__ import annotations

from datetime import datetime

from youju.documents.dossiers import checking, rules
from youju.documents.dossiers.rules import Slot
from youju.documents.models import Dossier, Piece
from youju.evidence.actions import set_links
from youju.evidence.queries import Role
from youju.kernel.refusal import Missing
from youju.organisations.queries import May, Membership, require

KIND = "documents.dossier"
ROLES = {Slot.PHOTOS: Role.PROOF, Slot.PAPERS: Role.DOCUMENT}


def locked(dossier_id: int, actor: Membership, what: May = May.DRAFT) -> Dossier:
    """Return the dossier under lock, for somebody at its unit or above.

    Raises:
        Missing: Outside the actor's view.
        Forbidden: For a role that may not do this.
    """
    rows = Dossier.objects.select_for_update(of=("self",)).filter(pk=dossier_id)
    found = rows.select_related(
        "unit__parent", "item", "edition", "asked_by", "handed_in_by"
    ).first()
    if found is None or not actor.unit.covers(found.unit):
        raise Missing("没有这份档案，或者不在您的查看范围内")
    require(actor, what, found.unit)
    return found


def editable(dossier_id: int, actor: Membership) -> Dossier:
    """Return a dossier under lock that its unit may still change."""
    found = locked(dossier_id, actor)
    rules.check_editable(found.at)
    return found


def settle(dossier: Dossier, actor: Membership, now: datetime) -> None:
    """Bring the links of its photos and papers up to date, and look it through again."""
    held = Piece.objects.filter(dossier=dossier, dropped=False, item__isnull=False)
    for slot, role in ROLES.items():
        rows = held.filter(slot=slot).order_by("order", "pk")
        ids = list(rows.values_list("item_id", flat=True))
        set_links(KIND, dossier.pk, ids, unit=dossier.unit, role=role, actor=actor, now=now)
    dossier.changed_at = now
    recheck(dossier, now)


def recheck(dossier: Dossier, now: datetime) -> None:
    """Keep what the checks say of the dossier today."""
    found = checking.findings_of(dossier)
    dossier.findings = checking.as_plain(found)
    dossier.verdict = rules.verdict(found)
    dossier.checked_at = now
    dossier.save()
