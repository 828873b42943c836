"""What the trail of a figure calls the records behind it: never a person."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from youju.care.models import Tally


def of_visits(ids: Iterable[str]) -> dict[str, str]:
    """Return the number of each visit."""
    return {one: _("走访 %(one)s 号") % {"one": one} for one in ids}


def of_calls(ids: Iterable[str]) -> dict[str, str]:
    """Return the number of each service."""
    return {one: _("服务 %(one)s 号") % {"one": one} for one in ids}


def of_tallies(ids: Iterable[str]) -> dict[str, str]:
    """Return the unit and month of counts."""
    wanted = [one for one in ids if one.isdigit()]
    rows = Tally.objects.filter(pk__in=wanted).select_related("unit")
    return {str(one.pk): str(one) for one in rows}
