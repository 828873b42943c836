"""The adapter that counts what stands below: organisations' records become facts here.

`organisations` stands below `facts` and cannot call it; it says in plain data what its records
count and calls its hooks in the transaction of the act. See docs/adr/0004-counting-below-facts.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial
from typing import Any

from youju.facts import actions, registry
from youju.facts.rules import Adds, MeasureSpec
from youju.kernel.periods import Grain, around
from youju.organisations import hooks, measures

TOPIC = "ORG"


def specs() -> list[MeasureSpec]:
    """Return the measures of the room below."""
    return [
        MeasureSpec(
            code=one.code,
            name=one.name,
            unit=one.unit,
            adds=Adds.STOCK if one.stock else Adds.FLOW,
            topic=TOPIC,
            words=one.words,
        )
        for one in measures.MEASURES
    ]


def drafts(counted: Iterable[measures.Counted]) -> list[actions.Draft]:
    """Return the facts to be made of what a record counts."""
    return [
        actions.Draft(
            unit=one.unit,
            measure=one.measure,
            quantity=one.quantity,
            period=around(one.on, Grain.DAY),
            series=one.series,
        )
        for one in counted
    ]


def record_changed(kind: str, record_id: int, now: datetime) -> None:
    """Make the facts of a record again; called in the transaction of the act that changed it."""
    source = actions.Source(kind, str(record_id))
    actions.replace(source, drafts(measures.counted(kind, record_id)), now=now)


def _rebuild(kind: str) -> Iterator[tuple[str, Iterable[object]]]:
    for record_id, counted in measures.all_counted(kind):
        yield str(record_id), drafts(counted)


def connect() -> None:
    """Register the kinds and listen; called once when the product starts."""
    for kind, one in measures.KINDS.items():
        registry.register(
            registry.SourceKind(
                kind=kind,
                label=one.label,
                url_name=f"organisations:{one.page}",
                rebuild=partial(_rebuild, kind),
                titles=partial(measures.titles, kind),
            )
        )
    if record_changed not in hooks.RECORD_CHANGED:
        hooks.RECORD_CHANGED.append(record_changed)


def publish(**kwargs: Any) -> None:
    """Put the measures into the catalogue, after each migration."""
    actions.publish_measures("organisations", specs())
