"""Showing a dossier to a unit above, and to outsiders by a link that ends."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.core import signing
from django.db.models import F
from django.utils.translation import gettext as _

from youju.audit.actions import SystemActor, act, record
from youju.audit.queries import Outcome
from youju.documents.dossiers import notices, rules
from youju.documents.dossiers.actions.shared import KIND, locked
from youju.documents.models import Dossier, Share
from youju.kernel.refusal import Missing, Refused
from youju.organisations.queries import May, Membership, Unit

SALT, SHARE = "documents.dossier.share", "documents.dossier_share"


def show_above(
    dossier_id: int, unit_id: int, *, actor: Membership, now: datetime, key: UUID
) -> Dossier:
    """Tell a unit above the dossier's that it is there to be read; who stands there sees it anyway."""
    with act("documents.show_dossier_above", actor=actor, key=key, now=now) as doing:
        dossier = locked(dossier_id, actor)
        doing.on(KIND, dossier.pk, to=unit_id)
        if doing.replayed:
            return dossier
        above = Unit.objects.filter(pk__in=dossier.unit.ancestor_ids).exclude(pk=dossier.unit_id)
        to = above.filter(pk=unit_id).first()
        if to is None:
            raise Refused(_("选一个上级单位"), field="to")
        notices.tell_above(dossier, to, now)
    return dossier


def share(
    dossier_id: int, *, label: str, days: int, actor: Membership, now: datetime, key: UUID
) -> Share:
    """Make a link by which somebody outside reads the dossier for some days."""
    with act("documents.share_dossier", actor=actor, key=key, now=now) as doing:
        dossier = locked(dossier_id, actor, May.REVIEW)
        if doing.replayed:
            return Share.objects.select_related("dossier").get(pk=doing.subject_id)
        told = rules.check_share(days, label)
        made = Share.objects.create(
            dossier=dossier,
            label=told,
            nonce=secrets.token_hex(16),
            until=now + timedelta(days),
            made_by=actor,
            made_at=now,
        )
        doing.on(SHARE, made.pk, dossier=dossier.pk, label=told, days=days)
    return made


def end_share(share_id: int, *, actor: Membership, now: datetime, key: UUID) -> Share:
    """End a link at once."""
    with act("documents.end_dossier_share", actor=actor, key=key, now=now) as doing:
        found = Share.objects.select_for_update(of=("self",)).filter(pk=share_id).first()
        if found is None:
            raise Missing("没有这个链接，或者不在您的查看范围内")
        locked(found.dossier_id, actor, May.REVIEW)
        doing.on(SHARE, found.pk, dossier=found.dossier_id)
        if not doing.replayed and found.ended_at is None:
            found.ended_at = now
            found.save(update_fields=["ended_at"])
    return found


def token_of(shared: Share) -> str:
    """Return what stands in the link's address: signed, so that none can be made up."""
    return signing.dumps([shared.pk, shared.nonce], salt=SALT)


def open_share(token: str, *, part: str, now: datetime) -> Share:
    """Return what a link shows, and log that it was opened.

    Args:
        part: What was opened: page, pdf, photo.

    Raises:
        Missing: For a link that was made up, has run out or was ended; it is not said which.
    """
    try:
        pk, nonce = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        raise Missing(_("链接无效或已过期，请向发送单位索取")) from None
    rows = Share.objects.select_related(
        "dossier__unit__parent", "dossier__item", "dossier__edition"
    )
    found = rows.filter(pk=pk, nonce=nonce).first()
    if found is None or not found.open_at(now):
        raise Missing(_("链接无效或已过期，请向发送单位索取"))
    if part != "photo":
        Share.objects.filter(pk=found.pk).update(opened=F("opened") + 1, opened_at=now)
    record(
        "documents.open_dossier_share",
        Outcome.DONE,
        actor=SystemActor(root_id=found.dossier.root_id, label=found.label),
        now=now,
        kind=KIND,
        subject_id=found.dossier_id,
        share=found.pk,
        part=part,
    )
    return found
