"""Objects of the room surveys."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone

from tests.access.objects import by, once
from youju.surveys import actions
from youju.surveys.actions.surveys import Wording
from youju.surveys.models import PaperSheet, Release, Survey
from youju.surveys.queries import current_version
from youju.surveys.tests.world import FORM


@once
def survey(world: Any, own: bool) -> int:
    made = actions.make_survey(
        world.unit(own), Wording("居民满意率调查"), form=FORM, **by(world.staff(own))
    )
    return made.pk


@once
def asking(world: Any, own: bool) -> Survey:
    """A survey that takes answers, with one sheet of paper."""
    how = by(world.staff(own))
    made = actions.make_survey(world.unit(own), Wording("居民知晓率调查"), form=FORM, **how)
    return actions.open_survey(made.pk, **by(world.staff(own)))


@once
def paper(world: Any, own: bool) -> int:
    version = current_version(asking(world, own))
    made = actions.enter_sheet(
        version, audience="residents", unit=world.unit(own), answers={"know_city": "yes"}, done_at=timezone.now(),
        **by(world.office(own)),
    )  # fmt: skip
    return made.pk


@once
def counted(world: Any, own: bool) -> int:
    made = actions.record_counted(
        world.unit(own), kind="joined", about="清洁日", numerator=9, denominator=9, on=timezone.localdate(),
        source="签到表", **by(world.staff(own)),
    )  # fmt: skip
    return made.pk


@once
def released(world: Any, own: bool) -> Release:
    made = actions.make_survey(
        world.unit(own), Wording("居民参与率调查"), form=FORM, **by(world.staff(own))
    )
    actions.open_survey(made.pk, **by(world.staff(own)))
    told = {
        "audience": "residents",
        "unit": world.unit(own),
        "channel": "paper",
        "done_at": timezone.now(),
    }
    for _n in range(5):
        actions.answer_sheet(
            current_version(made), answers={"know_city": "yes"}, **told, **by(world.staff(own))
        )
    actions.close_survey(made.pk, **by(world.staff(own)))
    how = {"audience": "residents", "questions": ["know_city"]}
    return actions.release_results(made.pk, **how, **by(world.office(own)))[0]


def released_id(world: Any, own: bool) -> int:
    return released(world, own).pk


def asking_id(world: Any, own: bool) -> int:
    return asking(world, own).pk


def sheet(world: Any, own: bool) -> UUID:
    """The sheet behind the paper of the survey that takes answers."""
    return PaperSheet.objects.get(pk=paper(world, own)).sheet_id


def code(_world: Any, _own: bool) -> str:
    return "know_city"


OBJECTS = {
    "survey_id": survey,
    "paper_id": paper,
    "release_id": released_id,
    "counted_id": counted,
    "surveys:void.survey_id": asking_id,
    "surveys:void.sheet_id": sheet,
    "surveys:question.code": code,
    "surveys:drop.code": code,
    "surveys:move.code": code,
}
