"""Sheets of paper: typed in, taken back, typed again by a second clerk, and decided where the two differ."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Max

from youju.audit.actions import act
from youju.kernel.refusal import Missing
from youju.organisations.queries import May, Membership, Unit, require
from youju.surveys.actions.sheets import answer_sheet
from youju.surveys.counting import count_again
from youju.surveys.models import PaperSheet, PlanCell, Remark, Sheet, Survey, Version
from youju.surveys.rules import paper as rules
from youju.surveys.rules.answers import Answers, check_answers
from youju.surveys.rules.states import Channel, State
from youju.surveys.tallies import tally

PAPER_KIND = "surveys.paper"


def enter_sheet(
    version: Version,
    *,
    audience: str,
    unit: Unit,
    answers: Answers,
    done_at: datetime,
    cell: PlanCell | None = None,
    actor: Membership,
    now: datetime,
    key: UUID,
) -> PaperSheet:
    """Type in one sheet of paper; the number it gets is written on it, so that it can be found."""
    with act("surveys.enter_sheet", actor=actor, now=now, key=key) as doing:
        survey = Survey.objects.select_for_update(of=("self",)).get(pk=version.survey_id)
        if doing.replayed:
            return PaperSheet.objects.get(pk=doing.subject_id)
        told = {"audience": audience, "unit": unit, "cell": cell, "done_at": done_at}
        sheet = answer_sheet(
            version,
            answers=answers,
            channel=Channel.PAPER,
            actor=actor,
            now=now,
            key=key,
            **told,  # type: ignore[arg-type]
        )
        last = PaperSheet.objects.filter(survey=survey).aggregate(n=Max("number"))["n"] or 0
        paper = PaperSheet.objects.create(
            survey=survey,
            version=version,
            unit=unit,
            cell=cell,
            audience=audience,
            number=last + 1,
            sheet_id=sheet.id,
            chosen=rules.is_rechecked(str(sheet.id), survey.recheck),
            entered_by=actor.person,
            entered_by_label=actor.label,
            entered_at=now,
        )
        doing.on(PAPER_KIND, paper.pk, survey=survey.pk, number=paper.number)
    return paper


def undo_entry(paper_id: int, *, actor: Membership, now: datetime, key: UUID) -> None:
    """Take back one's own last sheet, as if it had not been typed."""
    with act("surveys.undo_entry", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return
        paper, sheet = _locked(paper_id, actor)
        mine = PaperSheet.objects.filter(survey=paper.survey, entered_by_id=actor.person_id)
        last = mine.order_by("-number").values_list("pk", flat=True).first()
        rules.check_undo(
            paper.entered_by_id == actor.person_id, last == paper.pk, paper.second is not None
        )
        tally(sheet.version.content, [sheet], sign=-1)
        Remark.objects.filter(root_id=sheet.root_id, sheet_id=sheet.id).delete()
        Sheet.objects.filter(root_id=sheet.root_id, id=sheet.id).delete()
        paper.delete()
        _after(sheet, now)
        doing.on("surveys.survey", sheet.survey_id, number=paper.number)


def check_entry(
    paper_id: int, answers: Answers, *, actor: Membership, now: datetime, key: UUID
) -> PaperSheet:
    """Type a sheet a second time, without having seen the first; return where the two differ."""
    with act("surveys.check_entry", actor=actor, now=now, key=key) as doing:
        paper, sheet = _locked(paper_id, actor)
        if doing.replayed:
            return paper
        rules.check_second(paper.entered_by_id, actor.person_id, paper.second is not None)
        form = sheet.version.content
        told = check_answers(form, sheet.audience, answers, partial=True)
        paper.second, paper.second_at = told.chosen, now
        paper.second_by_label = actor.label
        paper.differs = rules.differing(form.of(sheet.audience), sheet.answers, told.chosen)
        paper.settled = "" if paper.differs else rules.SAME
        paper.save()
        doing.on(PAPER_KIND, paper.pk, differs=len(paper.differs))
    return paper


def settle_entry(
    paper_id: int, which: str, *, actor: Membership, now: datetime, key: UUID
) -> PaperSheet:
    """Say, with the paper in hand, which of two typings holds."""
    with act("surveys.settle_entry", actor=actor, now=now, key=key) as doing:
        paper, sheet = _locked(paper_id, actor)
        if doing.replayed:
            return paper
        rules.check_settle(bool(paper.differs), paper.settled, which)
        if which == rules.SECOND:
            tally(sheet.version.content, [sheet], sign=-1)
            sheet.answers = paper.second or {}
            sheet.save(update_fields=["answers"])
            tally(sheet.version.content, [sheet])
            _after(sheet, now)
        paper.settled = which
        paper.save(update_fields=["settled"])
        doing.on(PAPER_KIND, paper.pk, which=which)
    return paper


def _locked(paper_id: int, actor: Membership) -> tuple[PaperSheet, Sheet]:
    """Return the paper and its sheet, held; refuse whoever may not record there, and void sheets."""
    rows = PaperSheet.objects.select_for_update(of=("self",)).filter(pk=paper_id)
    paper = rows.select_related("survey", "unit").first()
    if paper is None or paper.survey.root_id != actor.root_id:
        raise Missing("没有这份纸质答卷，或者不在您的查看范围内")
    require(actor, May.RECORD, paper.unit)
    sheets = Sheet.objects.select_for_update(of=("self",)).filter(id=paper.sheet_id, spoiled=False)
    sheet = sheets.select_related("version", "survey__unit").first()
    if sheet is None:
        raise Missing("这份答卷已经作废")
    return paper, sheet


def _after(sheet: Sheet, now: datetime) -> None:
    if sheet.survey.at is State.CLOSED:
        count_again(sheet.survey, now)
