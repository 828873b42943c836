"""Writing the facts of a survey: once it is closed, and again with each sheet that turns up late."""

from __future__ import annotations

from datetime import datetime

from youju.facts import actions as facts
from youju.surveys.measures import source_of, survey_drafts
from youju.surveys.models import Survey


def count_again(survey: Survey, now: datetime) -> None:
    """Bring the facts of a survey up to date; one that is not closed has none."""
    facts.replace(source_of(survey), survey_drafts(survey), now=now)
