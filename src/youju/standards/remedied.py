"""What was put right: gaps that became problems, once these are verified and closed."""

from __future__ import annotations

from datetime import date

from youju.cases.queries import unscoped_closed
from youju.standards.models import Judgement, Remedy


def _closed(root_id: int) -> list[tuple[Remedy, date]]:
    rows = list(Remedy.objects.filter(root_id=root_id, kind=Remedy.Kind.CASE))
    closed = unscoped_closed({one.record_id for one in rows}) if rows else {}
    return [(one, closed[one.record_id]) for one in rows if one.record_id in closed]


def repaired(root_id: int) -> dict[int, dict[str, date]]:
    """Return for each place what was found wrong there and put right since: words -> the day."""
    found: dict[int, dict[str, date]] = {}
    for one, day in _closed(root_id):
        if one.place_id is not None:
            texts = found.setdefault(one.place_id, {})
            texts[one.text] = max(day, texts.get(one.text, day))
    return found


def mended(root_id: int) -> dict[tuple[int, str], date]:
    """Return the day on which the last problem of an item at a unit was closed, by (unit id, item
    code); left out while one of them is open."""
    rows = list(Remedy.objects.filter(root_id=root_id, kind=Remedy.Kind.CASE, place_id=None))
    closed = unscoped_closed({one.record_id for one in rows}) if rows else {}
    found: dict[tuple[int, str], date] = {}
    waiting = set()
    for one in rows:
        key = (one.unit_id, one.item_code)
        if one.record_id not in closed:
            waiting.add(key)
        else:
            found[key] = max(closed[one.record_id], found.get(key, date.min))
    return {key: day for key, day in found.items() if key not in waiting}


def judgements(edition_id: int, since: date, until: date) -> dict[str, dict[int, Judgement]]:
    """Return the latest judgement of each item at each unit between the days, by item code."""
    rows = Judgement.objects.filter(item__edition=edition_id, on__range=(since, until))
    found: dict[str, dict[int, Judgement]] = {}
    for one in rows.select_related("item").order_by("on", "pk"):
        found.setdefault(one.item.code, {})[one.unit_id] = one
    return found
