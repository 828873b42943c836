"""Objects of the room volunteers."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from tests.access.objects import by, once
from youju.volunteers import actions
from youju.volunteers.actions import About
from youju.volunteers.rules.association import Attendance, Body, Post
from youju.volunteers.rules.register import Grade
from youju.volunteers.rules.teams import Function, TeamKind


def today() -> date:
    return timezone.localdate()


@once
def volunteer(world, own):
    about = About("袁志愿", "13800000001" if own else "13800000002")
    return actions.add_volunteer(world.unit(own), about, **by(world.staff(own))).pk


@once
def applicant(world, own):
    return actions.apply(world.unit(own), About("新申请"), **by(world.staff(own))).pk


@once
def leaver(world, own):
    staff = world.staff(own)
    made = actions.add_volunteer(world.unit(own), About("老志愿"), **by(staff))
    return actions.leave(made.pk, on=today(), **by(staff)).pk


@once
def assessment(world, own):
    how = by(world.staff(own))
    return actions.assess(volunteer(world, own), today().year, Grade.GOOD, **how).pk


@once
def training(world, own):
    people = [volunteer(world, own)]
    how = by(world.staff(own))
    return actions.record_training(world.unit(own), "岗前培训", people, on=today(), **how).pk


@once
def team(world, own):
    told = {"kind": TeamKind.FUNCTION, "function": Function.CLEAN, "since": today()}
    return actions.add_team(world.unit(own), "环境队", **told, **by(world.staff(own))).pk


@once
def team_member(world, own):
    how = by(world.staff(own))
    return actions.join_team(team(world, own), volunteer(world, own), **how).pk


@once
def association(world, own):
    how = by(world.staff(own))
    return actions.found_association(world.unit(own), "协会", founded_on=today(), **how).pk


@once
def meeting(world, own):
    people, how = Attendance(90, 80), by(world.staff(own))
    return actions.hold_meeting(association(world, own), Body.ASSEMBLY, people, on=today(), **how).pk  # fmt: skip


@once
def council_seat(world, own):
    how = by(world.staff(own))
    return actions.elect(meeting(world, own), Post.PRESIDENT, "会长甲", votes=70, **how).pk


OBJECTS = {
    "volunteer_id": volunteer,
    "volunteers:accept.volunteer_id": applicant,
    "volunteers:decline.volunteer_id": applicant,
    "volunteers:come_back.volunteer_id": leaver,
    "assessment_id": assessment,
    "training_id": training,
    "team_id": team,
    "member_id": team_member,
    "association_id": association,
    "meeting_id": meeting,
    "seat_id": council_seat,
}
