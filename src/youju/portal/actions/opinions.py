"""Complaints about the product and suggestions for it, and their answers."""

from __future__ import annotations

import secrets as random
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import act
from youju.kernel.refusal import Refused
from youju.organisations.queries import Membership, Unit
from youju.portal import notices, rules
from youju.portal.actions.reporting import resident_of
from youju.portal.models import Opinion
from youju.portal.queries import opinion_for
from youju.portal.secrets import code_for, digest_of

KIND = "portal.opinion"


def send_opinion(
    place: Unit,
    kind: Opinion.Kind,
    words: str,
    *,
    sender: Membership | None = None,
    now: datetime,
    key: UUID,
) -> Opinion:
    """Take an opinion in. Nobody's name is kept; who is signed in stands only in the log."""
    actor = sender or resident_of(place)
    with act("portal.opinion", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Opinion.objects.get(pk=doing.subject_id)
        rules.check_opinion(words)
        made = Opinion.objects.create(
            root_id=place.root_id,
            unit=place,
            number=_free_number(now),
            code_digest=digest_of(code_for(place.root_id, key)),
            key=key,
            kind=kind,
            words=words.strip(),
            received_at=now,
        )
        doing.on(KIND, made.pk, number=made.number, kind=kind)
        notices.tell_of_opinion(made, now)
    return made


def _free_number(now: datetime) -> str:
    day = f"{timezone.localtime(now):%y%m%d}"
    while True:
        number = f"Y{day}-{random.randbelow(10**6):06}"
        if not Opinion.objects.filter(number=number).exists():
            return number


def answer_opinion(
    opinion_id: int, answer: str, *, actor: Membership, now: datetime, key: UUID
) -> Opinion:
    """Answer an opinion; an answer may be written anew."""
    with act("portal.answer_opinion", actor=actor, now=now, key=key) as doing:
        opinion = opinion_for(actor, opinion_id)
        if doing.replayed:
            return opinion
        if not rules.MAX_ANSWER >= len(answer.strip()) >= 4:
            raise Refused(_("写明答复，4 至 %(n)s 字") % {"n": rules.MAX_ANSWER}, field="answer")
        opinion.answer = rules.hide_numbers(answer.strip())[: rules.MAX_ANSWER]
        opinion.answered_by, opinion.answered_at = actor, now
        opinion.save(update_fields=["answer", "answered_by", "answered_at"])
        doing.on(KIND, opinion.pk)
    return opinion
