"""Writing what can be found: only inside another room's action, in its transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from youju.organisations.queries import Unit
from youju.search.fulltext import forget, index_anew, keep
from youju.search.models import Text

AT_ONCE = 500  # rows
__all__ = ["Findable", "drop", "index_anew", "put", "put_many"]


@dataclass(frozen=True, slots=True)
class Findable:
    """What is to be found of one record.

    Attributes:
        source_kind, source_id: The record; putting it again replaces what was there.
        unit: Who may see this unit may find it.
        title, body: Plain text without protected personal values.
        at: The record's own day, for order and display.
        url: Its page.
    """

    source_kind: str
    source_id: str
    unit: Unit
    title: str
    body: str
    at: date
    url: str


def put(
    source_kind: str, source_id: object, unit: Unit, title: str, body: str, at: date, url: str
) -> None:
    """Let one record be found. See `put_many`."""
    put_many([Findable(source_kind, str(source_id), unit, title, body, at, url)])


def put_many(items: Iterable[Findable]) -> None:
    """Let records be found, or bring what is found of them up to date."""
    latest = {(item.source_kind, item.source_id): item for item in items}
    rows = [_row(item) for item in latest.values()]
    for start in range(0, len(rows), AT_ONCE):
        keep(rows[start : start + AT_ONCE])


def drop(source_kind: str, source_ids: Iterable[object]) -> None:
    """Let records be found no more."""
    ids = [str(one) for one in source_ids]
    gone = Text.objects.filter(source_kind=source_kind, source_id__in=ids)
    forget(list(gone.values_list("pk", flat=True)))
    gone.delete()


def _row(item: Findable) -> Text:
    at = item.at
    day = timezone.localtime(at).date() if isinstance(at, datetime) else at
    return Text(
        source_kind=item.source_kind,
        source_id=item.source_id,
        unit=item.unit,
        title=item.title[:200].replace("\0", ""),
        body=item.body.replace("\0", ""),
        at=day,
        url=item.url,
    )
