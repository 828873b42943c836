"""Places, visits and what goes with them, for one who may see the unit."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, TypeVar

from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from youju.kernel.periods import Period
from youju.kernel.refusal import Missing
from youju.organisations.queries import (
    May,
    Membership,
    Unit,
    require,
    subtree_ids,
    units_visible_to,
)
from youju.patrols.models import (
    AreaCheck,
    AreaMonth,
    Call,
    CleaningArea,
    Finding,
    Frequency,
    Inspection,
    KindVersion,
    LostItem,
    Mark,
    Opinion,
    Place,
    Roster,
    Route,
    Shift,
    Shop,
    ShopCheck,
    ShopRound,
    Swap,
    Team,
    Visit,
)

M = TypeVar("M", bound=Model)
# How a record of each kind leads to the unit that decides who sees it.
UNIT_OF: dict[type[Model], str] = {
    AreaCheck: "area__unit",
    AreaMonth: "area__unit",
    Call: "roster__unit",
    CleaningArea: "unit",
    Finding: "visit__unit",
    Frequency: "unit",
    Inspection: "unit",
    LostItem: "inspection__unit",
    Mark: "rule__unit",
    Opinion: "unit",
    Place: "unit",
    Roster: "unit",
    Route: "unit",
    Shift: "roster__unit",
    Shop: "unit",
    ShopCheck: "round__unit",
    ShopRound: "unit",
    Swap: "shift__roster__unit",
    Team: "unit",
}


def visible(member: Membership | None, model: type[M]) -> QuerySet[M]:
    """Return the records of a kind at the units the member may see."""
    way = UNIT_OF[model]
    units = units_visible_to(member).values("id")
    return model._default_manager.filter(**{f"{way}__in": units}).select_related(way)


def record_for(member: Membership | None, model: type[M], record_id: int) -> M:
    """Return one visible record. Raises Missing for any other."""
    found = visible(member, model).filter(pk=record_id).first()
    if found is None:
        raise Missing(_("没有这条记录，或者不在您的查看范围内"))
    return found


def at(member: Membership | None, model: type[M], unit: Unit) -> QuerySet[M]:
    """Return the records of a kind at the unit and below it. Raises Forbidden if not in view."""
    require(member, May.SEE, unit)
    way = UNIT_OF[model]
    rows = model._default_manager.filter(**{f"{way}__in": subtree_ids(unit)})
    return rows.select_related(way)


def kinds() -> QuerySet[KindVersion]:
    """Return the kinds of places in force, group by group."""
    return KindVersion.objects.filter(current=True).order_by("id")


def kind_named(code: str) -> KindVersion:
    """Return the kind in force. Raises Missing."""
    found = kinds().filter(code=code).first()
    if found is None:
        raise Missing(_("没有这种点位"))
    return found


def places_visible_to(member: Membership | None) -> QuerySet[Place]:
    """Return the standing places of the member's units, and those it answers for elsewhere."""
    if member is None or not member.may(May.SEE):
        return Place.objects.none()
    units = units_visible_to(member).values("id")
    rows = Place.objects.filter(Q(unit__in=units) | Q(owner_unit=member.unit))
    return rows.select_related("unit", "owner_unit")


def places_of(member: Membership | None, unit: Unit) -> QuerySet[Place]:
    """Return the standing places of a unit with all below it."""
    require(member, May.SEE, unit)
    mine = Q(unit__in=subtree_ids(unit)) | Q(owner_unit=unit)
    rows = Place.objects.filter(mine, root_id=unit.root_id, retired_on=None)
    return rows.select_related("unit", "owner_unit")


def place_for(member: Membership | None, place_id: int) -> Place:
    """Return one visible place, also a retired one. Raises Missing."""
    found = places_visible_to(member).filter(pk=place_id).first()
    if found is None:
        raise Missing(_("没有这个点位，或者不在您的查看范围内"))
    return found


def visits_visible_to(member: Membership | None) -> QuerySet[Visit]:
    """Return the visits to the member's units, and those its units held elsewhere."""
    units = units_visible_to(member).values("id")
    joint = Visit.partners.through.objects.filter(visit=OuterRef("pk"), unit__in=units)
    mine = Q(unit__in=units) | Q(by_unit__in=units) | Q(Exists(joint))
    return Visit.objects.filter(mine).select_related("unit", "place", "team", "by_unit")


def visit_for(member: Membership | None, visit_id: int) -> Visit:
    """Return one visible visit, also a withdrawn one. Raises Missing."""
    found = visits_visible_to(member).select_related("checklist", "route").filter(pk=visit_id)
    visit = found.first()
    if visit is None:
        raise Missing(_("没有这次巡查，或者不在您的查看范围内"))
    return visit


def visit_target(visit_id: int) -> str:
    """Return where a visit went, for whoever made it."""
    found = Visit.objects.select_related("place", "unit").filter(pk=visit_id).first()
    return found.target if found else ""


def visits_in(member: Membership | None, unit: Unit, period: Period) -> QuerySet[Visit]:
    """Return the live visits to a unit with all below it within a period."""
    require(member, May.SEE, unit)
    start, end = period.bounds
    rows = Visit.objects.filter(unit__in=subtree_ids(unit), state=Visit.State.LIVE)
    rows = rows.filter(done_on__range=(start, end))
    return rows.select_related("unit", "place", "team", "by_unit")


