"""Calling a meeting, keeping its minutes, turning what was decided into tasks, calling it off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.evidence.actions import link, share_links
from youju.evidence.queries import Role
from youju.facts import actions as facts
from youju.kernel.refusal import Refused
from youju.organisations.queries import Membership, Unit, left_to
from youju.search.actions import put
from youju.work import notify
from youju.work.actions.systems import FRAME, units_named
from youju.work.actions.tasks import open_task
from youju.work.meeting_measures import MEETING_KIND, meeting_drafts, source
from youju.work.models import Meeting, Party, Point, System, Task
from youju.work.rules import meetings as rules
from youju.work.rules.meetings import Kind, Minutes, State
from youju.work.rules.tasks import check_text


@dataclass(frozen=True, slots=True)
class Call:
    """A meeting as it is called.

    Attributes:
        parties, speakers: Units that come and those of them that speak, one to a line.
        points: The agenda, one to a line.
        papers: Documents that are read or passed on, one to a line.
        pass_on: Units that are to hold their own meeting by `pass_by`.
        after: The higher meeting that this one passes on.
        origin: Kind and id of what it is about: a case, a project.
    """

    kind: Kind
    title: str
    on: date
    clock: time | None = None
    place: str = ""
    chair: str = ""
    parties: str = ""
    speakers: str = ""
    points: str = ""
    papers: str = ""
    system: System | None = None
    after: Meeting | None = None
    pass_on: Sequence[Unit] = ()
    pass_by: date | None = None
    origin: tuple[str, str] = ("", "")


def call_meeting(
    unit: Unit, call: Call, *, actor: Membership, now: datetime, key: UUID | None
) -> Meeting:
    """Call a meeting; whoever is asked is told, and its agenda takes up what was left open last time."""
    with FRAME.at("call_meeting", unit, actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Meeting.objects.select_related("unit", "system").get(pk=doing.subject_id)
        _check_call(unit, call)
        made = Meeting(unit=unit, root_id=unit.root_id, kind=call.kind, on=call.on)
        made.title = check_text(call.title, "title", _("写会议的名称。"), rules.TITLE)
        made.clock, made.system, made.after = call.clock, call.system, call.after
        made.place, made.chair = call.place.strip()[: rules.PLACE], call.chair.strip()[:30]
        made.papers = "\n".join(rules.lines_of(call.papers, 120, 30, "papers"))
        made.origin_kind, made.origin_id = call.origin
        made.made_by_label, made.made_at = actor.label, now
        _take_turn(made)
        made.save()
        asked = _ask(made, call)
        _set_agenda(made, call)
        if call.after is not None:
            waiting = [one.pk for one in _passing(call.after, unit) if one.is_free]
            Party.objects.filter(pk__in=waiting).update(own=made)
        _keep(made, now)
        doing.on(MEETING_KIND, made.pk, kind=call.kind)
        for party in asked:
            notify.tell(party, notify.WITH_LEADER, "work.meeting", made.title, made.get_absolute_url(), now)  # fmt: skip
    return made


def _check_call(unit: Unit, call: Call) -> None:
    rules.check_called(call.kind, Kind(call.system.kind) if call.system else None)
    rules.check_passing(call.on, call.pass_by, len(call.pass_on))
    if call.system is not None and not _alone_at(call.system.pk, unit):
        raise Refused(_("这项会议制度是另一个单位的，或者已经结束。"))
    if any(not unit.covers(one) or one.pk == unit.pk for one in call.pass_on):
        raise Refused(_("只能要求下级单位传达。"), field="pass_on")
    if call.after is not None:
        rules.check_state(call.after.at, State.CALLED, State.HELD)
        asked = _passing(call.after, unit)
        if not asked:
            raise Refused(_("这次会议没有要求本单位传达。"))
        if not any(one.is_free for one in asked):
            raise Refused(_("本单位已经召集过传达会议。"))


def _passing(meeting: Meeting, unit: Unit) -> list[Party]:
    """Return the unit, and those it took in, as they are asked to a meeting; nobody else passes it on for
    them until this act has ended."""
    rows = Party.objects.filter(left_to(unit), meeting=meeting).select_related("own")
    return list(rows.select_for_update(of=("self",)))


def _alone_at(system_id: int, unit: Unit) -> bool:
    """Return whether the unit keeps the system, which calls no other meeting until this act has ended."""
    rows = System.objects.select_for_update().filter(pk=system_id, unit=unit, until=None)
    return rows.first() is not None


def _take_turn(meeting: Meeting) -> None:
    """Put the meeting into the turn of its system that holds its day."""
    if meeting.system is None:
        return
    meeting.turn = rules.turn_of(meeting.system.at, meeting.on)
    if meeting.of_kind is Kind.WEEKLY:
        same = Meeting.objects.filter(system=meeting.system, turn=meeting.turn)
        rules.check_free(same.exclude(state=State.CANCELLED).exclude(pk=meeting.pk or 0).exists())


def _ask(meeting: Meeting, call: Call) -> list[Unit]:
    """Write down who is asked; return the units of the tree among them."""
    lines = rules.lines_of(call.parties, rules.NAME, rules.MOST_PARTIES, "parties")
    speakers = rules.lines_of(call.speakers, rules.NAME, rules.MOST_PARTIES, "speakers")
    units = units_named(meeting.unit, {*lines, *speakers})
    seats = call.system.seats.filter(until=None) if call.system else ()
    rows: dict[str, Party] = {}

    def put_in(name: str, unit: Unit | None) -> Party:
        told = unit.name if unit else name
        return rows.setdefault(told, Party(meeting=meeting, unit=unit, name=told))

    for seat in seats:
        put_in(seat.name, seat.unit)
    for name in lines:
        put_in(name, units.get(name))
    for name in speakers:
        put_in(name, units.get(name)).speaks = True
    for unit in call.pass_on:
        put_in(unit.name, unit).pass_by = call.pass_by
    Party.objects.bulk_create(rows.values())
    return [one.unit for one in rows.values() if one.unit and one.unit_id != meeting.unit_id]


def _set_agenda(meeting: Meeting, call: Call) -> None:
    """Write down the points; first those that the system's last meeting left undecided."""
    rows = []
    if meeting.system is not None:
        held = Meeting.objects.filter(system=meeting.system, state=State.HELD, on__lte=meeting.on)
        if last := held.order_by("-on", "-pk").first():
            rows = [
                Point(meeting=meeting, text=one.text, carried=one)
                for one in last.points.filter(outcome="")
            ]
    known = {one.text for one in rows}
    lines = rules.lines_of(call.points, rules.POINT, rules.MOST_POINTS, "points")
    rows += [Point(meeting=meeting, text=text) for text in lines if text not in known]
    Point.objects.bulk_create(rows)


