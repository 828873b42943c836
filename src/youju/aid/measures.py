"""What the room counts: its kinds of records, and making their facts again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import connections
from django.db.models import Model, QuerySet

from youju.aid import drafts
from youju.aid.drafts import MEASURES
from youju.aid.models import (
    Contact,
    Donation,
    Drive,
    Grant,
    Handover,
    Pairing,
    Payment,
    Tally,
    Visit,
)
from youju.facts import actions as facts
from youju.facts.actions import Draft, Source
from youju.facts.registry import SourceKind, register
from youju.kernel.ids import row_id

PAIRING, PAYMENT, VISIT = "aid.pairing", "aid.payment", "aid.visit"
DRIVE, DONATION, HANDOVER = "aid.drive", "aid.donation", "aid.handover"
GRANT, CONTACT, TALLY = "aid.grant", "aid.contact", "aid.tally"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record that counts: what users call it, its page, what it makes. No title names a
    person."""

    label: str
    model: type[Model]
    page: str
    drafts: Callable[[Any], Iterable[Draft]]
    near: tuple[str, ...]
    title: Callable[[Any], str]


KINDS: dict[str, Kind] = {
    PAIRING: Kind("结对帮扶", Pairing, "pairing", drafts.of_pairing, ("unit",), str),
    PAYMENT: Kind(
        "结对付款", Payment, "payment", drafts.of_payment, ("pairing__unit",),
        lambda one: f"{one.pairing.helper}付{one.year}年帮扶款",
    ),
    VISIT: Kind(
        "结对走访", Visit, "visit", drafts.of_visit, ("pairing__unit",),
        lambda one: f"{one.pairing.helper}走访",
    ),
    DRIVE: Kind("募捐活动", Drive, "drive", drafts.of_drive, ("unit",), str),
    DONATION: Kind(
        "捐款捐物", Donation, "donation", drafts.of_donation, ("drive__unit",),
        lambda one: f"{one.drive}捐赠",
    ),
    HANDOVER: Kind(
        "发放", Handover, "handover", drafts.of_handover, ("drive__unit",),
        lambda one: f"{one.drive}发放",
    ),
    GRANT: Kind("助学救助", Grant, "grant", drafts.of_grant, ("unit", "fund"), str),
    CONTACT: Kind(
        "爱心家长联系", Contact, "contact", drafts.of_contact, ("stand_in__unit",),
        lambda one: f"爱心家长联系 {one.pk} 号",
    ),
    TALLY: Kind("帮扶计数", Tally, "tally", drafts.of_tally, ("unit",), str),
}  # fmt: skip


def count_again(kind: str, record: Any, now: Any) -> None:
    """Make the facts of a record again; inside the action that changed it."""
    facts.replace(Source(kind, str(record.pk)), KINDS[kind].drafts(record), now=now)


def _rows(kind: str) -> QuerySet[Any]:
    one = KINDS[kind]
    return one.model._default_manager.select_related(*one.near)


def _rebuild(kind: str) -> Iterator[tuple[str, Iterable[object]]]:
    for row in _rows(kind).order_by("pk").iterator(chunk_size=500):
        if made := list(KINDS[kind].drafts(row)):
            yield str(row.pk), made


def _titles(kind: str, ids: Iterable[str]) -> dict[str, str]:
    rows = _rows(kind).filter(pk__in=[found for one in ids if (found := row_id(one))])
    return {str(row.pk): KINDS[kind].title(row) for row in rows}


def connect() -> None:
    """Register the kinds; called once when the product starts."""
    for kind, one in KINDS.items():
        register(
            SourceKind(
                kind=kind,
                label=one.label,
                url_name=f"aid:{one.page}",
                rebuild=partial(_rebuild, kind),
                titles=partial(_titles, kind),
            )
        )


def publish(*, using: str = "default", **_: Any) -> None:
    """Publish the measures after each migration. Does nothing while tables are still missing."""
    if "facts_measure" in connections[using].introspection.table_names():
        facts.publish_measures("aid", MEASURES)
