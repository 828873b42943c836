"""Counting a unit's month, inside the act that changed what is counted."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from youju.aid.drafts import TALLIED
from youju.aid.measures import TALLY, count_again
from youju.aid.models import ChildFile, Grant, Pairing, StandIn, Tally, Wish
from youju.aid.rules.giving import Help
from youju.aid.rules.paying import Level
from youju.aid.rules.wishes import Kind, State
from youju.kernel.quantity import Quantity, total
from youju.organisations.queries import PARTS, Unit, ids_of_whole, subtree_ids, whole_of

AT_ONCE = 100  # units in one round
CODES = tuple(one.code.removeprefix("aid.") for one in TALLIED)


def recount(unit: Unit, days: Iterable[date], now: datetime) -> None:
    """Count again the months of these days, and those counted after the first: what stands goes on.

    What lies in a grid is counted with its community: in each grid by itself it would be few.
    """
    unit = whole_of(unit)
    today = timezone.localdate(now)
    Unit.objects.select_for_update().get(
        pk=unit.pk
    )  # who counts at the same time sees what this wrote
    months = {min(one, today).replace(day=1) for one in days}
    later = Tally.objects.filter(unit=unit, month__gt=min(months)).values_list("month", flat=True)
    for month in sorted(months | set(later)):
        _recount(unit, month, today, now)


def look_round(now: datetime | None = None) -> int:
    """Count the units that were not counted this month: what was agreed until a day ends by itself."""
    moment = now or timezone.now()
    today = timezone.localdate(moment)
    counted = Tally.objects.filter(month=today.replace(day=1)).values("unit")
    waiting = Unit.objects.filter(pk__in=Tally.objects.values("unit")).exclude(pk__in=counted)
    units = list(waiting.exclude(kind__in=PARTS).order_by("pk")[:AT_ONCE])
    for unit in units:
        with transaction.atomic():
            recount(unit, [today], moment)
    return len(units)


def _recount(unit: Unit, month: date, today: date, now: datetime) -> None:
    last = month.replace(day=monthrange(month.year, month.month)[1])
    counts = {code: text for code, text in _counted(unit, month, last).items() if text != "0"}
    before = Tally.objects.filter(unit=unit, month__lte=month).order_by("-month").first()
    if before is not None:  # what is no more is nought, not unknown
        counts = {code: "0" for code in before.counts if code in CODES} | counts
    tally, _made = Tally.objects.update_or_create(
        unit=unit, month=month, defaults={"on": min(last, today), "counts": counts}
    )
    tally.unit = unit
    count_again(TALLY, tally, now)


def _counted(unit: Unit, month: date, last: date) -> dict[str, str]:
    standing = Q(since__lte=last) & (Q(until=None) | Q(until__gt=last))
    units = ids_of_whole(unit)
    levels = _by(Pairing.objects.filter(standing, unit__in=units), "level")
    found = {f"paired_{one}": levels.get(one, 0) for one in Level}
    found["paired"] = sum(found.values())
    found["stand_ins"] = StandIn.objects.filter(standing, unit__in=units).count()
    found["files"] = ChildFile.objects.filter(unit__in=units, made_on__lte=last).count()
    below = ChildFile.objects.filter(unit__in=subtree_ids(unit), made_on__lte=last)
    found["registers"] = int(unit.kind in ("town", "street") and below.exists())
    year = (month.replace(month=1), last)
    found |= _wishes(units, year)
    return {code: str(n) for code, n in found.items()} | _helped(units, year)


def _wishes(units: list[int], year: tuple[date, date]) -> dict[str, int]:
    mine = Wish.objects.filter(unit__in=units)
    gathered = mine.filter(gathered_on__range=year, kind=Kind.WISH).exclude(state=State.DROPPED)
    done = _by(mine.filter(done_on__range=year, state=State.DONE), "kind")
    return {
        "wishes": gathered.count(),
        "wishes_done": done.get(Kind.WISH, 0),
        "companions": done.get(Kind.COMPANY, 0),
    }


def _helped(units: list[int], year: tuple[date, date]) -> dict[str, str]:
    """Return how many pupils and children were helped, as it was said."""
    told: dict[str, list[Quantity]] = {"pupils": [], "street": []}
    for one in Grant.objects.filter(unit__in=units, on__range=year, withdrawn_why=""):
        told["street" if one.help == Help.STREET else "pupils"].append(replace(one.pupils, unit=""))
    return {code: total(some, "").text() if some else "0" for code, some in told.items()}


def _by(rows: QuerySet[Pairing] | QuerySet[Wish], column: str) -> dict[str, int]:
    return dict(rows.order_by().values_list(column).annotate(n=Count("pk")))