def _keep(meeting: Meeting, now: datetime) -> None:
    """Write what the meeting counts and by what it is found."""
    facts.replace(source(MEETING_KIND, meeting.pk), meeting_drafts(meeting), now=now)
    told = "\n".join(f"{one.text} {one.outcome}".strip() for one in meeting.points.order_by("pk"))
    body = f"{meeting.place}\n{meeting.papers}\n{told}"
    put(MEETING_KIND, meeting.pk, meeting.unit, meeting.title, body, meeting.on, meeting.get_absolute_url())  # fmt: skip


def change_meeting(
    meeting_id: int,
    *,
    title: str,
    on: date,
    clock: time | None = None,
    place: str = "",
    chair: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None,
) -> Meeting:
    """Correct how a meeting is called, or when and where it is; those asked are told of another time."""
    with FRAME.on("change_meeting", Meeting, meeting_id, actor=actor, now=now, key=key) as (
        doing,
        here,
    ):
        doing.on(MEETING_KIND, here.pk)
        if doing.replayed:
            return here
        rules.check_state(here.at, State.CALLED, State.HELD)
        rules.check_day(on, timezone.localdate(now), is_held=here.at is State.HELD)
        before = (here.on, here.clock, here.place)
        here.title = check_text(title, "title", _("写会议的名称。"), rules.TITLE)
        here.on, here.clock = on, clock
        here.place, here.chair = place.strip()[: rules.PLACE], chair.strip()[:30]
        _take_turn(here)
        here.save()
        _keep(here, now)
        if here.at is State.CALLED and before != (here.on, here.clock, here.place):
            told = _("改期：%(title)s") % {"title": here.title}
            for unit in _others(here, here.parties.select_related("unit")):
                notify.tell(unit, notify.WITH_LEADER, "work.meeting", told, here.get_absolute_url(), now)  # fmt: skip
    return here


