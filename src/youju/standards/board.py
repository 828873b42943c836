"""The countdown board: what is left to do until the day of an inspection."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import NoReverseMatch, reverse

from youju.cases.queries import open_cases, overdue
from youju.organisations.queries import Membership, Unit
from youju.patrols.queries import Place, inspections_of, next_inspections, places_of
from youju.patrols.rules.visits import Readiness, days_left
from youju.standards.rules.mock import grouped
from youju.work.queries import tasks_under
from youju.work.rules.tasks import State

MOST_PLACES = 3000
FRAGMENT = "work:countdown_checklist"


@dataclass(frozen=True, slots=True)
class Ready:
    """How many places of a kind or a unit could be seen today."""

    label: str
    all: int
    ready: int
    repair: int
    missing: int
    unseen: int

    @property
    def left(self) -> int:
        return self.all - self.ready


def readiness(places: Iterable[Place], by: str) -> list[Ready]:
    """Return the places' readiness by `kind` or by `unit`, the one with most left to do first."""
    label = {"kind": lambda p: p.kind_label, "unit": lambda p: p.unit.short_name}[by]
    found = [_ready(name, rows) for name, rows in grouped(places, label).items()]
    return sorted(found, key=lambda one: (-one.left, one.label))


def _ready(label: str, rows: list[Place]) -> Ready:
    def count(state: Readiness) -> int:
        return sum(one.readiness == state for one in rows)

    return Ready(
        label, len(rows), count(Readiness.READY), count(Readiness.REPAIR),
        count(Readiness.MISSING), count(Readiness.UNSEEN),
    )  # fmt: skip


def board(
    member: Membership, unit: Unit, wanted: int | None, today: date, now: datetime
) -> dict[str, Any]:
    """Return what the board of a unit shows.

    Args:
        wanted: The inspection counted down to; the nearest to come if None or not in view.
    """
    coming = list(next_inspections(member, unit, today)[:12])
    chosen = next((one for one in coming if one.pk == wanted), coming[0] if coming else None)
    rows = list(places_of(member, unit)[:MOST_PLACES])
    if chosen is not None:
        seen = set(chosen.places.values_list("pk", flat=True))
        rows = [one for one in rows if one.pk in seen] or rows
    lost = list(_lost(member, unit))
    return {
        "coming": coming,
        "chosen": chosen,
        "days": days_left(chosen.on, today) if chosen else None,
        "whole": _ready("", rows),
        "by_kind": readiness(rows, "kind"),
        "by_unit": readiness(rows, "unit"),
        "missing": [one for one in rows if one.readiness == Readiness.MISSING][:20],
        "lost": lost[:12],
        "lost_count": len(lost),
        "cases": open_cases(member, unit).count(),
        "late": overdue(member, unit, now).count(),
        "tasks": tasks_under(member, unit).filter(state__in=[State.OPEN, State.FINISHED]).count(),
        "checklist": _fragment(),
    }


def _lost(member: Membership, unit: Unit) -> Iterable[Any]:
    """Return what lost points in the last settled inspection and is no problem yet, or one still
    open."""
    last = inspections_of(member, unit).filter(settled_on__isnull=False).first()
    if last is None:
        return []
    rows = list(last.lost.select_related("place", "inspection").order_by("pk"))
    still = set(
        open_cases(member, unit)
        .filter(pk__in=[one.case_id for one in rows if one.case_id])
        .values_list("pk", flat=True)
    )
    return [one for one in rows if one.case_id is None or one.case_id in still]


def _fragment() -> str:
    """Return where the 十个一 of the unit come from, if the product has them."""
    try:
        return reverse(FRAGMENT)
    except NoReverseMatch:
        return ""
