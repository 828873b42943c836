"""What the trail of a figure calls the records behind it: never a person."""

from __future__ import annotations

from collections.abc import Iterable

from youju.care.models import Tally


def of_visits(ids: Iterable[str]) -> dict[str, str]:
    """Return the number of each visit."""
    return {one: f"走访 {one} 号" for one in ids}


def of_calls(ids: Iterable[str]) -> dict[str, str]:
    """Return the number of each service."""
    return {one: f"服务 {one} 号" for one in ids}


def of_tallies(ids: Iterable[str]) -> dict[str, str]:
    """Return the unit and month of counts."""
    wanted = [one for one in ids if one.isdigit()]
    rows = Tally.objects.filter(pk__in=wanted).select_related("unit")
    return {str(one.pk): str(one) for one in rows}
