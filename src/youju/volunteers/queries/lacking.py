"""Which units have no team of volunteers yet."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from youju.organisations.queries import Membership, Unit, subtree, units_visible_to
from youju.volunteers.models import Team, TeamReminder
from youju.volunteers.rules.teams import EXPECTED, WITHIN


def units_expected(member: Membership | None, unit: Unit) -> QuerySet[Unit]:
    """Return the units that are to have a team, at the unit and below."""
    rows = units_visible_to(member).filter(pk__in=subtree(unit).values("pk"))
    return rows.filter(kind__in=EXPECTED, until=None)


def units_lacking(member: Membership | None, unit: Unit, day: date) -> QuerySet[Unit]:
    """Return those without a team, with the day each was reminded (`reminded_on`).

    A team of a grid or an area is its community's; so is one of a unit that was merged into it.
    """
    mine = OuterRef("pk")
    within = Q(unit__kind__in=WITHIN) | Q(unit__until__isnull=False)
    up = Q(unit__parent__kind__in=WITHIN) | Q(unit__parent__until__isnull=False)
    here = Q(unit=mine) | Q(within, unit__parent=mine) | Q(within, up, unit__parent__parent=mine)
    teams = Team.objects.filter(Q(until=None) | Q(until__gt=day)).filter(here)
    told = TeamReminder.objects.filter(unit=mine).values("on")
    rows = units_expected(member, unit).filter(~Exists(teams))
    return rows.annotate(reminded_on=Subquery(told)).select_related("parent").order_by("path")
