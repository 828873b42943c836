"""Lists: areas, households, people, needs, rented houses; the asking member first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, F, Min, Q, QuerySet, Value, When

from youju.organisations.queries import May, Membership, Unit, left_to, require
from youju.residents.kinds import keep_years, kinds
from youju.residents.models import (
    Area,
    Committee,
    Household,
    Need,
    Resident,
    Roster,
    UnsafeHouse,
)
from youju.residents.queries.scope import visible, within
from youju.residents.rules.needs import Kind
from youju.residents.rules.people import Tenure, born_by
from youju.residents.tokens import kind_tokens, kinds_by_token


def areas_of(member: Membership, unit: Unit) -> QuerySet[Area]:
    """Return the areas at the unit and below, with how much of each is registered."""
    rows = visible(member, Area).filter(**within(unit), closed_on=None)
    homes = Count("households", filter=Q(households__until=None), distinct=True)
    return rows.select_related("firm").annotate(
        homes=homes, houses=Count("buildings", distinct=True)
    )


def counts_at(member: Membership, unit: Unit) -> tuple[int, int]:
    """Return how many households and people are registered at the unit and below."""
    require(member, May.RESIDENTS, unit)
    scope = within(unit)
    homes = Household.objects.filter(**scope, until=None).count()
    return homes, living(Resident.objects.filter(**scope)).count()


def living(rows: QuerySet[Resident]) -> QuerySet[Resident]:
    """Return those who live here now."""
    return rows.filter(household__isnull=False, merged_into=None)


def people_of(member: Membership, unit: Unit) -> QuerySet[Resident]:
    """Return who lives at the unit and below now."""
    rows = living(visible(member, Resident).filter(**within(unit)))
    return rows.select_related("unit", "household__area", "household__door__building__area")


def aged(member: Membership, unit: Unit, years: int, today: date) -> QuerySet[Resident]:
    """Return who is at least so old, the oldest first."""
    rows = people_of(member, unit).filter(birth__lte=born_by(years, today))
    return rows.order_by("birth", "pk")


def members_of(member: Membership, household: Household) -> QuerySet[Resident]:
    """Return who lives in a household, its head first."""
    rows = visible(member, Resident).filter(household=household, merged_into=None)
    head_first = Case(When(pk=household.head_id or 0, then=0), default=1)
    return rows.order_by(head_first, "relation", "pinyin", "pk")


def households_in(member: Membership, area: Area) -> QuerySet[Household]:
    """Return the households of an area with the number of their members."""
    rows = visible(member, Household).filter(area=area, until=None)
    return with_people(rows)


def with_people(rows: QuerySet[Household]) -> QuerySet[Household]:
    """Return households with head, door and the number of their members."""
    rows = rows.select_related("unit", "area", "head", "door__building__area")
    return rows.annotate(people=Count("members", filter=Q(members__merged_into=None)))


def rented(member: Membership, unit: Unit, *, lacking: bool = False) -> QuerySet[Household]:
    """Return the rented houses at the unit and below, with how many incomers are not registered there;
    only those where somebody is not, if asked."""
    rows = visible(member, Household).filter(**within(unit), tenure=Tenure.RENTED, until=None)
    open_ = Q(members__merged_into=None, members__incomer=True, members__registered_on=None)
    found = with_people(rows).annotate(unregistered=Count("members", filter=open_))
    return found.filter(unregistered__gt=0) if lacking else found


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many are registered under one kind of need."""

    kind: Kind
    count: int


def needs_of(member: Membership, unit: Unit, kind: Kind | None = None) -> QuerySet[Need]:
    """Return the needs that hold at the unit and below; only those of one kind where it is given."""
    rows = visible(member, Need).filter(**within(unit), until=None)
    if kind is not None:
        rows = rows.filter(kind_token__in=kind_tokens(kind.code))
    return rows.select_related(
        "resident__household__door__building__area", "resident__household__area",
        "household__door__building__area", "household__area", "household__head",
    )  # fmt: skip


