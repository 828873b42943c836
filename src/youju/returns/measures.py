"""What the room counts: forms from above, calls to units below, and how much filled itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import connections
from django.utils import timezone

from youju.facts.actions import Draft, Source, publish_measures
from youju.facts.rules import Adds, MeasureSpec
from youju.kernel.periods import Grain, around
from youju.kernel.quantity import Quantity
from youju.organisations.queries import Unit
from youju.returns.models import Call, Return

FORM_KIND, CALL_KIND = "returns.form", "returns.call"
TOPIC = "RPT"
_FORMS = (
    MeasureSpec("returns.forms", "上级来表", "份", topic=TOPIC, words=("上级报表", "要求填报的表")),
    MeasureSpec("returns.cells", "来表填报项", "项", topic=TOPIC),
    MeasureSpec("returns.auto", "来表自动填报项", "项", topic=TOPIC),
    MeasureSpec(
        "returns.auto_rate", "来表自动填报率", "%", Adds.RATE, TOPIC,
        numerator="returns.auto", denominator="returns.cells",
    ),
)  # fmt: skip
_CALLS = (
    MeasureSpec("returns.calls", "向下要数", "次", topic=TOPIC, words=("要求下级填报",)),
    MeasureSpec("returns.asked", "要数单位次数", "家次", topic=TOPIC),
    MeasureSpec("returns.answered", "要数答复单位次数", "家次", topic=TOPIC),
)  # fmt: skip


def form_source(form: Return) -> Source:
    return Source(FORM_KIND, str(form.pk))


def call_source(call: Call) -> Source:
    return Source(CALL_KIND, str(call.pk))


def form_drafts(form: Return) -> list[Draft]:
    """Return the facts of a form at the unit that must fill it; none once it is dropped."""
    if form.state == Return.State.DROPPED:
        return []
    counts = [("returns.forms", 1, "份")]
    if form.filled_at is not None:
        counts += [("returns.cells", form.wanted, "项"), ("returns.auto", form.got, "项")]
    return [_one(form.unit, code, n, word, form.made_at) for code, n, word in counts if n]


def call_drafts(call: Call) -> list[Draft]:
    """Return the facts of a call at the unit that asks."""
    replies = list(call.replies.all())
    answered = sum(1 for one in replies if one.answered_at)
    counts = (
        ("returns.calls", 1, "次"),
        ("returns.asked", len(replies), "家次"),
        ("returns.answered", answered, "家次"),
    )
    return [_one(call.unit, code, n, word, call.made_at) for code, n, word in counts if n]


def _one(unit: Unit, code: str, n: int, word: str, at: datetime) -> Draft:
    day = around(timezone.localdate(at), Grain.DAY)
    return Draft(unit, code, Quantity(Decimal(n), word), day)


def all_form_drafts() -> Iterator[tuple[str, Iterable[Draft]]]:
    """Yield the facts of every form, made again."""
    for one in Return.objects.select_related("unit").order_by("pk").iterator(chunk_size=500):
        yield str(one.pk), form_drafts(one)


def all_call_drafts() -> Iterator[tuple[str, Iterable[Draft]]]:
    """Yield the facts of every call, made again."""
    rows = Call.objects.select_related("unit").prefetch_related("replies").order_by("pk")
    for one in rows.iterator(chunk_size=500):
        yield str(one.pk), call_drafts(one)


def publish(*, using: str = "default", **_: Any) -> None:
    """Put the measures into the catalogue, after each migration."""
    if "facts_measure" in connections[using].introspection.table_names():
        publish_measures(FORM_KIND, _FORMS)
        publish_measures(CALL_KIND, _CALLS)
