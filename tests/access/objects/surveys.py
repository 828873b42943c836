"""Objects of the room surveys."""

from __future__ import annotations

from typing import Any

from tests.access.objects import by, once
from youju.surveys import actions
from youju.surveys.actions.surveys import Wording
from youju.surveys.tests.world import FORM


@once
def survey(world: Any, own: bool) -> int:
    made = actions.make_survey(
        world.unit(own), Wording("居民满意率调查"), form=FORM, **by(world.staff(own))
    )
    return made.pk


OBJECTS = {"survey_id": survey}
