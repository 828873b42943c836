"""What mock assessments and the negative list count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.db import connections
from django.utils import timezone

from youju.facts.actions import Draft, Source, publish_measures
from youju.facts.rules import Adds, MeasureSpec
from youju.kernel.periods import Grain, around
from youju.kernel.quantity import Quantity
from youju.organisations.queries import Unit
from youju.standards.mock_results import checked
from youju.standards.models import MockRound, MockSpot, NegativeEvent
from youju.standards.rules.mock import Mark

MOCK_ROUND, MOCK_SPOT, NEGATIVE = (
    "standards.mock_round",
    "standards.mock_spot",
    "standards.negative",
)
TOPIC = "IDX"
_ROUNDS = (
    MeasureSpec("standards.mock_rounds", "模拟测评", "轮", topic=TOPIC, words=("开展模拟测评", "组织模拟测评")),
)  # fmt: skip
_SPOTS = (
    MeasureSpec("standards.mock_places", "模拟测评点位", "个", Adds.DISTINCT, TOPIC),
    MeasureSpec("standards.mock_checks", "模拟测评检查项", "项", topic=TOPIC),
    MeasureSpec("standards.mock_conform", "模拟测评符合项", "项", topic=TOPIC),
    MeasureSpec("standards.mock_failed", "模拟测评不符合项", "项", topic=TOPIC, words=("模拟测评查出问题", "模拟测评失分项")),
    MeasureSpec(
        "standards.mock_rate", "模拟测评得分率", "%", Adds.RATE, TOPIC,
        numerator="standards.mock_conform", denominator="standards.mock_checks",
    ),
    MeasureSpec("standards.mock_pairs", "模拟测评双评项", "项", topic=TOPIC),
    MeasureSpec("standards.mock_same", "模拟测评双评一致项", "项", topic=TOPIC),
    MeasureSpec(
        "standards.mock_agreement", "模拟测评一致率", "%", Adds.RATE, TOPIC,
        numerator="standards.mock_same", denominator="standards.mock_pairs",
    ),
)  # fmt: skip
_NEGATIVE = (
    MeasureSpec("standards.negatives", "负面清单事件", "件", topic=TOPIC),
    MeasureSpec("standards.barring", "一票否决事件", "件", topic=TOPIC),
)
_UNITS = {one.code: one.unit for one in (*_ROUNDS, *_SPOTS, *_NEGATIVE)}


def _one(unit: Unit, code: str, on: Any, number: int = 1, series: str = "") -> Draft:
    full = f"standards.{code}"
    quantity = Quantity(Decimal(number), _UNITS[full])
    return Draft(unit, full, quantity, around(on, Grain.DAY), series=series)


def round_source(found: MockRound) -> Source:
    return Source(MOCK_ROUND, str(found.pk))


def round_drafts(found: MockRound) -> list[Draft]:
    """Return the facts of a round: one, from when its teams are set."""
    if found.state == MockRound.State.DRAWN:
        return []
    return [_one(found.unit, "mock_rounds", found.start)]


def spot_source(spot: MockSpot) -> Source:
    return Source(MOCK_SPOT, str(spot.pk))


def spot_drafts(spot: MockSpot) -> list[Draft]:
    """Return the facts of a place scored: once, however many assessors looked at it."""
    sheets = list(spot.sheets.all())
    if not sheets:
        return []
    unit = spot.place.unit
    on = max(timezone.localdate(one.done_at) for one in sheets)
    found = checked(spot)
    pairs = [one.marks for one in found if len(one.marks) > 1]
    numbers = {
        "mock_conform": sum(one.final is Mark.YES for one in found),
        "mock_failed": sum(one.final is Mark.NO for one in found),
        "mock_pairs": len(pairs),
        "mock_same": sum(len(set(one)) == 1 for one in pairs),
    }
    numbers["mock_checks"] = numbers["mock_conform"] + numbers["mock_failed"]
    made = [_one(unit, "mock_places", on, series=f"place:{spot.place_id}")]
    return made + [_one(unit, code, on, number) for code, number in numbers.items() if number]


def negative_drafts(event: NegativeEvent) -> list[Draft]:
    """Return the facts of an event; none once it is withdrawn."""
    if event.state != NegativeEvent.State.LIVE:
        return []
    found = [_one(event.unit, "negatives", event.on)]
    return [*found, _one(event.unit, "barring", event.on)] if event.bars else found


def negative_source(event: NegativeEvent) -> Source:
    return Source(NEGATIVE, str(event.pk))


def all_rounds() -> Iterator[tuple[str, list[Draft]]]:
    """Yield the facts of every round, made again."""
    for one in MockRound.objects.select_related("unit").order_by("pk").iterator(chunk_size=100):
        if made := round_drafts(one):
            yield str(one.pk), made


def all_spots() -> Iterator[tuple[str, list[Draft]]]:
    """Yield the facts of every place scored, made again."""
    rows = MockSpot.objects.filter(sheets__isnull=False).distinct().order_by("pk")
    near = rows.select_related("place__unit", "round").prefetch_related("sheets", "settlements")
    for one in near.iterator(chunk_size=200):
        yield str(one.pk), spot_drafts(one)


def all_negatives() -> Iterator[tuple[str, list[Draft]]]:
    """Yield the facts of every event, made again."""
    rows = NegativeEvent.objects.select_related("unit").order_by("pk")
    for one in rows.iterator(chunk_size=500):
        if made := negative_drafts(one):
            yield str(one.pk), made


def round_titles(ids: Iterable[str]) -> dict[str, str]:
    return {str(one.pk): one.name for one in MockRound.objects.filter(pk__in=list(ids))}


def spot_titles(ids: Iterable[str]) -> dict[str, str]:
    rows = MockSpot.objects.filter(pk__in=list(ids)).select_related("place", "round")
    return {str(one.pk): f"{one.round.name} {one.place.name}" for one in rows}


def negative_titles(ids: Iterable[str]) -> dict[str, str]:
    return {str(one.pk): one.title for one in NegativeEvent.objects.filter(pk__in=list(ids))}


def publish(*, using: str = "default", **_: Any) -> None:
    """Put the measures into the catalogue, after each migration."""
    if "facts_measure" in connections[using].introspection.table_names():
        publish_measures(MOCK_ROUND, _ROUNDS)
        publish_measures(MOCK_SPOT, _SPOTS)
        publish_measures(NEGATIVE, _NEGATIVE)
