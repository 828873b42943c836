"""Writing the facts of a survey: once it is closed, and again with each sheet that turns up late."""

from __future__ import annotations

from datetime import datetime

from youju.facts import actions as facts
from youju.organisations.queries.populations import populations
from youju.surveys.measures import source_of, survey_drafts
from youju.surveys.models import DayTally, Survey


def count_again(survey: Survey, now: datetime) -> None:
    """Bring the facts of a survey up to date; one that is not closed has none.

    The populations that it is weighed by are kept with it: its figures can be made again from its
    own rows, whatever is put right in the profiles later.
    """
    people: dict[str, str] = {}
    if survey.weighted and survey.closed_on is not None:
        answered = DayTally.objects.filter(survey=survey, rate="", n__gt=0)
        known = populations(set(answered.values_list("unit_id", flat=True)), survey.closed_on)
        people = {str(unit_id): str(n) for unit_id, n in sorted(known.items())}
    if people != survey.people:
        survey.people = people
        survey.save(update_fields=["people"])
    facts.replace(source_of(survey), survey_drafts(survey), now=now)
