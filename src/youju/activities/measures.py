"""What the room counts: its measures, and the facts of an activity, a look at notes and a series."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connections

from youju.activities.kinds import kinds
from youju.activities.models import Activity, NotesCheck
from youju.activities.rules.activities import State
from youju.activities.rules.kinds import AMOUNTS, Kind, counted, is_persons
from youju.facts import actions as facts
from youju.facts.actions import Draft, Source
from youju.facts.registry import SourceKind, register
from youju.facts.rules import Adds, MeasureSpec
from youju.kernel.periods import Grain, around
from youju.kernel.quantity import Quantity
from youju.organisations.queries import Unit

ACTIVITY, NOTES, SERIES = "activities.activity", "activities.notes", "activities.series"
TOPIC = "ACT"
FLOW, DISTINCT = Adds.FLOW, Adds.DISTINCT


def _spec(
    code: str, name: str, unit: str, adds: Adds = FLOW, words: tuple[str, ...] = ()
) -> MeasureSpec:
    return MeasureSpec(f"activities.{code}", name, unit, adds, TOPIC, words)


_SHARED = (
    _spec("held", "开展活动", "场", words=("组织活动", "举办活动")),
    _spec("people", "活动参加人次", "人次", words=("参加活动人次",)),
    _spec("persons", "活动参加人数", "人", words=("参加活动人数",)),
    _spec("hours", "活动课时", "课时"),
    _spec("materials", "活动发放资料", "份"),
    _spec("items", "文艺节目", "个", words=("表演节目",)),
    _spec("staged", "编排演出", "台", words=("编排文艺演出",)),
    _spec("units", "活动参加单位", "家"),
    _spec("trees", "活动植树", "棵", words=("植树",)),
    _spec("works", "活动作品", "件", words=("征集作品",)),
    _spec("joint", "联合举办活动", "场"),
    _spec("festivals", "传统节日主题活动节日", "个", DISTINCT),
    _spec("services", "服务进社区种类", "类", DISTINCT),
    _spec("departments", "服务进社区部门", "家", DISTINCT),
    _spec("notes_checked", "学习笔记检查", "次"),
    _spec("notes", "学习笔记", "本"),
)
SHARED_UNITS = {one.code: one.unit for one in _SHARED}


def _of_kind(kind: Kind) -> Iterator[MeasureSpec]:
    """Yield the measures that a kind has of its own."""
    names = (
        ("sessions", kind.label, kind.unit, kind.words),
        ("people", f"{kind.label}人次", "人次", ()),
        ("persons", f"{kind.label}人数", "人", ()),
    )
    for number, name, unit, words in names:
        if (code := kind.measure(number)).startswith("activities."):
            yield MeasureSpec(code, name, unit, FLOW, TOPIC, words)


def all_measures() -> list[MeasureSpec]:
    """Return every measure of the room."""
    return [*_SHARED, *(one for kind in kinds().values() for one in _of_kind(kind))]


def activity_drafts(activity: Activity, partners: Iterable[Unit]) -> list[Draft]:
    """Return the facts of an activity that was held: at its unit and, once above them, at those who
    held it together."""
    if activity.at is not State.HELD:
        return []
    figures = list(_figures(activity, has_partners=bool(activity.share_key)))
    period = around(activity.on, Grain.DAY)
    return [
        Draft(unit, code, quantity, period, activity.share_key, series)
        for unit in (activity.unit, *partners)
        for code, quantity, series in figures
    ]


Figure = tuple[str, Quantity, str]


def _figures(activity: Activity, has_partners: bool) -> Iterator[Figure]:
    kind, numbers = activity.of_kind, activity.numbers
    sessions = numbers.get("sessions", Quantity(Decimal(1), kind.unit))
    yield kind.measure("sessions"), counted(sessions, _unit_of(kind)), ""
    yield "activities.held", counted(sessions, "场"), ""
    if has_partners:
        yield "activities.joint", counted(sessions, "场"), ""
    if people := numbers.get("people"):
        which = "persons" if is_persons(people) else "people"
        told = counted(people, "人" if which == "persons" else "人次")
        yield kind.measure(which), told, ""
        yield f"activities.{which}", told, ""
    yield from _further(kind, numbers)
    yield from _tokens(activity)


def _unit_of(kind: Kind) -> str:
    return "次" if kind.measure("sessions").startswith("classes.") else kind.unit


def _further(kind: Kind, numbers: dict[str, Quantity]) -> Iterator[Figure]:
    """Yield the numbers beyond people and sessions; those counted in another unit of theirs (册 beside
    份) are not the same thing and are left to the page of the activity."""
    for name, quantity in numbers.items():
        measure, first = AMOUNTS[name].measure, AMOUNTS[name].units[0]
        if not measure:
            continue
        if name in ("hours", "trees", "units", "items") or quantity.unit == first:
            yield f"activities.{measure}", counted(quantity, first), ""
        if name in dict(kind.counted_as):
            yield kind.measure(name), counted(quantity, first), ""


def _tokens(activity: Activity) -> Iterator[Figure]:
    one = Decimal(1)
    if activity.festival:
        token = f"{activity.festival}:{activity.on.year}"
        yield "activities.festivals", Quantity(one, "个"), token
    if activity.kind == "into_community":
        yield "activities.services", Quantity(one, "类"), activity.sort
        department = activity.details.get("department", "").replace(" ", "")
        yield "activities.departments", Quantity(one, "家"), department[:60]


def notes_drafts(check: NotesCheck) -> list[Draft]:
    """Return the facts of a look at notes."""
    unit, period = check.activity.unit, around(check.on, Grain.DAY)
    found = [Draft(unit, "activities.notes_checked", Quantity(Decimal(1), "次"), period)]
    if check.notes:
        notes = Quantity(Decimal(check.notes), "本")
        found.append(Draft(unit, "activities.notes", notes, period))
    return found


def count_again(activity: Activity, partners: Iterable[Unit], now: datetime) -> None:
    """Make the facts of an activity again; inside the action that changed it."""
    source = Source(ACTIVITY, str(activity.pk))
    facts.replace(source, activity_drafts(activity, partners), now=now)


def _all_activities() -> Iterator[tuple[str, list[Draft]]]:
    rows = Activity.objects.filter(state=State.HELD).select_related("unit")
    rows = rows.prefetch_related("partners").order_by("pk")
    for one in rows.iterator(chunk_size=500):
        yield str(one.pk), activity_drafts(one, one.partners.all())


def _all_notes() -> Iterator[tuple[str, list[Draft]]]:
    rows = NotesCheck.objects.select_related("activity__unit").order_by("pk")
    for one in rows.iterator(chunk_size=500):
        if one.activity.at is State.HELD:
            yield str(one.activity_id), notes_drafts(one)


def _titles(ids: Iterable[str]) -> dict[str, str]:
    rows = Activity.objects.filter(pk__in=[int(one) for one in ids])
    return {str(one.pk): f"{one.title} {_day(one.on)}" for one in rows}


def _names(ids: Iterable[str]) -> dict[str, str]:
    rows = Activity.objects.filter(pk__in=[int(one) for one in ids])
    return {str(one.pk): one.title for one in rows}


def _day(on: date) -> str:
    return f"{on:%m-%d}"


def connect() -> None:
    """Register the kinds of record; called once when the product starts."""
    for kind, label, rebuild in (
        (ACTIVITY, "活动", _all_activities),
        (NOTES, "学习笔记检查", _all_notes),
    ):
        register(
            SourceKind(
                kind=kind,
                label=label,
                url_name="activities:activity",
                rebuild=rebuild,
                titles=_titles,
                names=_names,
            )
        )


def publish(*, using: str = "default", **_: Any) -> None:
    """Put the measures into the catalogue, after each migration."""
    if "facts_measure" in connections[using].introspection.table_names():
        facts.publish_measures(ACTIVITY, all_measures())
