"""Applying, registering, training, assessing, leaving; teams and the association."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.rules import Role
from youju.organisations.tests.factories import make_member, make_unit
from youju.volunteers import actions, queries
from youju.volunteers.actions import About
from youju.volunteers.actions.frame import act_on
from youju.volunteers.models import Team, Volunteer
from youju.volunteers.numbering import take_serial
from youju.volunteers.rules.association import Attendance, Body, Post
from youju.volunteers.rules.register import Grade
from youju.volunteers.rules.teams import Function, TeamKind
from youju.volunteers.tests.world import NOON, TODAY, Helpers, figure, twice, wrong_facts

MARCH = date(2026, 3, 5)


def refused(field, do, **how):
    with pytest.raises(Refused) as told:
        do(**how)
    assert told.value.field == field
    return told.value.message


def test_whoever_applies_is_registered_by_the_unit_under_a_number(world: Helpers):
    def apply(**how):
        return actions.apply(world.community, About("袁志愿", "138 0000 0001"), person=world.member.person, **how)  # fmt: skip

    one = twice(apply, **world.by(world.member))
    assert (one.state, one.number) == ("applied", None)
    assert "已经申请过" in refused(None, apply, **world.by(world.member))
    assert queries.applications_waiting(world.staff, world.community) == 1
    assert figure(world.community, "registered") is None

    twice(lambda **how: actions.decide(one.pk, accepted=True, **how), **world.by(world.staff))

    one.refresh_from_db()
    assert (one.state, one.number) == ("registered", "32050226000013")
    assert str(one.phone) == "138****0001"
    assert figure(world.city.city, "registered") == "1名"
    assert queries.my_record(world.member).pk == one.pk
    with pytest.raises(Missing):
        queries.my_record(world.staff)
    assert queries.me(None) is None
    assert wrong_facts() == []


def test_an_application_is_declined_with_a_reason_and_may_be_taken_up_later(world: Helpers):
    one = actions.apply(world.community, About("新申请"), **world.by(world.staff))

    def decline(note, **how):
        return actions.decide(one.pk, accepted=False, note=note, **how)

    assert refused("note", lambda **how: decline(" ", **how), **world.by(world.staff))
    declined = decline("不住本辖区", **world.by(world.staff))
    assert (declined.state, declined.note) == ("declined", "不住本辖区")
    assert actions.decide(one.pk, accepted=True, **world.by(world.staff)).number


def test_the_same_phone_is_registered_once_in_a_city(world: Helpers):
    world.volunteer("袁志愿", "13800000001")

    told = refused("phone", lambda **_how: world.volunteer("小袁", "138-0000-0001", world.city.next_door))  # fmt: skip

    assert "袁**" in told
    with pytest.raises(Refused, match="5 至 12 位"):
        world.volunteer("甲", "12a")
    with pytest.raises(Refused, match="还没有到"):
        actions.add_volunteer(world.community, About("甲"), registered_on=date(2026, 7, 9), **world.by(world.staff))  # fmt: skip
    with pytest.raises(Forbidden):
        actions.add_volunteer(world.community, About("甲"), **world.by(world.grid_worker))
    twice(lambda **how: actions.add_volunteer(world.community, About("乙"), **how), **world.by(world.staff))  # fmt: skip


def test_numbers_run_on_in_a_district_and_a_unit_without_a_code_takes_the_one_above(world: Helpers):
    first = world.volunteer("甲")
    clerk = make_member(world.city.hospital, Role.UNIT_USER)
    second = actions.add_volunteer(
        world.city.hospital, About("乙"), registered_on=MARCH, **world.by(clerk)
    )
    grid = actions.add_volunteer(
        world.city.grid, About("丙"), registered_on=MARCH, **world.by(world.staff)
    )

    assert [one.number[:13] for one in (first, second, grid)] == ["3205022600001", "3205022600002", "3205022600003"]  # fmt: skip
    assert [take_serial(f"证明 {n}", 7) for n in (1, 1, 2)] == [1, 2, 1]


def test_a_unit_of_no_code_at_all_has_numbers_too(world: Helpers):
    unit = make_unit("某省", "province")  # type: ignore[arg-type]
    office = make_member(unit, Role.OFFICE, "sheng")

    made = actions.add_volunteer(unit, About("甲"), registered_on=MARCH, **world.by(office))

    assert made.number[:8] == "00000026"


def test_what_is_known_is_changed_and_an_empty_phone_keeps_the_old_one(world: Helpers):
    one = world.volunteer("袁志愿", "13800000001")
    about = About("袁志愿", skills="理发", services="上门理发", card_phone="13900000001")

    def change(**how):
        return actions.change_volunteer(one.pk, about, keep_phone=True, **how)

    twice(change, **world.by(world.staff))
    actions.change_volunteer(one.pk, About("袁志愿"), keep_phone=True, **world.by(world.staff))
    kept = Volunteer.objects.get(pk=one.pk)
    assert (str(kept.phone), str(kept.card_phone)) == ("138****0001", "139****0001")
    assert kept.phone_index == one.phone_index

    gone = About("袁志愿", "无", card_phone="无")
    actions.change_volunteer(one.pk, gone, keep_phone=True, **world.by(world.staff))
    kept = Volunteer.objects.get(pk=one.pk)
    assert (kept.phone, kept.phone_index, kept.card_phone) == ("", "", "")

    actions.change_volunteer(one.pk, About("袁志愿", "13700000001"), **world.by(world.staff))
    kept.refresh_from_db()
    assert str(kept.phone) == "137****0001" and not kept.card_phone


def test_whoever_is_trained_counts_once_in_each_training(world: Helpers):
    people = [world.volunteer(name).pk for name in ("甲", "乙", "丙")]
    stranger = world.volunteer("丁", unit=world.city.next_door).pk

    def train(ids, **how):
        return actions.record_training(world.community, "急救常识", ids, on=TODAY, hours=Decimal(2), **how)  # fmt: skip

    made = twice(lambda **how: train([*people, stranger], **how), **world.by(world.staff))

    assert made.people.count() == 3  # a neighbour's volunteer is not in this register
    assert set(Volunteer.objects.filter(pk__in=people).values_list("state", flat=True)) == {"trained"}  # fmt: skip
    assert figure(world.community, "trained") == "3人次"
    assert refused("people", lambda **how: train([stranger], **how), **world.by(world.staff))
    assert wrong_facts() == []


def test_a_year_is_assessed_once_and_may_be_put_right(world: Helpers):
    one = world.volunteer()

    def assess(grade, **how):
        return actions.assess(one.pk, 2026, grade, **how)

    twice(lambda **how: assess(Grade.GOOD, **how), **world.by(world.staff))
    assess(Grade.EXCELLENT, **world.by(world.staff))

    assert list(one.assessments.values_list("grade", flat=True)) == ["excellent"]
    assert figure(world.community, "assessed") == "1人次"
    early = lambda **how: actions.assess(one.pk, 2025, Grade.GOOD, **how)  # noqa: E731
    assert refused("year", early, **world.by(world.staff))
    assert wrong_facts() == []


def test_leaving_ends_teams_and_coming_back_keeps_the_number(world: Helpers):
    one, team = world.volunteer(), world.team()
    actions.join_team(team.pk, one.pk, since=MARCH, **world.by(world.staff))

    twice(lambda **how: actions.leave(one.pk, on=TODAY, **how), **world.by(world.staff))

    assert figure(world.community, "registered") == "0名"
    assert figure(world.community, "team_members") == "0名"
    assert wrong_facts() == []
    back = twice(lambda **how: actions.come_back(one.pk, **how), **world.by(world.staff))
    assert (back.state, back.number, back.left_on) == ("registered", one.number, None)
    assert refused(None, lambda **how: actions.come_back(one.pk, **how), **world.by(world.staff))
    assert figure(world.community, "registered") == "1名"
    assert queries.members_of(team).count() == 0


def test_an_account_belongs_to_one_volunteer(world: Helpers):
    one, other = world.volunteer("甲"), world.volunteer("乙")

    twice(lambda **how: actions.link_account(one.pk, to=world.member, **how), **world.by(world.staff))  # fmt: skip

    assert queries.my_record(world.member).pk == one.pk
    again = lambda **how: actions.link_account(other.pk, to=world.member, **how)  # noqa: E731
    assert refused("to", again, **world.by(world.staff))


def test_a_team_counts_what_it_states_else_who_stands_in_it(world: Helpers):
    people = [world.volunteer(name) for name in ("甲", "乙")]
    counted = world.team()
    power = {"kind": TeamKind.UNIT, "function": Function.POWER, "stated": 45, "since": MARCH}
    stated = twice(lambda **how: actions.add_team(world.community, "供电公司志愿服务队", **power, **how), **world.by(world.staff))  # fmt: skip
    for one in people:
        actions.join_team(counted.pk, one.pk, leads=one is people[1], since=date(2026, 4, 1), **world.by(world.staff))  # fmt: skip

    assert figure(world.community, "teams") == "2支"
    assert figure(world.community, "team_members") == "47名"
    assert figure(world.community, "unit_members") == "45名"
    assert figure(world.community, "function_teams") == "1支"
    assert Team.objects.get(pk=counted.pk).leader == "乙"
    assert refused("name", lambda **_how: world.team())
    assert wrong_facts() == []

    member = queries.members_of(counted)[0]
    assert member.volunteer.name == "乙"
    twice(lambda **how: actions.quit_team(member.pk, on=date(2026, 5, 1), **how), **world.by(world.staff))  # fmt: skip
    told = {"leader": "丁", "phone": "0390-1", "stated": 50}
    twice(lambda **how: actions.change_team(stated.pk, **told, **how), **world.by(world.staff))
    assert figure(world.community, "team_members") == "51名"
    twice(lambda **how: actions.end_team(stated.pk, on=TODAY, **how), **world.by(world.staff))
    assert figure(world.community, "unit_teams") == "0支"
    assert wrong_facts() == []


def test_joining_needs_the_register_and_happens_once(world: Helpers):
    team, one = world.team(), world.volunteer()
    joined = twice(lambda **how: actions.join_team(team.pk, one.pk, **how), **world.by(world.staff))
    assert joined.since == TODAY
    again = lambda **how: actions.join_team(team.pk, one.pk, **how)  # noqa: E731
    assert refused("volunteer", again, **world.by(world.staff))
    applicant = actions.apply(world.community, About("新申请"), **world.by(world.staff))
    asked = lambda **how: actions.join_team(team.pk, applicant.pk, **how)  # noqa: E731
    assert refused("volunteer", asked, **world.by(world.staff))
    with pytest.raises(Missing):
        actions.join_team(team.pk, world.volunteer("邻", unit=world.city.next_door).pk, **world.by(world.staff))  # fmt: skip
    with pytest.raises(Missing), act_on("x", Team, 10**9, actor=world.staff, now=NOON, key=None):
        pass


def test_the_association_votes_its_charter_and_elects_its_council(world: Helpers):
    unit = world.city.district
    how = {"founded_on": date(2026, 5, 28), "members": 4560}

    def found(**more):
        return actions.found_association(unit, "澄江区志愿者协会", **how, **more)

    here = twice(found, **world.by(world.office))
    assert figure(unit, "association_members") == "4560人"
    assert refused("name", found, **world.by(world.office))

    def meet(body, called, came, **more):
        return actions.hold_meeting(here.pk, body, Attendance(called, came), on=date(2026, 5, 28), **more)  # fmt: skip

    meeting = twice(lambda **m: meet(Body.ASSEMBLY, 120, 108, **m), **world.by(world.office))
    council = meet(Body.COUNCIL, 15, 12, **world.by(world.office))

    def adopt(at, votes, **more):
        return actions.adopt_charter(at.pk, "协会章程", votes=votes, **more)

    charter = twice(lambda **m: adopt(meeting, 105, **m), **world.by(world.office))
    assert refused(None, lambda **m: adopt(council, 12, **m), **world.by(world.office))
    assert refused("votes", lambda **m: adopt(meeting, 54, **m), **world.by(world.office))
    assert queries.charter_of(here) == charter

    def elect(post, name, **more):
        return actions.elect(meeting.pk, post, name, votes=100, **more)

    seat = twice(lambda **m: elect(Post.PRESIDENT, "会长甲", **m), **world.by(world.office))
    second = lambda **m: elect(Post.PRESIDENT, "会长乙", **m)  # noqa: E731
    assert refused("post", second, **world.by(world.office))
    twice(lambda **m: actions.end_seat(seat.pk, on=TODAY, **m), **world.by(world.office))
    second(**world.by(world.office))
    assert [one.name for one in queries.council_of(here)] == ["会长乙"]
    assert figure(unit, "meetings") == "2次"
    assert wrong_facts() == []


def test_members_are_stated_on_a_day_and_an_association_ends(world: Helpers):
    unit = world.city.district
    how = {"founded_on": date(2026, 5, 28)}
    here = actions.found_association(unit, "协会", **how, **world.by(world.office))
    ahead = {"founded_on": date(2026, 7, 9)}
    assert refused("founded_on", lambda **m: actions.found_association(unit, "新", **ahead, **m), **world.by(world.office))  # fmt: skip

    def state(on, **more):
        return actions.state_members(here.pk, 4700, on=on, **more)

    twice(lambda **m: state(TODAY, **m), **world.by(world.office))
    assert refused("on", lambda **m: state(date(2026, 5, 1), **m), **world.by(world.office))
    assert figure(unit, "association_members") == "4700人"
    twice(lambda **m: actions.end_association(here.pk, on=TODAY, **m), **world.by(world.office))
    assert figure(unit, "associations") == "0个"
    assert refused(None, lambda **m: state(TODAY, **m), **world.by(world.office))
    assert wrong_facts() == []


def test_the_care_officer_opens_a_phone_with_a_reason(world: Helpers):
    one = world.volunteer("袁志愿", "13800000001")
    care = make_member(world.community, Role.CARE_OFFICER)
    client = Client()
    client.force_login(care.person, backend="django.contrib.auth.backends.ModelBackend")
    url = f"/volunteers/people/{one.pk}/phone/"

    assert client.post(url, {"reason": "查"}).status_code == 422
    assert "13800000001" in client.post(url, {"reason": "通知今天集合"}).content.decode()
    assert "13800000001" not in client.get(f"/volunteers/people/{one.pk}/").content.decode()
