"""Benefits by age: who is due, who got it; the asking member first."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from youju.care.models import Benefit, Gift
from youju.care.queries.scope import at, from_above
from youju.care.rules import benefits as rules
from youju.organisations.queries import Membership, Unit, subtree
from youju.residents.queries import Resident, aged


def benefits_for(member: Membership, unit: Unit) -> QuerySet[Benefit]:
    """Return the benefits that people at a unit or below get."""
    near = Q(unit__in=unit.ancestor_ids) | Q(unit__in=subtree(unit).order_by())
    return from_above(member, Benefit).filter(near, until=None)


def due_in(member: Membership, benefit: Benefit, unit: Unit, year: int) -> QuerySet[Resident]:
    """Return who is of the age on the benefit's day of a year, the oldest first; nobody where the
    calendar does not hold the year."""
    on = rules.day_in(benefit.rule, year)
    rows = aged(member, unit, benefit.least, on or date(year, 12, 31))
    rows = rows.filter(unit__in=subtree(benefit.unit).order_by())
    if on is None:
        return rows.none()
    born = rules.born_from(benefit.rule, on)
    return rows.filter(birth__gt=born) if born else rows


def gifts_in(member: Membership, benefit: Benefit, unit: Unit, year: int) -> QuerySet[Gift]:
    """Return what was given of a benefit in a year at a unit and below."""
    rows = at(member, Gift, unit).filter(benefit=benefit, year=year, voided_at=None)
    return rows.select_related(
        "resident__household__door__building__area", "resident__household__area"
    )
