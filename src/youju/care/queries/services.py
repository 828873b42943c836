"""Care at home: plans, who waits, what was done; the asking member first."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from youju.care.models import Call, Service
from youju.care.queries.scope import at, visible
from youju.organisations.queries import Membership, Unit
from youju.residents.queries import Resident


def services_at(member: Membership, unit: Unit) -> QuerySet[Service]:
    """Return the services that run at a unit and below."""
    rows = at(member, Service, unit).filter(until=None)
    return rows.select_related(
        "by_unit", "by_team", "resident__household__area", "resident__household__door__building__area"
    )  # fmt: skip


def elders_at(member: Membership, unit: Unit) -> int:
    """Return how many elders have a plan at a unit and below."""
    rows = at(member, Service, unit).filter(until=None).order_by()
    return rows.values("resident").distinct().count()


def late_at(member: Membership, unit: Unit, today: date) -> QuerySet[Service]:
    """Return the services that should have been done."""
    return services_at(member, unit).filter(due_on__lt=today)


def plan_of(member: Membership, resident: Resident) -> QuerySet[Service]:
    """Return an elder's plan, what runs first."""
    rows = visible(member, Service).filter(resident=resident)
    return rows.select_related("by_unit", "by_team").order_by("-until", "what", "pk")


def calls_of(member: Membership, resident: Resident) -> QuerySet[Call]:
    """Return each time somebody came to an elder, the last first."""
    rows = visible(member, Call).filter(service__resident=resident, voided_at=None)
    return rows.select_related("service").order_by("-on", "-pk")
