"""The public civility index over the years, and what bars a unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from youju.kernel.refusal import Missing
from youju.organisations.queries import May, Membership, Unit, subtree_ids, units_visible_to
from youju.organisations.rules import ids_on
from youju.patrols.queries import inspections_of
from youju.patrols.rules.visits import InspectionKind
from youju.standards.models import IndexTarget, NegativeEvent
from youju.standards.rules.years import bars_from, met, repeated


@dataclass(frozen=True, slots=True)
class Test:
    """One official result of a unit."""

    __test__ = False  # not for pytest

    inspection: Any
    target: IndexTarget | None
    lost: tuple[str, ...]

    @property
    def reached(self) -> bool | None:
        return met(self.inspection.rank, self.target.rank) if self.target else None


def index_tests(member: Membership | None, unit: Unit) -> list[Test]:
    """Return the settled tests of the unit itself, the oldest first."""
    rows = inspections_of(member, unit).filter(
        unit=unit, kind=InspectionKind.INDEX, settled_on__isnull=False
    )
    rows = rows.order_by("on", "pk").prefetch_related("lost")
    targets = {one.year: one for one in IndexTarget.objects.filter(unit=unit)}
    return [
        Test(one, targets.get(one.on.year), tuple(lost.item for lost in one.lost.all()))
        for one in rows
    ]


def lost_again(tests: list[Test]) -> list[tuple[str, int]]:
    """Return the items that lost points in more than one test."""
    return repeated([one.lost for one in tests])


def index_target(unit: Unit, year: int) -> IndexTarget | None:
    """Return the unit's target of a year."""
    return IndexTarget.objects.filter(unit=unit, year=year).first()


def negatives_of(member: Membership | None, unit: Unit) -> QuerySet[NegativeEvent]:
    """Return the events at the unit and below, withdrawn ones too, newest first."""
    rows = negatives_visible_to(member).filter(unit__in=subtree_ids(unit))
    return rows.order_by("-on", "-pk")


def negatives_visible_to(member: Membership | None) -> QuerySet[NegativeEvent]:
    """Return the events at the member's units."""
    if member is None or not member.may(May.SEE):
        return NegativeEvent.objects.none()
    units = units_visible_to(member).values("id")
    return NegativeEvent.objects.filter(unit__in=units).select_related("unit")


def negative_for(member: Membership | None, event_id: int) -> NegativeEvent:
    """Return one visible event. Raises Missing."""
    found = negatives_visible_to(member).filter(pk=event_id).first()
    if found is None:
        raise Missing("没有这件事，或者不在您的查看范围内")
    return found


def barring(unit: Unit, day: date) -> list[NegativeEvent]:
    """Return the events that bar a unit on a day: serious ones at the unit or below it within the
    twelve months before. The caller has found the unit."""
    rows = _barring(day).filter(unit__in=subtree_ids(unit))
    return list(rows.select_related("unit").order_by("-on", "-pk"))


def unscoped_barred(root_id: int, day: date) -> dict[int, list[str]]:
    """Return which lines of the negative list bar which units of a tree, by unit id: for the score. An
    event registered without a code is told by its group."""
    found: dict[int, list[str]] = {}
    rows = _barring(day).filter(root_id=root_id).order_by("pk")
    for path, code, group in rows.values_list("unit__path", "code", "group"):
        for unit_id in ids_on(path):
            found.setdefault(unit_id, []).append(code or group)
    return found


def _barring(day: date) -> QuerySet[NegativeEvent]:
    live = NegativeEvent.objects.filter(state=NegativeEvent.State.LIVE, bars=True)
    return live.filter(on__gt=bars_from(day), on__lte=day)
