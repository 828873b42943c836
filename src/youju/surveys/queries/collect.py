"""What those who gather answers read: on paper, on the phone, on the public page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from youju.kernel.refusal import Missing
from youju.organisations.queries import Membership, Unit, subtree, subtree_ids
from youju.organisations.rules import UnitKind
from youju.surveys.models import PaperSheet, Plan, PlanCell, Release, Sheet, Survey, Token, Version
from youju.surveys.queries.forms import form_of
from youju.surveys.queries.plans import cells_to_ask
from youju.surveys.queries.seen import current_version, surveys_visible_to
from youju.surveys.rules.plan import Criteria
from youju.surveys.tokens import digest

# Who works or learns here is asked whatever his age, and wherever he lives.
UNASKED = frozenset({"students", "window"})


def token_of(survey: Survey, code: str) -> Token | None:
    """Return the code that somebody came with, used or not."""
    rows = Token.objects.filter(survey=survey, digest=digest(code)) if code.strip() else None
    return rows.select_related("unit").first() if rows is not None else None


def criteria_of(survey: Survey, audience: str) -> Criteria | None:
    """Return who may answer; None where age and time of living there do not matter."""
    if audience in UNASKED:
        return None
    plan = Plan.objects.filter(survey=survey).first()
    return plan.criteria if plan else Criteria()


def units_asked(survey: Survey) -> list[Unit]:
    """Return the units among which somebody who came by a link says where he lives."""
    held = PlanCell.objects.filter(plan__survey=survey).values("unit_id")
    rows = subtree(survey.unit).filter(until=None)
    planned = list(rows.filter(pk__in=held).order_by("path"))
    communities = [UnitKind.COMMUNITY, UnitKind.VILLAGE]
    return planned or list(rows.filter(kind__in=communities).order_by("path")) or [survey.unit]


def cell_at(survey: Survey, unit: Unit, audience: str) -> PlanCell | None:
    """Return the cell of the plan at a unit, where there is just one."""
    rows = PlanCell.objects.filter(plan__survey=survey, audience=audience)
    found = [one for one in rows.select_related("unit", "plan") if one.unit.covers(unit)]
    return found[0] if len(found) == 1 else None


def cell_for(member: Membership, cell_id: int) -> PlanCell:
    """Return one cell of a plan that asks in the member's units. Raises Missing for any other."""
    rows = PlanCell.objects.filter(unit__in=subtree_ids(member.unit), pk=cell_id)
    found = rows.select_related("unit", "plan__survey__unit").first()
    if found is None:
        raise Missing("没有这个调查点，或者不在您的单位范围内")
    return found


def done_by_cell(survey_ids: list[int]) -> dict[int, int]:
    """Return how many valid sheets each cell of these surveys has."""
    rows = Sheet.objects.filter(survey_id__in=survey_ids, spoiled=False, cell__isnull=False)
    return dict(rows.order_by().values_list("cell_id").annotate(n=Count("id")))


def surveys_for_phone(member: Membership) -> list[dict[str, Any]]:
    """Return the open surveys that ask in the member's units, each with its forms and its cells."""
    cells = list(cells_to_ask(member))
    surveys = {one.plan.survey_id: one.plan.survey for one in cells}
    done = done_by_cell(list(surveys)) if surveys else {}
    found = []
    for survey in surveys.values():
        version = current_version(survey)
        own = [one for one in cells if one.plan.survey_id == survey.pk]
        known = {one.code for one in version.content.audiences}
        own = [one for one in own if one.audience in known]
        found.append(_for_phone(survey, version, own, done))
    return found


def _for_phone(
    survey: Survey, version: Version, cells: list[PlanCell], done: dict[int, int]
) -> dict[str, Any]:
    asked = sorted({one.audience for one in cells})
    return {
        "id": survey.pk,
        "version": version.pk,
        "title": survey.title,
        "purpose": survey.purpose,
        "until": survey.until.isoformat() if survey.until else None,
        "forms": [
            {name: form[name] for name in ("audience", "label", "questions")}
            | {"criteria": "" if code in UNASKED else cells[0].plan.criteria.text}
            for code in asked
            for form in [form_of(version, code)]
        ],
        "cells": [
            {
                "id": one.pk,
                "name": one.place or one.unit.short_name,
                "unit_name": one.unit.short_name,
                "audience": one.audience,
                "target": one.target,
                "done": done.get(one.pk, 0),
            }
            for one in cells
        ],
    }


def papers_of(survey: Survey) -> QuerySet[PaperSheet]:
    """Return the sheets of paper of a survey that the caller has found."""
    rows = PaperSheet.objects.filter(survey=survey)
    return rows.select_related("unit", "cell__unit", "version", "survey")


def paper_for(member: Membership, paper_id: int) -> PaperSheet:
    """Return one sheet of paper at the member's units. Raises Missing for any other."""
    rows = PaperSheet.objects.filter(
        pk=paper_id,
        unit__in=subtree_ids(member.unit),
        survey__in=surveys_visible_to(member),
    )
    found = rows.select_related("unit", "cell__unit", "version__survey", "survey").first()
    if found is None:
        raise Missing("没有这份纸质答卷，或者不在您的单位范围内")
    return found


def sheets_under(member: Membership, survey: Survey) -> QuerySet[Sheet]:
    """Return the sheets of a survey that came in at the member's units, void ones too."""
    rows = Sheet.objects.filter(survey=survey, unit__in=subtree_ids(member.unit))
    return rows.select_related("unit", "cell", "version", "survey")


def sheet_under(member: Membership, survey: Survey, sheet_id: UUID) -> Sheet:
    """Return one of them. Raises Missing for any other."""
    found = sheets_under(member, survey).filter(id=sheet_id).first()
    if found is None:
        raise Missing("没有这份答卷，或者不在您的查看范围内")
    return found


def paper_numbers(sheet_ids: list[UUID]) -> dict[UUID, int]:
    """Return the numbers that are written on the paper of these sheets, where there is paper."""
    rows = PaperSheet.objects.filter(sheet_id__in=sheet_ids)
    return dict(rows.values_list("sheet_id", "number"))


def releases_of(survey: Survey) -> QuerySet[Release]:
    """Return what the public is shown of a survey."""
    rows = Release.objects.filter(survey=survey, withdrawn_at=None)
    return rows.order_by("audience", "order")


def surveys_released_at(place: Unit) -> list[Survey]:
    """Return the surveys of a place of which the public is shown something, newest first."""
    live = Release.objects.filter(unit_id__in=subtree_ids(place), withdrawn_at=None)
    rows = Survey.objects.filter(pk__in=live.values("survey_id")).select_related("unit")
    return list(rows.order_by("-closed_on", "-pk"))


def survey_released(place: Unit, slug: str) -> Survey:
    """Return one of them by its public address. Raises Missing for any other."""
    for one in surveys_released_at(place):
        if one.slug == slug:
            return one
    raise Missing("没有这份调查的结果，或者已经撤下")


def surveys_asking_at(place: Unit) -> list[Survey]:
    """Return the open surveys that anybody at a place may answer by the open link."""
    rows = Survey.objects.filter(
        unit__in=[*place.ancestor_ids, *subtree_ids(place)], state=Survey.State.OPEN, by_token=False
    )
    return list(rows.select_related("unit").order_by("-since", "-pk")[:5])
