"""Every write: making and revoking keys, and counting their use."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Case, F, Q, Value, When
from django.utils import timezone

from youju.api import rules
from youju.api.models import Feed, Token
from youju.api.queries import token_for
from youju.audit.actions import act
from youju.kernel.refusal import Forbidden, Missing
from youju.organisations.queries import May, Membership, require
from youju.organisations.rules import Role

TOKEN = "api.token"  # noqa: S105
FEED = "api.feed"


def make_token(
    name: str,
    *,
    scopes: Iterable[str],
    expires_on: date,
    per_minute: int = rules.PER_MINUTE,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> tuple[Token, str]:
    """Make a token for the actor's own post.

    Returns:
        The token and its secret, told this once; "" where the act was done before.
    """
    with act("api.make_token", actor=actor, now=now, key=key) as doing:
        require(actor, May.SEE)
        if doing.replayed:
            return token_for(actor, int(doing.subject_id)), ""
        plain = rules.check_name(name)
        chosen = rules.check_scopes(scopes, Role(actor.role))
        rules.check_expiry(expires_on, timezone.localdate(now))
        rules.check_limit(per_minute)
        secret = rules.PREFIX + secrets.token_urlsafe(32)
        token = Token.objects.create(
            membership=actor,
            name=plain,
            hint=secret[:8],
            digest=rules.digest_of(secret),
            scopes=[scope.value for scope in chosen],
            per_minute=per_minute,
            made_at=now,
            expires_on=expires_on,
        )
        doing.on(TOKEN, token.pk, name=plain, scopes=token.scopes, until=expires_on.isoformat())
    return token, secret


def revoke_token(
    token_id: int, *, actor: Membership, now: datetime, key: UUID | None = None
) -> Token:
    """Close a token for good: one's own, or any in the view of the security administrator."""
    with act("api.revoke_token", actor=actor, now=now, key=key) as doing:
        token = token_for(actor, token_id)
        doing.on(TOKEN, token.pk, name=token.name)
        if not doing.replayed and token.revoked_at is None:
            token.revoked_at, token.revoked_by = now, actor.person
            token.save(update_fields=["revoked_at", "revoked_by"])
    return token


def count_use(token: Token, *, now: datetime) -> bool:
    """Count one use of a token. False where this minute's uses are spent; then nothing is counted.

    One statement, so that two uses at once cannot pass on the last one. Uses are not in the log:
    what they do is.
    """
    window = rules.window_of(now)
    spent = Q(window_at=window, window_uses__gte=F("per_minute"))
    uses = Case(When(window_at=window, then=F("window_uses") + 1), default=Value(1))
    rows = Token.objects.filter(~spent, pk=token.pk)
    return rows.update(window_uses=uses, window_at=window, last_used_at=now) == 1


def make_feed(*, actor: Membership, now: datetime, key: UUID | None = None) -> str:
    """Give the actor's calendar a new secret address, and close the old one.

    Returns:
        The secret, told this once; "" where the act was done before.
    """
    with act("api.make_feed", actor=actor, now=now, key=key) as doing:
        if not actor.may(May.SEE):
            raise Forbidden("这个岗位没有要办的事项，不需要日历")
        if doing.replayed:
            return ""
        secret = secrets.token_urlsafe(32)
        given = {"digest": rules.digest_of(secret), "made_at": now, "last_used_at": None}
        feed, _new = Feed.objects.update_or_create(membership=actor, defaults=given)
        doing.on(FEED, feed.pk)
    return secret


def drop_feed(*, actor: Membership, now: datetime, key: UUID | None = None) -> None:
    """Close the actor's calendar address."""
    with act("api.drop_feed", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return
        feed = Feed.objects.filter(membership=actor).first()
        if feed is None:
            raise Missing("没有日历地址")
        doing.on(FEED, feed.pk)
        feed.delete()


def note_feed_use(feed: Feed, *, now: datetime) -> None:
    """Remember when a calendar was last fetched."""
    Feed.objects.filter(pk=feed.pk).update(last_used_at=now)
