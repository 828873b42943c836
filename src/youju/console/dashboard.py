"""What the today page and the dashboard of a unit show of figures and records."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from youju.console import figures
from youju.console.due import GROUPS, Group
from youju.console.due_row import NEW
from youju.console.unit_map import spots
from youju.facts.queries import Measure, children_figures, disagreeing, trend
from youju.kernel.periods import Grain, Period
from youju.kernel.words import noted
from youju.ledgers.queries import Entry, entries_visible_to
from youju.organisations.queries import Asking, subtree_ids

LATEST = 6


def due_chips(groups: list[Group], wanted: str) -> list[dict[str, object]]:
    """Return the filters of what is due, each that has a day with its count."""
    chips: list[dict[str, object]] = [
        {"text": _("全部"), "url": "?", "current": wanted not in GROUPS},
    ]
    counts = {group.code: len(group.rows) for group in groups}
    for code, label in GROUPS.items():
        count = None if code == NEW else counts.get(code, 0)
        if count != 0:
            current = code == wanted
            chips.append({"text": label, "url": f"?due={code}", "count": count, "current": current})
    return chips


def latest_entries(asked: Asking) -> QuerySet[Entry]:
    """Return the entries that came in last at the unit and below."""
    rows = entries_visible_to(asked.member).filter(
        root_id=asked.unit.root_id, unit__in=subtree_ids(asked.unit), state=Entry.State.LIVE
    )
    return rows.order_by("-received_at", "-pk")[:LATEST]


def overview(asked: Asking, today: date) -> dict[str, Any]:
    """Return the right-hand side of today: leading figures, gaps, latest entries."""
    before = figures.same_time(asked.period, today)
    found = figures.told(asked.member, asked.unit, asked.period, before)
    missing = figures.gaps(asked.member, asked.period, found)
    leading = figures.leading(found)
    return {
        "unit": asked.unit,
        "period": asked.period,
        "before": before,
        "rows": figures.rows(asked, found, leading, today),
        "gaps": missing[: figures.GAPS],
        "gap_count": len(missing),
        "apart": disagreeing(found.now),
        "latest": latest_entries(asked),
        "empty": not found.now and not found.then,
    }


def of_unit(asked: Asking, kept: str, query: Mapping[str, str], today: date) -> dict[str, Any]:
    """Return all that the dashboard of a unit shows: the figures of one module, the course of one of them.
    `kept` is the query that keeps the unit and the period."""
    before = figures.same_time(asked.period, today)
    found = figures.told(asked.member, asked.unit, asked.period, before)
    groups = figures.by_module(found)
    chosen, asked_for = query.get("measure", ""), query.get("module", "")
    near = [one for one in groups if chosen in one[2]] or [
        one for one in groups if one[0] == asked_for
    ]
    _topic, module, codes = (near or groups or [("", "", [])])[0]
    if chosen not in codes:
        chosen = next((code for code in [*figures.leading(found), *codes] if code in codes), "")
    context: dict[str, Any] = {
        "unit": asked.unit,
        "period": asked.period,
        "before": before,
        "chips": [
            {
                "text": label,
                "count": len(codes),
                "url": f"?{kept}&module={topic}",
                "current": label == module,
            }
            for topic, label, codes in groups
        ],
        "rows": figures.rows(asked, found, codes, today),
        "module": module,
        "chosen": found.now.get(chosen),
        "gaps": figures.gaps(asked.member, asked.period, found),
        "apart": disagreeing(found.now),
        "latest": latest_entries(asked),
    }
    return context | (_course(asked, found.now[chosen].measure) if chosen else {})


def _course(asked: Asking, measure: Measure) -> dict[str, Any]:
    """Return the chosen measure month by month and by unit below."""
    period, before = asked.period, asked.period.year_before()
    both = Period(before.bounds[0], period.bounds[1], Grain.SPAN)
    course = trend(asked.member, asked.unit, both, measure)
    now, then = figures.within(course, period), figures.within(course, before)
    children = children_figures(asked.member, asked.unit, period, measure)
    return {
        "chart": {
            "title": noted(measure.name, measure.unit),
            "labels": [_month(month) for month, _figure in now],
            "now": figures.values(now),
            "then": figures.values(then),
        },
        "children": children if any(one.n for _unit, one in children) else [],
        "spots": spots(children),
    }


def _month(period: Period) -> str:
    start, _end = period.bounds
    return _("%(n)s月") % {"n": start.month} if period.grain is Grain.MONTH else period.label
