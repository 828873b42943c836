"""Objects of the room volunteers."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from tests.access.objects import by, once
from tests.access.objects.residents import resident
from youju.organisations.rules import Role
from youju.organisations.tests.factories import make_member
from youju.volunteers import actions
from youju.volunteers.actions import About, Plan, When
from youju.volunteers.models import Certificate, Service
from youju.volunteers.rules.association import Attendance, Body, Post
from youju.volunteers.rules.pairs import Cared, Help
from youju.volunteers.rules.posts import PostKind
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


@once
def service(world, own):
    starts = timezone.now() + timedelta(days=2)
    when = When(starts, starts + timedelta(hours=2), 5)
    plan = Plan("清洁家园", Function.CLEAN, "桂苑小区")
    return actions.add_service(world.unit(own), plan, [when], **by(world.staff(own))).pk


@once
def shift(world, own):
    return Service.objects.get(pk=service(world, own)).shifts.get().pk


@once
def past_shift(world, own):
    """Return a shift that was confirmed, with nobody on its list."""
    starts = timezone.now() - timedelta(days=2)
    when = When(starts, starts + timedelta(hours=2), 5)
    plan = Plan("清洁家园", Function.CLEAN, "桂苑小区")
    made = actions.add_service(world.unit(own), plan, [when], **by(world.staff(own)))
    return actions.confirm_shift(made.shifts.get().pk, {}, **by(world.staff(own))).pk


@once
def seat(world, own):
    """Return make-up hours that the grid's neighbour asked for."""
    asker = make_member(world.unit(own), Role.STAFF, f"asker-{own}")
    told = {"reason": "名单漏记了"}
    shift_id, one = past_shift(world, own), volunteer(world, own)
    return actions.ask_make_up(shift_id, one, 60, **told, **by(asker)).pk


@once
def programme(world, own):
    how = by(world.staff(own))
    return actions.add_programme(world.unit(own), "关爱空巢老人", since=today(), **how).pk


@once
def post(world, own):
    told = {"kind": PostKind.CROSSING, "since": today()}
    return actions.add_post(world.unit(own), "金桥路口", **told, **by(world.staff(own))).pk


@once
def secret(world, own):
    account = make_member(world.unit(own), Role.VOLUNTEER, f"feeder-{own}")
    made = actions.add_volunteer(world.unit(own), About("订阅人"), **by(world.staff(own)))
    actions.link_account(made.pk, to=account, **by(world.staff(own)))
    return actions.make_feed(**by(account))


@once
def served(world, own):
    """Return a volunteer with two confirmed hours of a month ago."""
    staff = world.staff(own)
    then = timezone.now() - timedelta(days=30)
    about = About("有时长", "13800000003" if own else "13800000004")
    told = {"registered_on": then.date(), **by(staff)}
    one = actions.add_volunteer(world.unit(own), about, **told)
    plan = Plan("清洁家园", Function.CLEAN, "桂苑小区")
    when = When(then, then + timedelta(hours=2), 5)
    shift = actions.add_service(world.unit(own), plan, [when], **by(staff)).shifts.get()
    actions.list_present(shift.pk, [one.pk], **by(staff))
    actions.confirm_shift(shift.pk, {}, **by(staff))
    return one.pk


@once
def certificate(world, own):
    """Return a certificate in its notice: the second of its volunteer, who has one at a time."""
    issued(world, own)
    how = by(world.staff(own)) | {"now": timezone.now() - timedelta(days=8)}
    span = {
        "since": today() - timedelta(60),
        "until": today() - timedelta(9),
        "content": "清洁家园",
    }
    return actions.notice_certificate(served(world, own), **span, **how).pk


@once
def issued(world, own):
    how = by(world.staff(own)) | {"now": timezone.now() - timedelta(days=8)}
    span = {
        "since": today() - timedelta(60),
        "until": today() - timedelta(9),
        "content": "清洁家园",
    }
    made = actions.notice_certificate(served(world, own), **span, **how)
    told = {"responsible": "甲", "handler": "乙", "contact": "0390-1"}
    return actions.issue_certificate(made.pk, **told, **by(world.staff(own))).pk


def certificate_code(world, own):
    return Certificate.objects.get(pk=issued(world, own)).code


@once
def station(world, own):
    told = {"kind": "station", "since": today()}
    return actions.add_station(world.unit(own), "服务站", **told, **by(world.staff(own))).pk


@once
def pair(world, own):
    told = {"kind": Cared.ALONE, "since": today()}
    one = volunteer(world, own)
    return actions.add_pair(world.unit(own), one, "王奶奶", **told, **by(world.staff(own))).pk


@once
def pair_visit(world, own):
    return actions.visit_pair(pair(world, own), today(), Help.HAIR, **by(world.staff(own))).pk


@once
def order(world, own):
    told = {"kind": Function.CARE, "wanted_on": today(), "phone": "13800000009"}
    return actions.ask_order(world.unit(own), "上门理发", **told, **by(world.staff(own))).pk


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
    "volunteers:seat_end.seat_id": council_seat,
    "seat_id": seat,
    "service_id": service,
    "certificate_id": certificate,
    "volunteers:certificate_revoke.certificate_id": issued,
    "volunteers:certificate_add.volunteer_id": served,
    "station_id": station,
    "household_id": lambda world, own: int(resident(world, own).household_id),
    "pair_id": pair,
    "visit_id": pair_visit,
    "order_id": order,
    "step": lambda _world, _own: "give",
    "shift_id": shift,
    "programme_id": programme,
    "post_id": post,
    "code": lambda _world, _own: "123456",
    "secret": secret,
}
