"""The secret address of a volunteer's own calendar."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from youju.audit.actions import act
from youju.organisations.queries import Membership
from youju.volunteers import measures
from youju.volunteers.queries.people import my_record
from youju.volunteers.secrets import digest_of, fresh_secret


def make_feed(*, actor: Membership, now: datetime, key: UUID | None = None) -> str:
    """Give the actor's shifts a new secret address, and close the old one.

    Returns:
        The secret, told this once; "" where the act was done before.
    """
    with act("volunteers.make_feed", actor=actor, now=now, key=key) as doing:
        one = my_record(actor)
        doing.on(measures.VOLUNTEER, one.pk)
        if doing.replayed:
            return ""
        secret = fresh_secret()
        one.feed_digest = digest_of(secret)
        one.save(update_fields=["feed_digest"])
    return secret
