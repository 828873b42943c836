"""What the room counts. Of aid and of the aged only counts of a year, and of small ones that they are small."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connections

from youju.care.kinds import kinds
from youju.care.models import Call, Service, Tally, Visit
from youju.facts.actions import Draft, Source, publish_measures
from youju.facts.rules import Adds, MeasureSpec
from youju.kernel.periods import Grain, around
from youju.kernel.quantity import Quantity
from youju.organisations.queries import PARTS, Unit
from youju.residents.measures import blurred
from youju.residents.rules.needs import LEAST

VISIT, CALL, TALLY = "care.visit", "care.call", "care.tally"
TOPIC = "AID"
VISITS = (
    MeasureSpec("care.visits", "入户走访", "户", topic=TOPIC, words=("入户走访居民",)),
    MeasureSpec("care.cheered", "入户慰问", "户", topic=TOPIC, words=("上门慰问",)),
    MeasureSpec("care.money", "入户慰问金", "元", topic=TOPIC),
    MeasureSpec("care.worth", "入户慰问物资折款", "元", topic=TOPIC),
)
CALLS = (
    MeasureSpec("care.calls", "居家养老服务", "人次", topic=TOPIC, words=("居家养老",)),
    *(
        MeasureSpec(f"care.calls_{one.value}", f"居家养老{one.label}", "人次", topic=TOPIC)
        for one in Service.What
    ),
    MeasureSpec("care.calls_starlight", "星光计划服务", "人次", topic=TOPIC, words=("星光计划",)),
)
# The counts of a tally: unit, name. All but `elders` are of the year up to the day.
COUNTS: dict[str, tuple[str, str]] = {
    "aided": ("户", "当年救助户"),
    **{f"aid_{one.code}": ("户", one.measure) for one in kinds()},
    "aid_money": ("元", "当年救助金额"),
    "elders": ("人", "居家养老服务老人"),
    "gifted": ("人", "当年高龄慰问"),
    "gift_money": ("元", "当年高龄慰问金"),
}
# A sum is told only where those it went to are not few.
BEHIND = {"aid_money": "aided", "gift_money": "gifted"}
TALLIES = tuple(
    MeasureSpec(f"care.{code}", name, unit, Adds.STOCK, TOPIC) for code, (unit, name) in COUNTS.items()
)  # fmt: skip


def visit_source(visit: Visit) -> Source:
    return Source(VISIT, str(visit.pk))


def visit_drafts(visit: Visit) -> list[Draft]:
    """Return a visit as 走访 1 户, with what was brought as 慰问; nothing of a withdrawn one."""
    if visit.voided_at is not None:
        return []
    found = [_draft(visit.unit, "visits", Decimal(1), "户", visit.on)]
    if visit.cheers:
        found.append(_draft(visit.unit, "cheered", Decimal(1), "户", visit.on))
    for code, value in (("money", visit.money), ("worth", visit.worth)):
        if value:
            found.append(_draft(visit.unit, code, value, "元", visit.on))
    return found


def call_source(call: Call) -> Source:
    return Source(CALL, str(call.pk))


def call_drafts(call: Call) -> list[Draft]:
    """Return one service."""
    if call.voided_at is not None:
        return []
    codes = ["calls", f"calls_{call.service.what}"]
    codes += ["calls_starlight"] if call.service.starlight else []
    return [_draft(call.unit, code, Decimal(1), "人次", call.on) for code in codes]


def tally_source(tally: Tally) -> Source:
    return Source(TALLY, str(tally.pk))


def tally_drafts(tally: Tally) -> list[Draft]:
    """Return what a tally counts, on its day: a count under five as 不足5, the sum behind it not at all.

    A grid has none of its own: its community counts what is in it.
    """
    if tally.unit.kind in PARTS:
        return []
    numbers = {code: Decimal(text) for code, text in tally.counts.items() if code in COUNTS}
    found = []
    for code, value in sorted(numbers.items()):
        unit = COUNTS[code][0]
        behind = numbers.get(BEHIND.get(code, ""), Decimal(0))
        if code in BEHIND and 0 < behind < LEAST:
            continue
        counted = Quantity(value, unit)
        quantity = counted if code in BEHIND else blurred(counted)
        found.append(Draft(tally.unit, f"care.{code}", quantity, around(tally.on, Grain.DAY)))
    return found


def _draft(unit: Unit, code: str, value: Decimal, word: str, day: date) -> Draft:
    return Draft(unit, f"care.{code}", Quantity(value, word), around(day, Grain.DAY))


def all_visit_drafts() -> Iterator[tuple[str, list[Draft]]]:
    """Yield the facts of every visit, made again."""
    rows = Visit.objects.filter(voided_at=None).select_related("unit").order_by("pk")
    for one in rows.iterator(chunk_size=500):
        yield str(one.pk), visit_drafts(one)


def all_call_drafts() -> Iterator[tuple[str, list[Draft]]]:
    """Yield the facts of every service, made again."""
    rows = Call.objects.filter(voided_at=None).select_related("unit", "service").order_by("pk")
    for one in rows.iterator(chunk_size=500):
        yield str(one.pk), call_drafts(one)


def all_tally_drafts() -> Iterator[tuple[str, list[Draft]]]:
    """Yield the facts of every tally, made again."""
    for one in Tally.objects.select_related("unit").order_by("pk").iterator(chunk_size=500):
        yield str(one.pk), tally_drafts(one)


def publish(*, using: str = "default", **_: Any) -> None:
    """Put the measures into the catalogue, after each migration."""
    if "facts_measure" in connections[using].introspection.table_names():
        publish_measures(VISIT, VISITS)
        publish_measures(CALL, CALLS)
        publish_measures(TALLY, TALLIES)
