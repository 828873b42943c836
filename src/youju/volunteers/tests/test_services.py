"""Services: signing up, waiting, attending, confirmed hours, make-up hours, stars."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from youju.inbox.models import Message
from youju.kernel.quantity_text import parse_quantity
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.rules import Role
from youju.organisations.tests.factories import make_member
from youju.volunteers import actions, queries
from youju.volunteers.actions import About, Plan, When
from youju.volunteers.models import Post, Seat, Service, Volunteer
from youju.volunteers.queries import services as rows_of
from youju.volunteers.rules.posts import PostKind
from youju.volunteers.rules.seats import Way, code_at
from youju.volunteers.rules.teams import Function
from youju.volunteers.tests.test_register import refused
from youju.volunteers.tests.world import NOON, TODAY, YEAR, Helpers, figure, twice, wrong_facts

NINE = timezone.make_aware(datetime(2026, 7, 10, 9, 0))
ELEVEN = NINE + timedelta(hours=2)
AFTER = NINE + timedelta(hours=3)
PLAN = Plan("清洁家园", Function.CLEAN, "桂苑小区")


def called(world, wanted=2, plan=PLAN, starts=NINE, hours=2, unit=None):
    when = When(starts, starts + timedelta(hours=hours), wanted)
    return actions.add_service(unit or world.community, plan, [when], **world.by(world.staff))


def shift_of(service):
    return service.shifts.order_by("starts").first()


def with_account(world, name, username):
    account = make_member(world.community, Role.VOLUNTEER, username)
    one = world.volunteer(name)
    actions.link_account(one.pk, to=account, **world.by(world.staff))
    one.refresh_from_db()
    return one, account


def states(shift):
    return {one.volunteer.name: one.state for one in shift.seats.select_related("volunteer")}


def test_the_third_of_two_waits_and_moves_up_when_one_withdraws(world: Helpers):
    shift = shift_of(called(world))
    people = [with_account(world, name, f"v{n}") for n, name in enumerate("甲乙丙丁")]
    for one, account in people:
        twice(lambda o=one, **how: actions.sign_up(shift.pk, o.pk, **how), **world.by(account))

    assert states(shift) == {"甲": "signed", "乙": "signed", "丙": "waiting", "丁": "waiting"}

    first, account = people[0]
    twice(lambda **how: actions.withdraw(shift.pk, first.pk, **how), **world.by(account))

    assert states(shift) == {"甲": "withdrawn", "乙": "signed", "丙": "signed", "丁": "waiting"}
    told = Message.objects.get()
    assert "清洁家园" in told.title and told.membership_id == people[2][1].pk
    actions.withdraw(
        shift.pk, people[3][0].pk, **world.by(people[3][1])
    )  # who waited frees no place
    assert states(shift)["甲"] == "withdrawn"
    actions.sign_up(shift.pk, first.pk, **world.by(account))
    assert states(shift)["甲"] == "waiting"
    assert refused(None, lambda **how: actions.withdraw(shift.pk, world.volunteer("戊").pk, **how), **world.by(world.staff))  # fmt: skip


def test_nobody_is_at_two_places_at_once(world: Helpers):
    one, account = with_account(world, "甲", "v1")
    shift, other = (
        shift_of(called(world)),
        shift_of(called(world, starts=NINE + timedelta(hours=1))),
    )
    next_one = shift_of(called(world, starts=ELEVEN))
    actions.sign_up(shift.pk, one.pk, **world.by(account))

    again = lambda **how: actions.sign_up(other.pk, one.pk, **how)  # noqa: E731
    assert "清洁家园" in refused(None, again, **world.by(account))
    actions.sign_up(next_one.pk, one.pk, **world.by(account))
    actions.cancel_service(shift.service_id, **world.by(world.staff))
    assert refused(None, again, **world.by(account))  # still at the third
    actions.withdraw(next_one.pk, one.pk, **world.by(account))
    assert again(**world.by(account)).state == "signed"


def test_who_waits_and_is_elsewhere_by_now_is_passed_over(world: Helpers):
    shift = shift_of(called(world, wanted=1))
    people = [world.volunteer(name) for name in "甲乙丙"]
    for one in people:
        actions.sign_up(shift.pk, one.pk, **world.by(world.grid_worker))
    elsewhere = shift_of(called(world))
    actions.sign_up(elsewhere.pk, people[1].pk, **world.by(world.staff))

    actions.withdraw(shift.pk, people[0].pk, **world.by(world.staff))

    assert states(shift) == {"甲": "withdrawn", "乙": "waiting", "丙": "signed"}
    assert not Message.objects.exists()  # without an account there is nobody to tell
    actions.withdraw(elsewhere.pk, people[1].pk, **world.by(world.staff))
    assert states(elsewhere) == {"乙": "withdrawn"}


def test_one_signs_up_for_oneself_or_the_unit_does(world: Helpers):
    shift = shift_of(called(world))
    one, _account = with_account(world, "甲", "v1")
    with pytest.raises(Forbidden):
        actions.sign_up(shift.pk, one.pk, **world.by(world.member))
    with pytest.raises(Missing):
        actions.sign_up(10**9, one.pk, **world.by(world.staff))
    applicant = actions.apply(world.community, About("新申请"), **world.by(world.staff))
    assert refused("volunteer", lambda **how: actions.sign_up(shift.pk, applicant.pk, **how), **world.by(world.staff))  # fmt: skip
    late = world.by(world.staff, now=NINE)
    assert refused(None, lambda **how: actions.sign_up(shift.pk, one.pk, **how), **late)


def test_the_code_at_the_place_says_who_is_there(world: Helpers):
    shift = shift_of(called(world))
    one, account = with_account(world, "甲", "v1")
    at = world.by(account, now=NINE)
    code = code_at(shift.secret, NINE)

    def attend(typed, **how):
        return actions.attend(shift.pk, one.pk, typed, way=Way.QR, **how)

    assert "没有报过名" in refused(None, lambda **how: attend(code, **how), **at)
    actions.sign_up(shift.pk, one.pk, **world.by(account))
    assert refused("code", lambda **how: attend("000000", **how), **at)
    assert Seat.objects.get().tries == 1
    assert refused(None, lambda **how: attend(code, **how), **world.by(account))  # two days early
    seat = twice(lambda **how: attend(code, **how), **world.by(account, now=NINE))
    assert (seat.state, seat.way, seat.came_at) == ("present", "qr", NINE)
    assert refused(None, lambda **how: attend(code, **how), **world.by(account, now=NINE))


def confirmed(world, shift, people, minutes=None, now=AFTER):
    """List these people and confirm their hours."""
    actions.list_present(shift.pk, [one.pk for one in people], **world.by(world.staff, now=now))
    seats = {seat.volunteer_id: seat.pk for seat in shift.seats.all()}
    told = {seats[people[n].pk]: m for n, m in enumerate(minutes or ())}
    return actions.confirm_shift(shift.pk, told, **world.by(world.staff, now=now))


def test_hours_come_from_a_confirmed_list_and_count_as_people_and_as_visits(world: Helpers):
    first, second = (
        shift_of(called(world)),
        shift_of(called(world, starts=NINE + timedelta(days=1))),
    )
    one, two, three = (world.volunteer(name) for name in ("甲", "乙", "丙"))
    for person in (one, three):
        actions.sign_up(first.pk, person.pk, **world.by(world.staff))

    confirmed(world, first, [one, two], minutes=[90])
    confirmed(world, second, [one], now=AFTER + timedelta(days=1))

    assert states(first) == {"甲": "confirmed", "乙": "confirmed", "丙": "absent"}
    one.refresh_from_db()
    assert (one.minutes, one.hours, one.state, one.star) == (210, "3.5", "serving", 0)
    assert figure(world.community, "volunteering.entries") == "2次"
    assert figure(world.community, "volunteering.people") == "3人次"
    assert figure(world.community, "people") == "2人"
    assert figure(world.community, "volunteering.hours") == "5.5小时"
    assert wrong_facts() == []
    assert rows_of.services_of(world.staff, world.community, YEAR).count() == 2


def test_a_list_is_confirmed_once_after_the_shift_and_by_somebody_else(world: Helpers):
    shift = shift_of(called(world))
    mine = world.volunteer("专干本人")
    actions.link_account(mine.pk, to=world.second, **world.by(world.staff))
    early = world.by(world.staff, now=NINE - timedelta(hours=2))
    put = lambda **how: actions.list_present(shift.pk, [mine.pk], **how)  # noqa: E731
    assert refused(None, put, **early)
    how = world.by(world.grid_worker, now=NINE)
    assert (put(**how), put(**how)) == (1, 0)

    confirm = lambda **how: actions.confirm_shift(shift.pk, {}, **how)  # noqa: E731
    assert refused(None, confirm, **world.by(world.staff, now=NINE))
    assert refused(None, confirm, **world.by(world.second, now=AFTER))
    with pytest.raises(Forbidden):
        confirm(**world.by(world.grid_worker, now=AFTER))
    seat = shift.seats.get()
    much = lambda **how: actions.confirm_shift(shift.pk, {seat.pk: 121}, **how)  # noqa: E731
    assert refused(f"hours_{seat.pk}", much, **world.by(world.staff, now=AFTER))
    twice(confirm, **world.by(world.staff, now=AFTER))
    assert refused(None, confirm, **world.by(world.staff, now=AFTER))
    assert refused(None, put, **world.by(world.staff, now=AFTER))


def test_who_withdrew_but_came_is_listed_unless_elsewhere(world: Helpers):
    shift, other = shift_of(called(world)), shift_of(called(world))
    one = world.volunteer("甲")
    actions.sign_up(shift.pk, one.pk, **world.by(world.staff))
    actions.withdraw(shift.pk, one.pk, **world.by(world.staff))
    actions.sign_up(other.pk, one.pk, **world.by(world.staff))
    put = lambda **how: actions.list_present(shift.pk, [one.pk], **how)  # noqa: E731
    assert refused(None, put, **world.by(world.staff, now=NINE))
    actions.withdraw(other.pk, one.pk, **world.by(world.staff))
    assert put(**world.by(world.staff, now=NINE)) == 1


def test_make_up_hours_are_asked_by_one_approved_by_another_and_never_longer(world: Helpers):
    shift = shift_of(called(world))
    one, account = with_account(world, "甲", "v1")

    def ask(minutes, reason="名单漏记了我", **how):
        return actions.ask_make_up(shift.pk, one.pk, minutes, reason=reason, **how)

    at = {"now": AFTER}
    assert refused(None, lambda **how: ask(60, **how), **world.by(account, **at))  # list still open
    confirmed(world, shift, [])
    assert "2 小时" in refused("hours", lambda **how: ask(121, **how), **world.by(account, **at))
    assert refused("reason", lambda **how: ask(60, "漏", **how), **world.by(account, **at))
    seat = twice(lambda **how: ask(120, **how), **world.by(world.second, **at))
    assert (seat.state, seat.way, seat.minutes) == ("asked", "make_up", 120)
    assert refused(None, lambda **how: ask(60, **how), **world.by(account, **at))  # no doubles

    def decide(approved, **how):
        return actions.decide_make_up(seat.pk, approved=approved, **how)

    mine = refused(None, lambda **how: decide(True, **how), **world.by(world.second, **at))
    assert "另一人批准" in mine
    twice(lambda **how: decide(False, **how), **world.by(world.staff, **at))
    ask(120, **world.by(account, **at))
    decide(True, **world.by(world.staff, **at))
    one.refresh_from_db()
    assert one.minutes == 120
    assert figure(world.community, "volunteering.hours") == "2小时"
    assert wrong_facts() == []


def test_who_was_listed_by_mistake_is_absent_with_nought_hours(world: Helpers):
    shift = shift_of(called(world))
    came, not_there = world.volunteer("甲"), world.volunteer("乙")

    confirmed(world, shift, [came, not_there], minutes=[120, 0])

    states = dict(shift.seats.values_list("volunteer__name", "state"))
    assert states == {"甲": "confirmed", "乙": "absent"}
    not_there.refresh_from_db()
    assert not_there.minutes == 0
    assert figure(world.community, "volunteering.hours") == "2小时"
    assert wrong_facts() == []


def test_confirmed_hours_are_put_right_with_a_reason(world: Helpers):
    shift = shift_of(called(world))
    one, two = world.volunteer("甲"), world.volunteer("乙")
    actions.sign_up(shift.pk, two.pk, **world.by(world.staff))
    confirmed(world, shift, [one])
    seat, missed = shift.seats.get(volunteer=one), shift.seats.get(volunteer=two)

    def correct(minutes, pk=seat.pk, **how):
        return actions.correct_hours(pk, minutes, reason="提前一小时离开", **how)

    twice(lambda **how: correct(60, **how), **world.by(world.staff, now=AFTER))
    one.refresh_from_db()
    assert one.minutes == 60
    assert refused("hours", lambda **how: correct(121, **how), **world.by(world.staff, now=AFTER))
    assert refused(None, lambda **how: correct(60, missed.pk, **how), **world.by(world.staff))
    assert wrong_facts() == []


def test_a_hundred_hours_make_a_star_and_a_correction_takes_it(world: Helpers):
    one, account = with_account(world, "甲", "v0")
    for n in range(9):
        start = NINE + timedelta(days=n)
        shift = shift_of(called(world, starts=start, hours=12))
        confirmed(world, shift, [one], minutes=[720 if n < 8 else 240], now=start + timedelta(hours=13))  # fmt: skip
    one.refresh_from_db()
    assert (one.minutes, one.star, one.star_on) == (6000, 1, date(2026, 7, 18))
    assert one.to_next_star == 200
    told = Message.objects.get()
    assert told.title == "确认时长满 100 小时，您已是一星级志愿者，谢谢您"
    assert told.membership_id == account.pk
    assert figure(world.community, "starred") == "1名"
    assert wrong_facts() == []

    seat = one.seats.order_by("pk").first()
    told = {"reason": "提前离开了"}
    actions.correct_hours(seat.pk, 600, **told, **world.by(world.staff, now=AFTER))
    one.refresh_from_db()
    assert (one.star, one.star_on) == (0, None)
    assert figure(world.community, "starred") is None
    assert wrong_facts() == []


def test_a_joint_service_counts_at_each_unit_and_once_above(world: Helpers):
    plan = Plan("端午包粽子", Function.CARE, "广场", partners=[world.city.next_door])
    service = called(world, plan=plan)
    confirmed(world, shift_of(service), [world.volunteer("甲")])

    twice(lambda **how: actions.close_service(service.pk, result="送粽子 20 户", others=parse_quantity("近5000余人次"), served=20, **how), **world.by(world.staff, now=AFTER))  # fmt: skip

    for unit in (world.community, world.city.next_door, world.street):
        assert figure(unit, "volunteering.entries") == "1次"
        assert figure(unit, "volunteering.hours") == "2小时"
        assert figure(unit, "people") == "1人"
        assert figure(unit, "volunteering.served") == "20户次"
    assert figure(world.street, "volunteering.people") == "约5001人次"
    assert wrong_facts() == []
    again = lambda **how: actions.cancel_service(service.pk, **how)  # noqa: E731
    assert refused(None, again, **world.by(world.staff))
    close = lambda **how: actions.close_service(service.pk, result="再来", **how)  # noqa: E731
    assert refused(None, close, **world.by(world.staff))


def test_a_service_without_anybody_of_the_register_is_summed_up_too(world: Helpers):
    service = called(world)
    close = lambda **how: actions.close_service(service.pk, result="学生清扫", **how)  # noqa: E731
    assert refused(None, close, **world.by(world.staff, now=AFTER))
    confirmed(world, shift_of(service), [])
    close(**world.by(world.staff, now=AFTER))
    assert figure(world.community, "volunteering.people") is None
    assert figure(world.community, "volunteering.times_said") == "1次"
    assert wrong_facts() == []


def test_shifts_are_added_and_a_service_called_off(world: Helpers):
    service = called(world)
    earlier = When(NINE - timedelta(days=1), ELEVEN - timedelta(days=1), 5)
    twice(lambda **how: actions.add_shift(service.pk, earlier, **how), **world.by(world.staff))
    later = When(NINE + timedelta(days=1), ELEVEN + timedelta(days=1), 5)
    actions.add_shift(service.pk, later, **world.by(world.staff))
    service.refresh_from_db()
    assert (service.on, service.shifts.count()) == (date(2026, 7, 9), 3)

    twice(lambda **how: actions.cancel_service(service.pk, **how), **world.by(world.staff))
    assert figure(world.community, "volunteering.entries") is None
    with pytest.raises(Refused, match="至少要有一个班次"):
        actions.add_service(world.community, PLAN, [], **world.by(world.staff))
    twice(lambda **how: actions.add_service(world.community, PLAN, [earlier], **how), **world.by(world.staff))  # fmt: skip
    held = shift_of(called(world))
    confirmed(world, held, [world.volunteer("甲")])
    off = lambda **how: actions.cancel_service(held.service_id, **how)  # noqa: E731
    assert "确认的时长" in refused(None, off, **world.by(world.staff))


def test_a_post_is_planned_by_weekdays_and_counts_persuasions(world: Helpers):
    how = {"kind": PostKind.CROSSING, "since": date(2026, 7, 1), "place": "金桥路口"}

    def add(**more):
        return actions.add_post(world.community, "金桥路口", **how, **more)

    post = twice(add, **world.by(world.staff))
    assert refused("name", add, **world.by(world.staff))
    span = {"weekdays": [0, 4], "hours": (time(7, 30), time(8, 30)), "wanted": 2}

    def plan(**more):
        return actions.plan_post(post.pk, TODAY, date(2026, 7, 20), **span, **more)

    service = twice(plan, **world.by(world.staff))
    assert service.name == "金桥路口文明劝导" and service.shifts.count() == 4
    shift = shift_of(service)
    one = world.volunteer("甲")
    at = world.by(world.staff, now=AFTER)
    actions.list_present(shift.pk, [one.pk], **at)
    actions.confirm_shift(shift.pk, {}, persuaded=17, **world.by(world.staff, now=AFTER))

    assert figure(world.community, "posts") == "1个"
    assert figure(world.community, "persuaded") == "17人次"
    assert figure(world.community, "post_shifts") == "1班次"
    assert rows_of.plan_of(post, TODAY, date(2026, 7, 31))[0].on_it[0].volunteer.name == "甲"
    assert rows_of.posts_of(world.staff, world.community, TODAY)[0].persuaded == 17
    twice(lambda **how: actions.end_post(post.pk, on=date(2026, 7, 31), **how), **world.by(world.staff))  # fmt: skip
    assert refused(None, plan, **world.by(world.staff))
    assert wrong_facts() == []
    assert Post.objects.get().until == date(2026, 7, 31)


def test_ten_programmes_hold_their_services(world: Helpers):
    def add(name, **more):
        return actions.add_programme(world.community, name, since=date(2026, 3, 4), **more)

    made = [add(f"项目{n}", **world.by(world.staff)) for n in range(9)]
    last = twice(lambda **how: add("关爱空巢老人", **how), **world.by(world.staff))
    assert refused("name", lambda **how: add("关爱空巢老人", **how), **world.by(world.staff))
    service = called(world, plan=Plan("看望老人", Function.CARE, "桂苑", programme=last))
    confirmed(world, shift_of(service), [])

    assert figure(world.community, "programmes") == "10项"
    counts = {one.name: one.n for one in rows_of.programmes_of(world.staff, world.community, TODAY)}
    assert counts["关爱空巢老人"] == 1 and counts["项目0"] == 0
    twice(lambda **how: actions.end_programme(made[0].pk, on=TODAY, **how), **world.by(world.staff))
    assert figure(world.community, "programmes") == "9项"
    assert wrong_facts() == []


def test_a_calendar_has_one_s_own_shifts_behind_a_secret(world: Helpers, client):
    one, account = with_account(world, "甲", "v1")
    shift = shift_of(called(world))
    actions.sign_up(shift.pk, one.pk, **world.by(account))
    how = world.by(account)
    secret = actions.make_feed(**how)

    assert secret and actions.make_feed(**how) == ""
    assert [seat.shift_id for seat in rows_of.calendar_of(secret, NOON)[1]] == [shift.pk]
    assert rows_of.calendar_of("x", NOON) is None
    text = client.get(f"/volunteers/calendar/{secret}.ics").content.decode()
    assert "BEGIN:VCALENDAR" in text and "甲" not in text
    newer = actions.make_feed(**world.by(account))
    assert rows_of.calendar_of(secret, NOON) is None and newer
    with pytest.raises(Missing):
        actions.make_feed(**world.by(world.member))


def test_the_public_pages_know_a_volunteer_by_number_and_phone(world: Helpers):
    one = world.volunteer("甲", "13800000001")

    assert rows_of.volunteer_known(one.root_id, one.number, "138-0000-0001") == one
    assert rows_of.volunteer_known(one.root_id, one.number, "13800000002") is None
    bare = world.volunteer("乙")
    assert rows_of.volunteer_known(one.root_id, bare.number, "") is None
    shift = shift_of(called(world))
    assert [s.pk for s in rows_of.open_shifts(world.city.next_door, NOON)] == [shift.pk]
    assert list(rows_of.open_shifts(world.city.elsewhere, NOON)) == []
    assert Service.objects.count() == 1 and Volunteer.objects.count() == 2
    assert queries.me(world.member) is None


def test_the_page_of_a_volunteer_offers_attendance_only_while_it_is_open(world: Helpers):
    one, account = with_account(world, "袁志愿", "v1")
    shift = shift_of(called(world))
    actions.sign_up(shift.pk, one.pk, **world.by(account))

    def page(now: datetime) -> str:
        with time_machine.travel(now, tick=False):
            client = Client()
            client.force_login(account.person)
            return client.get("/volunteers/mine/").content.decode()

    way = f"/volunteers/mine/{shift.pk}/attend/"
    assert way not in page(NOON) and "退出" in page(NOON)
    assert way in page(NINE) and way in page(AFTER)
    late = page(AFTER + timedelta(hours=2))
    assert way not in late and "签到已过，到了场的请负责人登记" in late
