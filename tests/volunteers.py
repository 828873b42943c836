"""What the room of volunteers shows of one unit: some of everything, for tests that go over pages."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import uuid4

from youju.organisations.models import Membership
from youju.volunteers import actions
from youju.volunteers.actions import About
from youju.volunteers.rules.association import Attendance, Body, Post
from youju.volunteers.rules.register import Grade
from youju.volunteers.rules.teams import Function, TeamKind


def some_volunteers(
    staff: Membership, now: datetime, today: date, *, many: int = 4
) -> dict[str, int]:
    """Make some of everything at the member's unit; return ids for addresses."""
    unit = staff.unit

    def by(**more: Any) -> dict[str, Any]:
        return {"actor": staff, "now": now, "key": uuid4(), **more}

    people = [
        actions.add_volunteer(unit, About(f"志愿者{n}", f"1380000000{n}"), **by())
        for n in range(many)
    ]
    ids = [one.pk for one in people]
    for n in range(2):
        training = actions.record_training(unit, f"培训{n}", ids, on=today, **by())
        told: dict[str, Any] = {"kind": TeamKind.FUNCTION, "function": Function.CLEAN}
        team = actions.add_team(unit, f"环境队{n}", since=today, **told, **by())
        for pk in ids:
            actions.join_team(team.pk, pk, **by())
    actions.assess(ids[0], today.year, Grade.GOOD, **by())
    here = actions.found_association(unit, "协会", founded_on=today, members=4560, **by())
    for _n in range(2):
        body, came = Body.ASSEMBLY, Attendance(120, 108)
        meeting = actions.hold_meeting(here.pk, body, came, on=today, **by())
        actions.adopt_charter(meeting.pk, "协会章程", votes=100, **by())
        for n in range(3):
            actions.elect(meeting.pk, Post.COUNCILLOR, f"理事{n}", votes=100, **by())
    return {
        "volunteer_id": ids[0], "volunteer_team_id": team.pk, "training_id": training.pk,
        "association_id": here.pk, "meeting_id": meeting.pk,
    }  # fmt: skip
