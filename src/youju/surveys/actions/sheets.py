"""Answers coming in, by whatever way; and sheets declared void."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import Actor, SystemActor, act
from youju.kernel.ids import new_key
from youju.kernel.refusal import Missing, Refused
from youju.organisations.queries import May, Membership, Unit, require
from youju.surveys.counting import count_again
from youju.surveys.models import PlanCell, Remark, Sheet, Survey, Token, Version
from youju.surveys.rules import states
from youju.surveys.rules.answers import Answers, Told, check_answers
from youju.surveys.rules.states import Channel
from youju.surveys.tallies import tally
from youju.surveys.tokens import digest

SHEET_KIND = "surveys.sheet"
PAPER_MOST = 500  # sheets at once


@dataclass(frozen=True, slots=True)
class Given:
    """One sheet as it came in.

    Attributes:
        done_at: When it was answered, by the clock of whoever took it.
        cell: The community of the sample plan it belongs to.
        token: The code that let somebody answer once; never kept beside the sheet.
    """

    audience: str
    unit: Unit
    answers: Answers
    channel: Channel
    done_at: datetime
    cell: PlanCell | None = None
    token: str = ""


def answer_sheet(
    version: Version,
    *,
    audience: str,
    unit: Unit,
    answers: Answers,
    channel: str,
    done_at: datetime,
    token: str = "",
    cell: PlanCell | None = None,
    actor: Membership | None,
    now: datetime,
    key: UUID,
) -> Sheet:
    """Take one answer sheet. Its id is the key, and nothing on it says who answered.

    Args:
        answers: Codes of options (one, or several) or a text, by code of question.
        actor: Who typed it in or asked; None where the person answered without signing in.

    Raises:
        Refused: With `field` the code of the question that does not fit, or "token".
    """
    given = Given(audience, unit, answers, Channel(channel), done_at, cell, token)
    with act("surveys.answer_sheet", actor=_actor(version, actor), now=now, key=key) as doing:
        if doing.replayed:
            return Sheet.objects.get(root_id=version.survey.root_id, id=UUID(doing.subject_id))
        version = _taken(version.pk, now)
        sheet, remarks = _sheet(version, given, actor, now, key)
        _spend(version.survey, given)
        sheet.save(force_insert=True)
        Remark.objects.bulk_create(remarks)
        tally(version.content, [sheet])
        _after(version.survey, now)
        doing.on(SHEET_KIND, sheet.id, survey=version.survey_id, channel=sheet.channel)
    return sheet


def answer_sheets(
    version: Version, given: Sequence[Given], *, actor: Membership, now: datetime, key: UUID
) -> int:
    """Take many sheets that staff bring in at once (a stack of paper), all or none; return how many."""
    with act("surveys.answer_sheets", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return len(given)
        if len(given) > PAPER_MOST:
            raise Refused(_("一次最多 %(most)s 份，请分批。") % {"most": PAPER_MOST})
        version = _taken(version.pk, now)
        made = [_sheet(version, one, actor, now, new_key()) for one in given]
        for one in given:
            _spend(version.survey, one)
        Sheet.objects.bulk_create((sheet for sheet, _remarks in made), batch_size=200)
        Remark.objects.bulk_create((one for _sheet_, rows in made for one in rows), batch_size=200)
        tally(version.content, [sheet for sheet, _remarks in made])
        _after(version.survey, now)
        doing.on("surveys.survey", version.survey_id, sheets=len(made))
    return len(made)


def _actor(version: Version, actor: Membership | None) -> Actor:
    return actor or SystemActor(root_id=version.survey.root_id, role="", label="答卷人")


def _taken(version_id: int, now: datetime) -> Version:
    """Return the version, frozen from now on if it was not; whoever is changing it is waited for."""
    rows = Version.objects.select_related("survey__unit")
    version = rows.get(pk=version_id)
    if not version.frozen:
        version = rows.select_for_update(of=("self",)).get(pk=version_id)
        version.frozen_at = version.frozen_at or now
        version.save(update_fields=["frozen_at"])
    return version


def _hour(at: datetime) -> datetime:
    """Return the hour only: a minute would say who came to the desk."""
    return at.replace(minute=0, second=0, microsecond=0)


def _sheet(
    version: Version, given: Given, actor: Membership | None, now: datetime, key: UUID
) -> tuple[Sheet, list[Remark]]:
    survey = version.survey
    _check(survey, given, actor, now)
    partial = given.channel is Channel.PAPER
    told = check_answers(version.content, given.audience, given.answers, partial=partial)
    sheet = Sheet(
        root_id=survey.root_id,
        id=key,
        survey=survey,
        version=version,
        audience=given.audience,
        unit=given.unit,
        cell=given.cell,
        channel=given.channel,
        done_at=_hour(given.done_at),
        received_at=_hour(now),
        answers=told.chosen,
    )
    return sheet, _remarks(sheet, told)


def _check(survey: Survey, given: Given, actor: Membership | None, now: datetime) -> None:
    states.check_channel(given.channel, actor is not None)
    if actor is not None and given.channel not in states.SELF_FILLED:
        require(actor, May.RECORD, given.unit)
    if not survey.unit.covers(given.unit):
        raise Refused("这个单位不在问卷的调查范围内，请重新选择", field="unit")
    if given.cell is not None and not _fits(survey, given.cell, given.unit):
        raise Refused("抽样点与问卷或单位对不上，请重新选择", field="cell")
    ends = [one for one in (survey.until, survey.closed_on) if one]
    states.check_taking(
        survey.at,
        survey.since,
        min(ends) if ends else None,
        timezone.localdate(given.done_at),
        timezone.localdate(now),
        late=given.channel not in states.SELF_FILLED,
    )


def _fits(survey: Survey, cell: PlanCell, unit: Unit) -> bool:
    return cell.plan.survey_id == survey.pk and cell.unit.covers(unit)


def _remarks(sheet: Sheet, told: Told) -> list[Remark]:
    return [
        Remark(
            root_id=sheet.root_id,
            id=new_key(),
            sheet_id=sheet.id,
            survey=sheet.survey,
            unit=sheet.unit,
            audience=sheet.audience,
            question=question,
            on=timezone.localdate(sheet.done_at),
            text=text,
            marked=question in told.marked,
        )
        for question, text in told.texts.items()
    ]


def _spend(survey: Survey, given: Given) -> None:
    """Use up the code, if one is needed: whoever answers on paper or to an interviewer has none."""
    needed = survey.by_token and given.channel in states.SELF_FILLED
    wanted = Token.objects.filter(survey=survey, digest=digest(given.token))
    token = wanted.select_for_update().first() if given.token else None
    used = token is not None and token.used
    states.check_token(needed, bool(given.token), token is not None, used)
    if token is not None:
        if token.audience != given.audience or not token.unit.covers(given.unit):
            raise Refused("这个答卷码是发给另一类对象或另一个单位的", field="token")
        token.used = True
        token.save(update_fields=["used"])


def _after(survey: Survey, now: datetime) -> None:
    """Count again what a sheet that came late changes."""
    if survey.at is states.State.CLOSED:
        count_again(survey, now)


def spoil_sheet(
    survey: Survey,
    sheet_id: UUID,
    *,
    why: str,
    actor: Membership,
    now: datetime,
    key: UUID,
) -> Sheet:
    """Declare a sheet void: filled in twice, not of the sample, nonsense. It counts no more."""
    with act("surveys.spoil_sheet", actor=actor, now=now, key=key) as doing:
        rows = Sheet.objects.select_for_update(of=("self",)).filter(survey=survey, id=sheet_id)
        sheet = rows.select_related("version", "unit", "survey").first()
        if sheet is None:
            raise Missing("没有这份答卷，或者不在您的查看范围内")
        require(actor, May.ARRANGE, sheet.unit)
        if doing.replayed:
            return sheet
        if sheet.spoiled:
            raise Refused("这份答卷已经作废")
        reason = states.check_text(why, "why", _("写明作废的原因。"), 200)
        sheet.spoiled, sheet.spoiled_why = True, reason
        sheet.save(update_fields=["spoiled", "spoiled_why"])
        Remark.objects.filter(root_id=sheet.root_id, sheet_id=sheet.id).delete()
        tally(sheet.version.content, [sheet], sign=-1)
        _after(sheet.survey, now)
        doing.on(SHEET_KIND, sheet.id, survey=survey.pk, reason=reason)
    return sheet
