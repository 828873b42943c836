"""Handing out questionnaires: codes that let somebody answer once, and paper."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import act
from youju.kernel.refusal import Refused
from youju.organisations.queries import May, Membership, Unit, require
from youju.surveys.counting import count_again
from youju.surveys.models import Issue, Survey, Token, Version
from youju.surveys.rules.states import State
from youju.surveys.tokens import digest, new_code

MOST = 2000  # at once


def issue_tokens(
    version: Version,
    *,
    audience: str,
    unit: Unit,
    number: int,
    actor: Membership,
    now: datetime,
    key: UUID,
) -> list[str]:
    """Make codes for an audience of a unit, and return them: they cannot be shown again.

    A second submission under the same key gets none, for the first got them.
    """
    with act("surveys.issue_tokens", actor=actor, now=now, key=key) as doing:
        survey = _survey(version)
        version.content.audience(audience)
        _check(survey, unit, number, actor)
        if doing.replayed:
            return []
        codes = [new_code() for _ in range(number)]
        Token.objects.bulk_create(
            (
                Token(survey=survey, unit=unit, audience=audience, digest=digest(code))
                # In the order of their digests: a row's place says nothing about its code.
                for code in sorted(codes, key=digest)
            ),
            batch_size=500,
        )
        _note(survey, unit, audience, number, timezone.localdate(now), actor, now, codes=True)
        doing.on("surveys.survey", survey.pk, number=number, unit=unit.pk)
    return codes


def record_issued(
    version: Version,
    *,
    audience: str,
    unit: Unit,
    number: int,
    on: date,
    actor: Membership,
    now: datetime,
    key: UUID,
) -> None:
    """Note how many questionnaires of paper were handed out at a unit."""
    with act("surveys.record_issued", actor=actor, now=now, key=key) as doing:
        version.content.audience(audience)
        survey = _survey(version)
        _check(survey, unit, number, actor)
        if doing.replayed:
            return
        if on > timezone.localdate(now):
            raise Refused("发放日期还没有到，请核对", field="on")
        _note(survey, unit, audience, number, on, actor, now, codes=False)
        doing.on("surveys.survey", version.survey_id, number=number, unit=unit.pk)


def _survey(version: Version) -> Survey:
    """Return the survey as it stands now: whether it is closed decides what is counted."""
    return Survey.objects.select_related("unit").get(pk=version.survey_id)


def _check(survey: Survey, unit: Unit, number: int, actor: Membership) -> None:
    require(actor, May.RECORD, unit)
    if not survey.unit.covers(unit):
        raise Refused("这个单位不在问卷的调查范围内，请重新选择", field="unit")
    if not 1 <= number <= MOST:
        raise Refused(_("一次 1 到 %(most)s 份。") % {"most": MOST}, field="number")


def _note(
    survey: Survey,
    unit: Unit,
    audience: str,
    number: int,
    on: date,
    actor: Membership,
    now: datetime,
    *,
    codes: bool,
) -> None:
    Issue.objects.create(
        survey=survey,
        unit=unit,
        audience=audience,
        number=number,
        on=on,
        codes=codes,
        made_at=now,
        made_by_label=actor.label,
    )
    if survey.at is State.CLOSED:
        count_again(survey, now)
