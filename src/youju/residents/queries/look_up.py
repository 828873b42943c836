"""The one box: name, pinyin, initials, door, phone, identity number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from youju.organisations.queries import May, Membership, Unit, require
from youju.residents.models import Area, Door, Handle, Need, Resident
from youju.residents.queries.scope import restricted_tokens, within
from youju.residents.rules.doors import mask
from youju.residents.rules.keys import By, Known, after
from youju.residents.rules.needs import Kind
from youju.residents.rules.questions import Question, ends_with, read_question
from youju.residents.tokens import kinds_by_token, sealed_keys

MOST = 50  # found at once; who finds more types more
AREAS = 5


@dataclass(slots=True)
class Found:
    """Somebody found: what was matched, where they live (without the room), how, and the needs
    registered, as far as the asker sees them."""

    resident: Resident
    by: By
    place: str = ""
    tenure: str = ""
    needs: list[Kind] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question found: people, areas of that name, and whether there are more people."""

    people: list[Found]
    areas: list[Area]
    more: bool = False


def look_up(member: Membership, unit: Unit, text: str, today: date) -> Answer:
    """Return who answers the question at the unit and below, at most 50.

    Raises:
        Forbidden: If the role does not look residents up there.
        Refused: If the text asks for nothing.
    """
    require(member, May.RESIDENTS, unit)
    asked = read_question(text, today)
    scope = within(unit)
    found: dict[int, By] = {}
    for by, rows in _ways(asked, scope, unit):
        for pk in rows[: MOST + 1 - len(found)]:
            found.setdefault(pk, by)
        if len(found) > MOST:
            break
    people = _people(member, found, asked)
    return Answer(people[:MOST], _areas(asked, scope), len(found) > MOST)


def _ways(asked: Question, scope: dict[str, object], unit: Unit) -> Iterator[tuple[By, QuerySet[Handle, int]]]:  # fmt: skip
    """Yield how somebody may be found, the exact ways first."""
    handles = Handle.objects.filter(**scope)
    for by, plain in asked.sealed:
        rows = handles.filter(key__in=sealed_keys(by, plain))
        if by is By.DOOR and asked.area:
            rows = rows.filter(resident__household__area__name__contains=asked.area)
        yield by, rows.order_by("key", "resident_id").values_list("resident_id", flat=True)
    for by, text in asked.prefixes:
        rows = handles.filter(key__gte=by + text, key__lt=after(by + text))
        yield by, rows.order_by("key", "resident_id").values_list("resident_id", flat=True)
    if asked.entrance is not None:
        yield By.ENTRANCE, _behind(asked, unit)


def _behind(asked: Question, unit: Unit) -> QuerySet[Handle, int]:
    """Return who lives behind one entrance of the buildings of that number."""
    door = asked.entrance
    doors = Door.objects.filter(
        building__number=door.building if door else "", **within(unit, "building__unit")
    )
    if door is not None and door.entrance:
        doors = doors.filter(entrance=door.entrance)
    if asked.area:
        doors = doors.filter(building__area__name__contains=asked.area)
    rows = Resident.objects.filter(household__door__in=doors.order_by())
    return rows.order_by("pinyin", "pk").values_list("pk", flat=True)  # type: ignore[return-value]


# What a line of the answer shows; whole records of a place cost three times the search.
_SHOWN = (
    "name", "former_name", "minor", "phone", "other_phone", "id_number", "left_on", "left_why", "household_id",
)  # fmt: skip
_PLACE = {
    "area": F("household__area__name"),
    "tenure": F("household__tenure"),
    "building": F("household__door__building__number"),
    "entrance": F("household__door__entrance"),
}


def _people(member: Membership, found: dict[int, By], asked: Question) -> list[Found]:
    rows: Any = Resident.objects.filter(pk__in=list(found), merged_into=None, erased_at=None)
    held = {one.pk: one for one in rows.only(*_SHOWN).annotate(**_PLACE)}
    people = [_found(held[pk], by) for pk, by in found.items() if pk in held]
    if len(asked.ends) > 4:
        people = [one for one in people if ends_with(phones_of(one.resident), asked.ends)]
    mark_needs(member, people)
    return people


def _found(row: Any, by: By) -> Found:
    door = f" {mask(row.building, row.entrance, True)}" if row.building else ""
    return Found(row, by, f"{row.area or ''}{door}", row.tenure or "")


def phones_of(resident: Resident) -> Known:
    """Return the phones in plain, to compare their ends; they are not shown."""
    phones = (resident.phone, resident.other_phone)
    return Known(phones=tuple(one.open() for one in phones if one))


def mark_needs(member: Membership, people: list[Found]) -> None:
    """Put to everybody the needs that hold, of the person and of the household."""
    kinds = kinds_by_token()
    by_person = {one.resident.pk: one for one in people}
    homes: dict[int, list[Found]] = {}
    for one in people:
        if one.resident.household_id:
            homes.setdefault(one.resident.household_id, []).append(one)
    needs = Need.objects.filter(
        Q(resident_id__in=list(by_person)) | Q(household_id__in=list(homes)), until=None
    )
    if not member.may(May.OPEN_PROTECTED):
        needs = needs.exclude(kind_token__in=restricted_tokens())
    for person, home, token in needs.values_list("resident_id", "household_id", "kind_token"):
        kind = kinds.get(token)
        for one in [by_person[person]] if person else homes.get(home, []):
            if kind is not None and kind not in one.needs:
                one.needs.append(kind)


def _areas(asked: Question, scope: dict[str, object]) -> list[Area]:
    words = asked.area.strip().lower()
    if len(words) < 2:
        return []
    match = Q(name__contains=words) | Q(pinyin__contains=f" {words}") | Q(pinyin__startswith=words)
    rows = Area.objects.filter(match, closed_on=None, **scope).select_related("unit")
    return list(rows.order_by("pinyin", "pk")[:AREAS])
