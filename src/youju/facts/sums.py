"""Totals from the database: kept sums for whole months, single facts for broken ones."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Count, QuerySet

from youju.facts import rules
from youju.facts.models import Fact, Measure
from youju.facts.rules import Adds, Sum
from youju.kernel.periods import Grain, Period, around
from youju.organisations.queries import Unit, subtree_ids

_READ = """
SELECT measure_id, SUM(value), SUM(n), SUM("over"), SUM(about), SUM("under"), SUM(unknown) FROM (
  SELECT measure_id, value, n, "over", about, "under", unknown FROM facts_total
   WHERE unit_id = %(unit)s AND start >= %(start)s AND "end" <= %(end)s {only}
  UNION ALL
  SELECT measure_id, value, n, "over", about, "under", unknown FROM facts_change
   WHERE unit_id = %(unit)s AND start >= %(start)s AND "end" <= %(end)s {only}
) AS kept GROUP BY measure_id
"""


def sums(unit: Unit, period: Period, measures: Iterable[Measure]) -> dict[int, Sum]:
    """Return the sum of each flow and stock measure by its id; measures with no facts are absent."""
    flows = [m.pk for m in measures if m.adds == Adds.FLOW]
    stocks = [m.pk for m in measures if m.adds == Adds.STOCK]
    found = _flow_sums(unit, period, flows) if flows else {}
    return found | (_stock_sums(unit, period.bounds[1], stocks) if stocks else {})


def _kept(unit: Unit, start: date, end: date, measure_ids: list[int]) -> dict[int, Sum]:
    params: dict[str, Any] = {"unit": unit.pk, "start": start, "end": end}
    only = ""
    if len(measure_ids) <= 50:
        names = [f"m{n}" for n in range(len(measure_ids))]
        params |= dict(zip(names, measure_ids, strict=True))
        only = f"AND measure_id IN ({', '.join(f'%({name})s' for name in names)})"
    with connection.cursor() as cursor:
        cursor.execute(_READ.format(only=only), params)
        rows = cursor.fetchall()
    wanted = set(measure_ids)
    return {
        row[0]: Sum(Decimal(str(row[1])).normalize() + 0, *map(int, row[2:]))
        for row in rows
        if row[0] in wanted
    }


def _flow_sums(unit: Unit, period: Period, measure_ids: list[int]) -> dict[int, Sum]:
    start, end = period.bounds
    first_whole, last_whole = _whole_months(start, end)
    if first_whole > last_whole:
        return _added({}, _facts_between(unit, start, end, measure_ids))
    found = _kept(unit, first_whole, last_whole, measure_ids)
    if start < first_whole:
        edge = _facts_between(unit, start, first_whole - timedelta(1), measure_ids)
        found = _added(found, edge)
    if end > last_whole:
        edge = _facts_between(unit, last_whole + timedelta(1), end, measure_ids)
        found = _added(found, edge)
    return found


def _whole_months(start: date, end: date) -> tuple[date, date]:
    """Return first day of the first whole month and last day of the last one; crossed if there is none."""
    first, last = around(start, Grain.MONTH).bounds, around(end, Grain.MONTH).bounds
    first_whole = start if start == first[0] else first[1] + timedelta(1)
    last_whole = end if end == last[1] else last[0] - timedelta(1)
    return first_whole, last_whole


def _facts_between(unit: Unit, start: date, end: date, measure_ids: list[int]) -> QuerySet[Fact]:
    rows = Fact.objects.filter(unit_id__in=subtree_ids(unit), measure_id__in=measure_ids)
    return rows.filter(start__gte=start, end__lte=end).select_related("measure")


def _added(found: dict[int, Sum], facts: Iterable[Fact]) -> dict[int, Sum]:
    """Add single facts; of facts that share a key the largest only."""
    best: dict[tuple[str, int], Fact] = {}
    for fact in facts:
        if not fact.share_key:
            found.setdefault(fact.measure_id, Sum()).add(fact.quantity)
            continue
        other = best.get((fact.share_key, fact.measure_id))
        if other is None or (fact.value or 0) > (other.value or 0):
            best[(fact.share_key, fact.measure_id)] = fact
    for fact in best.values():
        found.setdefault(fact.measure_id, Sum()).add(fact.quantity)
    return found


def _stock_sums(unit: Unit, end: date, measure_ids: list[int]) -> dict[int, Sum]:
    if end == around(end, Grain.MONTH).bounds[1]:
        after_unknown = rules.UNKNOWN_DAY + timedelta(1)
        return _kept(unit, after_unknown, end, measure_ids)
    rows = Fact.objects.filter(
        unit_id__in=subtree_ids(unit), measure_id__in=measure_ids, end__lte=end
    )
    latest: dict[tuple[int, int, str], Fact] = {}
    for fact in rows.select_related("measure").order_by("end", "id"):
        latest[(fact.unit_id, fact.measure_id, fact.series)] = fact
    found: dict[int, Sum] = {}
    for fact in latest.values():
        found.setdefault(fact.measure_id, Sum()).add(fact.quantity)
    return found


def distinct(rows: QuerySet[Fact], measure_ids: list[int]) -> dict[int, Decimal]:
    """Return how many different tokens each distinct measure has among the facts."""
    if not measure_ids:
        return {}
    counted = rows.filter(measure_id__in=measure_ids).values("measure_id")
    return {
        row["measure_id"]: Decimal(row["tokens"])
        for row in counted.annotate(tokens=Count("series", distinct=True))
    }
