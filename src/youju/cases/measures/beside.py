"""What hard cases, calls for help, structures and facilities count."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from youju.cases.measures.specs import (
    FACILITY_KIND,
    HARD_KIND,
    RAISING_KIND,
    STRUCTURE_KIND,
    code_of,
)
from youju.cases.models import FacilityCount, HardCase, Raising, Structure
from youju.facts.actions import Draft, Source
from youju.kernel.periods import Grain, around
from youju.kernel.quantity import Quantity
from youju.organisations.queries import Unit

Kind = Structure.Kind
PLOTS = frozenset({Kind.GARDEN, Kind.POULTRY})


def _draft(unit: Unit, what: str, number: int, counter: str, day: date, series: str = "") -> Draft:
    quantity = Quantity(Decimal(number), counter)
    return Draft(unit, code_of(what), quantity, around(day, Grain.DAY), series=series)


def hard_source(hard: HardCase) -> Source:
    return Source(HARD_KIND, str(hard.pk))


def hard_drafts(hard: HardCase) -> list[Draft]:
    """Return what a case on the list counts: one from the day it went on, none from the day it left."""
    unit, series = hard.case.unit, f"hard:{hard.pk}"
    drafts = [_draft(unit, "hard", 1, "个", hard.since, series)]
    if hard.until is not None:
        drafts.append(_draft(unit, "hard", 0, "个", hard.until, series))
        if hard.solved:
            drafts.append(_draft(unit, "hard_solved", 1, "个", hard.until))
    return drafts


def all_hard_drafts() -> Iterator[tuple[str, list[Draft]]]:
    """Yield the facts of every hard case, made again."""
    for one in HardCase.objects.select_related("case__unit").order_by("pk").iterator():
        yield str(one.pk), hard_drafts(one)


def raising_source(raising: Raising) -> Source:
    return Source(RAISING_KIND, str(raising.pk))


def raising_drafts(raising: Raising) -> list[Draft]:
    """Return what a call for help counts at the unit that asked."""
    asked = timezone.localdate(raising.asked_at)
    drafts = [_draft(raising.unit, "raised", 1, "件", asked)]
    if raising.settled_at is not None:
        answered = timezone.localdate(raising.settled_at)
        drafts.append(_draft(raising.unit, "answered", 1, "件", answered))
    return drafts


def all_raising_drafts() -> Iterator[tuple[str, list[Draft]]]:
    """Yield the facts of every call for help, made again."""
    for one in Raising.objects.select_related("unit").order_by("pk").iterator():
        yield str(one.pk), raising_drafts(one)


def structure_source(structure: Structure) -> Source:
    return Source(STRUCTURE_KIND, str(structure.pk))


def structure_drafts(structure: Structure) -> list[Draft]:
    """Return what a structure counts: registered, talked about, removed, built again."""
    one, unit = structure, structure.unit
    drafts = [
        _draft(unit, "meetings" if talk.meeting else "talks", 1, "次", talk.on)
        for talk in one.talks.all()
    ]
    if one.registered_on is not None and one.kind not in PLOTS:
        drafts.append(_draft(unit, "structures", one.count, "处", one.registered_on))
    if one.removed_on is not None:
        drafts += _removed(one, one.removed_on)
    if one.rebuilt_on is not None:
        drafts.append(_draft(unit, "rebuilt", one.count, "处", one.rebuilt_on))
    return drafts + _stubborn(one)


def _removed(one: Structure, day: date) -> list[Draft]:
    what, counter = ("removed", "处")
    if one.kind == Kind.TANK:
        what, counter = ("tanks", "个")
    elif one.kind in PLOTS:
        what = "plots"
    drafts = [_draft(one.unit, what, one.count, counter, day)]
    if one.kind not in PLOTS:
        drafts.append(_draft(one.unit, "households", 1, "户", day, one.house_key))
    return drafts


def _stubborn(one: Structure) -> list[Draft]:
    """Return the household as 钉子户 from the day it was marked until it agreed or all was removed."""
    if one.stubborn_since is None:
        return []
    series = f"structure:{one.pk}"
    drafts = [_draft(one.unit, "stubborn", 1, "户", one.stubborn_since, series)]
    end = one.removed_on or one.agreed_on
    if end is not None:
        drafts.append(_draft(one.unit, "stubborn", 0, "户", max(end, one.stubborn_since), series))
    return drafts


def all_structure_drafts() -> Iterator[tuple[str, list[Draft]]]:
    """Yield the facts of every structure, made again."""
    rows = Structure.objects.select_related("unit").prefetch_related("talks").order_by("pk")
    for one in rows.iterator(chunk_size=500):
        yield str(one.pk), structure_drafts(one)


def facility_source(count: FacilityCount) -> Source:
    return Source(FACILITY_KIND, str(count.pk))


def facility_drafts(count: FacilityCount) -> list[Draft]:
    """Return how many there are; damaged ones are taken off by their cases."""
    series = f"kind:{count.kind_code}"
    return [
        _draft(count.unit, what, count.total, "处", count.on, series)
        for what in ("facilities", "sound")
    ]


def all_facility_drafts() -> Iterator[tuple[str, list[Draft]]]:
    """Yield the facts of every count of facilities, made again."""
    for one in FacilityCount.objects.select_related("unit").order_by("pk").iterator():
        yield str(one.pk), facility_drafts(one)


_TITLES: dict[str, tuple[type[Any], str, Callable[[Any], str]]] = {
    HARD_KIND: (HardCase, "case", lambda one: f"{one.case.number} {one.case.title}"),
    RAISING_KIND: (Raising, "case", lambda one: f"{one.case.number} {one.case.title}"),
    STRUCTURE_KIND: (Structure, "unit", lambda one: f"{one.title}{one.get_kind_display()}"),
    FACILITY_KIND: (FacilityCount, "unit", lambda one: f"{one.unit.short_name}{one.kind_code}"),
}


def titles_of(kind: str, ids: Iterable[str]) -> dict[str, str]:
    """Return a line about each of these records."""
    model, way, title = _TITLES[kind]
    rows = model._default_manager.select_related(way).filter(pk__in=list(ids))
    return {str(row.pk): title(row) for row in rows}