def hold_meeting(
    meeting_id: int,
    minutes: Minutes,
    *,
    photos: Sequence[int] = (),
    actor: Membership,
    now: datetime,
    key: UUID | None,
) -> Meeting:
    """Keep the minutes: who came, what was said and decided. Kept again they replace the first."""
    with FRAME.on("hold_meeting", Meeting, meeting_id, actor=actor, now=now, key=key) as (
        doing,
        here,
    ):
        doing.on(MEETING_KIND, here.pk)
        if doing.replayed:
            return here
        rules.check_state(here.at, State.CALLED, State.HELD)
        parties = {one.pk: one for one in here.parties.select_related("unit")}
        speakers = [one.pk for one in parties.values() if one.speaks]
        rules.check_minutes(minutes, here.of_kind, speakers, timezone.localdate(now))
        here.on, here.expected, here.present = minutes.on, minutes.expected, minutes.present
        here.text = minutes.text.strip()
        here.agreed = minutes.agreed if here.of_kind in rules.SEEKS_AGREEMENT else None
        here.state = State.HELD
        _take_turn(here)
        here.save()
        _write_down(here, minutes, parties)
        if photos:
            link(
                MEETING_KIND, here.pk, photos, unit=here.unit, role=Role.PROOF, actor=actor, now=now
            )
            share_links(MEETING_KIND, here.pk, _others(here, parties.values()), now=now)
        _keep(here, now)
    return here


def _others(meeting: Meeting, parties: Iterable[Party]) -> list[Unit]:
    return [one.unit for one in parties if one.unit and one.unit_id != meeting.unit_id]


def _write_down(meeting: Meeting, minutes: Minutes, parties: dict[int, Party]) -> None:
    for one in minutes.came:
        if party := parties.get(one.party):
            party.came, party.said = one.came, one.said.strip()[: rules.SAID]
    Party.objects.bulk_update(parties.values(), ["came", "said"])
    points = {one.pk: one for one in meeting.points.all()}
    for pk, outcome in minutes.outcomes:
        if point := points.get(pk):
            point.outcome = outcome.strip()[: rules.SAID]
    Point.objects.bulk_update(points.values(), ["outcome"])


def resolve(
    meeting_id: int, *, actor: Membership, now: datetime, key: UUID | None, **told: Any
) -> Task:
    """Make a task of what a meeting decided (`open_task` names what is told). Units that were there
    may help with it, wherever they stand: it is a joint action."""
    with FRAME.on("resolve", Meeting, meeting_id, actor=actor, now=now, key=key) as (doing, here):
        if doing.replayed:
            return Task.objects.get(pk=doing.subject_id)
        rules.check_state(here.at, State.HELD)
        there = here.parties.filter(came=True, unit__isnull=False)
        task = open_task(
            unit=here.unit, origin=(MEETING_KIND, str(here.pk)), agreed=set(there.values_list("unit_id", flat=True)),
            actor=actor, now=now, key=None, **told,
        )  # fmt: skip
        doing.on("work.task", task.pk, meeting=here.pk)
    return task


def cancel_meeting(
    meeting_id: int, *, note: str, actor: Membership, now: datetime, key: UUID | None
) -> Meeting:
    """Call a meeting off that has not been held, and say why."""
    with FRAME.on("cancel_meeting", Meeting, meeting_id, actor=actor, now=now, key=key) as (
        doing,
        here,
    ):
        doing.on(MEETING_KIND, here.pk)
        if not doing.replayed:
            rules.check_state(here.at, State.CALLED)
            here.text = check_text(note, "note", _("写明不开的原因。"), rules.SAID)
            here.state = State.CANCELLED
            here.save(update_fields=["text", "state"])
            Party.objects.filter(own=here).update(own=None)
            _keep(here, now)
    return here
