"""Reading meetings, the systems that call them, and how far they were passed on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, TypeVar

from django.db.models import F, Model, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.kernel.refusal import Missing
from youju.organisations.queries import (
    May,
    Membership,
    Unit,
    left_to,
    subtree_ids,
    units_visible_to,
)
from youju.organisations.rules import UnitKind
from youju.work.meeting_measures import MEETING_KIND
from youju.work.models import DutyReport, Meeting, Party, Seat, System, Task
from youju.work.rules import meetings as rules
from youju.work.rules.tasks import State as TaskState

_NAMED = F("unit__path").asc(nulls_last=True)  # units of the tree first, then those outside it
M = TypeVar("M", bound=Model)
DEPTH = 3  # levels of passing on that a page shows
KEPT = 60  # turns of a system that a page looks back on


def _at(units: Any) -> Q:
    """Return the meetings called at these units, or to which they are asked."""
    asked = Party.objects.filter(unit__in=units).values("meeting_id")
    return Q(unit__in=units) | Q(pk__in=asked)


def meetings_visible_to(member: Membership | None) -> QuerySet[Meeting]:
    """Return the meetings of the units the member may see, and those to which they are asked."""
    if member is None or not member.may(May.SEE):
        return Meeting.objects.none()
    return Meeting.objects.filter(_at(units_visible_to(member).values("pk"))).select_related("unit")


def meetings_under(member: Membership, unit: Unit) -> QuerySet[Meeting]:
    """Return the visible meetings that the unit, or one below it, called or is asked to."""
    return meetings_visible_to(member).filter(_at(subtree_ids(unit)))


def _found(row: M | None) -> M:
    if row is None:
        raise Missing(_("没有这条记录，或者不在您的查看范围内"))
    return row


def meeting_for(member: Membership | None, meeting_id: int) -> Meeting:
    """Return one visible meeting. Raises Missing for any other."""
    rows = meetings_visible_to(member).select_related("system", "after__unit")
    return _found(rows.filter(pk=meeting_id).first())


def meetings_about(member: Membership, kind: str, origin_id: str) -> list[Meeting]:
    """Return the visible meetings about one record, latest first."""
    rows = meetings_visible_to(member).filter(origin_kind=kind, origin_id=origin_id)
    return list(rows.exclude(state=rules.State.CANCELLED).order_by("-on", "-pk")[:100])


def parties_of(meeting: Meeting) -> list[Party]:
    """Return who is asked to a meeting that the caller has found."""
    return list(meeting.parties.select_related("unit", "own").order_by(_NAMED, "pk"))


@dataclass(frozen=True, slots=True)
class Step:
    """One unit in the chain of a meeting: how far down it stands, and whether it has passed it on."""

    party: Party
    depth: int
    below: int
    passed: int


def chain_of(meeting: Meeting) -> list[Step]:
    """Return the units that are to pass a found meeting on, each followed by those below it."""
    level, levels = [meeting.pk], []
    for _depth in range(DEPTH):
        rows = Party.objects.filter(meeting__in=level, pass_by__isnull=False)
        found = list(rows.select_related("unit", "own").order_by("unit__path"))
        if not found:
            break
        levels.append(found)
        level = [one.own_id for one in found if one.own_id is not None]
    under: dict[int, list[Party]] = {}
    for parties in levels:
        for one in parties:
            under.setdefault(one.meeting_id, []).append(one)
    steps: list[Step] = []

    def walk(meeting_id: int | None, depth: int) -> None:
        for one in under.get(meeting_id or 0, []):
            below = under.get(one.own_id or 0, [])
            steps.append(Step(one, depth, len(below), sum(x.passed for x in below)))
            walk(one.own_id, depth + 1)

    walk(meeting.pk, 0)
    return steps


def to_pass_on(member: Membership) -> list[Party]:
    """Return the meetings that the member's own unit, or one it took in, is still to pass on."""
    rows = Party.objects.filter(left_to(member.unit), pass_by__isnull=False)
    rows = rows.exclude(meeting__state=rules.State.CANCELLED).exclude(own__state=rules.State.HELD)
    return list(rows.select_related("meeting__unit", "own").order_by("pass_by", "pk")[:50])


def meetings_coming(member: Membership, start: date, end: date) -> list[Meeting]:
    """Return the meetings within these days that the member's own unit, or one it took in, called or is
    asked to."""
    here = left_to(member.unit)
    asked = Party.objects.filter(here).values("meeting_id")
    rows = Meeting.objects.filter(here | Q(pk__in=asked), state=rules.State.CALLED)
    return list(rows.filter(on__range=(start, end)).order_by("on", "clock", "pk")[:10])


def meetings_unkept(member: Membership, today: date) -> list[Meeting]:
    """Return the meetings that the member's own unit, or one it took in, called for a day gone by and
    never wrote up."""
    rows = Meeting.objects.filter(left_to(member.unit), state=rules.State.CALLED, on__lt=today)
    return list(rows.order_by("-on", "-pk")[:10])


def systems_uncalled(member: Membership, today: date) -> list[System]:
    """Return the weekly systems of the member's own unit that have no meeting this week."""
    week = rules.turn_of(rules.Rhythm.WEEK, today)
    called = Meeting.objects.filter(turn=week).exclude(state=rules.State.CANCELLED)
    rows = System.objects.filter(unit=member.unit, rhythm=rules.Rhythm.WEEK, until=None)
    rows = rows.filter(since__lte=today).exclude(
        pk__in=called.filter(system__isnull=False).values("system_id")
    )
    return list(rows.order_by("pk")[:10])


