"""Counting a unit's register, inside the act that changed it and once a month."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from youju.facts import actions as facts
from youju.kernel.quantity import Quantity, total
from youju.organisations.queries import Unit, ids_of_whole, whole_of
from youju.residents.measures import tally_drafts, tally_source, units_of_counts
from youju.residents.models import Area, Building, Household, Need, Resident, Tally
from youju.residents.rules.people import Tenure, born_by
from youju.residents.tokens import kinds_by_token

AT_ONCE = 100  # units in one round


def recount(units: Iterable[Unit], now: datetime) -> None:
    """Count what stands at each unit itself, and make the facts of it; with a grid its community."""
    today = timezone.localdate(now)
    counted = {one.pk: one for unit in units for one in (unit, whole_of(unit))}
    for unit in sorted(counted.values(), key=lambda one: one.pk):
        _recount(unit, today, now)


def _recount(unit: Unit, today: date, now: datetime) -> None:
    month = today.replace(day=1)
    before = Tally.objects.filter(unit=unit, month__lte=month).order_by("-month").first()
    counts = {code: quantity.text() for code, quantity in _counted(unit, today).items()}
    told = units_of_counts()
    if before is not None:  # what is no more is nought, not unknown
        counts = {code: f"0{told[code]}" for code in before.counts if code in told} | counts
    tally, _made = Tally.objects.update_or_create(
        unit=unit, month=month, defaults={"on": today, "counts": counts}
    )
    facts.replace(tally_source(tally), tally_drafts(tally), now=now)


def _counted(unit: Unit, today: date) -> dict[str, Quantity]:
    numbers = _few(ids_of_whole(unit), today)
    homes = Household.objects.filter(unit=unit, until=None)
    people = Resident.objects.filter(unit=unit, household__isnull=False, merged_into=None)
    areas = list(Area.objects.filter(unit=unit, closed_on=None))
    for area in areas:
        for code in ("areas", f"areas_{area.kind}"):
            numbers[code] = numbers.get(code, 0) + 1
    numbers["buildings"] = Building.objects.filter(unit=unit, area__closed_on=None).count()
    numbers["committees"] = sum(1 for one in areas if _in_office(one, today))
    units = units_of_counts()
    found = {code: Quantity(Decimal(n), units[code]) for code, n in numbers.items() if n}
    return found | _whole("households", homes, areas) | _whole("people", people, areas)


def _few(units: list[int], today: date) -> dict[str, int]:
    """Return what may be few in one grid, and would be told as 不足5 of each: a community counts it whole."""
    people = Resident.objects.filter(unit__in=units, household__isnull=False, merged_into=None)
    numbers: dict[str, int] = people.aggregate(
        aged60=Count("pk", filter=Q(birth__lte=born_by(60, today))),
        aged90=Count("pk", filter=Q(birth__lte=born_by(90, today))),
        incomers=Count("pk", filter=Q(incomer=True)),
    )
    homes = Household.objects.filter(unit__in=units, until=None)
    numbers["rented"] = homes.filter(tenure=Tenure.RENTED).count()
    kinds = kinds_by_token()
    needs = Need.objects.filter(unit__in=units, until=None, kind_token__in=list(kinds)).order_by()
    for token, n in needs.values_list("kind_token").annotate(n=Count("pk")):
        code = f"need_{kinds[token].code}"
        numbers[code] = numbers.get(code, 0) + n
    return numbers


def _in_office(area: Area, today: date) -> bool:
    return area.committees.filter(elected_on__lte=today, ends_on__gte=today).exists()


def _whole(code: str, rows: Any, areas: list[Area]) -> dict[str, Quantity]:
    """Return how many there are: of each area what was told of the whole, where fewer are registered."""
    way = "area" if code == "households" else "household__area"
    unit = units_of_counts()[code]
    held: dict[int, int] = dict(rows.order_by().values_list(way).annotate(n=Count("pk")))
    parts = []
    for area in areas:
        n = held.pop(area.pk, 0)
        told = area.told.get(code)
        more = told is not None and (told.value is None or told.value > n)
        parts.append(told if told is not None and more else Quantity(Decimal(n), unit))
    parts += [Quantity(Decimal(n), unit) for n in held.values()]
    parts = [one for one in parts if one.value != 0]
    return {code: total(parts, unit)} if parts else {}


def look_round(now: datetime | None = None) -> int:
    """Count the units that were not counted this month: people grow old without an act."""
    moment = now or timezone.now()
    month = timezone.localdate(moment).replace(day=1)
    counted = Tally.objects.filter(month=month).values("unit")
    waiting = Unit.objects.filter(pk__in=Tally.objects.values("unit")).exclude(pk__in=counted)
    units = list(waiting.order_by("pk")[:AT_ONCE])
    for unit in units:
        with transaction.atomic():
            recount([unit], moment)
    return len(units)
