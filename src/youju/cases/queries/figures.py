"""Rates, ranking and counts, from the tallies: the time does not grow with the register."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet, Sum

from youju.cases.models import Kind, Tally, TallyChange
from youju.cases.queries.cases import within
from youju.cases.rules import Source, State
from youju.cases.rules.rates import (
    COLUMNS,
    FLOWS,
    MINIMUM,
    SPANS,
    STANDS,
    Ranked,
    median_hours,
    percent,
)
from youju.cases.rules.rates import (
    ranking as ranked,
)
from youju.cases.rules.states import SOURCE_LABELS
from youju.kernel.periods import Period
from youju.organisations.queries import May, Membership, Unit, require
from youju.organisations.rules import STEP

Side = TallyChange.Side
ADDED = {name: Sum(name) for name in COLUMNS}
FLOW_SUMS = {name: Sum(name) for name in (*FLOWS, *SPANS)}


@dataclass(frozen=True, slots=True)
class Rates:
    """The figures that offices report of one unit, kind or source (or of all: `key` "").

    Attributes:
        counts: By column of `rules.rates.FLOWS`: reported 上报, filed 立案, refused 不予立案, dispatched
            派遣, due 应结案, settled 应结案中已结案, closed 结案, on_time 按时结案, reworked 返工.
        close_rate, on_time_rate, rework_rate: In percent; None where nothing could be counted.
        hours: The median from filing to closing, in clock hours, about.
    """

    key: str
    label: str
    counts: dict[str, int]
    close_rate: float | None
    on_time_rate: float | None
    rework_rate: float | None
    hours: float | None


def rates(
    member: Membership,
    unit: Unit,
    period: Period,
    by: str = "",
    side: str = Side.PLACE,
) -> list[Rates]:
    """Return the figures of a unit and all below it: one line for all, or one for each child unit
    ("unit"), kind ("kind") or source ("source").

    Args:
        period: Whole months; a period that is not counts the months it touches.
        side: PLACE where the cases lie, OWNER by who answers for them.
    """
    require(member, May.SEE, unit)
    if by == "unit":
        return _by_child(unit, period, side)
    column = {"": None, "kind": "kind_id", "source": "source"}[by]
    sums = _sums(unit, period, side, column)
    labels = _labels(column, sums)
    told = [_rates(str(key or ""), labels.get(key, ""), row) for key, row in sums.items()]
    return sorted(told, key=lambda one: (-one.counts["reported"], one.label))


def _labels(column: str | None, sums: Mapping[Any, Any]) -> dict[Any, str]:
    if column == "kind_id":
        return dict(Kind.objects.filter(pk__in=sums).values_list("pk", "name"))
    if column == "source":
        return {one: SOURCE_LABELS[Source(one)] for one in sums}
    return {}


def _months(period: Period) -> Q:
    start, end = period.bounds
    return Q(month__gte=start.replace(day=1), month__lte=end)


def _sums(unit: Unit, period: Period, side: str, column: str | None) -> dict[Any, dict[str, int]]:
    """Return the sums of a unit with all below it, by a column; folded and waiting ones together."""
    folded = Tally.objects.filter(_months(period), unit_id=unit.pk, side=side)
    waiting = TallyChange.objects.filter(_months(period), side=side, unit_id__in=_below(unit))
    return _added(folded, waiting, column, FLOW_SUMS)


def _below(unit: Unit) -> QuerySet[Unit, int]:
    return Unit.objects.filter(within(unit.path, "path")).values_list("pk", flat=True)


def _added(
    folded: QuerySet[Tally],
    waiting: QuerySet[TallyChange],
    column: str | None,
    sums: Mapping[str, Sum],
) -> dict[Any, dict[str, int]]:
    found: dict[Any, dict[str, int]] = {} if column else {None: dict.fromkeys(sums, 0)}
    for rows in (folded, waiting):
        grouped: Iterable[dict[str, Any]]
        grouped = rows.values(column).annotate(**sums) if column else [rows.aggregate(**sums)]
        for row in grouped:
            total = found.setdefault(row[column] if column else None, dict.fromkeys(sums, 0))
            for name in sums:
                total[name] += row[name] or 0
    return {key: row for key, row in found.items() if column is None or any(row.values())}


def _rates(key: str, label: str, row: Mapping[str, int]) -> Rates:
    return Rates(
        key,
        label,
        {name: row[name] for name in FLOWS},
        percent(row["settled"], row["due"]),
        percent(row["on_time"], row["due"]),
        percent(row["reworked"], row["dispatched"]),
        median_hours(row),
    )


def _by_child(unit: Unit, period: Period, side: str) -> list[Rates]:
    children = list(Unit.objects.filter(parent=unit).order_by("path"))
    folded = Tally.objects.filter(_months(period), unit_id__in=[c.pk for c in children], side=side)
    sums = _added(folded, TallyChange.objects.none(), "unit_id", FLOW_SUMS)
    for child_id, row in _waiting_by_child(unit, period, side).items():
        total = sums.setdefault(child_id, dict.fromkeys(FLOW_SUMS, 0))
        for name, n in row.items():
            total[name] += n
    return [_rates(str(c.pk), c.short_name, sums[c.pk]) for c in children if c.pk in sums]


def _waiting_by_child(unit: Unit, period: Period, side: str) -> dict[int, dict[str, int]]:
    """Return what is not folded yet, by the child of the unit that it belongs to."""
    changes = TallyChange.objects.filter(_months(period), side=side, unit_id__in=_below(unit))
    told: list[Any] = list(changes.values("unit_id").annotate(**FLOW_SUMS))
    paths = dict(Unit.objects.filter(pk__in=[r["unit_id"] for r in told]).values_list("pk", "path"))
    found: dict[int, dict[str, int]] = {}
    place = len(unit.path)
    for row in told:
        step = paths[row["unit_id"]][place : place + STEP]
        if step:
            total = found.setdefault(int(step), dict.fromkeys(FLOW_SUMS, 0))
            for name in FLOW_SUMS:
                total[name] += row[name] or 0
    return found


@dataclass(frozen=True, slots=True)
class Placed:
    """A unit in the ranking, by name."""

    unit: Unit
    ranked: Ranked


def ranking(
    member: Membership,
    unit: Unit,
    period: Period,
    side: str = Side.OWNER,
    minimum: int = MINIMUM,
) -> list[Placed]:
    """Rank units under a unit by 按时结案 against what their kinds let expect; never persons.

    Responsible units (OWNER) are compared wherever they stand below the unit, places (PLACE) among
    the units right below it. The formula is `rules.rates.ranking`.
    """
    require(member, May.SEE, unit)
    units = _compared(unit, side)
    rows: dict[int, dict[int, tuple[int, int]]] = {}
    keys = ("unit_id", "kind_id")
    told = Tally.objects.filter(_months(period), unit_id__in=units, side=side, due__gt=0)
    sums = told.values(*keys).annotate(d=Sum("due"), t=Sum("on_time"))
    for unit_id, kind_id, due, on_time in sums.values_list(*keys, "d", "t"):
        rows.setdefault(unit_id, {})[kind_id] = (due, on_time)
    return [Placed(units[one.unit_id], one) for one in ranked(rows, minimum)]


def _compared(unit: Unit, side: str) -> dict[int, Unit]:
    rows = Unit.objects.filter(within(unit.path, "path")).exclude(pk=unit.pk)
    if side == Side.PLACE:
        rows = rows.filter(parent=unit)
    else:  # those that stand beside the line, and communities: who is given cases
        beside = ("bureau", "hospital", "school", "enterprise", "community", "village")
        rows = rows.filter(kind__in=beside)
    return {one.pk: one for one in rows}


def state_counts(member: Membership, unit: Unit) -> dict[State, int]:
    """Return how many cases of a unit and all below it stand in each state."""
    require(member, May.SEE, unit)
    sums = {name: Sum(name) for name in STANDS.values()}
    folded = Tally.objects.filter(unit_id=unit.pk, side=Side.PLACE)
    waiting = TallyChange.objects.filter(side=Side.PLACE, unit_id__in=_below(unit))
    row = _added(folded, waiting, None, sums)[None]
    return {state: row[name] for state, name in STANDS.items()}
