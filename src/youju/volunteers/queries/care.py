"""Stations, pairs and orders."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext as _

from youju.kernel.refusal import Missing
from youju.kernel.words import listed, noted
from youju.organisations.queries import May, Membership, Unit
from youju.residents.queries import Household, Resident, kind_for, needs_of
from youju.residents.queries import record_for as registered
from youju.volunteers.models import Order, Pair, Station, Volunteer
from youju.volunteers.queries.seen import at, visible

MOST_OFFERED = 600
WHICH: dict[str, type[Resident] | type[Household]] = {"p": Resident, "h": Household}
WITH_WHOM = ("volunteer", "team", "resident", "household__head")


def stations_of(member: Membership | None, unit: Unit, day: date) -> QuerySet[Station]:
    """Return the standing stations of a unit and below."""
    rows = at(member, Station, unit).filter(Q(until=None) | Q(until__gt=day))
    return rows.order_by("unit__path", "pk")


def pairs_of(member: Membership | None, unit: Unit, year: int) -> QuerySet[Pair]:
    """Return the standing pairs of a unit and below, with how many visits each had in the year."""
    rows = at(member, Pair, unit).filter(until=None).select_related(*WITH_WHOM)
    return rows.annotate(n=Count("visits", filter=Q(visits__on__year=year)))


def my_pairs(one: Volunteer) -> QuerySet[Pair]:
    """Return the standing pairs of a volunteer, whom to visit first coming first."""
    rows = Pair.objects.filter(volunteer=one, until=None).select_related("unit", *WITH_WHOM)
    return rows.order_by(F("last_on").asc(nulls_first=True), "pk")


def my_pair(one: Volunteer, pair_id: int) -> Pair:
    """Return one of a volunteer's own standing pairs. Raises Missing."""
    found = my_pairs(one).filter(pk=pair_id).first()
    if found is None:
        raise Missing(_("没有这条记录，或者不在您的查看范围内"))
    return found


def pairs_with(member: Membership | None, home: Household) -> QuerySet[Pair]:
    """Return the pairs of a household and of those who live in it, those that stand first."""
    rows = visible(member, Pair).filter(Q(household=home) | Q(resident__household=home))
    return rows.select_related(*WITH_WHOM).order_by(
        F("until").desc(nulls_first=True), "-since", "-pk"
    )


def whom(member: Membership, told: str) -> Resident | Household | None:
    """Return the person ("p12") or household ("h12") that a form or an address names; None for neither.

    Raises Missing where the member may not see it.
    """
    which, number = told[:1], told[1:]
    if which not in WHICH or not number.isdecimal() or len(number) > 18:
        return None
    found: Resident | Household = registered(member, WHICH[which], int(number))
    return found


def whom_offered(
    member: Membership, unit: Unit, asked: Resident | Household | None
) -> list[tuple[str, str]]:
    """Return the persons and households in need at a unit and below with whom somebody may be paired,
    the one asked for first; none for who does not look residents up."""
    if not member.may(May.RESIDENTS):
        return []
    found: dict[str, tuple[Resident | Household, list[str]]] = {}
    if asked is not None:
        found[code_of(asked)] = (asked, [])
    needs = needs_of(member, unit).order_by("unit", "pk")[: 2 * MOST_OFFERED]
    for need in needs:
        one, kind = need.resident or need.household, kind_for(need)
        if one is not None and kind is not None:
            found.setdefault(code_of(one), (one, []))[1].append(kind.label)
    told = [(code, _words(one, kinds)) for code, (one, kinds) in found.items()]
    return told[:MOST_OFFERED]


def code_of(one: Resident | Household) -> str:
    """Return how a form names somebody of the register."""
    return f"{'h' if isinstance(one, Household) else 'p'}{one.pk}"


def _words(one: Resident | Household, kinds: list[str]) -> str:
    return noted(f"{one}　{one.place}", listed(kinds)) if kinds else f"{one}　{one.place}"


def orders_of(member: Membership | None, unit: Unit) -> QuerySet[Order]:
    """Return the orders of a unit and below."""
    return at(member, Order, unit).select_related("team")


def order_counts(rows: QuerySet[Order]) -> dict[str, int]:
    """Return how many orders there are by state."""
    told = rows.order_by().values("state").annotate(n=Count("id"))
    return {row["state"]: row["n"] for row in told}
