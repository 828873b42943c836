"""A token and a calendar of the own staff, and of the foreign unit's."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from tests.access.objects import once
from youju.api.actions import make_feed, make_token
from youju.api.rules import Scope
from youju.evidence.actions import begin_upload
from youju.organisations.rules import Role


def _acting(world, own):
    return {"actor": world.staff(own), "now": timezone.now(), "key": uuid4()}


@once
def token(world, own):
    until = timezone.localdate() + timedelta(30)
    made, _secret = make_token(
        "取数", scopes=[Scope.READ_UNITS], expires_on=until, **_acting(world, own)
    )
    return made.pk


@once
def secret(world, own):
    return make_feed(**_acting(world, own))


@once
def upload(world, own):
    actor = world.members[Role.GRID_WORKER] if own else world.foreign_member
    how = {"actor": actor, "unit": actor.unit, "now": timezone.now(), "key": uuid4()}
    return begin_upload(name="1.jpg", size=5, **how).pk


OBJECTS = {
    "upload_id": upload,
    "token_id": token,
    "secret": secret,
    "rest": lambda world, own: "x/y",
}
