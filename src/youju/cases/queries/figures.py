"""Rates, ranking and counts, from the tallies: the time does not grow with the register."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, Q, QuerySet, Sum
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from youju.cases.models import Kind, Tally, TallyChange
from youju.cases.queries.cases import within
from youju.cases.rules import Source, State
from youju.cases.rules.rates import (
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
By = Tally.By
WAITING: dict[By, Any] = {By.KIND: Cast("kind_id", CharField()), By.SOURCE: F("source")}
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
    sums = _sums(unit, period, side, By.SOURCE if by != "kind" else By.KIND)
    if not by:
        return [_rates("", "", _together(sums.values()))]
    labels = _labels(by, sums)
    told = [_rates(str(key), labels.get(str(key), ""), row) for key, row in sums.items()]
    return sorted(told, key=lambda one: (-one.counts["reported"], one.label))


def _labels(by: str, keys: Iterable[str]) -> dict[str, str]:
    if by == "kind":
        named = Kind.objects.filter(pk__in=[int(key) for key in keys])
        return {str(pk): name for pk, name in named.values_list("pk", "name")}
    return {one.value: SOURCE_LABELS[one] for one in Source}


def _months(period: Period) -> Q:
    start, end = period.bounds
    return Q(month__gte=start.replace(day=1), month__lte=end)


Sums = dict[Any, dict[str, int]]


def _sums(unit: Unit, period: Period, side: str, by: By) -> Sums:
    """Return the sums of a unit with all below it, by key; folded and waiting ones together."""
    folded = Tally.objects.filter(_months(period), unit_id=unit.pk, side=side, by=by)
    waiting = _waiting(unit, side).filter(_months(period))
    return _added(folded.values("key"), waiting.values(key=WAITING[by]), FLOW_SUMS)


def _waiting(unit: Unit, side: str) -> QuerySet[TallyChange]:
    """Return what is not folded yet at a unit and below it: what happened in the last seconds."""
    below = Unit.objects.filter(within(unit.path, "path")).values_list("pk", flat=True)
    return TallyChange.objects.filter(side=side, unit_id__in=below)


def _added(folded: Any, waiting: Any, sums: Mapping[str, Sum], column: str = "key") -> Sums:
    found: Sums = {}
    for rows in (folded, waiting):
        for row in rows.annotate(**sums):
            total = found.setdefault(row[column], dict.fromkeys(sums, 0))
            for name in sums:
                total[name] += row[name] or 0
    return {key: row for key, row in found.items() if any(row.values())}


def _together(rows: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total = dict.fromkeys(FLOW_SUMS, 0)
    for row in rows:
        for name in total:
            total[name] += row[name]
    return total


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
    folded = folded.filter(by=By.SOURCE)
    sums = _added(
        folded.values("unit_id"), TallyChange.objects.none().values(), FLOW_SUMS, "unit_id"
    )
    for child_id, row in _waiting_by_child(unit, period, side).items():
        total = sums.setdefault(child_id, dict.fromkeys(FLOW_SUMS, 0))
        for name, n in row.items():
            total[name] += n
    told = [_rates(str(c.pk), c.short_name, sums[c.pk]) for c in children if c.pk in sums]
    own = _own(unit, period, side, sums)
    return [_rates("", _("%(unit)s本级") % {"unit": unit.short_name}, own), *told] if own else told


def _own(unit: Unit, period: Period, side: str, below: Sums) -> dict[str, int]:
    """Return the sums of what lies at the unit itself, {} where nothing does."""
    whole = _together(_sums(unit, period, side, By.SOURCE).values())
    found = {name: n - sum(row[name] for row in below.values()) for name, n in whole.items()}
    return found if any(found.values()) else {}


def _waiting_by_child(unit: Unit, period: Period, side: str) -> Sums:
    """Return what is not folded yet, by the child of the unit that it belongs to."""
    told: list[Any] = list(
        _waiting(unit, side).filter(_months(period)).values("unit_id").annotate(**FLOW_SUMS)
    )
    paths = dict(Unit.objects.filter(pk__in=[r["unit_id"] for r in told]).values_list("pk", "path"))
    found: Sums = {}
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
    """Rank units under a unit by 按时结案 against what their classes of kinds let expect; never persons.

    Responsible units (OWNER) are compared wherever they stand below the unit, places (PLACE) among
    the units right below it. The formula is `rules.rates.ranking`.
    """
    require(member, May.SEE, unit)
    compared = _compared(unit, side)
    told = Tally.objects.filter(
        _months(period), side=side, by=By.CLASS, unit_id__in=compared.values("pk")
    )
    sums = (
        told.values_list("unit_id", "key").annotate(d=Sum("due"), t=Sum("on_time")).filter(d__gt=0)
    )
    rows: dict[int, dict[str, tuple[int, int]]] = {}
    for unit_id, key, due, on_time in sums:
        rows.setdefault(unit_id, {})[key] = (due, on_time)
    units = Unit.objects.in_bulk(rows)
    return [Placed(units[one.unit_id], one) for one in ranked(rows, minimum)]


def _compared(unit: Unit, side: str) -> QuerySet[Unit]:
    if side == Side.PLACE:
        return Unit.objects.filter(parent=unit)
    # Those beside the line, and communities: who is given cases.
    given = ("bureau", "hospital", "school", "enterprise", "community", "village")
    return Unit.objects.filter(within(unit.path, "path"), kind__in=given).exclude(pk=unit.pk)


def state_counts(member: Membership, unit: Unit) -> dict[State, int]:
    """Return how many cases of a unit and all below it stand in each state."""
    require(member, May.SEE, unit)
    sums = {name: Sum(name) for name in STANDS.values()}
    folded = Tally.objects.filter(unit_id=unit.pk, side=Side.PLACE, by=By.SOURCE).aggregate(**sums)
    waiting = _waiting(unit, Side.PLACE).aggregate(**sums)
    return {state: (folded[name] or 0) + (waiting[name] or 0) for state, name in STANDS.items()}
