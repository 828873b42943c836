"""Objects of the room activities."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from tests.access.objects import by, once
from youju.activities import actions
from youju.activities.actions import Asked, SeriesTold, Told
from youju.activities.rules.norms import Per


@once
def activity(world: Any, own: bool) -> int:
    told = Told("culture", "广场舞", timezone.localdate())
    return int(actions.plan_activity(world.unit(own), told, **by(world.staff(own))).pk)


@once
def series(world: Any, own: bool) -> int:
    today = timezone.localdate()
    told = SeriesTold("特色讲堂", today, today)
    made = actions.add_series(world.unit(own), "special_hall", told, **by(world.staff(own)))
    return int(made.pk)


@once
def norm(world: Any, own: bool) -> int:
    asked = Asked("citizen_class", "每月一次", Per.MONTH, 1)
    told = {"since": timezone.localdate(), **by(world.staff(own))}
    return int(actions.add_norm(world.unit(own), asked, **told).pk)


OBJECTS = {"activity_id": activity, "series_id": series, "norm_id": norm}
