"""Taking the next number of a unit's series: without gaps, and each once."""

from __future__ import annotations

from django.db import IntegrityError, connection, transaction

from youju.cases.models import Series
from youju.cases.rules.numbers import free_prefix, number
from youju.organisations.queries import Unit

# Grids and estates count with their community.
_TAKE = """
UPDATE cases_series SET last = last + 1
WHERE year = %s AND unit_id = %s
RETURNING prefix, last
"""


def take_number(unit: Unit, year: int) -> str:
    """Return the next number of the series that the unit counts in.

    The row stays locked until the transaction ends, so that a number is given again when it is undone.
    """
    holder = _holder(unit)
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_TAKE, [year, holder.pk])
            row = cursor.fetchone()
        if row is not None:
            return number(row[0], year, row[1])
        _begin(holder, year)


def _holder(unit: Unit) -> Unit:
    """Return the unit in whose series a case counts: that of a grid or an estate is its community's."""
    if unit.kind not in (Unit.Kind.GRID, Unit.Kind.AREA):
        return unit
    above = Unit.objects.filter(pk__in=unit.ancestor_ids)
    kinds = (Unit.Kind.GRID, Unit.Kind.AREA)
    return above.exclude(kind__in=kinds).order_by("-path").first() or unit


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
