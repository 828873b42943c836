"""Opinions: hearing one at the desk or in the chat group, and answering it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused
from youju.organisations.queries import May, Membership, Unit
from youju.patrols import measures
from youju.patrols.actions.frame import act_at, act_on
from youju.patrols.models import Opinion
from youju.patrols.rules.visits import Heard


def hear_opinion(
    unit: Unit,
    text: str,
    *,
    source: Heard,
    heard_on: date,
    people: int = 1,
    place: str = "",
    about: str = "",
    answer: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Opinion:
    """Write down what residents said; an answer given at once is kept with it."""
    with act_at("hear_opinion", unit, actor=actor, now=now, key=key, may=May.RECORD) as doing:
        if doing.replayed:
            return Opinion.objects.get(pk=doing.subject_id)
        _check_day(heard_on, now)
        opinion = Opinion.objects.create(
            unit=unit,
            source=source,
            heard_on=heard_on,
            people=people,
            place=place,
            about=about,
            text=text,
            answer=answer.strip(),
            answered_on=heard_on if answer.strip() else None,
            made_by_label=actor.label,
        )
        measures.count_again(measures.OPINION, opinion, now)
        doing.on(measures.OPINION, opinion.pk, source=source)
    return opinion


def answer_opinion(
    opinion_id: int, answer: str, *, actor: Membership, now: datetime, key: UUID | None = None
) -> Opinion:
    """Keep what was answered."""
    with act_on(
        "answer_opinion", Opinion, opinion_id, actor=actor, now=now, key=key, may=May.RECORD
    ) as (doing, opinion):
        doing.on(measures.OPINION, opinion.pk)
        if not doing.replayed:
            if not answer.strip():
                raise Refused(_("写明怎么答复的。"), field="answer")
            opinion.answer = answer.strip()
            opinion.answered_on = opinion.answered_on or timezone.localdate(now)
            opinion.save(update_fields=["answer", "answered_on"])
            measures.count_again(measures.OPINION, opinion, now)
    return opinion


def _check_day(on: date, now: datetime) -> None:
    if on > timezone.localdate(now):
        raise Refused(_("日期还没有到，请核对。"), field="heard_on")
