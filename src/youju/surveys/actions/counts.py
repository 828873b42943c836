"""Rates told by counts, and what the official survey found."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import act
from youju.facts import actions as facts
from youju.facts.actions import Source
from youju.kernel.refusal import Missing, Refused
from youju.organisations.queries import May, Membership, Unit, require
from youju.surveys.actions.frame import locked_survey
from youju.surveys.measures import COUNTED_KIND, SURVEY_KIND, counted_drafts
from youju.surveys.models import Counted, Official
from youju.surveys.rules import counts
from youju.surveys.rules.form import RATES
from youju.surveys.rules.states import check_text


def record_counted(
    unit: Unit,
    *,
    kind: str,
    about: str,
    numerator: int,
    denominator: int,
    on: date,
    source: str,
    actor: Membership,
    now: datetime,
    key: UUID,
) -> Counted:
    """Record a rate by its counts: how many of how many, on which day, and how they were counted."""
    with act("surveys.record_counted", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Counted.objects.select_related("unit").get(pk=doing.subject_id)
        require(actor, May.RECORD, unit)
        if kind not in counts.COUNTED:
            raise Refused("选发动率、活动参与率或受教育率", field="kind")
        counts.check_counts(numerator, denominator, on, timezone.localdate(now))
        one = Counted.objects.create(
            root_id=unit.root_id,
            unit=unit,
            kind=kind,
            about=check_text(about, "about", _("写明是哪项活动或工作。"), 80),
            numerator=numerator,
            denominator=denominator,
            on=on,
            source=check_text(source, "source", _("写明怎么数的，如签到表、入户登记表。"), 120),
            made_at=now,
            made_by_label=actor.label,
        )
        facts.replace(Source(COUNTED_KIND, str(one.pk)), counted_drafts(one), now=now)
        doing.on(COUNTED_KIND, one.pk, rate=kind, numerator=numerator, denominator=denominator)
    return one


def remove_counted(
    counted_id: int, *, actor: Membership, now: datetime, key: UUID | None = None
) -> Counted:
    """Take back a rate that was counted wrongly; the log keeps it."""
    with act("surveys.remove_counted", actor=actor, now=now, key=key) as doing:
        rows = Counted.objects.select_for_update(of=("self",)).select_related("unit")
        one = rows.filter(pk=counted_id, root_id=actor.root_id).first()
        if one is None:
            raise Missing("没有这条记录，或者不在您的查看范围内")
        require(actor, May.RECORD, one.unit)
        one.removed = True
        one.save(update_fields=["removed"])
        facts.remove(Source(COUNTED_KIND, str(one.pk)), now=now)
        doing.on(COUNTED_KIND, one.pk, rate=one.kind)
    return one


def state_official(
    survey_id: int,
    *,
    rate: str,
    value: Decimal,
    on: date,
    source: str,
    actor: Membership,
    now: datetime,
    key: UUID,
) -> Official:
    """Put the official survey's value beside ours; said again it takes the place of the first."""
    with act("surveys.state_official", actor=actor, now=now, key=key) as doing:
        survey = locked_survey(survey_id, actor)
        if doing.replayed:
            return Official.objects.get(survey=survey, rate=rate)
        if rate not in RATES:
            raise Refused("选知晓率、参与率、支持率或满意率", field="rate")
        counts.check_percent(value)
        told = {
            "value": value,
            "on": on,
            "source": check_text(source, "source", _("写明出处，如文件名或公布单位。"), 120),
            "made_at": now,
            "made_by_label": actor.label,
        }
        one, _made = Official.objects.update_or_create(survey=survey, rate=rate, defaults=told)
        doing.on(SURVEY_KIND, survey.pk, rate=rate, value=str(value))
    return one
