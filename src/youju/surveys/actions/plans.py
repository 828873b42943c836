"""The sample plan of a survey: drawn by a seed, or set by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from youju.audit.actions import act
from youju.kernel.refusal import Refused
from youju.organisations.queries import Membership, Unit, subtree
from youju.surveys.actions.frame import locked_survey
from youju.surveys.measures import SURVEY_KIND
from youju.surveys.models import Plan, PlanCell, Survey
from youju.surveys.rules import plan as rules
from youju.surveys.rules.states import check_text


@dataclass(frozen=True, slots=True)
class Wanted:
    """One cell of a plan as it is wanted: a community, a place in it, whom, and how many."""

    unit: Unit
    target: int
    place: str = ""
    audience: str = "residents"


def draw_plan(
    survey_id: int,
    *,
    kind: str,
    number: int,
    each: int,
    seed: str,
    criteria: rules.Criteria,
    audience: str = "residents",
    actor: Membership,
    now: datetime,
    key: UUID,
) -> Plan:
    """Draw so many units of a kind below the survey's unit, the same number of people at each.

    Spread over the units above them (streets) by how many each has. Nothing may be drawn anew once
    a sheet was taken for the plan: who is asked would follow from what was answered.
    """
    with act("surveys.draw_plan", actor=actor, now=now, key=key) as doing:
        survey = locked_survey(survey_id, actor)
        if doing.replayed:
            return Plan.objects.get(survey=survey)
        rules.check_size(number, each)
        word = check_text(seed, "seed", _("写一个抽样种子，公开后谁都能照此重抽。"), 40)
        units = list(subtree(survey.unit).filter(kind=kind, until=None).order_by("path"))
        candidates = [rules.Candidate(one.pk, str(one.parent_id)) for one in units]
        drawn = set(rules.draw(candidates, number, word))
        wanted = [Wanted(one, each, audience=audience) for one in units if one.pk in drawn]
        plan = _put(survey, word, criteria, wanted, actor, now)
        doing.on(SURVEY_KIND, survey.pk, seed=word, cells=number, each=each)
    return plan


def set_cells(
    survey_id: int,
    wanted: Sequence[Wanted],
    *,
    criteria: rules.Criteria,
    actor: Membership,
    now: datetime,
    key: UUID,
) -> Plan:
    """Set a plan by hand: the communities that somebody else drew, or 小区 that are no units."""
    with act("surveys.set_cells", actor=actor, now=now, key=key) as doing:
        survey = locked_survey(survey_id, actor)
        if doing.replayed:
            return Plan.objects.get(survey=survey)
        plan = _put(survey, "", criteria, wanted, actor, now)
        doing.on(SURVEY_KIND, survey.pk, cells=len(wanted))
    return plan


def _put(
    survey: Survey,
    seed: str,
    criteria: rules.Criteria,
    wanted: Sequence[Wanted],
    actor: Membership,
    now: datetime,
) -> Plan:
    rules.check_criteria(criteria)
    _check(survey, wanted)
    held = Plan.objects.filter(survey=survey).first()
    if held is not None:
        if survey.sheets.filter(cell__plan=held).exists():
            raise Refused("已按这份抽样方案收了答卷，不能重抽")
        held.delete()
    plan = Plan.objects.create(
        survey=survey,
        seed=seed,
        age_from=criteria.age_from,
        age_to=criteria.age_to,
        months=criteria.months,
        made_at=now,
        made_by_label=actor.label,
    )
    PlanCell.objects.bulk_create(
        PlanCell(
            plan=plan,
            unit=one.unit,
            place=one.place,
            audience=one.audience,
            target=one.target,
            order=n,
        )
        for n, one in enumerate(wanted)
    )
    return plan


def _check(survey: Survey, wanted: Sequence[Wanted]) -> None:
    known = {one.code for one in survey.versions.order_by("-number")[0].content.audiences}
    rules.check_size(len(wanted), 1)
    seen = set()
    for one in wanted:
        rules.check_size(1, one.target)
        name = f"{one.unit.short_name}{one.place}"
        if not survey.unit.covers(one.unit):
            raise Refused(_("“%(name)s”不在问卷的调查范围内。") % {"name": name}, field="cells")
        if one.audience not in known:
            raise Refused("问卷没有这一类对象的版本，请重新选择", field="audience")
        if (one.unit.pk, one.place, one.audience) in seen:
            raise Refused(_("“%(name)s”列了两次，请删去一次。") % {"name": name}, field="cells")
        seen.add((one.unit.pk, one.place, one.audience))
