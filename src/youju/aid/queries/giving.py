"""Drives with their sums, grants by fund and year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch, QuerySet

from youju.aid.models import Donation, Drive, Grant, Handover
from youju.aid.models.giving import YUAN, money
from youju.aid.queries.seen import at
from youju.aid.rules.giving import Donor
from youju.kernel.quantity import Quantity, total
from youju.organisations.queries import Membership, Unit


def drives_of(member: Membership | None, unit: Unit) -> QuerySet[Drive]:
    """Return the drives of a unit and below with what was given and handed over."""
    return with_gifts(at(member, Drive, unit))


def with_gifts(rows: QuerySet[Drive]) -> QuerySet[Drive]:
    given = Donation.objects.order_by("on", "pk")
    handed = Handover.objects.order_by("on", "pk")
    return rows.select_related("unit").prefetch_related(
        Prefetch("donations", given), Prefetch("handovers", handed)
    )


@dataclass(frozen=True, slots=True)
class DriveSum:
    """What came in, as it was said, and what went out."""

    units: int
    people: int
    given: Quantity | None
    worth: Quantity | None
    handed: Decimal
    left: Decimal


def sum_of(drive: Drive) -> DriveSum:
    """Return the sums of a drive."""
    gifts = [one for one in drive.donations.all() if one.counts]
    handed = [one for one in drive.handovers.all() if one.counts]
    gone = sum((one.amount for one in handed if one.amount), Decimal(0))
    return DriveSum(
        units=sum(one.donors for one in gifts if one.donor == Donor.UNIT),
        people=sum(one.donors for one in gifts if one.donor == Donor.PERSON),
        given=added(one.money for one in gifts),
        worth=added(money(one.worth) for one in gifts),
        handed=gone,
        left=sum((one.sum for one in gifts), Decimal(0)) - gone,
    )


def added(told: Iterable[Quantity | None], unit: str = YUAN) -> Quantity | None:
    """Return the sum of amounts as they were said; None where nothing was."""
    known = [one for one in told if one is not None]
    return total(known, unit) if known else None


def grants_of(member: Membership | None, unit: Unit) -> QuerySet[Grant]:
    """Return the grants of a unit and below."""
    return at(member, Grant, unit).select_related("fund")


def grants_by_fund(
    rows: Iterable[Grant],
) -> list[tuple[str, int, Quantity | None, Quantity | None]]:
    """Return by fund and year how many were helped with how much, the latest year first."""
    held: dict[tuple[int, str], list[Grant]] = {}
    for one in (row for row in rows if row.counts):
        held.setdefault((one.year, one.fund.name), []).append(one)
    found = []
    for (year, name), some in sorted(held.items(), key=lambda item: (-item[0][0], item[0][1])):
        pupils = added([one.pupils for one in some], "名")
        found.append((name, year, pupils, added(one.money for one in some)))
    return found
