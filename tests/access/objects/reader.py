"""Objects of the room reader."""

from __future__ import annotations

from django.utils import timezone

from tests.access.objects import once
from youju.kernel.ids import new_key
from youju.organisations.rules import Role
from youju.reader import actions

REPORT = "上半年工作总结\n社区清理垃圾50余车，发放宣传资料3000余份。\n"


def reader_of(world, own):
    return world.members[Role.STAFF] if own else world.foreign_member


@once
def reading(world, own):
    member = reader_of(world, own)
    how = {"actor": member, "now": timezone.now(), "key": new_key()}
    return actions.read_text(REPORT, unit=world.unit(own), **how)


@once
def entry(world, own):
    fact = reading(world, own).facts.first()
    member = reader_of(world, own)
    (done,) = actions.confirm_facts([fact.pk], actor=member, now=timezone.now(), key=new_key())
    return done.entry_id


OBJECTS = {
    "reading_id": lambda world, own: reading(world, own).pk,
    "piece_id": lambda world, own: reading(world, own).pieces.first().pk,
    "fact_id": lambda world, own: reading(world, own).facts.first().pk,
    "entry_id": entry,
    "step": lambda world, own: "confirm",
}
