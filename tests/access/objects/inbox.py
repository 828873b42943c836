"""Objects of the room inbox: a message to the staff."""

from __future__ import annotations

from django.utils import timezone

from tests.access.objects import once
from youju.inbox.models import Channel, Delivery, Message


@once
def message(world, own):
    told = Message(membership=world.staff(own), kind="test", title="测试", at=timezone.now())
    told.save()
    return told.pk


@once
def channel(world, own):
    unit = world.unit(own)
    made = Channel(root_id=unit.root_id, unit=unit, name="测试", service="wecom", kinds=["test"])
    made.address = "wecombot://key"
    made.save()
    return made.pk


@once
def delivery(world, own):
    now = timezone.now()
    return Delivery.objects.create(
        channel_id=channel(world, own), text="测试", made_at=now, due_at=now
    ).pk


OBJECTS = {
    "message_id": message,
    "channel_id": channel,
    "delivery_id": delivery,
    "way": lambda world, own: "mail",
    "token": lambda world, own: "none",
}
