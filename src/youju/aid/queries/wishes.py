"""Wishes of a unit and below."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from youju.aid.models import Wish
from youju.aid.queries.seen import at
from youju.organisations.queries import Membership, Unit


def wishes_of(member: Membership | None, unit: Unit) -> QuerySet[Wish]:
    """Return the wishes of a unit and below."""
    return at(member, Wish, unit)


def wish_counts(rows: QuerySet[Wish]) -> dict[str, int]:
    """Return how many there are by state."""
    told = rows.order_by().values("state").annotate(n=Count("pk"))
    return {row["state"]: row["n"] for row in told}
