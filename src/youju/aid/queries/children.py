"""Left-behind, moving and street children: who is registered, whose file is kept, who is looked after."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from youju.aid.models import ChildFile, StandIn
from youju.aid.queries.seen import at, may_see_children, visible
from youju.aid.rhythm import duties
from youju.aid.rules.children import NEEDS, Due, due_of
from youju.organisations.queries import Membership, Unit, left_to
from youju.residents.queries import Need, Resident, kind_for, kind_of, need_counts, needs_of
from youju.residents.queries import visible as residents_visible

__all__ = [
    "ChildLine",
    "child_counts",
    "children_at",
    "children_lines",
    "contacts_late_at",
    "due_in",
    "file_of",
    "may_see_children",
    "stand_ins_of",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class ChildLine:
    """One child of the register with its kinds of need, its file and its stand-in parent."""

    child: Resident
    kinds: tuple[str, ...]
    file: ChildFile | None
    stand_in: StandIn | None


def child_counts(member: Membership, unit: Unit) -> list[tuple[str, str, int]]:
    """Return the kinds of need of these children with how many are registered at a unit and below."""
    held = {one.kind.code: one.count for one in need_counts(member, unit)}
    return [(code, kind_of(code).label, held.get(code, 0)) for code in NEEDS]


def _needs(member: Membership, unit: Unit, kind: str = "") -> QuerySet[Need]:
    wanted = [one for one in NEEDS if not kind or one == kind]
    rows = needs_of(member, unit, kind_of(wanted[0]))
    for code in wanted[1:]:
        rows = rows | needs_of(member, unit, kind_of(code))
    return rows.filter(resident__minor=True, resident__merged_into=None)


def children_at(member: Membership, unit: Unit, kind: str = "") -> QuerySet[Resident]:
    """Return the minors registered as such children at a unit and below."""
    rows = residents_visible(member, Resident)
    if not may_see_children(member):
        return rows.none()
    needs = _needs(member, unit, kind).order_by().values("resident")
    return rows.filter(pk__in=needs).select_related("household__area", "household__door__building__area")  # fmt: skip


def children_lines(member: Membership, unit: Unit, children: list[Resident]) -> list[ChildLine]:
    """Return the lines of these children, as they came."""
    ids = [one.pk for one in children]
    kinds: dict[int, list[str]] = defaultdict(list)
    for need in _needs(member, unit).filter(resident__in=ids):
        kind = kind_for(need)
        if kind is not None and need.resident_id is not None:
            kinds[need.resident_id].append(kind.label)
    files = {one.child_id: one for one in visible(member, ChildFile).filter(child__in=ids)}
    held = visible(member, StandIn).filter(child__in=ids, until=None)
    stand_ins = {one.child_id: one for one in held}
    return [
        ChildLine(one, tuple(kinds[one.pk]), files.get(one.pk), stand_ins.get(one.pk))
        for one in children
    ]


def file_of(member: Membership, child: Resident) -> ChildFile | None:
    """Return a child's file, if one is kept."""
    return visible(member, ChildFile).filter(child=child).first()


def stand_ins_of(member: Membership, unit: Unit) -> QuerySet[StandIn]:
    """Return the standing stand-in parents of a unit and below, with their contacts."""
    rows = at(member, StandIn, unit).filter(until=None)
    return rows.select_related("child", "volunteer").prefetch_related("contacts")


def due_in(one: StandIn) -> list[Due]:
    """Return the duties of a stand-in parent with when each is due."""
    return due_of(
        duties(), one.since, [(row.on, row.done) for row in one.contacts.all() if row.counts]
    )


def contacts_late_at(member: Membership, today: date) -> int:
    """Return how many stand-in parents of the member's own unit are late with something."""
    rows = stand_ins_of(member, member.unit).filter(left_to(member.unit))
    return sum(1 for one in rows if any(due.late(today) for due in due_in(one)))
