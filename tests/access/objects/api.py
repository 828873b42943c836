"""A token and a calendar of the own staff, and of the foreign unit's."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from tests.access.objects import once
from youju.api.actions import make_feed, make_token
from youju.api.rules import Scope
from youju.cases.actions import report_case
from youju.cases.queries import kinds_of
from youju.cases.rules import Source
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


@once
def case(world, own):
    """A problem found by the staff, so none that the public follows."""
    how = {"actor": world.staff(own), "now": timezone.now(), "key": uuid4()}
    return report_case(
        unit=world.unit(own), kind=_kind(world), source=Source.PATROL, place="桥头", **how
    )


def _kind(world):
    kinds = kinds_of(world.own_unit.root_id)
    parents = {one.parent_code for one in kinds}
    return next(one.code for one in kinds if one.code not in parents)


@once
def key(world, own):
    """The key of an act of the staff; of the foreign unit's staff."""
    made = uuid4()
    begin_upload(
        name="2.jpg", size=5, **_acting(world, own) | {"key": made, "unit": world.unit(own)}
    )
    return made


OBJECTS = {
    "case_id": lambda world, own: case(world, own).pk,
    "number": lambda world, own: case(world, own).number,
    "key": key,
    "code": lambda world, own: _kind(world),
    "form": lambda world, own: "json",
    "token": lambda world, own: uuid4(),
    "upload_id": upload,
    "token_id": token,
    "secret": secret,
    "rest": lambda world, own: "x/y",
}
