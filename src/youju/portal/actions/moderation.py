"""Somebody looks before the public does: at words, at photos; and answers."""

from __future__ import annotations

import secrets as random
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import act
from youju.cases.queries import Case, case_for
from youju.evidence.queries import Role
from youju.kernel.refusal import Missing
from youju.organisations.queries import May, Membership, require
from youju.portal import rules
from youju.portal.models import PublicCase, PublicPhoto
from youju.portal.queries import case_to_look_at, photos_to_decide
from youju.portal.rules import Decision
from youju.portal.rules.kinds import OFFERED

KIND = "portal.case"


def wait(
    case: Case, kind: tuple[str, str], words: str, names: Sequence[str], *, now: datetime
) -> PublicCase:
    """Let a case wait to be looked at. Part of the act that calls it.

    What the public may read is proposed: the words without numbers and names, the place made coarse.

    Args:
        kind: Its code, and what residents call it.
    """
    lat, lng = None, None
    if case.lat is not None and case.lng is not None:
        lat, lng = rules.coarse(case.lat, case.lng)
    proposed = rules.hide_names(rules.hide_numbers(words), names)
    return PublicCase.objects.create(
        root_id=case.root_id,
        unit=case.unit,
        case=case,
        slug=random.token_urlsafe(8),
        kind_code=kind[0],
        kind_label=kind[1],
        words=proposed.strip()[: rules.MAX_SHOWN],
        lat=lat,
        lng=lng,
        received_on=timezone.localtime(now).date(),
    )


def offer_case(case_id: int, *, actor: Membership, now: datetime, key: UUID) -> PublicCase:
    """Let a case of any source wait to be looked at, so that the public may see it too."""
    with act("portal.offer_case", actor=actor, now=now, key=key) as doing:
        case = case_for(actor, case_id)
        require(actor, May.DISPATCH, case.unit)
        Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
        public = PublicCase.objects.filter(case=case).first()
        if public is None:
            called = dict(OFFERED).get(case.kind.code, case.kind.name)
            kind = (case.kind.code, called)
            public = wait(case, kind, case.description, [], now=case.received_at)
        doing.on(KIND, public.pk, case=case.number)
    return public


def _locked(member: Membership, public_id: int) -> PublicCase:
    public = case_to_look_at(member, public_id)
    require(member, May.DISPATCH, public.unit)
    rows = PublicCase.objects.select_for_update(of=("self",)).select_related("case", "unit")
    return rows.get(pk=public_id)


def decide_case(
    public_id: int,
    decision: Decision,
    *,
    words: str = "",
    reason: str = "",
    actor: Membership,
    now: datetime,
    key: UUID,
) -> PublicCase:
    """Let the public see the problem in these words, or not, with a reason. May be decided anew.

    What looks like a phone, an ID number or a plate is taken out of the words whoever wrote them.
    """
    with act("portal.decide_case", actor=actor, now=now, key=key) as doing:
        public = _locked(actor, public_id)
        if doing.replayed:
            return public
        rules.check_decision(decision, words, reason)
        public.decision = decision
        if decision is Decision.SHOWN:
            public.words, public.reason = rules.hide_numbers(words.strip()), ""
        else:
            public.reason = reason.strip()
        public.decided_by, public.decided_at = actor, now
        public.save(update_fields=["decision", "words", "reason", "decided_by", "decided_at"])
        doing.on(KIND, public.pk, decision=decision, reason=public.reason)
    return public


def decide_photo(
    public_id: int,
    item_id: int,
    decision: Decision,
    *,
    reason: str = "",
    actor: Membership,
    now: datetime,
    key: UUID,
) -> PublicPhoto:
    """Let the public see a photo of the problem, or not, with a reason. May be decided anew."""
    with act("portal.decide_photo", actor=actor, now=now, key=key) as doing:
        public = _locked(actor, public_id)
        if doing.replayed:
            return public.photos.get(pk=doing.subject_id)
        link = next(
            (link for link, _ in photos_to_decide(actor, public) if link.item_id == item_id), None
        )
        if link is None:
            raise Missing(_("这个问题没有这张照片"))
        rules.check_decision(decision, "照片", reason)
        said = {
            "decision": decision,
            "reason": reason.strip() if decision is Decision.REFUSED else "",
            "decided_by": actor,
            "decided_at": now,
            "after": link.role == Role.AFTER,
        }
        photo, _new = PublicPhoto.objects.update_or_create(
            public_case=public,
            item_id=item_id,
            defaults=said,
            create_defaults=said | {"slug": random.token_urlsafe(8)},
        )
        doing.on("portal.photo", photo.pk, case=public.pk, item=item_id, decision=decision)
    return photo


def answer_case(
    public_id: int, answer: str, *, actor: Membership, now: datetime, key: UUID
) -> PublicCase:
    """Tell the resident how it ended. What looks like a phone or an ID number is taken out."""
    with act("portal.answer", actor=actor, now=now, key=key) as doing:
        public = _locked(actor, public_id)
        if doing.replayed:
            return public
        rules.check_answer(public.case.state, answer)
        public.answer = rules.hide_numbers(answer.strip())[: rules.MAX_ANSWER]
        public.answered_by, public.answered_at = actor, now
        public.answered_round = public.case.reopened
        public.save(update_fields=["answer", "answered_by", "answered_at", "answered_round"])
        doing.on(KIND, public.pk, round=public.answered_round)
    return public
