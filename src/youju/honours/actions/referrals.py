"""Sending those who passed up to a higher level, and what came of it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import act
from youju.honours.actions.frame import keep_nomination, locked_nomination
from youju.honours.models import Referral
from youju.honours.rules import texts
from youju.honours.rules.kinds import LEVELS, Level
from youju.honours.rules.stages import State
from youju.kernel.refusal import Refused
from youju.kernel.words import labelled
from youju.organisations.queries import May, Membership, require


def refer_nomination(
    nomination_id: int,
    *,
    level: str,
    to: str,
    on: date,
    actor: Membership,
    now: datetime,
    key: UUID | None,
) -> Referral:
    """Send somebody who passed up to a higher level: 市文明办, 省文明办, 中国文明网."""
    with act("honours.refer_nomination", actor=actor, now=now, key=key) as doing:
        one = locked_nomination(nomination_id)
        require(actor, May.ARRANGE, one.selection.unit)
        if doing.replayed:
            return one.referrals.get(level=level)
        if not one.selection.of_kind.refer:
            raise Refused(_("这种评选不向上推报。"))
        if one.at not in (State.PASSED, State.AWARDED):
            raise Refused(_("审核通过的才能推报。"))
        above = list(Level)
        if level not in LEVELS or above.index(Level(level)) <= above.index(
            Level(one.selection.level)
        ):
            raise Refused(_("推报的级别要高于这次评选的级别。"), field="level")
        if one.referrals.filter(level=level).exists():
            raise Refused(_("已经推报到这一级。"), field="level")
        texts.check_day(on, timezone.localdate(now))
        where = texts.check_text(to, "to", _("写明推报到哪里，如 中国文明网。"), 60)
        made = Referral.objects.create(
            nomination=one, level=level, to=where, sent_on=on, made_by_label=actor.label
        )
        note = f"{LEVELS[Level(level)]} · {where}"
        keep_nomination(doing, one, "向上推报", actor=actor, now=now, note=note)
    return made


def settle_referral(
    referral_id: int,
    *,
    listed: bool,
    award: str = "",
    on: date,
    actor: Membership,
    now: datetime,
    key: UUID | None,
) -> Referral:
    """Note what came of a referral: on the list, with what title, or not."""
    with act("honours.settle_referral", actor=actor, now=now, key=key) as doing:
        found = Referral.objects.filter(pk=referral_id).first()
        one = locked_nomination(found.nomination_id if found else 0)
        require(actor, May.ARRANGE, one.selection.unit)
        referral = Referral.objects.get(pk=referral_id)
        if doing.replayed:
            return referral
        if referral.result != Referral.Result.WAITING:
            raise Refused(_("这次推报的结果已经登记。"))
        texts.check_day(on, timezone.localdate(now))
        if on < referral.sent_on:
            raise Refused(_("结果日期早于推报日期，请核对。"), field="on")
        referral.result = Referral.Result.LISTED if listed else Referral.Result.REFUSED
        referral.award, referral.result_on = award.strip()[:60] if listed else "", on
        referral.save()
        told = labelled(referral.to, referral.get_result_display())
        keep_nomination(doing, one, "推报结果", actor=actor, now=now, note=told)
    return referral
