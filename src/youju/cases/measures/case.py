"""What a case counts, where and when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from youju.cases.measures.specs import CASE_KIND, PIECE, code_of
from youju.cases.models import Case, FacilityCount
from youju.cases.rules import State
from youju.cases.rules.rates import Course, counts_by_day, hours_between
from youju.facts.actions import Draft
from youju.facts.actions import Source as FactSource
from youju.kernel.periods import Grain, around
from youju.kernel.quantity import Quantity

ASKED = "s0613"  # 调查询问
AT_ONCE = timedelta(minutes=10)  # our reading of 第一时间, which no report gives in figures


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


def drafts_of(case: Case, counted: set[tuple[int, str]] | None = None) -> list[Draft]:
    """Return the facts a case makes where it lies.

    Args:
        counted: Units and codes of the kinds whose facilities are counted there; looked up if None.
    """
    course = course_of(case)
    counts = [(what, day) for what, day in counts_by_day(course)]
    if course.reported is not None:
        counts.append((f"from_{case.source}", course.reported))
    drafts = [_one(case, what, PIECE, day) for what, day in counts]
    if course.reported is not None:
        drafts += _asked(case, course.reported)
    if course.filed is not None:
        drafts += _hazard(case, course.filed, course.closed)
        drafts += _facility(case, course.filed, course.closed, counted)
    return drafts


def _one(case: Case, what: str, unit: str, day: date) -> Draft:
    return Draft(case.unit, code_of(what), Quantity(Decimal(1), unit), around(day, Grain.DAY))


def _asked(case: Case, reported: date) -> list[Draft]:
    """Return the report of what the survey asked somebody, and whether it came at once (M024)."""
    if case.kind.code != ASKED:
        return []
    told = ["asked"]
    if case.received_at - case.done_at <= AT_ONCE:
        told.append("asked_at_once")
    return [_one(case, what, "次", reported) for what in told]


def _hazard(case: Case, filed: date, closed: date | None) -> list[Draft]:
    if not case.kind.is_hazard:
        return []
    told = [("hazards", filed), ("hazards_fixed", closed)]
    return [_one(case, what, "处", day) for what, day in told if day is not None]


def _facility(
    case: Case, filed: date, closed: date | None, counted: set[tuple[int, str]] | None
) -> list[Draft]:
    """Return what a damaged thing takes from the sound ones until it is repaired (M045)."""
    if not case.kind.is_thing:
        return []
    drafts = [_one(case, "damaged", "处", filed)]
    if closed is not None:
        drafts.append(_one(case, "repaired", "处", closed))
    if _is_counted(case, counted):
        drafts.append(_less(case, -1, filed))
        if closed is not None:
            drafts.append(_less(case, 0, closed))
    return drafts


def _less(case: Case, number: int, day: date) -> Draft:
    quantity = Quantity(Decimal(number), "处")
    series = f"case:{case.pk}"
    return Draft(case.unit, code_of("sound"), quantity, around(day, Grain.DAY), series=series)


def _is_counted(case: Case, counted: set[tuple[int, str]] | None) -> bool:
    if counted is None:
        held = FacilityCount.objects.filter(
            kind_code=case.kind.code, unit__in=case.unit.ancestor_ids
        )
        return held.exists()
    return any((unit_id, case.kind.code) in counted for unit_id in case.unit.ancestor_ids)


def all_drafts() -> Iterator[tuple[str, list[Draft]]]:
    """Yield the facts of every case, made again."""
    counted = set(FacilityCount.objects.values_list("unit_id", "kind_code"))
    rows = Case.objects.select_related("unit", "kind").order_by("pk")
    for case in rows.iterator(chunk_size=500):
        yield str(case.pk), drafts_of(case, counted)
