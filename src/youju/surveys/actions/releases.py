"""Showing results to the public, question by question, and taking them back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max, Min, Sum

from youju.audit.actions import act
from youju.kernel.refusal import Missing, Refused
from youju.organisations.queries import May, Membership, require
from youju.surveys.measures import SURVEY_KIND
from youju.surveys.models import DayTally, Release, Survey, Tally
from youju.surveys.rules import release as rules


def release_results(
    survey_id: int,
    *,
    audience: str,
    questions: Iterable[str],
    actor: Membership,
    now: datetime,
    key: UUID,
) -> list[Release]:
    """Show the public what an audience answered to these questions; one shown before is shown anew.

    All sheets count the same here, as the sentence beside them says.
    """
    with act("surveys.release_results", actor=actor, now=now, key=key) as doing:
        survey = _locked(survey_id, actor)
        live = Release.objects.filter(survey=survey, audience=audience, withdrawn_at=None)
        if doing.replayed:
            return list(live)
        wanted = set(questions)
        if not wanted:
            raise Refused("勾选要公布的题目", field="questions")
        form = survey.versions.order_by("-number")[0].content
        label = form.audience(audience).label
        asked = [(n, one) for n, one in enumerate(form.of(audience), 1) if one.code in wanted]
        live.filter(question__in=wanted).update(withdrawn_at=now, withdrawn_by_label=actor.label)
        made = []
        for order, question in asked:
            counts = counts_of(survey, audience, question.code)
            n = counts.pop("", 0)
            rules.check_release(survey.at, question, n, survey.least)
            since, until = _days(survey, audience)
            lines = rules.lines_of(question, counts, n, survey.least)
            made.append(
                Release(
                    survey=survey, unit=survey.unit, audience=audience, audience_label=label,
                    question=question.code, text=question.text, n=n, since=since, until=until,
                    lines=rules.line_data(lines), order=order, released_at=now, released_by_label=actor.label,
                )
            )  # fmt: skip
        Release.objects.bulk_create(made)
        doing.on(SURVEY_KIND, survey.pk, audience=audience, questions=sorted(wanted))
    return made


def withdraw_release(release_id: int, *, actor: Membership, now: datetime, key: UUID) -> Release:
    """Take a result from the public pages; the log keeps that it was shown."""
    with act("surveys.withdraw_release", actor=actor, now=now, key=key) as doing:
        rows = Release.objects.select_for_update(of=("self",)).select_related("survey", "unit")
        one = rows.filter(pk=release_id, survey__root_id=actor.root_id).first()
        if one is None:
            raise Missing("没有这条公布的结果，或者不在您的查看范围内")
        require(actor, May.REVIEW, one.unit)
        if one.withdrawn_at is None:
            one.withdrawn_at, one.withdrawn_by_label = now, actor.label
            one.save(update_fields=["withdrawn_at", "withdrawn_by_label"])
        doing.on(SURVEY_KIND, one.survey_id, question=one.question)
    return one


def _locked(survey_id: int, actor: Membership) -> Survey:
    rows = Survey.objects.select_for_update(of=("self",)).filter(pk=survey_id)
    found = rows.select_related("unit").first()
    if found is None or found.root_id != actor.root_id:
        raise Missing("没有这份问卷，或者不在您的查看范围内")
    require(actor, May.REVIEW, found.unit)
    return found


def counts_of(survey: Survey, audience: str, question: str) -> dict[str, int]:
    """Return how often each option was chosen; "" is how many answered the question."""
    rows = Tally.objects.filter(version__survey=survey, audience=audience, question=question)
    return dict(rows.order_by().values_list("option").annotate(all=Sum("n")))


def _days(survey: Survey, audience: str) -> tuple[date, date]:
    rows = DayTally.objects.filter(survey=survey, audience=audience, rate="", n__gt=0)
    held = rows.aggregate(since=Min("day"), until=Max("day"))
    return held["since"], held["until"]
