"""Reading the inbox: each message belongs to one membership."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q, QuerySet

from youju.inbox import rules
from youju.inbox.models import Address, Channel, Delivery, Message, Mute, Quiet
from youju.inbox.reaching import open_ways
from youju.inbox.rules import QuietHours, Service
from youju.inbox.rules_own import Way
from youju.kernel.refusal import Forbidden, Missing
from youju.organisations.queries import (
    May,
    Membership,
    memberships_of,
    require,
    units_listed_to,
)

__all__ = [
    "Message",
    "channel_for",
    "channels_of",
    "deliveries_of",
    "kinds_of",
    "message_for",
    "messages_of",
    "muted_by",
    "open_ways",
    "own_addresses",
    "own_deliveries",
    "own_delivery_for",
    "quiet_of",
    "unread_count",
    "unread_elsewhere",
    "ways_of",
]


def messages_of(member: Membership | None) -> QuerySet[Message]:
    """Return what the member was told, newest first."""
    if member is None:
        raise Forbidden("请先登录")
    return Message.objects.filter(membership=member.pk).order_by("-at", "-id")


def message_for(member: Membership | None, message_id: int) -> Message:
    """Return one of the member's messages. Raises Missing for anybody else's."""
    message = messages_of(member).filter(pk=message_id).first()
    if message is None:
        raise Missing("没有这条消息，或者不是发给您这个岗位的")
    return message


def unread_count(member: Membership | None) -> int:
    """Return how many messages the member has not opened, counted no further than needed."""
    if member is None:
        return 0
    unread = Message.objects.filter(membership=member.pk, read_at=None)
    return len(unread.values_list("pk")[: rules.COUNTED_TO + 1])


def unread_elsewhere(member: Membership, today: date) -> list[tuple[Membership, int]]:
    """Return the person's other posts of today where messages wait, with how many."""
    waiting = Count("pk", filter=Q(read_at=None))
    posts = [one for one in memberships_of(member.person, today) if one.pk != member.pk]
    told = Message.objects.filter(membership__in=posts).order_by().values_list("membership")
    counts: dict[int, int] = dict(told.annotate(n=waiting))
    return [(post, counts[post.pk]) for post in posts if counts.get(post.pk)]


def kinds_of(member: Membership) -> list[str]:
    """Return the kinds of messages that the member has."""
    kinds = messages_of(member).order_by().values_list("kind", flat=True)
    return list(kinds.distinct())


def ways_of(member: Membership, today: date) -> dict[Service, set[str]]:
    """Return by which services messages to the posts of the member's person leave the house, with the
    kinds that each carries."""
    posts = memberships_of(member.person, today)
    rows = Channel.objects.filter(root_id__in={one.root_id for one in posts}, on=True)
    found: dict[Service, set[str]] = {}
    for channel in rows.select_related("unit"):
        own = any(post.unit_id == channel.unit_id for post in posts)
        if own or (channel.below and any(channel.unit.covers(post.unit) for post in posts)):
            found.setdefault(Service(channel.service), set()).update(channel.kinds)
    return {one: found[one] for one in Service if one in found}


def muted_by(member: Membership) -> set[tuple[str, str]]:
    """Return which kinds the member's person does not want, with the service by which not."""
    rows = Mute.objects.filter(person=member.person_id)
    return set(rows.values_list("kind", "service"))


def quiet_of(member: Membership) -> QuietHours:
    """Return when the member's person wants nothing from outside."""
    found = Quiet.objects.filter(person=member.person_id).first()
    return found.hours if found else QuietHours()


def channels_of(member: Membership | None) -> QuerySet[Channel]:
    """Return the outside channels at the administrator's unit and below, with how many of their
    messages wait (`waiting`) and were given up (`failed`)."""
    units = units_listed_to(require(member, May.CHANNELS)).values("id")
    counts = {
        state: Count("deliveries", filter=Q(deliveries__state=state))
        for state in (Delivery.State.WAITING.value, Delivery.State.FAILED.value)
    }
    found = Channel.objects.filter(unit__in=units).annotate(**counts)
    return found.select_related("unit").order_by("unit__path", "name", "pk")


def channel_for(member: Membership | None, channel_id: int) -> Channel:
    """Return one outside channel. Raises Missing outside the administrator's units."""
    channel = channels_of(member).filter(pk=channel_id).first()
    if channel is None:
        raise Missing("没有这个渠道，或者不在您的管理范围内")
    return channel


def deliveries_of(channel: Channel) -> QuerySet[Delivery]:
    """Return what went through a channel that the caller has found through `channel_for`."""
    return Delivery.objects.filter(channel=channel)


def own_addresses(member: Membership) -> dict[Way, Address]:
    """Return the addresses of the member's person's own that are given, proved or not."""
    rows = Address.objects.filter(person=member.person_id).exclude(value="").order_by("pk")
    return {Way(one.way): one for one in rows}


def own_deliveries(member: Membership | None) -> QuerySet[Delivery]:
    """Return what went to own addresses of people with a post at the administrator's unit or below."""
    units = units_listed_to(require(member, May.CHANNELS)).values("id")
    people = Membership.objects.filter(unit__in=units).values("person")
    found = Delivery.objects.filter(address__person__in=people)
    return found.select_related("address__person").order_by("-made_at", "-id")


def own_delivery_for(member: Membership | None, delivery_id: int) -> Delivery:
    """Return one delivery to an own address. Raises Missing outside the administrator's units."""
    delivery = own_deliveries(member).filter(pk=delivery_id).first()
    if delivery is None:
        raise Missing("没有这条发送记录，或者不在您的管理范围内")
    return delivery
