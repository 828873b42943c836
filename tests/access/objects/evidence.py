"""Objects of the room evidence."""

from __future__ import annotations

from tests.access.objects import by, once
from youju.evidence import actions
from youju.evidence.tests.factories import jpeg, scene, upload


@once
def item(world, own):
    photo = jpeg(scene(3 if own else 40))
    return actions.store(upload(photo), unit=world.unit(own), **by(world.staff(own))).pk


OBJECTS = {"item_id": item, "size": lambda world, own: "public"}
