"""Counting what a unit did in a year, inside the act that changed it and once a month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from youju.care.kinds import kinds
from youju.care.measures import tally_drafts, tally_source
from youju.care.models import AidCase, Gift, Payment, Service, Tally
from youju.care.models.aid import plain
from youju.care.rules.aid import State
from youju.facts import actions as facts
from youju.organisations.queries import PARTS, Unit, ids_of_whole, whole_of

AT_ONCE = 100  # units in one round


def recount(units: Iterable[Unit], since: date, now: datetime) -> None:
    """Count each unit again, with a community its grids, for every month from the day on, and make the
    facts of it."""
    today = timezone.localdate(now)
    counted = {one.pk: one for one in map(whole_of, units)}
    for unit in sorted(counted.values(), key=lambda one: one.pk):
        for month in _months(since, today):
            _recount(unit, month, today, now)


def _months(since: date, today: date) -> Iterator[date]:
    month = since.replace(day=1)
    while month <= today:
        yield month
        month = _after(month)


def _after(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)


def _recount(unit: Unit, month: date, today: date, now: datetime) -> None:
    on = min(_after(month) - timedelta(days=1), today)
    counts = {code: str(value) for code, value in _counted(unit, on).items()}
    tally, _made = Tally.objects.update_or_create(
        unit=unit, month=month, defaults={"on": on, "counts": counts}
    )
    facts.replace(tally_source(tally), tally_drafts(tally), now=now)


def _counted(unit: Unit, on: date) -> dict[str, Decimal]:
    """Return what was done from the first of January to the day."""
    year, units = (on.replace(month=1, day=1), on), ids_of_whole(unit)
    granted = AidCase.objects.filter(unit__in=units, decided_on__range=year)
    homes: dict[str, set[int]] = {}
    for case in granted.filter(state__in=(State.GRANTED, State.STOPPED)):
        homes.setdefault(plain(case.kind), set()).add(case.household_id)
    paid = Payment.objects.filter(case__unit__in=units, on__range=year, voided_at=None)
    gifts = list(Gift.objects.filter(unit__in=units, on__range=year, voided_at=None))
    served = Service.objects.filter(unit__in=units, since__lte=on).filter(
        Q(until=None) | Q(until__gt=on)
    )
    return {
        "aided": Decimal(len(set().union(*homes.values()))),
        **{f"aid_{one.code}": Decimal(len(homes.get(one.code, ()))) for one in kinds()},
        "aid_money": sum((Decimal(plain(one.amount)) for one in paid), Decimal(0)),
        "elders": Decimal(served.values("resident").distinct().count()),
        "gifted": Decimal(len({one.resident_id for one in gifts})),
        "gift_money": sum((one.amount or Decimal(0) for one in gifts), Decimal(0)),
    }


def look_round(now: datetime | None = None) -> int:
    """Count the units that were not counted this month: a year begins without an act. Returns how many."""
    moment = now or timezone.now()
    month = timezone.localdate(moment).replace(day=1)
    counted = Tally.objects.filter(month=month).values("unit")
    waiting = Unit.objects.filter(pk__in=Tally.objects.values("unit")).exclude(pk__in=counted)
    units = list(waiting.exclude(kind__in=PARTS).order_by("pk")[:AT_ONCE])
    for unit in units:
        with transaction.atomic():
            recount([unit], month, moment)
    return len(units)
