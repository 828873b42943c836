"""Telling members, and what they have read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from youju.inbox import delivering, registry, rules
from youju.inbox.models import Message
from youju.inbox.queries import message_for, messages_of
from youju.organisations.queries import Membership, Unit, members_at


def tell(
    recipients: Iterable[Membership], *, kind: str, title: str, url: str = "", now: datetime
) -> int:
    """Put a message into each recipient's inbox; return how many were told.

    One insert, and one look whether an outside channel carries the kind. May be called inside an act or after its commit. It writes no entry of its own into
    the log: what is told of is there already. Who has left the post by now is not told.

    Args:
        kind: A key of the registry.
        title: What happened, in one line, without personal data: it may leave by outside channels.
        url: A page of this product that the recipient may see.

    Raises:
        KeyError: If no room registered the kind.
    """
    if kind not in registry.KINDS:
        raise KeyError(kind)
    today = timezone.localdate(now)
    to = {one.pk: one for one in recipients if rules.holds(one.since, one.until, today)}
    line, page = rules.clean_title(title), rules.check_url(url)
    Message.objects.bulk_create(
        [Message(membership=one, kind=kind, title=line, url=page, at=now) for one in to.values()]
    )
    delivering.queue(list(to.values()), kind, line, page, now)
    return len(to)


def tell_unit(
    unit: Unit, roles: Iterable[str], *, kind: str, title: str, url: str = "", now: datetime
) -> int:
    """Put a message into the inbox of all who stand at the unit itself in one of the roles."""
    recipients = members_at(unit, roles, timezone.localdate(now))
    return tell(recipients, kind=kind, title=title, url=url, now=now)


def open_message(message_id: int, *, actor: Membership, now: datetime) -> Message:
    """Mark a message read, and return it.

    Reading is no act and leaves no entry in the log: that would be a track of who sat at the screen
    when.
    """
    message = message_for(actor, message_id)
    if message.read_at is None:
        Message.objects.filter(pk=message.pk, read_at=None).update(read_at=now)
        message.read_at = now
    return message


def read_all(*, actor: Membership, now: datetime) -> int:
    """Mark read what had come by now; return how many were unread."""
    return messages_of(actor).filter(read_at=None, at__lte=now).update(read_at=now)


def forget_old(*, now: datetime) -> int:
    """Drop messages that nobody will look for any more; return how many."""
    old_read = Q(at__lt=rules.forgotten_before(now, read=True)) & ~Q(read_at=None)
    old = Q(at__lt=rules.forgotten_before(now, read=False))
    dropped, _kinds = Message.objects.filter(old | old_read).delete()
    return dropped
