"""Reading tokens and calendar addresses."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from youju.api import rules
from youju.api.models import Feed, Token
from youju.kernel.refusal import Missing
from youju.organisations.queries import May, Membership, subtree_ids


def token_by_secret(secret: str, today: date) -> Token | None:
    """Return the token of a secret, if it and the post behind it hold today. No member asks yet."""
    held = _post_holds(today)
    rows = Token.objects.filter(held, digest=rules.digest_of(secret), revoked_at=None)
    rows = rows.filter(expires_on__gte=today, membership__person__is_active=True)
    return rows.select_related("membership__unit", "membership__person").first()


def _post_holds(today: date) -> Q:
    begun = Q(membership__since=None) | Q(membership__since__lte=today)
    return begun & (Q(membership__until=None) | Q(membership__until__gte=today))


def tokens_of(member: Membership) -> QuerySet[Token]:
    """Return the member's own tokens, newest first."""
    return Token.objects.filter(membership=member).order_by("-made_at", "-pk")


def tokens_watched_by(member: Membership) -> QuerySet[Token]:
    """Return all tokens at the unit and below, for the security administrator; else none."""
    if not member.may(May.SECURITY):
        return Token.objects.none()
    rows = Token.objects.filter(membership__unit__in=subtree_ids(member.unit))
    return rows.select_related("membership__unit", "membership__person").order_by("-made_at", "-pk")


def token_for(member: Membership, token_id: int) -> Token:
    """Return a token the member may see. Raises Missing."""
    mine = tokens_of(member).filter(pk=token_id).first()
    found = mine or tokens_watched_by(member).filter(pk=token_id).first()
    if found is None:
        raise Missing("没有这个令牌，或者不是您的")
    return found


def feed_of(member: Membership) -> Feed | None:
    """Return the member's calendar address, if there is one."""
    return Feed.objects.filter(membership=member).first()


def feed_by_secret(secret: str, today: date) -> Feed | None:
    """Return the calendar address of a secret, if the post behind it holds today."""
    held = _post_holds(today)
    rows = Feed.objects.filter(held, digest=rules.digest_of(secret))
    rows = rows.filter(membership__person__is_active=True)
    return rows.select_related("membership__unit", "membership__person").first()
