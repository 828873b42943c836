"""Reading the inbox: each message belongs to one membership."""

from __future__ import annotations

from django.db.models import QuerySet

from youju.inbox import rules
from youju.inbox.models import Message, Mute
from youju.kernel.refusal import Forbidden, Missing
from youju.organisations.queries import Membership

__all__ = ["Message", "message_for", "messages_of", "muted_by", "unread_count"]


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


def muted_by(member: Membership) -> set[str]:
    """Return the kinds that the member's person does not want through outside channels."""
    return set(Mute.objects.filter(person=member.person_id).values_list("kind", flat=True))
