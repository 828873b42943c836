"""Reading the room; the asking member first, except what a public page or another room reads."""

from youju.surveys.bank import bank
from youju.surveys.models import Counted, Issue, Official, Plan, PlanCell, Sheet, Survey, Version
from youju.surveys.queries.collect import (
    cell_at,
    cell_for,
    criteria_of,
    done_by_cell,
    paper_for,
    papers_of,
    releases_of,
    survey_released,
    surveys_asking_at,
    surveys_for_phone,
    surveys_released_at,
    token_of,
    units_asked,
)
from youju.surveys.queries.forms import form_of, open_survey_at, survey_for_public
from youju.surveys.queries.plans import CellState, PlanState, cells_to_ask, plan_progress
from youju.surveys.queries.rates import rates_by_unit
from youju.surveys.queries.seen import (
    counted_for,
    counted_titles,
    counted_under,
    current_version,
    may_arrange,
    survey_for,
    survey_titles,
    surveys_under,
    surveys_visible_to,
    version_for,
)
from youju.surveys.queries.words import remarks_of
from youju.surveys.rules.rates import Rate

__all__ = [
    "CellState",
    "Counted",
    "Issue",
    "Official",
    "Plan",
    "PlanCell",
    "PlanState",
    "Rate",
    "Sheet",
    "Survey",
    "Version",
    "bank",
    "cell_at",
    "cell_for",
    "cells_to_ask",
    "counted_for",
    "counted_titles",
    "counted_under",
    "criteria_of",
    "current_version",
    "done_by_cell",
    "form_of",
    "may_arrange",
    "open_survey_at",
    "paper_for",
    "papers_of",
    "plan_progress",
    "rates_by_unit",
    "releases_of",
    "remarks_of",
    "survey_for",
    "survey_for_public",
    "survey_released",
    "survey_titles",
    "surveys_asking_at",
    "surveys_for_phone",
    "surveys_released_at",
    "surveys_under",
    "surveys_visible_to",
    "token_of",
    "units_asked",
    "version_for",
]
