"""A member with a token, for tests of this room."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import uuid4

from youju.api.actions import make_token
from youju.api.rules import Scope
from youju.organisations.models import Membership

NOON = datetime(2026, 7, 8, 4, 0, tzinfo=UTC)


def a_token(member: Membership, *scopes: Scope, **given):
    """Make a token that ends in 2099 by the calendar of the tests; return it with its headers."""
    how = {"expires_on": date(2026, 12, 31), "actor": member, "now": NOON, "key": uuid4()}
    token, secret = make_token("平台取数", scopes=scopes or tuple(Scope), **how | given)
    return token, {"HTTP_AUTHORIZATION": f"Bearer {secret}"}
