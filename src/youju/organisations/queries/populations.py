"""How many people live where: what surveys weigh areas by."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from youju.organisations.models import ProfileValue
from youju.organisations.rules import ProfileItem


def populations(unit_ids: Iterable[int], day: date) -> dict[int, Decimal]:
    """Return the population of each of these units as it was known on the day, where it is."""
    rows = ProfileValue.objects.filter(
        unit_id__in=list(unit_ids), item=ProfileItem.POPULATION, on__lte=day, value__gt=0
    )
    known = rows.order_by("on").values_list("unit_id", "value")
    return {unit_id: value for unit_id, value in known if value is not None}
