"""Tables of surveys."""

from youju.surveys.models.collect import PaperSheet, Release
from youju.surveys.models.figures import Counted, Official
from youju.surveys.models.plan import Issue, Plan, PlanCell, Token
from youju.surveys.models.sheets import DayTally, Remark, Sheet, Tally
from youju.surveys.models.survey import Survey, Version

__all__ = [
    "Counted",
    "DayTally",
    "Issue",
    "Official",
    "PaperSheet",
    "Plan",
    "PlanCell",
    "Release",
    "Remark",
    "Sheet",
    "Survey",
    "Tally",
    "Token",
    "Version",
]
