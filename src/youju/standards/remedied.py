"""What was put right: gaps that became problems, once these are verified and closed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from youju.cases.queries import unscoped_closed
from youju.standards.models import Judgement, Remedy
from youju.work.queries import unscoped_confirmed


def done_on(remedies: Iterable[Remedy]) -> dict[int, date]:
    """Return the day on which what came of each gap was verified, by the id of the remedy: a problem
    closed, a task confirmed. Those still under way are left out."""
    ids: dict[str, set[int]] = {Remedy.Kind.CASE: set(), Remedy.Kind.TASK: set()}
    rows = list(remedies)
    for one in rows:
        ids[one.kind].add(one.record_id)
    days = {
        Remedy.Kind.CASE: unscoped_closed(ids[Remedy.Kind.CASE]) if ids[Remedy.Kind.CASE] else {},
        Remedy.Kind.TASK: unscoped_confirmed(ids[Remedy.Kind.TASK])
        if ids[Remedy.Kind.TASK]
        else {},
    }
    told = ((one.pk, days[Remedy.Kind(one.kind)].get(one.record_id)) for one in rows)
    return {pk: day for pk, day in told if day is not None}


def repaired(root_id: int) -> dict[int, dict[str, date]]:
    """Return for each place what was found wrong there and put right since: words -> the day."""
    rows = list(Remedy.objects.filter(root_id=root_id, place_id__isnull=False))
    days = done_on(rows)
    found: dict[int, dict[str, date]] = {}
    for one in rows:
        if one.place_id is not None and one.pk in days:
            texts = found.setdefault(one.place_id, {})
            texts[one.text] = max(days[one.pk], texts.get(one.text, date.min))
    return found


def mended(root_id: int) -> dict[tuple[int, str], date]:
    """Return the day on which the last of what came of an item at a unit was verified, by (unit id,
    item code); left out while one of them is under way."""
    rows = list(Remedy.objects.filter(root_id=root_id, place_id=None))
    days = done_on(rows)
    found: dict[tuple[int, str], date] = {}
    for one in rows:
        key = (one.unit_id, one.item_code)
        day = days.get(one.pk, date.max)
        found[key] = max(day, found.get(key, date.min))
    return {key: day for key, day in found.items() if day != date.max}


def judgements(edition_id: int, since: date, until: date) -> dict[str, dict[int, Judgement]]:
    """Return the latest judgement of each item at each unit between the days, by item code."""
    rows = Judgement.objects.filter(item__edition=edition_id, on__range=(since, until))
    found: dict[str, dict[int, Judgement]] = {}
    for one in rows.select_related("item").order_by("on", "pk"):
        found.setdefault(one.item.code, {})[one.unit_id] = one
    return found
