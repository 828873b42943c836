"""Objects of the room activities."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.utils import timezone

from tests.access.objects import by, once
from youju.activities import actions
from youju.activities.actions import Asked, SeriesTold, Told
from youju.activities.rules.norms import Per
from youju.portal.actions.reporting import resident_of
from youju.portal.secrets import code_for, digest_of


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


@once
def _open(world: Any, own: bool) -> Any:
    today = timezone.localdate()
    told = Told("culture", "邻里茶话会", today)
    staff = world.staff(own)
    made = actions.plan_activity(world.unit(own), told, **by(staff))
    return actions.open_signup(made.pk, capacity=9, signup_until=None, **by(staff))


@once
def _code(world: Any, own: bool) -> str:
    one, key = _open(world, own), uuid4()
    code = code_for(one.root_id, key)
    actions.sign_up(
        one.pk, name="邢阿姨", phone="13905120077", seats=1, code_digest=digest_of(code),
        actor=resident_of(one.unit), now=timezone.now(), key=key,
    )  # fmt: skip
    return code


def slug(world: Any, own: bool) -> str:
    return str(_open(world, own).slug)


PUBLIC = {"portal:activity.slug": slug, "portal:here.slug": slug, "portal:signup.code": _code}
OBJECTS = {"activity_id": activity, "series_id": series, "norm_id": norm}
