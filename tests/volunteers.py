"""What the room of volunteers shows of one unit: some of everything, for tests that go over pages."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from youju.organisations.models import Membership
from youju.volunteers import actions
from youju.volunteers.actions import About, Plan, When
from youju.volunteers.rules.association import Attendance, Body, Post
from youju.volunteers.rules.orders import Step
from youju.volunteers.rules.pairs import Cared, Help
from youju.volunteers.rules.posts import PostKind
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
    programme = actions.add_programme(unit, "关爱空巢老人", since=today, **by())
    post = actions.add_post(unit, "金桥路口", kind=PostKind.CROSSING, since=today, **by())
    for n in range(2):
        plan = Plan(
            f"清洁家园{n}", Function.CLEAN, "桂苑小区", team=team, programme=programme, post=post
        )
        whens = [When(now + timedelta(hours=h), now + timedelta(hours=h + 1), 9) for h in (-2, 2)]
        service = actions.add_service(unit, plan, whens, **by())
        past, coming = service.shifts.order_by("starts")
        if n == 0:
            actions.list_present(past.pk, ids, **by())
            actions.confirm_shift(past.pk, {}, persuaded=3, **by())
            for pk in ids:
                actions.sign_up(coming.pk, pk, **by())
            held = {"service_id": service.pk, "shift_id": past.pk}
    for n in range(2):
        told = {"kind": "station", "since": today}
        station = actions.add_station(unit, f"服务站{n}", **told, **by())
        actions.check_station(station.pk, ["room", "team"], on=today, **by())
        pair = actions.add_pair(
            unit, ids[n], "王奶奶", kind=Cared.ALONE, since=today, team=team, **by()
        )
        actions.visit_pair(pair.pk, today, Help.HAIR, **by())
        asked: dict[str, Any] = {"kind": Function.CARE, "wanted_on": today, "phone": "13800000009"}
        order = actions.ask_order(unit, f"上门理发{n}", **asked, **by())
        actions.step_order(order.pk, Step.GIVE, team=team, **by())
        span = {"since": today - timedelta(1), "until": today, "content": "清洁家园"}
        paper = actions.notice_certificate(ids[n], **span, **by())
    return held | {
        "station_id": station.pk, "pair_id": pair.pk, "order_id": order.pk, "certificate_id": paper.pk,
        "programme_id": programme.pk, "post_id": post.pk,
        "volunteer_id": ids[0], "volunteer_team_id": team.pk, "training_id": training.pk,
        "association_id": here.pk, "meeting_id": meeting.pk,
    }  # fmt: skip