def units_below(unit: Unit) -> list[Unit]:
    """Return the units right below one, which hold their own meeting after its."""
    rows = Unit.objects.filter(parent=unit, until=None).exclude(kind=UnitKind.GRID)
    return list(rows.order_by("path")[:300])


def tasks_of_meeting(meeting: Meeting) -> list[Task]:
    """Return what became of a found meeting's decisions."""
    rows = Task.objects.filter(origin_kind=MEETING_KIND, origin_id=str(meeting.pk))
    rows = rows.exclude(state=TaskState.CANCELLED).select_related("owner_unit")
    return list(rows.prefetch_related("helpers").order_by("due_on", "pk"))


def brought_forward(meeting: Meeting) -> list[Task]:
    """Return the tasks of the system's earlier meetings that this one hears of: what is not finished,
    and what was finished since the meeting before it."""
    if meeting.system_id is None:
        return []
    before = Meeting.objects.filter(system=meeting.system_id, on__lt=meeting.on)
    before = before.exclude(state=rules.State.CANCELLED).order_by("-on")
    last = before.first()
    if last is None:
        return []
    since = timezone.make_aware(datetime.combine(last.on, time()))
    ids = [str(pk) for pk in before.values_list("pk", flat=True)[:KEPT]]
    rows = Task.objects.filter(origin_kind=MEETING_KIND, origin_id__in=ids)
    rows = rows.filter(Q(finished_at=None) | Q(finished_at__gte=since))
    rows = rows.exclude(state=TaskState.CANCELLED).select_related("owner_unit")
    return list(rows.order_by("due_on", "pk")[:100])


def _systems(units: Any) -> QuerySet[System]:
    seated = Seat.objects.filter(unit__in=units).values("system_id")
    return System.objects.filter(Q(unit__in=units) | Q(pk__in=seated)).select_related("unit")


def systems_of(member: Membership, unit: Unit) -> QuerySet[System]:
    """Return the visible systems that the unit, or one below it, keeps or belongs to."""
    rows = _visible_systems(member)
    return rows.filter(pk__in=_systems(subtree_ids(unit)).values("pk"))


def _visible_systems(member: Membership | None) -> QuerySet[System]:
    if member is None or not member.may(May.SEE):
        return System.objects.none()
    return _systems(units_visible_to(member).values("pk"))


def system_for(member: Membership | None, system_id: int) -> System:
    """Return one visible system. Raises Missing for any other."""
    return _found(_visible_systems(member).filter(pk=system_id).first())


def seat_for(member: Membership | None, seat_id: int) -> Seat:
    """Return one member of a visible system. Raises Missing for any other."""
    rows = Seat.objects.filter(system__in=_visible_systems(member))
    return _found(rows.select_related("system__unit", "unit").filter(pk=seat_id).first())


def duty_for(member: Membership | None, report_id: int) -> DutyReport:
    """Return one report of a member of a visible system. Raises Missing for any other."""
    rows = DutyReport.objects.filter(seat__system__in=_visible_systems(member))
    return _found(rows.select_related("seat__system").filter(pk=report_id).first())


def seats_of(system: System) -> list[Seat]:
    """Return the members of a found system with their reports, latest first."""
    latest = DutyReport.objects.order_by("-on", "-pk")
    rows = system.seats.filter(until=None).select_related("unit")
    return list(rows.prefetch_related(Prefetch("reports", latest)).order_by(_NAMED, "pk"))


def turns_of(system: System, today: date) -> list[tuple[date, Meeting | None]]:
    """Return the turns of a found system up to today, latest first, each with its meeting."""
    end = min(today, system.until or today)
    all_turns = list(rules.turns(system.at, system.since, end))[-KEPT:]
    rows = system.meetings.exclude(state=rules.State.CANCELLED).order_by("on", "pk")
    held = {one.turn: one for one in rows.filter(turn__in=all_turns)}
    return [(turn, held.get(turn)) for turn in reversed(all_turns)]


def held_turns(systems: Iterable[System]) -> dict[int, list[date | None]]:
    """Return the turn of every meeting held under each of these systems."""
    rows = Meeting.objects.filter(system__in=[one.pk for one in systems], state=rules.State.HELD)
    found: dict[int, list[date | None]] = {}
    for system_id, turn in rows.order_by().values_list("system_id", "turn"):
        found.setdefault(system_id or 0, []).append(turn)
    return found


def meeting_titles(ids: Iterable[str]) -> dict[str, str]:
    """Return a line about each of these meetings."""
    return {str(one.pk): str(one) for one in Meeting.objects.filter(pk__in=list(ids))}


def system_titles(ids: Iterable[str]) -> dict[str, str]:
    """Return a line about each of these systems."""
    return {str(one.pk): str(one) for one in System.objects.filter(pk__in=list(ids))}


def duty_titles(ids: Iterable[str]) -> dict[str, str]:
    """Return a line about each of these reports."""
    rows = DutyReport.objects.filter(pk__in=list(ids)).select_related("seat")
    return {str(one.pk): str(one) for one in rows}
