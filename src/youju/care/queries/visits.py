"""Visits: who was seen, who was not, rounds; the asking member first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery

from youju.care.models import Round, Visit
from youju.care.queries.scope import at, from_above, visible
from youju.organisations.queries import Membership, Unit, subtree
from youju.residents.queries import Household, Need, kind_for, kind_of, kinds, needs_of
from youju.residents.queries import visible as seen_residents

PLACES = ("unit", "area", "head", "door__building__area")


def visits_at(member: Membership, unit: Unit) -> QuerySet[Visit]:
    """Return the visits at a unit and below."""
    ways = [f"household__{one}" for one in PLACES[1:]]
    return at(member, Visit, unit).filter(voided_at=None).select_related(*ways, "round", "resident")


def visits_to(member: Membership, household: Household) -> QuerySet[Visit]:
    """Return the visits to a household, the last first."""
    rows = visible(member, Visit).filter(household=household, voided_at=None)
    return rows.select_related("round", "resident").order_by("-on", "-pk")


def open_needs(member: Membership, unit: Unit, need: str = "") -> QuerySet[Need]:
    """Return the needs that visits go by: of one kind, or of all; never of those that only the care
    officer sees, for lists are printed and taken along."""
    rows = needs_of(member, unit, kind_of(need) if need else None)
    for kind in kinds():
        if kind.restricted:
            rows = rows.exclude(pk__in=needs_of(member, unit, kind).values("pk"))
    return rows


def in_need(member: Membership, unit: Unit, need: str = "") -> QuerySet[Household]:
    """Return the households at a unit and below that, or somebody of which, is registered in need."""
    needs = open_needs(member, unit, need)
    by = Q(pk__in=needs.exclude(household=None).values("household"))
    by |= Q(pk__in=needs.filter(resident__household__isnull=False).values("resident__household"))
    last = Visit.objects.filter(household=OuterRef("pk"), voided_at=None).order_by("-on")
    rows = seen_residents(member, Household).filter(by, until=None).select_related(*PLACES)
    return rows.annotate(last_on=Subquery(last.values("on")[:1]))


def seen_in(since: date, until: date) -> QuerySet[Visit, int]:
    """Return the households that were visited from a day to a day."""
    rows = Visit.objects.filter(on__range=(since, until), voided_at=None)
    return rows.values_list("household", flat=True)


def unseen(
    member: Membership, unit: Unit, since: date, until: date, need: str = ""
) -> QuerySet[Household]:
    """Return the households in need that nobody visited from a day to a day."""
    return in_need(member, unit, need).exclude(pk__in=seen_in(since, until))


def needs_by_home(
    member: Membership, unit: Unit, homes: Iterable[Household]
) -> dict[int, list[str]]:
    """Return under which kinds of need each household, or somebody of it, is registered."""
    ids = [one.pk for one in homes]
    about = Q(household__in=ids) | Q(resident__household__in=ids)
    found: dict[int, list[str]] = {}
    for need in open_needs(member, unit).filter(about).order_by("pk"):
        home = need.household_id or (need.resident.household_id if need.resident else None)
        kind = kind_for(need)
        if home and kind and kind.label not in found.setdefault(home, []):
            found[home].append(kind.label)
    return found


def rounds_at(member: Membership, unit: Unit) -> QuerySet[Round]:
    """Return the rounds of a unit, of those below, and of those above that it takes part in."""
    near = Q(unit__in=subtree(unit).order_by()) | Q(unit__in=unit.ancestor_ids)
    return from_above(member, Round).filter(near)


def rounds_for(member: Membership, unit: Unit) -> QuerySet[Round]:
    """Return the rounds that a visit to somebody at a unit may belong to: its own and those above it."""
    return from_above(member, Round).filter(unit__in=unit.ancestor_ids)
