"""Trainings that were held, with who took part."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused
from youju.organisations.queries import Membership, Unit
from youju.volunteers import measures
from youju.volunteers.actions.frame import act_at
from youju.volunteers.models import Trained, Training, Volunteer
from youju.volunteers.queries.seen import volunteers_chosen
from youju.volunteers.rules import register as rules
from youju.volunteers.rules.register import State


def record_training(
    unit: Unit,
    title: str,
    people: Sequence[int],
    *,
    on: date,
    hours: Decimal | None = None,
    place: str = "",
    teacher: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Training:
    """Keep a training; those who were only registered are trained from then on."""
    with act_at("record_training", unit, actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Training.objects.get(pk=doing.subject_id)
        rules.check_training(on, hours, timezone.localdate(now))
        chosen = volunteers_chosen(unit, people)
        if not chosen:
            raise Refused(_("选参加培训的志愿者。"), field="people")
        made = Training.objects.create(
            unit=unit, title=title, on=on, hours=hours, place=place, teacher=teacher
        )
        Trained.objects.bulk_create(Trained(training=made, volunteer=one) for one in chosen)
        fresh = [one.pk for one in chosen if one.state == State.REGISTERED]
        Volunteer.objects.filter(pk__in=fresh).update(state=State.TRAINED)
        measures.count_again(measures.TRAINING, made, now)
        doing.on(measures.TRAINING, made.pk, title=title, people=len(chosen))
    return made
