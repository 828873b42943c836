"""Activities and series, for one who may see the unit: as host, or as one that holds it too."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from youju.activities.kinds import kinds
from youju.activities.measures import ACTIVITY
from youju.activities.models import Activity, Series
from youju.activities.rules.activities import State
from youju.activities.rules.series import Part
from youju.evidence.queries import Link, items_of_many
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


def activities_visible_to(member: Membership | None) -> QuerySet[Activity]:
    """Return the activities that the member's units hold, alone or with others."""
    if member is None or not member.may(May.SEE):
        return Activity.objects.none()
    units = units_visible_to(member).values("id")
    joint = Activity.partners.through.objects.filter(activity=OuterRef("pk"), unit__in=units)
    rows = Activity.objects.filter(Q(unit__in=units) | Q(Exists(joint)))
    return rows.select_related("unit")


def activity_for(member: Membership | None, activity_id: int) -> Activity:
    """Return one visible activity, also a cancelled one. Raises Missing for any other."""
    rows = activities_visible_to(member).select_related("series", "part", "notes_check")
    found = rows.filter(pk=activity_id).first()
    if found is None:
        raise Missing(_("没有这次活动，或者不在您的查看范围内"))
    return found


def held_at(unit: Unit) -> Q:
    """Return what picks the activities that a unit or one below it holds, alone or with others."""
    units = subtree_ids(unit)
    joint = Activity.partners.through.objects.filter(activity=OuterRef("pk"), unit__in=units)
    return Q(unit__in=units) | Q(Exists(joint))


def activities_in(member: Membership | None, unit: Unit, period: Period) -> QuerySet[Activity]:
    """Return the activities of a unit with all below it whose day lies in a period."""
    require(member, May.SEE, unit)
    rows = Activity.objects.filter(held_at(unit), root_id=unit.root_id)
    return rows.filter(on__range=period.bounds).select_related("unit")


def kind_counts(rows: QuerySet[Activity]) -> list[tuple[str, str, int]]:
    """Return how many there are of each kind that occurs, as (code, label, n), in the catalogue's order."""
    told = dict(rows.order_by().values_list("kind").annotate(Count("pk", distinct=True)))
    return [(one.code, one.label, told[one.code]) for one in kinds().values() if one.code in told]


def partners_near(member: Membership | None, unit: Unit, most: int = 150) -> list[Unit]:
    """Return the units that could hold something together with this one: beside and above it, those
    right below, and those beside the line of its district."""
    require(member, May.SEE, unit)
    near = Q(pk__in=unit.ancestor_ids[1:]) | Q(parent=unit)
    near |= Q(parent_id__in=unit.ancestor_ids[:-1])
    rows = Unit.objects.filter(near, root_id=unit.root_id, until=None).exclude(pk=unit.pk)
    return list(rows.order_by("path")[:most])


def photos_of(member: Membership | None, activities: Iterable[Activity]) -> dict[int, list[Link]]:
    """Return what serves each of these activities, by its id; those without are left out."""
    found = items_of_many(member, ACTIVITY, [one.pk for one in activities])
    return {int(pk): links for pk, links in found.items()}


def series_of(member: Membership | None, unit: Unit) -> QuerySet[Series]:
    """Return the series of a unit and those below it."""
    require(member, May.SEE, unit)
    rows = Series.objects.filter(unit__in=subtree_ids(unit))
    return rows.select_related("unit").prefetch_related("parts")


def series_for(member: Membership | None, series_id: int) -> Series:
    """Return one visible series. Raises Missing for any other."""
    units = units_visible_to(member).values("id")
    rows = Series.objects.filter(unit__in=units).select_related("unit")
    found = rows.prefetch_related("parts").filter(pk=series_id).first()
    if found is None or member is None or not member.may(May.SEE):
        raise Missing(_("没有这个系列，或者不在您的查看范围内"))
    return found


def series_parts(series: Series) -> tuple[list[Part], Decimal]:
    """Return the parts of a series with how many sessions each has, and how many it has in all."""
    recorded: dict[int | None, Decimal] = {}
    for one in series.activities.filter(state=State.HELD):
        recorded[one.part_id] = recorded.get(one.part_id, Decimal(0)) + sessions_of(one)
    parts = [
        Part(one.label, one.told, recorded.get(one.pk, Decimal(0))) for one in series.parts.all()
    ]
    return parts, sum(recorded.values(), Decimal(0))


def sessions_of(activity: Activity) -> Decimal:
    """Return how many sessions an activity is: one unless told."""
    told = activity.numbers.get("sessions")
    return Decimal(1) if told is None or told.value is None else told.value


def to_report(member: Membership, today: date) -> QuerySet[Activity]:
    """Return what the member's own unit planned, whose day has passed, and nobody said what came of it."""
    rows = Activity.objects.filter(unit=member.unit, state=State.PLANNED, on__lt=today)
    return rows.select_related("unit").order_by("on", "pk")


def activity_titles(ids: Iterable[str]) -> dict[str, str]:
    """Return a line about each of these activities."""
    rows = Activity.objects.filter(pk__in=[int(one) for one in ids])
    return {str(one.pk): one.title for one in rows}
