"""Reading the room; the asking member first, except what a public page or another room reads."""

from youju.surveys.models import Counted, Issue, Official, Plan, PlanCell, Sheet, Survey, Version
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
    "cells_to_ask",
    "counted_for",
    "counted_titles",
    "counted_under",
    "current_version",
    "form_of",
    "may_arrange",
    "open_survey_at",
    "plan_progress",
    "rates_by_unit",
    "survey_for",
    "survey_for_public",
    "survey_titles",
    "surveys_under",
    "surveys_visible_to",
    "version_for",
]
