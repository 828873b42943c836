"""What waits for somebody, in one query: for the page of what is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from youju.organisations.queries import Membership, Unit
from youju.volunteers.models import Seat, Shift, Volunteer
from youju.volunteers.rules.posts import ServiceState
from youju.volunteers.rules.register import State
from youju.volunteers.rules.seats import Seat as SeatState


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many of each wait at the member's own unit."""

    applications: int
    lists: int
    make_ups: int


def waiting_at(member: Membership, now: datetime) -> Waiting:
    """Return what waits at the member's own unit for who arranges there."""
    mine = OuterRef("pk")
    applied = Volunteer.objects.filter(unit=mine, state=State.APPLIED)
    over = Shift.objects.filter(
        service__unit=mine, service__state=ServiceState.OPEN, ends__lte=now, confirmed_at=None
    )
    asked = Seat.objects.filter(shift__service__unit=mine, state=SeatState.ASKED)
    rows = Unit.objects.filter(pk=member.unit_id)
    found = rows.values_list(
        _count(applied, "unit"),
        _count(over, "service__unit"),
        _count(asked, "shift__service__unit"),
    )
    return Waiting(*found[0])


def _count(rows: QuerySet[Any], way: str) -> Coalesce:
    counted = rows.order_by().values(way).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))
