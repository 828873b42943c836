"""What the room counts, and the facts of each of its records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connections
from django.utils import timezone

from youju.cases.models import Case
from youju.cases.rules import Source, State
from youju.cases.rules.rates import Course, counts_by_day, hours_between
from youju.facts.actions import Draft, publish_measures
from youju.facts.actions import Source as FactSource
from youju.facts.rules import Adds, MeasureSpec
from youju.kernel.periods import Grain, around
from youju.kernel.quantity import Quantity

CASE_KIND = "cases.case"
TOPIC = "INS"
PIECE = "件"

_FLOWS = {
    "reported": ("上报问题", ("受理问题", "发现问题", "受理投诉")),
    "filed": ("立案问题", ()),
    "refused": ("不予立案问题", ()),
    "dispatched": ("派遣问题", ("交办问题", "下派问题")),
    "due": ("应结案问题", ()),
    "settled": ("应结案中已结案问题", ()),
    "closed": ("结案问题", ("整改问题", "解决问题", "办结问题")),
    "on_time": ("按时结案问题", ()),
    "reworked": ("返工问题", ()),
}
SOURCE_NAMES: dict[Source, str] = {
    Source.PATROL: "巡查发现问题",
    Source.SUPERVISION: "督查发现问题",
    Source.GRID: "网格发现问题",
    Source.RESIDENT: "居民上报问题",
    Source.HOTLINE: "热线问题",
    Source.MEDIA: "媒体曝光问题",
    Source.TV: "电视问政问题",
    Source.HIGHER: "上级交办问题",
    Source.SELF_CHECK: "自查发现问题",
    Source.UNDERCOVER: "暗访发现问题",
}


def _code(name: str) -> str:
    return f"cases.{name}"


def _rate(name: str, label: str, top: str, base: str, words: tuple[str, ...]) -> MeasureSpec:
    return MeasureSpec(
        _code(name),
        label,
        "%",
        Adds.RATE,
        TOPIC,
        words,
        numerator=_code(top),
        denominator=_code(base),
    )


SPECS: tuple[MeasureSpec, ...] = (
    *(
        MeasureSpec(_code(name), label, PIECE, topic=TOPIC, words=words)
        for name, (label, words) in _FLOWS.items()
    ),
    *(
        MeasureSpec(_code(f"from_{source.value}"), label, PIECE, topic=TOPIC)
        for source, label in SOURCE_NAMES.items()
    ),
    _rate("close_rate", "结案率", "settled", "due", ("办结率", "整改率")),
    _rate("on_time_rate", "按时结案率", "on_time", "due", ("按时率", "按期整改率")),
    _rate("rework_rate", "返工率", "reworked", "dispatched", ()),
)


def day_of(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None


def course_of(case: Case) -> Course:
    """Return the days of a case that figures are made of.

    A duplicate that was merged into another case counts as reported, and no more. A part split off
    was reported with the whole, and counts from its filing.
    """
    reported = day_of(case.done_at) if case.split_from_id is None else None
    if case.merged_into_id is not None:
        return Course(State(case.state), reported)
    hours = None
    if case.closed_at and case.filed_at:
        hours = hours_between(case.filed_at, case.closed_at)
    return Course(
        State(case.state),
        reported,
        filed=day_of(case.filed_at),
        refused=day_of(case.refused_at),
        dispatched=day_of(case.dispatched_at),
        closed=day_of(case.closed_at),
        counted=case.counted_on,
        on_time=bool(case.on_time),
        reworked=day_of(case.reworked_at),
        hours=hours,
    )


def source_of(case: Case) -> FactSource:
    return FactSource(CASE_KIND, str(case.pk))


def drafts_of(case: Case) -> list[Draft]:
    """Return the facts a case makes where it lies."""
    course = course_of(case)
    counts = [(_code(what), day) for what, day in counts_by_day(course)]
    if course.reported is not None:
        counts.append((_code(f"from_{case.source}"), course.reported))
    one = Quantity(Decimal(1), PIECE)
    return [Draft(case.unit, code, one, around(day, Grain.DAY)) for code, day in counts]


def all_drafts() -> Iterator[tuple[str, list[Draft]]]:
    """Yield the facts of every case, made again."""
    for case in Case.objects.select_related("unit").order_by("pk").iterator(chunk_size=500):
        yield str(case.pk), drafts_of(case)


def publish(*, using: str = "default", **_: Any) -> None:
    """Put the measures into the catalogue, after each migration."""
    if "facts_measure" in connections[using].introspection.table_names():
        publish_measures(CASE_KIND, SPECS)