def need_counts(member: Membership, unit: Unit) -> list[KindCount]:
    """Return the kinds that the member may see with their counts, in the catalogue's order."""
    rows = visible(member, Need).filter(**within(unit), until=None).order_by()
    tokens = kinds_by_token()
    held: dict[str, int] = {}
    for token, n in rows.values_list("kind_token").annotate(n=Count("pk")):
        if token in tokens:
            held[tokens[token].code] = held.get(tokens[token].code, 0) + n
    seen = [one for one in kinds() if not one.restricted or member.may(May.OPEN_PROTECTED)]
    return [KindCount(kind, held.get(kind.code, 0)) for kind in seen]


def kind_for(need: Need) -> Kind | None:
    """Return what a need is of."""
    return kinds_by_token().get(need.kind_token)


def needs_about(member: Membership, resident: Resident) -> list[Need]:
    """Return the needs of a person and of the household, those that hold first."""
    about = Q(resident=resident)
    if resident.household_id:
        about |= Q(household=resident.household_id)
    rows = visible(member, Need).filter(about).prefetch_related("notes")
    return sorted(rows, key=lambda one: (one.until is not None, one.since), reverse=False)


def reviews_due(member: Membership, until: date) -> QuerySet[Need]:
    """Return the needs that are to be looked at again by a day."""
    rows = visible(member, Need).filter(until=None, review_on__lte=until)
    return rows.select_related("resident", "household__head").order_by("review_on", "pk")


def due_counts(member: Membership, reviews: date, terms: date) -> dict[str, tuple[int, date]]:
    """Return how many needs that the member's own unit answers for are to be looked at again by a day, and how many
    committees there end by another with nobody asking for an election; each with its first day."""
    needs = reviews_due(member, reviews).filter(left_to(member.unit)).order_by()
    ending = terms_ending(member, terms).filter(
        left_to(member.unit, "area__unit"), contacted_on=None
    )
    told = {"n": Count("pk"), "what": Value("needs"), "first": Min("review_on")}
    other = told | {"what": Value("terms"), "first": Min("ends_on")}
    found = _counted(needs, told).union(_counted(ending.order_by(), other))
    return {what: (n, first) for what, n, first in found if n}


def _counted(rows: QuerySet[Any], told: dict[str, Any]) -> Any:
    what = told.pop("what")
    return rows.values(what=what).annotate(**told).values_list("what", "n", "first")


def terms_ending(member: Membership, until: date) -> QuerySet[Committee]:
    """Return the committees whose latest term ends by a day."""
    rows = visible(member, Committee).filter(ends_on__lte=until, area__closed_on=None)
    return latest_terms(rows).select_related("area").order_by("ends_on", "pk")


def latest_terms(rows: QuerySet[Committee]) -> QuerySet[Committee]:
    """Return of each area's committees the last elected."""
    later = Q(area__committees__elected_on__gt=F("elected_on"))
    return rows.exclude(pk__in=Committee.objects.filter(later).values("pk"))


def committees_of(member: Membership, unit: Unit) -> QuerySet[Committee]:
    """Return the committees in office at the unit and below, the next to end first."""
    rows = visible(member, Committee).filter(**within(unit, "area__unit"), area__closed_on=None)
    return latest_terms(rows).select_related("area__unit").order_by("ends_on", "pk")


def houses_of(member: Membership, unit: Unit) -> QuerySet[UnsafeHouse]:
    """Return the cases of unsafe houses at the unit and below."""
    rows = visible(member, UnsafeHouse).filter(**within(unit))
    return rows.select_related("household__head", "household__area", "household__door__building__area")  # fmt: skip


def rosters_of(member: Membership, unit: Unit) -> QuerySet[Roster]:
    """Return the rosters that were taken in, the newest first."""
    return visible(member, Roster).filter(**within(unit)).order_by("-made_at", "-pk")


def kept_too_long(member: Membership, today: date) -> QuerySet[Resident]:
    """Return who left so long ago that what is held of them is to be erased."""
    rows = visible(member, Resident).filter(
        left_on__lte=born_by(keep_years(), today) - timedelta(days=1), erased_at=None
    )
    return rows.order_by("left_on", "pk")
