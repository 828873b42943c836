"""Totals from the database: kept sums for whole months, single facts for broken ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Count, Q, QuerySet

from youju.facts import rules
from youju.facts.actions import counted
from youju.facts.models import SHARED, Fact, Measure
from youju.facts.rules import Adds, Counted, Sum
from youju.kernel.periods import Grain, Period, around
from youju.organisations.queries import Unit, subtree
from youju.organisations.rules import STEP, path_end

# (unit id, measure id)
Key = tuple[int, int]
PLACES = Decimal("0.0001")

_READ = """
SELECT {by}, measure_id, SUM(value), SUM(n), SUM("over"), SUM(about), SUM("under"), SUM(unknown) FROM (
  SELECT unit_id, measure_id, start, "end", value, n, "over", about, "under", unknown FROM facts_total
   WHERE unit_id IN ({units}) AND start >= %s AND "end" <= %s {only}
  UNION ALL
  SELECT unit_id, measure_id, start, "end", value, n, "over", about, "under", unknown FROM facts_change
   WHERE unit_id IN ({units}) AND start >= %s AND "end" <= %s {only}
) AS kept GROUP BY {by}, measure_id
"""


def sums(units: Sequence[Unit], period: Period, measures: Iterable[Measure]) -> dict[Key, Sum]:
    """Return the sum of each flow and stock measure for each unit with all below it, by (unit id,
    measure id). Where nothing was told nothing is returned."""
    flows = [m.pk for m in measures if m.adds == Adds.FLOW]
    stocks = [m.pk for m in measures if m.adds == Adds.STOCK]
    found = _flow_sums(units, period, flows) if flows else {}
    return found | (_stock_sums(units, period.bounds[1], stocks) if stocks else {})


def by_month(unit: Unit, period: Period, measure: Measure) -> dict[Period, Sum]:
    """Return a flow or stock measure for each whole month of the period, in one query."""
    return by_months(unit, period, [measure]).get(measure.pk, {})


def by_months(
    unit: Unit, period: Period, measures: Sequence[Measure]
) -> dict[int, dict[Period, Sum]]:
    """Return flow and stock measures for each whole month of the period, by measure id, in two
    queries at most."""
    months = period.months()
    if not months or not measures:
        return {}
    found: dict[int, dict[Period, Sum]] = {}
    for stock in (False, True):
        ids = [m.pk for m in measures if (m.adds == Adds.STOCK) is stock]
        if ids:
            found |= _by_months(unit, months, ids, stock=stock)
    return found


def _by_months(
    unit: Unit, months: Sequence[Period], measure_ids: Sequence[int], *, stock: bool
) -> dict[int, dict[Period, Sum]]:
    start, end = months[0].bounds[0], months[-1].bounds[1]
    first = rules.UNKNOWN_DAY + timedelta(1) if stock else start
    found = {one: {month: Sum() for month in months} for one in measure_ids}
    rows = _read('start, "end"', [unit.pk], first, end, measure_ids)
    spans = [(month, *month.bounds) for month in months]
    ending = {ends: (month, begins) for month, begins, ends in spans}
    for (told_start, told_end, measure_id), part in rows.items():
        month, begins = ending.get(told_end, (None, first))
        if month is not None and told_start >= begins:
            found[measure_id][month].include(part)
        if stock:
            for later, begins, _ends in spans:
                if told_end < begins:
                    found[measure_id][later].include(part)
    return found


def _read(
    by: str, unit_ids: Sequence[int], start: date, end: date, measure_ids: Sequence[int]
) -> dict[tuple[Any, ...], Sum]:
    """Return kept sums by what `by` names and the measure."""
    units = ", ".join(["%s"] * len(unit_ids))
    few = len(measure_ids) <= 50
    only = f"AND measure_id IN ({', '.join(['%s'] * len(measure_ids))})" if few else ""
    params: list[Any] = [*unit_ids, start, end, *(measure_ids if few else ())] * 2
    with connection.cursor() as cursor:
        cursor.execute(_READ.format(by=by, units=units, only=only), params)
        rows = cursor.fetchall()
    wanted = set(measure_ids)
    at = 1 + by.count(",")
    return {
        (*map(_day, row[:at]), row[at]): _sum(row[at + 1 :]) for row in rows if row[at] in wanted
    }


def _day(value: Any) -> Any:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _sum(row: Sequence[Any]) -> Sum:
    value = Decimal(str(row[0])).quantize(PLACES).normalize() + 0
    return Sum(value, *map(int, row[1:]))


def _flow_sums(units: Sequence[Unit], period: Period, measure_ids: list[int]) -> dict[Key, Sum]:
    start, end = period.bounds
    first_whole, last_whole = _whole_months(start, end)
    if (start, end) == (first_whole, last_whole):
        return _read("unit_id", [u.pk for u in units], start, end, measure_ids)
    rows = _within(units, measure_ids).filter(start__gte=start, end__lte=end)
    if first_whole > last_whole:
        return _with_single({}, units, rows)
    found = _read("unit_id", [u.pk for u in units], first_whole, last_whole, measure_ids)
    broken = rows.exclude(start__gte=first_whole, end__lte=last_whole)
    return _with_single(found, units, broken)


def _whole_months(start: date, end: date) -> tuple[date, date]:
    """Return first day of the first whole month and last day of the last one; crossed if there is none."""
    first, last = around(start, Grain.MONTH).bounds, around(end, Grain.MONTH).bounds
    first_whole = start if start == first[0] else first[1] + timedelta(1)
    last_whole = end if end == last[1] else last[0] - timedelta(1)
    return first_whole, last_whole


def below_all(units: Sequence[Unit]) -> QuerySet[Unit, int]:
    """Return ids that hold the units and all below them (and may hold their neighbours)."""
    if len(units) == 1:
        return subtree(units[0]).order_by().values_list("id", flat=True)
    top = _shared_path([unit.path for unit in units])
    within = Unit.objects.filter(path__gte=top, path__lt=path_end(top)).order_by()
    return within.values_list("id", flat=True)


def _shared_path(paths: Sequence[str]) -> str:
    """Return the path of the lowest unit above all of these."""
    first, last = min(paths), max(paths)
    same = 0
    while same < min(len(first), len(last)) and first[: same + STEP] == last[: same + STEP]:
        same += STEP
    return first[:same]


def _within(units: Sequence[Unit], measure_ids: Sequence[int]) -> QuerySet[Fact]:
    rows = Fact.objects.filter(unit_id__in=below_all(units), measure_id__in=measure_ids)
    return rows.select_related("measure", "unit")


def _with_single(
    found: dict[Any, Sum], units: Sequence[Unit], rows: QuerySet[Fact]
) -> dict[Any, Sum]:
    """Add single facts to the sums; of a joint action what counts at each unit, if it is in `rows`."""
    asked = {unit.pk for unit in units}
    single = [counted(fact) for fact in rows]
    for fact in single:
        if not fact.share_key:
            _include(found, fact, asked)
    joint = {fact.share_key for fact in single if fact.share_key}
    if joint:
        here = {fact.id for fact in single}
        for run in _joint_actions(joint, {f.measure_id for f in single}):
            for unit_id, best in rules.best_shared(run).items():
                if best.id in here and unit_id in asked:
                    found.setdefault((unit_id, best.measure_id), Sum()).add(best.quantity)
    return found


def _include(found: dict[Any, Sum], fact: Counted, asked: set[int]) -> None:
    for unit_id in fact.unit_path_ids:
        if unit_id in asked:
            found.setdefault((unit_id, fact.measure_id), Sum()).add(fact.quantity)


def _joint_actions(keys: set[str], measure_ids: set[int]) -> list[list[Counted]]:
    rows = Fact.objects.filter(SHARED, share_key__in=keys, measure_id__in=measure_ids)
    runs: dict[tuple[str, int], list[Counted]] = {}
    for fact in rows.select_related("measure", "unit"):
        runs.setdefault((fact.share_key, fact.measure_id), []).append(counted(fact))
    return list(runs.values())


def _stock_sums(units: Sequence[Unit], end: date, measure_ids: list[int]) -> dict[Key, Sum]:
    if end == around(end, Grain.MONTH).bounds[1]:
        after_unknown = rules.UNKNOWN_DAY + timedelta(1)
        return _read("unit_id", [u.pk for u in units], after_unknown, end, measure_ids)
    latest: dict[tuple[int, int, str], Counted] = {}
    for fact in _within(units, measure_ids).filter(end__lte=end).order_by("end", "id"):
        latest[(fact.unit_id, fact.measure_id, fact.series)] = counted(fact)
    found: dict[Key, Sum] = {}
    for one in latest.values():
        _include(found, one, {unit.pk for unit in units})
    return found


def distinct(
    units: Sequence[Unit], period: Period, measure_ids: Sequence[int]
) -> dict[Key, Decimal]:
    """Return how many different tokens each distinct measure has at each unit and below."""
    if not measure_ids:
        return {}
    start, end = period.bounds
    inside = Q(start__gte=start, end__lte=end, measure_id__in=measure_ids)
    rows = Fact.objects.filter(inside, unit_id__in=below_all(units))
    if len(units) == 1:
        counts = rows.values("measure_id").annotate(tokens=Count("series", distinct=True))
        return {(units[0].pk, row["measure_id"]): Decimal(row["tokens"]) for row in counts}
    asked = {unit.pk for unit in units}
    tokens: dict[Key, set[str]] = {}
    for path, measure_id, token in rows.values_list(
        "unit__path", "measure_id", "series"
    ).distinct():
        for unit_id in asked.intersection(Unit(path=path).ancestor_ids):
            tokens.setdefault((unit_id, measure_id), set()).add(token)
    return {key: Decimal(len(some)) for key, some in tokens.items()}
