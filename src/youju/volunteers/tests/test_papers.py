"""Certificates, stations, pairs, orders and contact cards."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from youju.audit.models import Entry
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.rules import Role
from youju.organisations.tests.factories import make_member
from youju.residents import actions as residents
from youju.residents.actions import AreaTold, Home
from youju.residents.rules.people import Told
from youju.volunteers import actions, queries
from youju.volunteers.actions import About
from youju.volunteers.models import Certificate, Order, Pair
from youju.volunteers.queries.care import (
    order_counts,
    orders_of,
    pairs_of,
    pairs_with,
    stations_of,
    whom,
    whom_offered,
)
from youju.volunteers.queries.certificates import certificates_of, content_of
from youju.volunteers.rules.orders import Step
from youju.volunteers.rules.pairs import Cared, Help
from youju.volunteers.rules.stars import Have
from youju.volunteers.rules.teams import Function, TeamKind
from youju.volunteers.tests.test_register import refused
from youju.volunteers.tests.test_services import AFTER, called, confirmed, shift_of
from youju.volunteers.tests.world import TODAY, Helpers, figure, twice, wrong_facts

LATER = AFTER + timedelta(days=7)
SPAN = {"since": date(2026, 7, 1), "until": date(2026, 7, 10), "content": "清洁家园"}
PEOPLE = {"responsible": "负责人甲", "handler": "经办人乙", "contact": "0390-0001"}


def noticed(world, now=AFTER):
    one = world.volunteer("袁志愿")
    confirmed(world, shift_of(called(world)), [one])
    return actions.notice_certificate(one.pk, **SPAN, **world.by(world.staff, now=now))


def test_one_certificate_of_a_volunteer_is_noticed_at_a_time(world: Helpers):
    first = noticed(world)
    again = lambda **how: actions.notice_certificate(first.volunteer_id, **SPAN, **how)  # noqa: E731

    assert "还没有出具" in refused(None, again, **world.by(world.staff, now=AFTER))
    assert Certificate.objects.count() == 1
    actions.stop_certificate(first.pk, reason="时间写错了", **world.by(world.staff, now=AFTER))
    assert again(**world.by(world.staff, now=AFTER)).state == "noticed"


def test_a_certificate_is_noticed_issued_and_revoked(world: Helpers):
    one = world.volunteer("袁志愿")
    confirmed(world, shift_of(called(world)), [one], minutes=[90])

    def notice(**how):
        return actions.notice_certificate(one.pk, **SPAN, **how)

    here = twice(notice, **world.by(world.staff, now=AFTER))
    assert (here.state, here.hours, str(here)) == ("noticed", "1.5", "袁志愿")
    assert content_of(one, SPAN["since"], SPAN["until"]) == "清洁家园"

    def issue(**how):
        return actions.issue_certificate(here.pk, **PEOPLE, **how)

    assert "7月17日" in refused(None, issue, **world.by(world.staff, now=AFTER))
    with pytest.raises(Missing):
        queries.certificate_by_code("0")
    done = twice(issue, **world.by(world.staff, now=LATER))
    assert done.number == "金桥社区志证〔2026〕1号" and len(done.code) == 12
    assert queries.certificate_by_code(done.code.lower()) == done
    assert figure(world.community, "certificates") == "1份"
    assert refused(None, issue, **world.by(world.staff, now=LATER))

    def revoke(reason="时长登记有误", **how):
        return actions.revoke_certificate(here.pk, reason=reason, **how)

    assert refused("reason", lambda **how: revoke("误", **how), **world.by(world.staff))
    twice(revoke, **world.by(world.staff, now=LATER))
    assert figure(world.community, "certificates") is None
    assert queries.certificate_by_code(done.code).state == "revoked"
    assert certificates_of(world.staff, world.community).count() == 1
    assert wrong_facts() == []


def test_a_certificate_is_stopped_within_its_notice_and_needs_hours(world: Helpers):
    here = noticed(world)
    stop = lambda **how: actions.stop_certificate(here.pk, reason="有人提出异议", **how)  # noqa: E731
    twice(stop, **world.by(world.staff, now=AFTER))
    assert refused(None, stop, **world.by(world.staff, now=AFTER))
    bare = world.volunteer("没有时长")
    ask = lambda **how: actions.notice_certificate(bare.pk, **SPAN, **how)  # noqa: E731
    assert refused("since", ask, **world.by(world.staff, now=AFTER))


def test_a_certificate_says_the_hours_as_they_are_when_it_is_issued(world: Helpers):
    here = noticed(world)
    seat = here.volunteer.seats.get()
    actions.correct_hours(seat.pk, 30, reason="提前离开了", **world.by(world.staff, now=AFTER))

    done = actions.issue_certificate(here.pk, **PEOPLE, **world.by(world.staff, now=LATER))

    assert (here.minutes, done.minutes) == (120, 30)


def test_a_station_has_the_star_of_its_latest_check(world: Helpers):
    told = {"kind": "station", "since": date(2026, 3, 5), "place": "金桥路 18号"}

    def add(**how):
        return actions.add_station(world.community, "金桥志愿服务站", **told, **how)

    here = twice(add, **world.by(world.staff))
    assert refused("name", add, **world.by(world.staff))
    nine = [one.value for one in Have]

    def check(met, on, **how):
        return actions.check_station(here.pk, met, on=on, **how)

    twice(lambda **how: check(nine, TODAY, **how), **world.by(world.grid_worker))
    check(nine[:4], date(2026, 5, 1), **world.by(world.staff))
    here.refresh_from_db()
    assert (here.star, here.checked_on) == (5, TODAY)
    assert figure(world.community, "star_stations") == "1个"
    last = check(nine[:8], TODAY, **world.by(world.staff))
    assert last.lacking == ["有活动资料"] and last.star == 4
    assert stations_of(world.staff, world.community, TODAY).count() == 1
    assert wrong_facts() == []
    twice(lambda **how: actions.end_station(here.pk, on=TODAY, **how), **world.by(world.staff))
    assert figure(world.community, "stations") == "0个"
    assert refused(None, lambda **how: check(nine, TODAY, **how), **world.by(world.staff))
    assert wrong_facts() == []


def test_a_pair_keeps_a_masked_name_and_counts_visits_of_each_person(world: Helpers):
    one = world.volunteer("袁志愿")
    team = world.team("帮困队", kind=TeamKind.HELPERS, function=Function.CARE)
    told = {"kind": Cared.ALONE, "since": date(2026, 7, 1), "team": team, "every_days": 7}

    def add(**how):
        return actions.add_pair(world.community, one.pk, "王奶奶", **told, **how)

    pair = twice(add, **world.by(world.staff))
    pair = Pair.objects.get(pk=pair.pk)
    assert str(pair.person_name) == "王**" and pair.due_on == date(2026, 7, 8)

    def visit(on, help, **how):
        return actions.visit_pair(pair.pk, on, help, **how)

    twice(lambda **how: visit(TODAY, Help.HAIR, **how), **world.by(world.grid_worker))
    visit(date(2026, 7, 3), Help.TALK, **world.by(world.staff))
    assert refused("on", lambda **how: visit(date(2026, 6, 1), Help.TALK, **how), **world.by(world.staff))  # fmt: skip

    pair.refresh_from_db()
    assert (pair.last_on, pair.due_on) == (TODAY, date(2026, 7, 15))
    assert figure(world.community, "pairs") == "1对"
    assert figure(world.community, "pair_visits") == "2次"
    assert figure(world.community, "cared") == "1人"
    assert figure(world.community, "haircuts") == "1人次"
    assert pairs_of(world.staff, world.community, 2026)[0].n == 2
    assert wrong_facts() == []
    twice(lambda **how: actions.end_pair(pair.pk, on=TODAY, **how), **world.by(world.staff))
    assert refused(None, lambda **how: visit(TODAY, Help.TALK, **how), **world.by(world.staff))
    assert figure(world.community, "pairs") == "0对"
    assert wrong_facts() == []
    left = world.volunteer("走了的")
    actions.leave(left.pk, on=TODAY, **world.by(world.staff))
    with pytest.raises(Refused, match="先办注册"):
        actions.add_pair(world.community, left.pk, "甲", **told, **world.by(world.staff))


@pytest.fixture
def old_wang(world: Helpers):
    """A lonely old woman of the register of residents, in her household."""
    told = AreaTold("桂苑小区", "managed")
    area = residents.add_area(world.community, told, **world.by(world.staff))
    one = residents.register(Told("王奶奶"), Home(area, "3-2-501"), **world.by(world.staff))
    residents.note_need("lonely", resident_id=one.pk, since=TODAY, **world.by(world.staff))
    return one


def test_a_pair_is_with_a_person_or_household_of_the_register(world: Helpers, old_wang):
    one, home = world.volunteer("袁志愿"), old_wang.household
    told = {"kind": Cared.ALONE, "since": TODAY, "whom": old_wang}
    pair = twice(lambda **how: actions.add_pair(world.community, one.pk, **told, **how), **world.by(world.staff))  # fmt: skip
    named = actions.add_pair(world.community, one.pk, "王奶奶", **told | {"whom": None}, **world.by(world.staff))  # fmt: skip

    assert (pair.resident, str(pair.person_name), pair.cared_for) == (old_wang, "", "王**")
    assert [row.pk for row in pairs_with(world.staff, home)] == [pair.pk]
    twice(lambda **how: actions.name_pair(named.pk, home, **how), **world.by(world.staff))

    assert refused("name", lambda **how: actions.name_pair(named.pk, None, **how), **world.by(world.staff))  # fmt: skip
    named = Pair.objects.get(pk=named.pk)
    assert (named.household, str(named.person_name), named.cared_for) == (home, "", "王**户")
    assert [row.pk for row in pairs_with(world.staff, home)] == [named.pk, pair.pk]
    actions.end_pair(named.pk, on=TODAY, **world.by(world.staff))
    assert [row.pk for row in pairs_with(world.staff, home)] == [pair.pk, named.pk]
    assert refused(None, lambda **how: actions.name_pair(named.pk, home, **how), **world.by(world.staff))  # fmt: skip
    assert wrong_facts() == []


def test_a_pair_goes_with_the_registration_that_stays(world: Helpers, old_wang):
    one = world.volunteer("袁志愿")
    told = {"kind": Cared.ALONE, "since": TODAY, "whom": old_wang}
    pair = actions.add_pair(world.community, one.pk, **told, **world.by(world.staff))
    keep = residents.register(Told("王奶奶"), Home(old_wang.household.area, "3-2-501"), **world.by(world.staff))  # fmt: skip

    residents.merge(keep.pk, old_wang.pk, **world.by(world.staff))

    assert Pair.objects.get(pk=pair.pk).resident == keep


def test_a_pair_goes_with_the_area_to_the_unit_that_answers_for_it(world: Helpers, old_wang):
    one, home = world.volunteer("袁志愿"), old_wang.household
    told = {"kind": Cared.ALONE, "since": TODAY}
    pairs = [
        actions.add_pair(world.community, one.pk, **told, whom=whom, **world.by(world.staff))
        for whom in (old_wang, home)
    ]
    named = actions.add_pair(world.community, one.pk, "甲", **told, **world.by(world.staff))
    actions.visit_pair(pairs[0].pk, TODAY, Help.HAIR, **world.by(world.staff))
    office = make_member(world.city.street, Role.OFFICE)

    residents.hand_area(home.area_id, world.city.next_door, **world.by(office))

    for pair in pairs:
        pair.refresh_from_db()
        assert pair.unit == world.city.next_door and pair.volunteer == one
    named.refresh_from_db()
    assert named.unit == world.community
    actions.visit_pair(pairs[1].pk, TODAY, Help.TALK, **world.by(world.neighbour))
    assert wrong_facts() == []


def test_a_volunteer_tells_of_their_own_visits_and_of_no_others(world: Helpers):
    account = make_member(world.community, Role.VOLUNTEER, "v1")
    own, other = world.volunteer("袁志愿"), world.volunteer("穆清")
    actions.link_account(own.pk, to=account, **world.by(world.staff))
    told = {"kind": Cared.ALONE, "since": TODAY}
    mine, theirs = (
        actions.add_pair(world.community, one.pk, "王奶奶", **told, **world.by(world.staff))
        for one in (own, other)
    )

    visit = actions.visit_pair(mine.pk, TODAY, Help.HAIR, **world.by(account))

    assert visit.pair == mine and figure(world.community, "pair_visits") == "1次"
    with pytest.raises(Forbidden):
        actions.visit_pair(theirs.pk, TODAY, Help.HAIR, **world.by(account))
    with pytest.raises(Missing):
        actions.visit_pair(0, TODAY, Help.HAIR, **world.by(account))


def test_a_pair_is_with_somebody_of_its_own_unit(world: Helpers, old_wang):
    other = world.volunteer("桃志愿", unit=world.city.next_door)
    told = {"kind": Cared.ALONE, "since": TODAY, "whom": old_wang}

    assert refused(
        "whom",
        lambda **how: actions.add_pair(world.city.next_door, other.pk, **told, **how),
        **world.by(world.neighbour),
    )
    assert not Pair.objects.exists()


def test_who_is_in_need_may_be_chosen_by_those_who_look_residents_up(world: Helpers, old_wang):
    code = f"p{old_wang.pk}"

    offered = whom_offered(world.staff, world.community, None)
    assert [one for one, _words in offered] == [code] and "孤寡老人" in offered[0][1]
    asked = whom_offered(world.staff, world.community, old_wang.household)
    assert [one for one, _words in asked] == [f"h{old_wang.household_id}", code]
    unit_user = make_member(world.community, Role.UNIT_USER)
    assert whom_offered(unit_user, world.community, None) == []
    assert whom(world.staff, code) == old_wang
    assert [whom(world.staff, odd) for odd in ("", "p", "x1", "p1x")] == [None] * 4
    with pytest.raises(Missing):
        whom(world.neighbour, code)


def test_an_order_is_given_taken_finished_and_rated(world: Helpers):
    team = world.team("帮困队", kind=TeamKind.HELPERS, function=Function.CARE)
    told = {"kind": Function.CARE, "wanted_on": TODAY, "asker": "王奶奶", "phone": "13800000009"}

    def ask(**how):
        return actions.ask_order(world.community, "上门理发", **told, **how)

    order = twice(ask, **world.by(world.grid_worker))
    assert str(Order.objects.get().asker) == "王**"

    def step(step, actor=world.staff, **more):
        return actions.step_order(order.pk, step, **more, **world.by(actor))

    with pytest.raises(Forbidden):
        step(Step.GIVE, world.grid_worker, team=team)
    assert refused("team", lambda **how: actions.step_order(order.pk, Step.GIVE, **how), **world.by(world.staff))  # fmt: skip
    twice(lambda **how: actions.step_order(order.pk, Step.GIVE, team=team, **how), **world.by(world.staff))  # fmt: skip
    assert step(Step.DECLINE, words="人手不够").team is None
    step(Step.GIVE, team=team)
    step(Step.TAKE, world.grid_worker)
    step(Step.FINISH, words="已理发")
    assert step(Step.REDO, words="没有理完").done_on is None
    step(Step.FINISH, words="理完了")
    with pytest.raises(Refused):
        step(Step.RATE, stars=0)
    rated = step(Step.RATE, stars=4)

    assert (rated.state, rated.stars, rated.result) == ("rated", 4, "理完了")
    assert [one.step for one in rated.steps.order_by("pk")] == ["give", "decline", "give", "take", "finish", "redo", "finish", "rate"]  # fmt: skip
    assert figure(world.community, "orders_done") == "1单"
    assert figure(world.community, "pleased_rate") == "100%"
    assert order_counts(orders_of(world.staff, world.community)) == {"rated": 1}
    assert wrong_facts() == []


def test_a_team_that_was_dissolved_is_given_no_order(world: Helpers):
    team = world.team()
    actions.end_team(team.pk, on=TODAY, **world.by(world.staff))
    team.refresh_from_db()
    told = {"kind": Function.CLEAN, "wanted_on": TODAY}
    order = actions.ask_order(world.community, "清垃圾", **told, **world.by(world.staff))

    give = lambda **how: actions.step_order(order.pk, Step.GIVE, team=team, **how)  # noqa: E731
    assert "已结束" in refused(None, give, **world.by(world.staff))


def test_cards_open_the_phone_given_for_them_and_are_logged(world: Helpers):
    about = About("袁志愿", "13800000001", services="理发", card_phone="13900000001")
    one = actions.add_volunteer(world.community, about, **world.by(world.staff))
    other = world.volunteer("乙")

    made = actions.print_cards(world.community, [one.pk, other.pk], actor=world.staff, now=AFTER)

    assert [(card.name, card.phone) for card in made] == [("乙", ""), ("袁志愿", "13900000001")]
    assert Entry.objects.filter(act="volunteers.print_cards", outcome="exported").count() == 1
    with pytest.raises(Forbidden):
        actions.print_cards(world.community, [one.pk], actor=world.grid_worker, now=AFTER)
