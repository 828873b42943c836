"""What the split of an edition counts: items, lines and numeric items given, and how many are accepted."""

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
from youju.standards.models import Duty, Item

DUTY, SPLIT = "standards.duty", "standards.split"
TOPIC = "IDX"
# Items and lines are counted once however many units answer for them; shares are added up.
_SPECS = (
    MeasureSpec("standards.duty_items", "分解测评项目", "项", Adds.DISTINCT, TOPIC, words=("分解指标项目", "承担测评项目")),
    MeasureSpec("standards.duty_lines", "分解测评条目", "条", Adds.DISTINCT, TOPIC, words=("分解指标条目", "承担测评条目")),
    MeasureSpec("standards.duty_numeric", "分解量化指标", "项", Adds.DISTINCT, TOPIC, words=("量化指标",)),
    MeasureSpec("standards.duties", "指标分工", "条", topic=TOPIC),
    MeasureSpec("standards.duties_accepted", "已认领指标分工", "条", topic=TOPIC, words=("承接指标",)),
    MeasureSpec("standards.duties_back", "退回指标分工", "条", topic=TOPIC),
    MeasureSpec(
        "standards.duty_rate", "指标承接率", "%", Adds.RATE, TOPIC,
        words=("承接率", "指标认领率"),
        numerator="standards.duties_accepted", denominator="standards.duties",
    ),
)  # fmt: skip
_UNITS = {one.code: one.unit for one in _SPECS}


def source_of(duty: Duty) -> Source:
    return Source(DUTY, str(duty.pk))


def drafts_of(duty: Duty) -> list[Draft]:
    """Return the facts of a duty, on the day it was given; none once it is ended."""
    if duty.state == Duty.State.ENDED:
        return []
    head = f"item:{duty.item.parent_id or duty.item_id}"
    made = [
        _one(duty, "duty_items", head),
        _one(duty, "duty_lines", f"item:{duty.item_id}"),
        _one(duty, "duties"),
    ]
    if duty.item.kind == Item.Kind.QUANTIFIED:
        made.append(_one(duty, "duty_numeric", head))
    if duty.state == Duty.State.ACCEPTED:
        made.append(_one(duty, "duties_accepted"))
    if duty.state == Duty.State.HANDED_BACK:
        made.append(_one(duty, "duties_back"))
    return made


def _one(duty: Duty, code: str, series: str = "") -> Draft:
    full = f"standards.{code}"
    quantity = Quantity(Decimal(1), _UNITS[full])
    period = around(timezone.localdate(duty.given_at), Grain.DAY)
    return Draft(duty.unit, full, quantity, period, series=series)


def all_drafts() -> Iterator[tuple[str, list[Draft]]]:
    """Yield the facts of every duty, made again."""
    rows = Duty.objects.exclude(state=Duty.State.ENDED).select_related("unit", "item")
    for one in rows.order_by("pk").iterator(chunk_size=500):
        yield str(one.pk), drafts_of(one)


def titles(ids: Iterable[str]) -> dict[str, str]:
    """Return a line about each of these duties."""
    rows = Duty.objects.filter(pk__in=[int(one) for one in ids]).select_related("item", "unit")
    return {str(one.pk): str(one) for one in rows}


def publish(*, using: str = "default", **_kwargs: Any) -> None:
    """Put the measures into the catalogue, after each migration."""
    if "facts_measure" in connections[using].introspection.table_names():
        publish_measures(DUTY, _SPECS)
