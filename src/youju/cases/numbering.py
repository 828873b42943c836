"""Taking the next number of a unit's series: without gaps, and each once."""

from __future__ import annotations

from django.db import IntegrityError, connection, transaction

from youju.cases.models import Series
from youju.cases.rules.numbers import free_prefix, number
from youju.organisations.queries import Unit

WITHIN = (Unit.Kind.GRID, Unit.Kind.AREA)

# Grids and estates count with their community.
_TAKE = """
UPDATE cases_series SET last = last + 1
WHERE year = %s AND unit_id = {unit}
RETURNING prefix, last
"""
_OWN = "%s"
_ABOVE = """(
  SELECT id FROM organisations_unit WHERE id IN ({ids}) AND kind NOT IN ('grid', 'area')
  ORDER BY path DESC LIMIT 1
)"""


def take_number(unit: Unit, year: int) -> str:
    """Return the next number of the series that the unit counts in.

    The row stays locked until the transaction ends, so that a number is given again when it is undone.
    """
    holder, params = _OWN, [unit.pk]
    if unit.kind in WITHIN:
        params = unit.ancestor_ids
        holder = _ABOVE.format(ids=", ".join(["%s"] * len(params)))
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_TAKE.format(unit=holder), [year, *params])
            row = cursor.fetchone()
        if row is not None:
            return number(row[0], year, row[1])
        _begin(_holder(unit), year)


def _holder(unit: Unit) -> Unit:
    """Return the unit in whose series a case counts: that of a grid or an estate is its community's."""
    above = Unit.objects.filter(pk__in=unit.ancestor_ids).exclude(kind__in=WITHIN)
    return above.order_by("-path").first() or unit


def _begin(unit: Unit, year: int) -> None:
    """Begin the year's series of a unit, with the prefix it had before where that is still free."""
    others = Series.objects.filter(root_id=unit.root_id).exclude(unit=unit)
    taken = set(others.values_list("prefix", flat=True))
    held = Series.objects.filter(unit=unit).order_by("-year").values_list("prefix", flat=True)
    prefix = held.first() or free_prefix(unit.short_name, unit.pk, taken)
    try:
        with transaction.atomic():
            Series.objects.create(root_id=unit.root_id, unit=unit, year=year, prefix=prefix)
    except IntegrityError:
        return  # somebody was quicker; the loop looks again
