"""The association: founding, meetings, charter, elections."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused
from youju.organisations.queries import Membership, Unit
from youju.volunteers import measures
from youju.volunteers.actions.frame import act_at, act_on
from youju.volunteers.models import Assembly, Association, Charter, CouncilSeat
from youju.volunteers.rules import association as rules
from youju.volunteers.rules.association import Attendance, Body, Post
from youju.volunteers.rules.teams import check_end, check_open


def found_association(
    unit: Unit,
    name: str,
    *,
    founded_on: date,
    members: int | None = None,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Association:
    """Register an association."""
    with act_at("found_association", unit, actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Association.objects.get(pk=doing.subject_id)
        if Association.objects.filter(unit=unit, name=name, until=None).exists():
            raise Refused(_("这个单位已有同名协会。"), field="name")
        if founded_on > timezone.localdate(now):
            raise Refused(_("成立日期还没有到。"), field="founded_on")
        made = Association.objects.create(
            unit=unit, name=name, founded_on=founded_on, members=members, members_on=founded_on
        )
        measures.count_again(measures.ASSOCIATION, made, now)
        doing.on(measures.ASSOCIATION, made.pk, name=name)
    return made


def state_members(
    association_id: int,
    members: int,
    *,
    on: date,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Association:
    """Keep how many members the association has on a day."""
    with act_on("state_members", Association, association_id, actor=actor, now=now, key=key) as (
        doing,
        here,
    ):
        doing.on(measures.ASSOCIATION, here.pk, members=members)
        if not doing.replayed:
            check_open(here.until, here.name)
            if not here.founded_on <= on <= timezone.localdate(now):
                raise Refused(_("日期应在成立之后、今天以前。"), field="on")
            here.members, here.members_on = members, on
            here.save(update_fields=["members", "members_on"])
            measures.count_again(measures.ASSOCIATION, here, now)
    return here


def end_association(
    association_id: int, *, on: date, actor: Membership, now: datetime, key: UUID | None = None
) -> Association:
    """End an association."""
    with act_on("end_association", Association, association_id, actor=actor, now=now, key=key) as (
        doing,
        here,
    ):
        doing.on(measures.ASSOCIATION, here.pk)
        if not doing.replayed:
            check_end(here.founded_on, here.until, on)
            here.until = on
            here.save(update_fields=["until"])
            measures.count_again(measures.ASSOCIATION, here, now)
    return here


def hold_meeting(
    association_id: int,
    body: Body,
    people: Attendance,
    *,
    on: date,
    decided: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Assembly:
    """Record a meeting of the assembly or the council."""
    with act_on("hold_meeting", Association, association_id, actor=actor, now=now, key=key) as (
        doing,
        here,
    ):
        if doing.replayed:
            return Assembly.objects.get(pk=doing.subject_id)
        check_open(here.until, here.name)
        rules.check_meeting(on, here.founded_on, timezone.localdate(now), people)
        made = Assembly.objects.create(
            association=here,
            body=body,
            on=on,
            called=people.called,
            came=people.came,
            decided=decided,
        )
        measures.count_again(measures.MEETING, made, now)
        doing.on(measures.MEETING, made.pk, on=on.isoformat())
    return made


def adopt_charter(
    meeting_id: int,
    title: str,
    *,
    votes: int,
    text: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Charter:
    """Adopt a charter by an assembly's vote."""
    with act_on(
        "adopt_charter",
        Assembly,
        meeting_id,
        way="association__unit",
        actor=actor,
        now=now,
        key=key,
    ) as (doing, meeting):
        if doing.replayed:
            return Charter.objects.get(pk=doing.subject_id)
        if meeting.body != Body.ASSEMBLY:
            raise Refused(_("章程由会员代表大会表决，理事会不能通过章程。"))
        rules.check_decision(Body.ASSEMBLY, Attendance(meeting.called, meeting.came), votes)
        made = Charter.objects.create(assembly=meeting, title=title, text=text, votes=votes)
        doing.on("volunteers.charter", made.pk, title=title)
    return made


def elect(
    meeting_id: int,
    post: Post,
    name: str,
    *,
    votes: int,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> CouncilSeat:
    """Elect somebody to the council; a president or secretary once the one before has ended."""
    with act_on(
        "elect", Assembly, meeting_id, way="association__unit", actor=actor, now=now, key=key
    ) as (doing, meeting):
        if doing.replayed:
            return CouncilSeat.objects.get(pk=doing.subject_id)
        held = CouncilSeat.objects.filter(
            assembly__association=meeting.association_id, post=post, until=None
        )
        rules.check_seat(post, held.exists(), name)
        people = Attendance(meeting.called, meeting.came)
        rules.check_decision(Body(meeting.body), people, votes)
        made = CouncilSeat.objects.create(
            assembly=meeting, post=post, name=name.strip(), votes=votes
        )
        doing.on("volunteers.council_seat", made.pk)
    return made


def end_seat(
    seat_id: int, *, on: date, actor: Membership, now: datetime, key: UUID | None = None
) -> CouncilSeat:
    """End somebody's seat on the council."""
    with act_on(
        "end_seat",
        CouncilSeat,
        seat_id,
        way="assembly__association__unit",
        actor=actor,
        now=now,
        key=key,
    ) as (doing, seat):
        doing.on("volunteers.council_seat", seat.pk)
        if not doing.replayed:
            check_end(seat.assembly.on, seat.until, on)
            seat.until = on
            seat.save(update_fields=["until"])
    return seat
