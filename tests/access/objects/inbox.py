"""Objects of the room inbox: a message to the staff."""

from __future__ import annotations

from django.utils import timezone

from tests.access.objects import once
from youju.inbox.models import Message


@once
def message(world, own):
    told = Message(membership=world.staff(own), kind="test", title="测试", at=timezone.now())
    told.save()
    return told.pk


OBJECTS = {"message_id": message}
