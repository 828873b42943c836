"""A survey from its making to its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import act
from youju.organisations.queries import May, Membership, Unit, require
from youju.organisations.rules import check_open
from youju.surveys import notify, tallies
from youju.surveys.actions.frame import locked_survey, show
from youju.surveys.counting import count_again
from youju.surveys.measures import SURVEY_KIND
from youju.surveys.models import PlanCell, Survey, Version
from youju.surveys.rules import states
from youju.surveys.rules.form import Form, to_data
from youju.surveys.rules.lint import check_ready
from youju.surveys.rules.states import State


@dataclass(frozen=True, slots=True)
class Wording:
    """What a survey is called and when it runs.

    Attributes:
        by_token: Whether somebody who answers alone needs a code that serves once.
        weighted: Whether areas count by their population.
        count_open: Whether answers by the open link, which nobody drew, count for the rates.
        recheck: How many per cent of the paper sheets are typed a second time.
        least: Cells with fewer sheets are not shown outside the unit that asked.
    """

    title: str
    purpose: str = ""
    since: date | None = None
    until: date | None = None
    by_token: bool = False
    weighted: bool = True
    count_open: bool = False
    recheck: int = 10
    least: int = 5


def make_survey(
    unit: Unit,
    wording: Wording,
    *,
    form: Form | None = None,
    actor: Membership,
    now: datetime,
    key: UUID,
) -> Survey:
    """Begin a survey, with its first version: empty, or with the questions of another one."""
    with act("surveys.make_survey", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Survey.objects.select_related("unit").get(pk=doing.subject_id)
        require(actor, May.ARRANGE, unit)
        check_open(unit.until, unit.name)
        survey = Survey(root_id=unit.root_id, unit=unit, made_at=now, made_by_label=actor.label)
        _word(survey, wording)
        survey.save()
        Version.objects.create(
            survey=survey,
            number=1,
            form=to_data(form or Form()),
            made_at=now,
            made_by_label=actor.label,
        )
        show(survey)
        doing.on(SURVEY_KIND, survey.pk, title=survey.title)
    return survey


def _word(survey: Survey, wording: Wording) -> None:
    survey.title = states.check_text(wording.title, "title", _("写明问卷的标题。"), 80)
    survey.purpose = states.check_text(wording.purpose, "purpose", "", 500)
    states.check_days(wording.since, wording.until)
    states.check_least(wording.least)
    states.check_recheck(wording.recheck)
    survey.since, survey.until = wording.since, wording.until
    survey.by_token, survey.weighted = wording.by_token, wording.weighted
    survey.count_open, survey.recheck = wording.count_open, wording.recheck
    survey.least = wording.least


def change_survey(
    survey_id: int, wording: Wording, *, actor: Membership, now: datetime, key: UUID
) -> Survey:
    """Change what a survey is called, when it runs, and how it is counted."""
    with act("surveys.change_survey", actor=actor, now=now, key=key) as doing:
        survey = locked_survey(survey_id, actor)
        if doing.replayed:
            return survey
        counted = survey.count_open
        _word(survey, wording)
        survey.save()
        if survey.count_open != counted:
            tallies.rebuild(survey)
        count_again(survey, now)
        show(survey)
        doing.on(SURVEY_KIND, survey.pk, title=survey.title)
    return survey


def open_survey(survey_id: int, *, actor: Membership, now: datetime, key: UUID) -> Survey:
    """Let answers come in; also again, when sheets turn up after the end."""
    with act("surveys.open_survey", actor=actor, now=now, key=key) as doing:
        survey = locked_survey(survey_id, actor)
        if doing.replayed:
            return survey
        states.check_change(survey.at, State.OPEN)
        latest = survey.versions.order_by("-number")[0]
        check_ready(latest.content)
        survey.state, survey.closed_on = State.OPEN, None
        survey.since = survey.since or timezone.localdate(now)
        survey.save(update_fields=["state", "closed_on", "since"])
        count_again(survey, now)
        cells = PlanCell.objects.filter(plan__survey=survey).select_related("unit")
        asked = {one.unit_id: one.unit for one in cells}
        notify.tell(asked.values(), notify.ASKERS, "surveys.opened", survey, now)
        doing.on(SURVEY_KIND, survey.pk, state=survey.state, version=latest.number)
    return survey


def close_survey(survey_id: int, *, actor: Membership, now: datetime, key: UUID) -> Survey:
    """End a survey: its figures go into the facts, by unit."""
    with act("surveys.close_survey", actor=actor, now=now, key=key) as doing:
        survey = locked_survey(survey_id, actor)
        if doing.replayed:
            return survey
        states.check_change(survey.at, State.CLOSED)
        survey.state, survey.closed_on = State.CLOSED, timezone.localdate(now)
        survey.save(update_fields=["state", "closed_on"])
        count_again(survey, now)
        notify.tell([survey.unit], notify.READERS, "surveys.closed", survey, now)
        doing.on(SURVEY_KIND, survey.pk, state=survey.state)
    return survey
