"""What is said on the public notice, and what is decided about it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import Actor, act
from youju.facts import actions as facts
from youju.honours import measures, notify
from youju.honours.actions.frame import locked_nomination, recount_nomination, trail
from youju.honours.models import Nomination, Objection
from youju.honours.rules import stages, texts
from youju.honours.rules.stages import Stage, State
from youju.kernel.refusal import Missing, Refused
from youju.organisations.queries import May, Membership, require
from youju.organisations.rules import check_phone

OBJECTION_KIND = "honours.objection"


def object_to(
    nomination_id: int,
    *,
    kind: str,
    words: str,
    name: str = "",
    phone: str = "",
    actor: Actor,
    now: datetime,
    key: UUID | None,
) -> Objection:
    """Take what somebody says about a nominee while the notice stands. An objection needs a name and a
    phone, kept protected; a comment needs neither."""
    with act("honours.object_to", actor=actor, now=now, key=key) as doing:
        one = locked_nomination(nomination_id)
        if doing.replayed:
            return Objection.objects.get(pk=doing.subject_id)
        stages.check_at(one.selection.at, (Stage.NOTICE,))
        if one.at is not State.PASSED:
            raise Refused(_("这一位不在公示之列。"))
        until = one.selection.notice_until
        if until is None or timezone.localdate(now) > until:
            raise Refused(_("公示期已满。"))
        if kind not in Objection.Kind.values:
            raise Refused(_("选异议或者评议。"), field="kind")
        made = Objection(nomination=one, kind=kind, received_at=now)
        made.words = texts.check_text(words, "words", _("写明内容，至少 4 个字。"), 1000, 4)
        made.name, made.phone = _who(kind, name, phone)
        made.save()
        _recount(one, now)
        doing.on(OBJECTION_KIND, made.pk, kind=kind, nomination=one.pk)
        if kind == Objection.Kind.OBJECTION:
            title = _("%(title)s：收到异议") % {"title": one.selection.title}
            url = one.get_absolute_url()
            notify.tell(one.selection.unit, "honours.objection", title, url, now)
    return made


def _who(kind: str, name: str, phone: str) -> tuple[str, str]:
    try:
        check_phone(phone.strip())
    except Refused as refusal:
        raise Refused(refusal.message, field="phone") from refusal
    if kind == Objection.Kind.OBJECTION:
        why = _("提异议要写明姓名和电话，加密保存，不公开。")
        name = texts.check_text(name, "name", why, 20)
        phone = texts.check_text(phone, "phone", why, 20)
    return name.strip()[:20], phone.strip()


def _recount(one: Nomination, now: datetime) -> None:
    found = measures.source(measures.SELECTION_KIND, one.selection_id)
    facts.replace(found, measures.selection_drafts(one.selection), now=now)


def decide_objection(
    objection_id: int,
    *,
    upheld: bool,
    answer: str,
    actor: Membership,
    now: datetime,
    key: UUID | None,
) -> Objection:
    """Decide an objection after looking into it. One that is upheld takes the nominee out."""
    with act("honours.decide_objection", actor=actor, now=now, key=key) as doing:
        found = Objection.objects.filter(pk=objection_id).first()
        if found is None:
            raise Missing(_("没有这件异议，或者不在您的查看范围内"))
        one = locked_nomination(found.nomination_id)
        require(actor, May.ARRANGE, one.selection.unit)
        made = Objection.objects.get(pk=objection_id)
        if doing.replayed:
            return made
        if not made.waits:
            raise Refused(_("这件异议已经处理。"))
        stages.check_reviewer(actor.person_id, one.made_by.person_id if one.made_by else None)
        why = _("写明核查的情况和依据。")
        made.answer = texts.check_text(answer, "answer", why, texts.NOTE, 4)
        made.decision = Objection.Decision.UPHELD if upheld else Objection.Decision.DISMISSED
        made.decided_at, made.decided_by_label = now, actor.label
        made.save()
        if upheld and one.at is State.PASSED:
            stages.check_state(one.at, State.BARRED)
            one.state, one.reason = State.BARRED, made.answer
            one.save(update_fields=["state", "reason"])
        told = _("异议%(decision)s") % {"decision": made.get_decision_display()}
        trail("nomination", one.pk, told, actor, now, made.answer)
        recount_nomination(one, now)
        doing.on(OBJECTION_KIND, made.pk, upheld=upheld, nomination=one.pk)
    return made
