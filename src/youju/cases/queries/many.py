"""Counts of many units at once, for work the product does on its own account."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.utils.timezone import localdate

from youju.cases.models import Case, Kind, Tally, TallyChange
from youju.cases.rules import State
from youju.cases.rules.rates import FLOWS
from youju.kernel.periods import Period
from youju.organisations.queries import Unit

Counts = dict[int, dict[str, int]]
_SUMS = {name: Sum(name) for name in FLOWS}


def unscoped_counts_of(
    units: Sequence[Unit],
    period: Period,
    *,
    kinds: Collection[str] = (),
    sources: Collection[str] = (),
) -> Counts:
    """Return the counts of `rules.rates.FLOWS` at each unit and below, by unit id; units without any
    case are left out. Three queries however many units.

    Args:
        period: The months it touches are counted whole.
        kinds: Codes of kinds or of classes of kinds; all when empty.
        sources: Only these sources, where no kinds are named.
    """
    start, end = period.bounds
    wanted = {one.pk for one in units}
    root = next(iter(units)).root_id if units else 0
    months = Q(root_id=root, side="place", month__gte=start.replace(day=1), month__lte=end)
    found: Counts = {}
    for row in _folded(months, kinds, sources).filter(unit_id__in=wanted):
        _add(found, row["unit_id"], row)
    waiting = list(_waiting(months, kinds, sources))
    paths = dict(
        Unit.objects.filter(pk__in=[r["unit_id"] for r in waiting]).values_list("pk", "path")
    )
    for row in waiting:
        for unit_id in wanted.intersection(Unit(path=paths[row["unit_id"]]).ancestor_ids):
            _add(found, unit_id, row)
    return {unit_id: row for unit_id, row in found.items() if any(row.values())}


def _add(found: Counts, unit_id: int, row: dict[str, Any]) -> None:
    total = found.setdefault(unit_id, dict.fromkeys(FLOWS, 0))
    for name in FLOWS:
        total[name] += row[name] or 0


def _folded(months: Q, kinds: Collection[str], sources: Collection[str]) -> QuerySet[Any, Any]:
    rows = Tally.objects.filter(months)
    if kinds:
        ids = [str(pk) for pk in Kind.objects.filter(code__in=kinds).values_list("pk", flat=True)]
        rows = rows.filter(Q(by="kind", key__in=ids) | Q(by="class", key__in=kinds))
    else:
        rows = rows.filter(by="source")
        rows = rows.filter(key__in=sources) if sources else rows
    return rows.values("unit_id").annotate(**_SUMS)


def _waiting(months: Q, kinds: Collection[str], sources: Collection[str]) -> QuerySet[Any, Any]:
    rows = TallyChange.objects.filter(months)
    if kinds:
        ids = Kind.objects.filter(code__in=kinds).values("pk")
        rows = rows.filter(Q(kind_id__in=ids) | Q(class_code__in=kinds))
    elif sources:
        rows = rows.filter(source__in=sources)
    return rows.values("unit_id").annotate(**_SUMS)


def unscoped_closed(case_ids: Iterable[int]) -> dict[int, date]:
    """Return those of the cases that were put right and verified (结案), with the day."""
    rows = Case.objects.filter(pk__in=list(case_ids), state=State.CLOSED, closed_at__isnull=False)
    return {pk: localdate(at) for pk, at in rows.values_list("pk", "closed_at") if at is not None}


def unscoped_ended(case_ids: Iterable[int]) -> set[int]:
    """Return those of the cases that nobody works on any more: closed, or not taken up."""
    rows = Case.objects.filter(pk__in=list(case_ids), state__in=[State.CLOSED, State.REFUSED])
    return set(rows.values_list("pk", flat=True))
