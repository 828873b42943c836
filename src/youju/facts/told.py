"""What each record behind a figure told, for sentences that name them one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from youju.facts.actions import counted
from youju.facts.models import Fact, Measure
from youju.facts.registry import KINDS
from youju.facts.rules import Adds, best_shared
from youju.kernel.periods import Period
from youju.kernel.quantity import Quantity
from youju.organisations.queries import Unit, subtree_ids

MOST = 1000


@dataclass(frozen=True, slots=True)
class Told:
    """One record behind a figure: what it is called and what it told."""

    title: str
    quantity: Quantity


def told_of(unit: Unit, period: Period, measure: Measure) -> list[Told]:
    """Return what the records behind a flow or stock told, the first first, without asking who looks.

    Several units' joint action is one record; of a stock it is the latest of each thing there still
    is. What has no number is left out. At most 1000.
    """
    start, end = period.bounds
    rows = Fact.objects.filter(unit_id__in=subtree_ids(unit), measure=measure, end__lte=end)
    stock = measure.adds == Adds.STOCK
    rows = rows.filter(Q() if stock else Q(start__gte=start)).select_related("unit", "measure")
    facts = list(rows.order_by("-end", "-id")[:MOST])[::-1]
    chosen = _latest(facts) if stock else _once(facts, unit)
    titles = _titles(chosen)
    return [
        Told(titles.get((fact.source_kind, fact.source_id), fact.unit.short_name), fact.quantity)
        for fact in chosen
    ]


def _latest(facts: Sequence[Fact]) -> list[Fact]:
    latest = {(fact.unit_id, fact.series): fact for fact in facts}
    return sorted((one for one in latest.values() if one.value), key=_moment)


def _once(facts: Sequence[Fact], unit: Unit) -> list[Fact]:
    joint: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.share_key:
            joint.setdefault(fact.share_key, []).append(fact)
    best = {best_shared(counted(f) for f in run)[unit.pk].id for run in joint.values()}
    told = [f for f in facts if not f.share_key or str(f.id) in best]
    return [fact for fact in told if fact.value is not None]


def _moment(fact: Fact) -> tuple[date, str]:
    return fact.end or date.min, str(fact.id)


def _titles(facts: Sequence[Fact]) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for kind in sorted({fact.source_kind for fact in facts} & set(KINDS)):
        ids = [fact.source_id for fact in facts if fact.source_kind == kind]
        named = KINDS[kind].names or KINDS[kind].titles
        found |= {(kind, one): title for one, title in named(ids).items()}
    return found
