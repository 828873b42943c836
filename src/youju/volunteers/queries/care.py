"""Stations, pairs and orders."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q, QuerySet

from youju.organisations.queries import Membership, Unit
from youju.volunteers.models import Order, Pair, Station
from youju.volunteers.queries.seen import at


def stations_of(member: Membership | None, unit: Unit, day: date) -> QuerySet[Station]:
    """Return the standing stations of a unit and below."""
    rows = at(member, Station, unit).filter(Q(until=None) | Q(until__gt=day))
    return rows.order_by("unit__path", "pk")


def pairs_of(member: Membership | None, unit: Unit, year: int) -> QuerySet[Pair]:
    """Return the standing pairs of a unit and below, with how many visits each had in the year."""
    rows = at(member, Pair, unit).filter(until=None).select_related("volunteer", "team")
    return rows.annotate(n=Count("visits", filter=Q(visits__on__year=year)))


def orders_of(member: Membership | None, unit: Unit) -> QuerySet[Order]:
    """Return the orders of a unit and below."""
    return at(member, Order, unit).select_related("team")


def order_counts(rows: QuerySet[Order]) -> dict[str, int]:
    """Return how many orders there are by state."""
    told = rows.order_by().values("state").annotate(n=Count("id"))
    return {row["state"]: row["n"] for row in told}