def visits_of(unit: Unit, period: Period) -> QuerySet[Visit]:
    """Return the supervision visits of a period to the unit and below, for a bulletin of the unit:
    each with its findings; `praised` names the good, `faults` the criticised."""
    start, end = period.bounds
    rows = Visit.objects.filter(
        unit__in=subtree_ids(unit),
        state=Visit.State.LIVE,
        purpose=Visit.PurposeName.SUPERVISION,
        done_on__range=(start, end),
    )
    rows = rows.select_related("unit", "place", "team").prefetch_related("findings")
    return rows.order_by("done_on", "pk")


def findings_visible_to(member: Membership | None) -> QuerySet[Finding]:
    """Return what was found on live visits, with the visit."""
    rows = visible(member, Finding).filter(visit__state=Visit.State.LIVE)
    return rows.select_related("visit__unit", "visit__place")


def opinions_visible_to(member: Membership | None) -> QuerySet[Opinion]:
    """Return the opinions heard at the member's units."""
    return visible(member, Opinion).select_related("visit")


def teams_of(member: Membership | None, unit: Unit, day: date) -> QuerySet[Team]:
    """Return the teams that go round on the day: the unit's own, those below and above it."""
    require(member, May.SEE, unit)
    near = Q(unit__in=subtree_ids(unit)) | Q(unit_id__in=unit.ancestor_ids)
    rows = Team.objects.filter(near, since__lte=day).filter(Q(until=None) | Q(until__gte=day))
    return rows.select_related("unit").prefetch_related("units").order_by("unit__path", "pk")


def team_for(member: Membership | None, team_id: int) -> Team:
    """Return a team in the member's view, or one of a unit above that goes round there too.

    Raises:
        Missing: For any other.
    """
    member = require(member, May.SEE)
    near = Q(unit__in=subtree_ids(member.unit)) | Q(unit_id__in=member.unit.ancestor_ids)
    found = Team.objects.filter(near, pk=team_id).select_related("unit").first()
    if found is None:
        raise Missing("没有这条记录，或者不在您的查看范围内")
    return found


def routes_of(member: Membership | None, unit: Unit) -> QuerySet[Route]:
    """Return the routes in use at the unit and below, with their places."""
    rows = at(member, Route, unit).filter(until=None).prefetch_related("stops__place__unit")
    return rows.order_by("unit__path", "pk")


def inspections_visible_to(member: Membership | None) -> QuerySet[Inspection]:
    """Return the inspections of the member's units and of the units above it."""
    if member is None or not member.may(May.SEE):
        return Inspection.objects.none()
    units = units_visible_to(member).values("id")
    near = Q(unit__in=units) | Q(unit_id__in=member.unit.ancestor_ids)
    return Inspection.objects.filter(near).select_related("unit")


def inspections_of(member: Membership | None, unit: Unit) -> QuerySet[Inspection]:
    """Return the inspections of a unit, of those below it and of those above it."""
    near = Q(unit__in=subtree_ids(unit)) | Q(unit_id__in=unit.ancestor_ids)
    return inspections_visible_to(member).filter(near).order_by("-on", "-pk")


def next_inspections(member: Membership | None, unit: Unit, day: date) -> QuerySet[Inspection]:
    """Return the inspections still to come, the nearest first."""
    return inspections_of(member, unit).filter(on__gte=day).order_by("on", "pk")


def visit_counts(rows: QuerySet[Visit]) -> dict[str, int]:
    """Return how many visits there are by purpose, in all (""), and with faults."""
    told = (
        rows.order_by()
        .values("purpose")
        .annotate(n=Count("id"), bad=Count("id", filter=Q(faults__gt=0)))
    )
    found: dict[str, int] = {row["purpose"]: row["n"] for row in told}
    return found | {"": sum(row["n"] for row in told), "faults": sum(row["bad"] for row in told)}


def owners_near(member: Membership | None, unit: Unit, most: int = 120) -> list[Unit]:
    """Return the units that could answer for a place here, or go along on a visit: above, beside
    and right below, of the member's own root."""
    require(member, May.SEE, unit)
    near = Q(pk__in=unit.ancestor_ids[1:]) | Q(parent=unit)
    near |= Q(parent_id__in=unit.ancestor_ids[:-1])
    rows = Unit.objects.filter(near, root_id=unit.root_id, until=None).exclude(pk=unit.pk)
    return list(rows.order_by("path")[:most])


def opinions_in(member: Membership | None, unit: Unit, period: Period) -> QuerySet[Opinion]:
    """Return what was heard at a unit and below within a period."""
    return at(member, Opinion, unit).filter(heard_on__range=period.bounds)


ABOUT_DAYS = 30


def heard_about(member: Membership | None, about: str, day: date) -> dict[str, Any]:
    """Return what residents said about a project: the latest five, how many in all and unanswered, and
    on how many of the last thirty days somebody was received about it."""
    rows = opinions_visible_to(member).filter(about=about)
    recent = rows.filter(source=Opinion.Source.RECEPTION, heard_on__gt=day - timedelta(ABOUT_DAYS))
    counts = rows.aggregate(
        n=Count("pk"), unanswered=Count("pk", filter=Q(answered_on=None, case_id=None))
    )
    days = recent.order_by().values("heard_on").distinct().count()
    return counts | {"days": days, "rows": rows.order_by("-heard_on", "-pk")[:5]}


def readiness_of(member: Membership | None, unit: Unit) -> list[tuple[str, str, int]]:
    """Return how many standing places there are, in all first, then by readiness."""
    rows = places_of(member, unit).order_by().values("readiness").annotate(n=Count("id"))
    found: dict[str, int] = {row["readiness"]: row["n"] for row in rows}
    named = [(code, str(label), found.get(code, 0)) for code, label in Place.ReadinessName.choices]
    return [("", _("全部"), sum(found.values())), *named]
