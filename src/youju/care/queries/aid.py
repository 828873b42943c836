"""Applications for aid, notices, funds; the asking member first."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, F, Q, QuerySet

from youju.care.models import AidCase, AidStep, Fund, Payment
from youju.care.queries.scope import at, visible
from youju.care.queries.visits import PLACES
from youju.care.rules.aid import State
from youju.organisations.queries import Membership, Unit
from youju.residents.queries import Household


def aid_of(member: Membership, unit: Unit) -> QuerySet[AidCase]:
    """Return the applications at a unit and below."""
    ways = (f"household__{one}" for one in PLACES[1:])
    return at(member, AidCase, unit).select_related("resident", *ways)


def aid_to(member: Membership, household: Household) -> QuerySet[AidCase]:
    """Return the applications of a household, the last first."""
    return visible(member, AidCase).filter(household=household).order_by("-applied_on", "-pk")


def reviews_due(member: Membership, unit: Unit, until: date) -> QuerySet[AidCase]:
    """Return the grants that are to be looked at again by a day."""
    return aid_of(member, unit).filter(state=State.GRANTED, review_on__lte=until)


def to_decide(member: Membership, today: date) -> tuple[int, int]:
    """Return how many applications are past their public notice, and how many grants are to be looked
    at again, for who decides about them."""
    told = visible(member, AidCase).order_by().aggregate(
        over=Count("pk", filter=Q(state=State.NOTICED, notice_ends__lt=today)),
        due=Count("pk", filter=Q(state=State.GRANTED, review_on__lte=today)),
    )  # fmt: skip
    return told["over"], told["due"]


def notices_at(member: Membership, unit: Unit, today: date) -> QuerySet[AidCase]:
    """Return what is under public notice today."""
    rows = aid_of(member, unit).filter(state=State.NOTICED, notice_ends__gte=today)
    return rows.order_by("unit__path", "pk")


def steps_of(member: Membership, case: AidCase) -> QuerySet[AidStep]:
    """Return the steps of an application, the last first."""
    return visible(member, AidStep).filter(case=case).order_by("-on", "-pk")


def paid_to(member: Membership, case: AidCase) -> QuerySet[Payment]:
    """Return what was paid for a grant, the last first."""
    rows = visible(member, Payment).filter(case=case, voided_at=None)
    return rows.select_related("fund").order_by("-on", "-pk")


def funds_of(member: Membership, unit: Unit) -> QuerySet[Fund]:
    """Return the funds at a unit and below."""
    return at(member, Fund, unit)


def funds_for(member: Membership, unit: Unit) -> QuerySet[Fund]:
    """Return the funds with money left that pay for somebody at a unit: its own and those above it, and
    those of units that went into one of them."""
    above = unit.ancestor_ids
    theirs = Q(unit__in=above) | Q(unit__parent__in=above, unit__until__isnull=False)
    rows = visible(member, Fund).filter(theirs, spent__lt=F("given"))
    return rows.order_by("-on", "-pk")
