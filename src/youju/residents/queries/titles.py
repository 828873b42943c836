"""What the trail of a figure calls the records behind it: never a person, never a door."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from youju.residents.models import Committee, Engagement, Tally


def _ids(ids: Iterable[str]) -> list[str]:
    return [one for one in ids if one.isdigit()]


def of_tallies(ids: Iterable[str]) -> dict[str, str]:
    """Return the unit and month of counts."""
    rows = Tally.objects.filter(pk__in=_ids(ids)).select_related("unit")
    return {str(one.pk): str(one) for one in rows}


def of_houses(ids: Iterable[str]) -> dict[str, str]:
    """Return the number of each case."""
    return {one: _("危房 %(one)s 号") % {"one": one} for one in ids}


def of_committees(ids: Iterable[str]) -> dict[str, str]:
    """Return the area of each committee."""
    rows = Committee.objects.filter(pk__in=_ids(ids)).select_related("area")
    return {str(one.pk): str(one) for one in rows}


def of_engagements(ids: Iterable[str]) -> dict[str, str]:
    """Return the area and the firm."""
    rows = Engagement.objects.filter(pk__in=_ids(ids)).select_related("area", "firm")
    return {
        str(one.pk): _("%(area)s与%(firm)s") % {"area": one.area, "firm": one.firm} for one in rows
    }
