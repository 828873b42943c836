"""What the acts on a survey share."""

from __future__ import annotations

from django.utils import timezone

from youju.kernel.refusal import Missing
from youju.organisations.queries import May, Membership, require
from youju.search.actions import put
from youju.surveys.measures import SURVEY_KIND
from youju.surveys.models import Survey, Version


def locked_survey(survey_id: int, actor: Membership) -> Survey:
    """Return the survey, held until the act ends; refuse whoever may not arrange it."""
    rows = Survey.objects.select_for_update(of=("self",)).filter(pk=survey_id)
    found = rows.select_related("unit").first()
    if found is None or found.root_id != actor.root_id:
        raise Missing("没有这份问卷，或者不在您的查看范围内")
    require(actor, May.ARRANGE, found.unit)
    return found


def locked_version(version_id: int, actor: Membership) -> Version:
    """Return the version, held until the act ends; refuse whoever may not arrange its survey."""
    rows = Version.objects.select_for_update(of=("self",)).filter(pk=version_id)
    found = rows.select_related("survey__unit").first()
    if found is None or found.survey.root_id != actor.root_id:
        raise Missing("没有这一版问卷，或者不在您的查看范围内")
    require(actor, May.ARRANGE, found.survey.unit)
    return found


def show(survey: Survey) -> None:
    """Let the survey be found."""
    put(
        SURVEY_KIND,
        survey.pk,
        unit=survey.unit,
        title=survey.title,
        body=survey.purpose,
        at=survey.since or timezone.localdate(survey.made_at),
        url=survey.get_absolute_url(),
    )
