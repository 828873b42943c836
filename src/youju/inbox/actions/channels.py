"""Outside channels, which the system administrator sets up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from youju.audit.actions import Act, act
from youju.inbox import registry, rules
from youju.inbox.models import Channel, Delivery
from youju.inbox.queries import channel_for, own_delivery_for
from youju.inbox.rules import Service
from youju.kernel.refusal import Missing, Refused
from youju.organisations.queries import May, Membership, Unit, require

CHANNEL = "inbox.channel"


def add_channel(
    *,
    unit: Unit,
    name: str,
    service: str,
    address: str,
    kinds: Iterable[str],
    below: bool = False,
    with_title: bool = False,
    on: bool = False,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Channel:
    """Set up a way out for the messages to a unit.

    Args:
        address: As `rules.EXAMPLES`; it holds keys, and is kept encrypted.
        below: Also for the units below it.
        with_title: Send a message's own words, and not only what kind it is.
        on: Off until the administrator has tried it.
    """
    with act("inbox.add_channel", actor=actor, now=now, key=key) as doing:
        require(actor, May.CHANNELS, unit)
        if doing.replayed:
            return Channel.objects.get(pk=doing.subject_id)
        channel = Channel(root_id=unit.root_id, unit=unit, service=_service(service))
        channel.address = rules.check_address(Service(channel.service), address)
        _set(channel, doing, name, kinds, below, with_title, on)
    return channel


def change_channel(
    channel_id: int,
    *,
    name: str,
    address: str = "",
    kinds: Iterable[str],
    below: bool,
    with_title: bool,
    on: bool,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Channel:
    """Change a channel; an empty address keeps the one it has."""
    with act("inbox.change_channel", actor=actor, now=now, key=key) as doing:
        channel = channel_for(actor, channel_id)
        doing.on(CHANNEL, channel.pk)
        if doing.replayed:
            return channel
        if address.strip():
            channel.address = rules.check_address(Service(channel.service), address)
        _set(channel, doing, name, kinds, below, with_title, on)
    return channel


def _service(service: str) -> str:
    if service not in list(Service):
        raise Refused("选一种渠道", field="service")
    return service


def _set(
    channel: Channel,
    doing: Act,
    name: str,
    kinds: Iterable[str],
    below: bool,
    with_title: bool,
    on: bool,
) -> None:
    if not name.strip():
        raise Refused("填渠道名称，如 街道创建办工作群", field="name")
    channel.name, channel.below = name.strip()[:40], below
    channel.with_title, channel.on = with_title, on
    channel.kinds = rules.check_kinds(kinds, registry.KINDS)
    channel.save()
    doing.on(CHANNEL, channel.pk, name=channel.name, on=on, kinds=channel.kinds, words=with_title)


def try_channel(
    channel_id: int, *, actor: Membership, now: datetime, key: UUID | None = None
) -> None:
    """Send one message to see whether the channel works, also where it is still off."""
    with act("inbox.try_channel", actor=actor, now=now, key=key) as doing:
        channel = channel_for(actor, channel_id)
        doing.on(CHANNEL, channel.pk)
        if not doing.replayed:
            text = f"【有据】这是{channel.unit.short_name}“{channel.name}”的试发消息，收到说明已经接通。"
            Delivery.objects.create(channel=channel, text=text, made_at=now, due_at=now)


def send_again(
    delivery_id: int, *, actor: Membership, now: datetime, key: UUID | None = None
) -> Delivery:
    """Try a message once more that was given up."""
    with act("inbox.send_again", actor=actor, now=now, key=key) as doing:
        delivery = Delivery.objects.filter(pk=delivery_id).first()
        if delivery is None:
            raise Missing("没有这条发送记录")
        if delivery.channel_id is None:
            own_delivery_for(actor, delivery.pk)
            doing.on("inbox.delivery", delivery.pk)
        else:
            channel_for(actor, delivery.channel_id)
            doing.on(CHANNEL, delivery.channel_id, delivery=delivery.pk)
        failed = Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.FAILED)
        failed.update(state=Delivery.State.WAITING, tries=0, due_at=now, ended_at=None)
    return delivery
