"""What the room counts: its kinds of records, and making their facts again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import connections
from django.db.models import Model, QuerySet

from youju.facts import actions as facts
from youju.facts.actions import Draft, Source
from youju.facts.registry import SourceKind, register
from youju.volunteers import drafts
from youju.volunteers.drafts import MEASURES
from youju.volunteers.models import (
    Assembly,
    Assessment,
    Association,
    Certificate,
    Order,
    Pair,
    PairVisit,
    Post,
    Programme,
    Service,
    Station,
    Team,
    Training,
    Volunteer,
)

VOLUNTEER, TRAINING = "volunteers.volunteer", "volunteers.training"
ASSESSMENT, TEAM = "volunteers.assessment", "volunteers.team"
ASSOCIATION, MEETING = "volunteers.association", "volunteers.meeting"
PROGRAMME, POST = "volunteers.programme", "volunteers.post"
SERVICE, SHIFT = "volunteers.service", "volunteers.shift"
CERTIFICATE, STATION = "volunteers.certificate", "volunteers.station"
PAIR, PAIR_VISIT, ORDER = "volunteers.pair", "volunteers.pair_visit", "volunteers.order"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record that counts: what users call it, its page, and what it makes."""

    label: str
    model: type[Model]
    page: str
    drafts: Callable[[Any], Iterable[Draft]]
    near: tuple[str, ...] = ("unit",)
    title: Callable[[Any], str] = str


KINDS: dict[str, Kind] = {
    VOLUNTEER: Kind(
        "志愿者", Volunteer, "volunteer", drafts.of_volunteer, title=lambda one: f"志愿者 {one.number}"
    ),
    TRAINING: Kind("志愿者培训", Training, "training", drafts.of_training),
    ASSESSMENT: Kind(
        "年度考核", Assessment, "assessment", drafts.of_assessment, ("volunteer__unit",),
        lambda one: f"{one.volunteer.number} {one.year}年",
    ),
    TEAM: Kind("志愿服务队", Team, "team", drafts.of_team),
    ASSOCIATION: Kind("志愿者协会", Association, "association", drafts.of_association),
    MEETING: Kind("协会会议", Assembly, "meeting", drafts.of_meeting, ("association__unit",)),
    PROGRAMME: Kind("常态化志愿项目", Programme, "programme", drafts.of_programme),
    POST: Kind("文明劝导岗", Post, "post", drafts.of_post),
    SERVICE: Kind("志愿服务活动", Service, "service", drafts.of_service),
    CERTIFICATE: Kind(
        "志愿服务证明", Certificate, "certificate", drafts.of_certificate, ("unit", "volunteer"),
        lambda one: str(one.number or "公示中"),
    ),
    STATION: Kind("志愿服务站", Station, "station", drafts.of_station),
    PAIR: Kind(
        "关爱结对", Pair, "pair", drafts.of_pair, title=lambda one: f"{one.get_kind_display()}结对"
    ),
    PAIR_VISIT: Kind(
        "关爱上门", PairVisit, "pair_visit", drafts.of_pair_visit, ("pair__unit",),
        lambda one: f"{one.pair.get_kind_display()} {one.get_help_display()}",
    ),
    ORDER: Kind("志愿点单", Order, "order", drafts.of_order),
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
    rows = _rows(kind).filter(pk__in=[int(one) for one in ids])
    return {str(row.pk): KINDS[kind].title(row) for row in rows}


def connect() -> None:
    """Register the kinds; called once when the product starts."""
    for kind, one in KINDS.items():
        register(
            SourceKind(
                kind=kind,
                label=one.label,
                url_name=f"volunteers:{one.page}",
                rebuild=partial(_rebuild, kind),
                titles=partial(_titles, kind),
            )
        )


def publish(*, using: str = "default", **_: Any) -> None:
    """Publish the measures after each migration. Does nothing while tables are still missing."""
    if "facts_measure" in connections[using].introspection.table_names():
        facts.publish_measures("volunteers", MEASURES)
