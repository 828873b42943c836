"""Care at home: plans, who waits, what was done; the asking member first."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from youju.care.models import Call, Service
from youju.care.queries.scope import at, visible
from youju.organisations.queries import Membership, Unit
from youju.organisations.rules import BESIDE
from youju.residents.queries import Resident, aged

OLD = 80
OFFERED = 300  # units to choose a provider from


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


def without_plan(member: Membership, unit: Unit, today: date) -> QuerySet[Resident]:
    """Return who is eighty or older and is served with nothing, the oldest first."""
    served = Service.objects.filter(until=None).values("resident")
    return aged(member, unit, OLD, today).exclude(pk__in=served)


def providers(member: Membership) -> list[Unit]:
    """Return the units that may serve an elder: the member's own, and those beside the line (hospitals,
    bureaus, firms) that stand under the units above it."""
    above = Q(parent__in=member.unit.ancestor_ids, kind__in=BESIDE) | Q(pk=member.unit_id)
    return list(Unit.objects.filter(above, until=None).order_by("path")[:OFFERED])
