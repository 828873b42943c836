"""Hard cases, calls for help, structures, facilities, rules of routing."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from youju.cases.measures import CASE_KIND
from youju.cases.models import (
    Case,
    FacilityCount,
    HardCase,
    Raising,
    RouteRule,
    Structure,
)
from youju.cases.queries.cases import within
from youju.evidence.queries import Item, Link, Role
from youju.kernel.periods import Period
from youju.kernel.refusal import Missing
from youju.organisations.queries import May, Membership, Unit, require, units_visible_to


def photos_of(member: Membership | None, case: Case) -> list[Link]:
    """Return the photos and files of a case that the caller has found through `case_for`, in order."""
    return list(_links(case).exclude(role=Role.SIGNATURE))


def signatures_on(case: Case) -> list[Item]:
    """Return the signatures of who confirmed on the spot that a case the caller has found is solved."""
    return [one.item for one in _links(case).filter(role=Role.SIGNATURE)]


def _links(case: Case) -> QuerySet[Link]:
    links = Link.objects.filter(source_kind=CASE_KIND, source_id=str(case.pk))
    return links.select_related("item__unit").order_by("order", "id")


def hard_cases(member: Membership, unit: Unit, period: Period | None = None) -> QuerySet[HardCase]:
    """Return the hard cases under a unit, longest first: those on the list now, or at any time of a
    period (M028: they stay from report to report until solved)."""
    require(member, May.SEE, unit)
    rows = HardCase.objects.filter(within(unit.path, "case__path"))
    if period is None:
        rows = rows.filter(until=None)
    else:
        start, end = period.bounds
        rows = rows.filter(Q(until=None) | Q(until__gte=start), since__lte=end)
    return rows.select_related("case__unit", "case__owner_unit", "case__kind").order_by(
        "since", "pk"
    )


def raisings_of(member: Membership, case: Case) -> QuerySet[Raising]:
    """Return what was asked of other offices about a case the caller has found."""
    return case.raisings.select_related("to", "unit", "asked_by__person").order_by("asked_at", "pk")


def raised_to(member: Membership, unit: Unit) -> QuerySet[Raising]:
    """Return what was asked of a unit and those below it, unanswered first."""
    require(member, May.SEE, unit)
    rows = Raising.objects.filter(within(unit.path, "to__path"))
    return rows.select_related("case", "unit", "to").order_by("-state", "asked_at", "pk")


def raised_by(member: Membership, unit: Unit) -> QuerySet[Raising]:
    """Return what a unit and those below it asked of others, newest first."""
    require(member, May.SEE, unit)
    rows = Raising.objects.filter(within(unit.path, "unit__path"))
    return rows.select_related("case", "unit", "to").order_by("-asked_at", "-pk")


def structures_under(member: Membership, unit: Unit) -> QuerySet[Structure]:
    """Return the structures under a unit, those that stand first."""
    require(member, May.SEE, unit)
    rows = Structure.objects.filter(within(unit.path, "unit__path")).select_related("unit")
    return rows.order_by("removed_on", "unit__path", "pk")


def structure_for(member: Membership | None, structure_id: int) -> Structure:
    """Return one visible structure. Raises Missing for any other."""
    rows = Structure.objects.filter(unit__in=units_visible_to(member).values("pk"))
    found = rows.select_related("unit", "case").filter(pk=structure_id).first()
    if found is None:
        raise Missing("没有这处搭建，或者不在您的查看范围内")
    return found


def facilities(member: Membership, unit: Unit, day: date) -> QuerySet[FacilityCount]:
    """Return the counts of facilities under a unit up to a day, newest first."""
    require(member, May.SEE, unit)
    rows = FacilityCount.objects.filter(within(unit.path, "unit__path"), on__lte=day)
    return rows.select_related("unit").order_by("-on", "unit__path", "kind_code")


def routes_under(member: Membership, unit: Unit) -> QuerySet[RouteRule]:
    """Return the rules of routing that hold at a unit or below it, in the order of the tree."""
    require(member, May.SEE, unit)
    holds = within(unit.path, "unit__path") | Q(unit__in=unit.ancestor_ids)
    rows = RouteRule.objects.filter(holds, root_id=unit.root_id, closed_at=None)
    return rows.select_related("unit", "owner_unit").order_by("unit__path", "kind_code", "pk")


def public_case(root_id: int, number: str) -> Case | None:
    """Return the case of a number for the public; of it only `public_facts` may be shown."""
    rows = Case.objects.filter(root_id=root_id, number=number.strip())
    return rows.select_related("unit", "kind", "owner_unit", "merged_into").first()
