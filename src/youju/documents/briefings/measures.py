"""What briefings count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.db import connections

from youju.documents.models import Briefing
from youju.facts.actions import Draft, Source, publish_measures
from youju.facts.rules import Adds, MeasureSpec
from youju.kernel.periods import Grain, around
from youju.kernel.quantity import Quantity

KIND = "documents.briefing"
SPECS = (
    MeasureSpec("briefings.held", "季度通报", "次", topic="RPT", words=("向代表委员通报", "通报会")),
    MeasureSpec("briefings.people", "通报对象人次", "人次", topic="RPT", words=("代表委员和市民",)),
    MeasureSpec("briefings.comments", "通报征求意见", "条", topic="RPT", words=("代表委员意见",)),
    MeasureSpec("briefings.answered", "通报意见答复", "条", topic="RPT"),
    MeasureSpec(
        "briefings.answer_rate", "通报意见答复率", "%", Adds.RATE, "RPT",
        numerator="briefings.answered", denominator="briefings.comments",
    ),
)  # fmt: skip


def source_of(briefing: Briefing) -> Source:
    return Source(KIND, str(briefing.pk))


def drafts_of(briefing: Briefing) -> list[Draft]:
    """Return the facts of a briefing, all on the day it was held; none before."""
    if briefing.held_on is None:
        return []
    day = around(briefing.held_on, Grain.DAY)
    comments = list(briefing.comments.all())
    answered = sum(1 for one in comments if one.answered_on)
    counts = (
        ("briefings.held", 1, "次"),
        ("briefings.people", briefing.people, "人次"),
        ("briefings.comments", len(comments), "条"),
        ("briefings.answered", answered, "条"),
    )
    return [
        Draft(briefing.unit, code, Quantity(Decimal(n), word), day) for code, n, word in counts if n
    ]


def all_drafts() -> Iterator[tuple[str, Iterable[Draft]]]:
    """Yield the facts of every briefing, made again."""
    rows = Briefing.objects.select_related("unit").prefetch_related("comments").order_by("pk")
    for one in rows.iterator(chunk_size=500):
        yield str(one.pk), drafts_of(one)


def titles(ids: Iterable[str]) -> dict[str, str]:
    """Return a line about each of these briefings."""
    rows = Briefing.objects.filter(pk__in=list(ids)).select_related("unit")
    return {str(one.pk): str(one) for one in rows}


def publish(*, using: str = "default", **_: Any) -> None:
    """Put the measures into the catalogue, after each migration."""
    if "facts_measure" in connections[using].introspection.table_names():
        publish_measures(KIND, SPECS)
