"""Pairings of a unit and below: what a year owes, what was paid, what stands open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet

from youju.aid.models import Pairing
from youju.aid.queries.seen import at, visible
from youju.aid.rules import paying as rules
from youju.aid.rules.paying import Level, Standing
from youju.organisations.queries import Membership, Unit, left_to
from youju.residents.queries import Household, kind_for, needs_of

MOST_OFFERED = 600
NEAR = ("unit", "household__head", "household__area", "household__door__building__area")


@dataclass(frozen=True, slots=True)
class Year:
    """One pairing in one year."""

    pairing: Pairing
    year: int
    due: Decimal
    paid: Decimal
    standing: Standing
    visits: int


def pairings_of(member: Membership | None, unit: Unit, year: int) -> QuerySet[Pairing]:
    """Return the pairings that held on any day of a year, at a unit and below."""
    held = Q(since__year__lte=year) & (Q(until=None) | Q(until__year__gte=year))
    return with_money(at(member, Pairing, unit).filter(held))


def with_money(rows: QuerySet[Pairing]) -> QuerySet[Pairing]:
    """Return pairings with their household, plans, payments and visits."""
    return rows.select_related(*NEAR).prefetch_related("plans", "payments", "visits")


def year_of(pairing: Pairing, year: int) -> Year:
    """Return how a pairing stands in a year."""
    due, paid = pairing.due_in(year), pairing.paid_in(year)
    visits = sum(1 for one in pairing.visits.all() if one.on.year == year and one.counts)
    return Year(pairing, year, due, paid, rules.standing(due, paid), visits)


@dataclass(frozen=True, slots=True)
class LevelSum:
    """What the units of one level do in a year."""

    level: str
    helpers: int
    households: int
    due: Decimal
    paid: Decimal


def sums_by_level(years: Iterable[Year]) -> list[LevelSum]:
    """Return the sums by the helpers' level, highest first; levels without any are left out."""
    found: dict[str, list[Year]] = {}
    for one in years:
        found.setdefault(one.pairing.level, []).append(one)
    return [
        LevelSum(
            level=level,
            helpers=len({one.pairing.helper for one in found[level]}),
            households=len(found[level]),
            due=sum((one.due for one in found[level]), Decimal(0)),
            paid=sum((one.paid for one in found[level]), Decimal(0)),
        )
        for level in Level
        if level in found
    ]


def unpaid_with(member: Membership, pairing: Pairing, year: int) -> list[Pairing]:
    """Return the other households of the same helper that this year owes, in the member's view."""
    rows = with_money(visible(member, Pairing)).filter(helper=pairing.helper)
    others = rows.exclude(pk=pairing.pk).order_by("pk")
    return [one for one in others if one.due_in(year) > one.paid_in(year)]


def households_offered(member: Membership, unit: Unit) -> list[tuple[Household, list[str], bool]]:
    """Return the households in need at a unit and below that may be paired: with their kinds, and
    whether somebody helps them already."""
    rows = needs_of(member, unit).filter(household__isnull=False, household__until=None)
    found: dict[int, tuple[Household, list[str]]] = {}
    for need in rows.order_by("household__area", "household")[: 2 * MOST_OFFERED]:
        kind = kind_for(need)
        if need.household is not None and kind is not None:
            found.setdefault(need.household.pk, (need.household, []))[1].append(kind.label)
    helped = set(
        Pairing.objects.filter(household__in=list(found), until=None).values_list(
            "household", flat=True
        )
    )
    told = [(home, kinds, home.pk in helped) for home, kinds in found.values()]
    return told[:MOST_OFFERED]


def helpers_known(member: Membership, unit: Unit) -> Sequence[tuple[str, str]]:
    """Return the names of the units that help, with their level, to be chosen again."""
    rows = at(member, Pairing, unit).order_by("helper").values_list("helper", "level").distinct()
    return list(rows[:200])


def unpaid_at(member: Membership, year: int) -> int:
    """Return how many pairings of the member's own unit this year still owes."""
    rows = visible(member, Pairing).filter(left_to(member.unit)).filter(
        Q(until=None) | Q(until__year__gte=year), since__year__lte=year
    )  # fmt: skip
    near = rows.prefetch_related("plans", "payments")
    return sum(1 for one in near if one.due_in(year) > one.paid_in(year))
