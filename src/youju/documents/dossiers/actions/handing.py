"""Handing a dossier in, taking it, sending it back, reminding those who still owe one."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from uuid import UUID

from youju.audit.actions import act
from youju.documents.dossiers import notices, rules
from youju.documents.dossiers.actions.shared import KIND, locked, recheck
from youju.documents.models import Dossier
from youju.organisations.queries import May, Membership, require, subtree
from youju.standards.queries import edition_for

EDITION = "standards.edition"


def hand_in(dossier_id: int, *, actor: Membership, now: datetime, key: UUID) -> Dossier:
    """Hand a dossier in to the office that asked for it, whatever the checks say: they are shown there."""
    with act("documents.hand_in_dossier", actor=actor, key=key, now=now) as doing:
        dossier = locked(dossier_id, actor)
        doing.on(KIND, dossier.pk)
        if doing.replayed:
            return dossier
        rules.check_change(dossier.at, rules.State.HANDED_IN)
        dossier.state, dossier.reason = rules.State.HANDED_IN, ""
        dossier.handed_in_at, dossier.handed_in_by, dossier.changed_at = now, actor, now
        recheck(dossier, now)
        doing.on(KIND, dossier.pk, verdict=dossier.verdict)
        notices.tell_office(dossier, now)
    return dossier


def accept(dossier_id: int, *, actor: Membership, now: datetime, key: UUID) -> Dossier:
    """Take a dossier that was handed in."""
    return _decide(
        "documents.accept_dossier", dossier_id, rules.State.ACCEPTED, "", actor, now, key
    )


def return_dossier(
    dossier_id: int, *, reason: str, actor: Membership, now: datetime, key: UUID
) -> Dossier:
    """Send a dossier back, and say what is to be put right."""
    name = "documents.return_dossier"
    return _decide(name, dossier_id, rules.State.RETURNED, reason, actor, now, key)


def _decide(
    name: str,
    dossier_id: int,
    to: rules.State,
    reason: str,
    actor: Membership,
    now: datetime,
    key: UUID,
) -> Dossier:
    with act(name, actor=actor, key=key, now=now) as doing:
        dossier = locked(dossier_id, actor, May.REVIEW)
        doing.on(KIND, dossier.pk)
        if doing.replayed:
            return dossier
        require(actor, May.REVIEW, dossier.asked_by)
        rules.check_change(dossier.at, to)
        by = dossier.handed_in_by
        rules.check_decider(actor.person_id, by.person_id if by else None)
        if to is rules.State.RETURNED:
            dossier.reason = rules.check_reason(reason)
        dossier.state, dossier.decided_at, dossier.decided_by = to, now, actor
        dossier.changed_at = now
        dossier.save()
        doing.on(KIND, dossier.pk, state=to, reason=dossier.reason)
        notices.tell_keeper(dossier, now)
    return dossier


def remind(edition_id: int, *, actor: Membership, now: datetime, key: UUID) -> int:
    """Remind the units that have not handed in; each gets one message, and no more than one a day."""
    with act("documents.remind_dossiers", actor=actor, key=key, now=now) as doing:
        require(actor, May.REVIEW)
        edition = edition_for(actor, edition_id)
        doing.on(EDITION, edition.pk)
        if doing.replayed:
            return 0
        rows = Dossier.objects.select_for_update(of=("self",)).filter(
            edition=edition, unit__in=subtree(actor.unit), state__in=("open", "returned")
        )
        owed = [one for one in rows.select_related("unit") if not _reminded(one, now)]
        counts = Counter(one.unit for one in owed)
        Dossier.objects.filter(pk__in=[one.pk for one in owed]).update(reminded_at=now)
        for unit, n in counts.items():
            notices.remind(unit, edition, n, now)
        doing.on(EDITION, edition.pk, units=len(counts), dossiers=len(owed))
    return len(counts)


def _reminded(dossier: Dossier, now: datetime) -> bool:
    return dossier.reminded_at is not None and (now - dossier.reminded_at).total_seconds() < 86_400
