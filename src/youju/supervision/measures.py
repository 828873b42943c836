"""What the room counts, and the facts of each of its records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connections
from django.utils import timezone

from youju.facts.actions import Draft, Source, publish_measures
from youju.facts.rules import Adds, MeasureSpec
from youju.kernel.periods import Grain, around
from youju.kernel.quantity import Quantity
from youju.organisations.queries import Unit
from youju.supervision.models import Bulletin, Notice

NOTICE_KIND, BULLETIN_KIND = "supervision.notice", "supervision.bulletin"
TOPIC = "INS"
_NOTICES = (
    MeasureSpec("supervision.notices", "整改通知书", "份", topic=TOPIC, words=("下发整改通知书", "发出整改通知", "督办函")),
    MeasureSpec("supervision.replied", "已回复整改通知书", "份", topic=TOPIC),
    MeasureSpec("supervision.in_time", "按期回复整改通知书", "份", topic=TOPIC),
    MeasureSpec("supervision.struck", "已销号整改通知书", "份", topic=TOPIC, words=("整改销号",)),
    MeasureSpec(
        "supervision.in_time_rate", "整改通知书按期回复率", "%", Adds.RATE, TOPIC,
        numerator="supervision.in_time", denominator="supervision.replied",
    ),
)  # fmt: skip
_BULLETINS = (
    MeasureSpec("supervision.bulletins", "督查通报", "期", topic=TOPIC, words=("印发督查通报", "督查情况通报")),
)  # fmt: skip


def source_of(notice: Notice) -> Source:
    return Source(NOTICE_KIND, str(notice.pk))


def drafts_of(notice: Notice) -> list[Draft]:
    """Return the facts a notice makes at the unit that sent it; none once it is withdrawn."""
    if notice.state == Notice.State.WITHDRAWN:
        return []
    found = [_one(notice.unit, "supervision.notices", "份", notice.issued_on)]
    if notice.replied_at is not None:
        day = timezone.localdate(notice.replied_at)
        found.append(_one(notice.unit, "supervision.replied", "份", day))
        if notice.in_time:
            found.append(_one(notice.unit, "supervision.in_time", "份", day))
    if notice.state == Notice.State.STRUCK and notice.rechecked_at is not None:
        day = timezone.localdate(notice.rechecked_at)
        found.append(_one(notice.unit, "supervision.struck", "份", day))
    return found


def bulletin_drafts(bulletin: Bulletin) -> list[Draft]:
    return [_one(bulletin.unit, "supervision.bulletins", "期", bulletin.issued_on)]


def _one(unit: Unit, code: str, measure_word: str, day: date) -> Draft:
    return Draft(unit, code, Quantity(Decimal(1), measure_word), around(day, Grain.DAY))


def all_notice_drafts() -> Iterator[tuple[str, list[Draft]]]:
    """Yield the facts of every notice, made again."""
    for notice in Notice.objects.select_related("unit").order_by("pk").iterator(chunk_size=500):
        yield str(notice.pk), drafts_of(notice)


def all_bulletin_drafts() -> Iterator[tuple[str, list[Draft]]]:
    """Yield the facts of every bulletin, made again."""
    for one in Bulletin.objects.select_related("unit").order_by("pk").iterator(chunk_size=500):
        yield str(one.pk), bulletin_drafts(one)


def publish(*, using: str = "default", **_: Any) -> None:
    """Put the measures into the catalogue, after each migration."""
    if "facts_measure" in connections[using].introspection.table_names():
        publish_measures(NOTICE_KIND, _NOTICES)
        publish_measures(BULLETIN_KIND, _BULLETINS)
