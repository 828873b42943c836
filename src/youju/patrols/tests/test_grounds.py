"""Rosters, cleaning areas, shop-fronts; the catalogue and the phone."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from youju.evidence.actions import store
from youju.evidence.queries import items_of
from youju.evidence.tests.factories import jpeg, upload
from youju.kernel.periods import parse_period
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.rules import Role
from youju.organisations.tests.factories import make_member
from youju.patrols import actions, queries
from youju.patrols.actions.frame import act_on
from youju.patrols.kinds import load_kinds, read_kinds
from youju.patrols.models import KindVersion, Shift, Visit
from youju.patrols.publish import publish_kinds
from youju.patrols.rules.cleaning import Duties
from youju.patrols.tests.world import (
    H2,
    NOON,
    TODAY,
    Rounds,
    an_area,
    figure,
    twice,
    wrong_facts,
)


@pytest.fixture
def duty(world: Rounds):
    world.second = make_member(world.hospital, Role.UNIT_USER, "second")
    return actions.add_roster(world.hospital, "病区主任待命", hours="24 小时", since=date(2026, 7, 1), **world.by(world.clerk))  # fmt: skip


def filled(world, duty, first=TODAY, last=date(2026, 7, 11)):
    people = [world.clerk, world.second]
    return actions.fill_roster(
        duty.pk, first=first, last=last, people=people, **world.by(world.clerk)
    )


def test_people_take_turns_and_days_that_have_somebody_keep_him(world: Rounds, duty):
    assert filled(world, duty) == 4
    shift = Shift.objects.get(day=TODAY)
    how = world.by(world.clerk)
    for _n in range(2):
        actions.change_shift(shift.pk, name="护士长", **how)

    assert filled(world, duty, last=date(2026, 7, 12)) == 1

    names = list(Shift.objects.order_by("day").values_list("name", flat=True))
    assert names == ["护士长", "second", world.clerk.person.name, "second", world.clerk.person.name]  # fmt: skip
    actions.change_shift(shift.pk, to=world.second, **world.by(world.clerk))
    assert Shift.objects.get(day=TODAY).member == world.second
    with pytest.raises(Refused):
        actions.change_shift(shift.pk, **world.by(world.clerk))
    with pytest.raises(Refused, match="超出"):
        filled(world, duty, first=date(2026, 6, 1), last=date(2026, 6, 2))
    how = world.by(world.clerk)
    again = {"first": TODAY, "last": TODAY, "people": [world.clerk]}
    assert [actions.fill_roster(duty.pk, **again, **how) for _n in range(2)] == [0, 0]


def test_a_swap_is_asked_and_answered_by_the_other(world: Rounds, duty):
    filled(world, duty)
    shift = Shift.objects.get(day=TODAY)
    how = world.by(world.clerk)
    swap = twice(lambda **h: actions.ask_swap(shift.pk, to=world.second, reason="出诊", **h), **how)
    assert list(queries.open_swaps(world.second)) == [swap]
    with pytest.raises(Refused, match="等对方答复"):
        actions.ask_swap(shift.pk, to=world.second, **world.by(world.clerk))
    with pytest.raises(Forbidden):
        actions.answer_swap(swap.pk, agreed=True, **world.by(world.clerk))

    how = world.by(world.second)
    for _n in range(2):
        actions.answer_swap(swap.pk, agreed=True, **how)

    shift.refresh_from_db()
    assert (shift.member, shift.name) == (world.second, "second")
    with pytest.raises(Refused, match="已经答复"):
        actions.answer_swap(swap.pk, agreed=False, **world.by(world.second))


def test_a_refused_swap_changes_nothing_and_others_shifts_are_not_ones_own(world: Rounds, duty):
    filled(world, duty)
    grid = make_member(world.hospital, Role.INSPECTOR, "visitor")
    shift = Shift.objects.get(day=TODAY)
    swap = actions.ask_swap(
        shift.pk, to=grid, **world.by(world.second)
    )  # who arranges may ask for others

    actions.answer_swap(swap.pk, agreed=False, **world.by(grid))

    shift.refresh_from_db()
    assert shift.member == world.clerk
    with pytest.raises(Forbidden):
        actions.ask_swap(shift.pk, to=world.second, **world.by(grid))


def test_a_roster_ends_with_the_key_period(world: Rounds, duty):
    filled(world, duty)
    shift = Shift.objects.get(day=date(2026, 7, 10))
    actions.ask_swap(shift.pk, to=world.second, **world.by(world.clerk))
    with pytest.raises(Refused, match="同名值守"):
        actions.add_roster(world.hospital, "病区主任待命", hours="24 小时", since=TODAY, **world.by(world.clerk))  # fmt: skip

    how = world.by(world.clerk)
    for _n in range(2):
        actions.end_roster(duty.pk, on=date(2026, 7, 9), **how)

    assert list(Shift.objects.order_by("day").values_list("day", flat=True)) == [TODAY, date(2026, 7, 9)]  # fmt: skip
    with pytest.raises(Refused, match="超出"):
        filled(world, duty, first=date(2026, 7, 9), last=date(2026, 7, 10))


def test_a_roster_set_up_twice_under_one_key_is_one(world: Rounds):
    how = world.by(world.clerk)
    twice(
        lambda **h: actions.add_roster(world.hospital, "值班", hours="24 小时", since=TODAY, **h),
        **how,
    )


def test_a_call_names_who_was_on_duty_and_is_counted(world: Rounds, duty):
    filled(world, duty)
    how = world.by(world.clerk)
    called = NOON - timedelta(hours=1)

    made = twice(lambda **h: actions.log_call(duty.pk, "停电", called_at=called, answered_at=NOON, **h), **how)  # fmt: skip
    nobody = actions.log_call(duty.pk, "漏水", called_at=NOON - timedelta(days=3), **world.by(world.clerk))  # fmt: skip

    assert made.answered_by == world.clerk.person.name
    assert nobody.answered_by == ""
    assert figure(world.hospital, "calls") == "2次"


def checked(world, area, *scores, day=date(2026, 6, 10)):
    for n, score in enumerate(scores):
        actions.check_area(area.pk, day=day + timedelta(n), score=Decimal(score), **world.by(world.staff))  # fmt: skip


def test_areas_are_compared_each_month_and_rewarded(world: Rounds):
    first, second = an_area(world), an_area(world, "柳荫里片")
    checked(world, first, 90, 95)
    checked(world, second, 98, 99)
    how = world.by(world.staff)

    made = actions.settle_month(world.community, date(2026, 6, 15), **how)
    assert actions.settle_month(world.community, date(2026, 6, 15), **how) == made

    best = next(one for one in made if one.rank == 1)
    assert (best.area, best.score) == (second, Decimal("98.5"))
    how = world.by(world.staff)
    for _n in range(2):
        actions.give_reward(best.pk, reward=Decimal(200), **how)
    last = next(one for one in made if one.rank == 2)
    actions.give_reward(last.pk, penalty=Decimal(50), **world.by(world.staff))
    assert figure(world.street, "comparisons") == "1次"
    assert (figure(world.street, "rewards"), figure(world.street, "penalties")) == ("200元", "50元")
    compared = queries.comparison(world.staff, world.community, parse_period("2026-06"))
    assert [(one.rank, one.area) for one in compared] == [(1, second), (2, first)]
    assert wrong_facts() == []


def test_a_month_is_settled_once_over_and_with_checks(world: Rounds):
    area = an_area(world)
    with pytest.raises(Refused, match="没有可评比"):
        actions.settle_month(world.community, date(2026, 6, 1), **world.by(world.staff))
    with pytest.raises(Refused, match="还没有过完"):
        actions.settle_month(world.community, TODAY, **world.by(world.staff))
    checked(world, area, 90)
    actions.settle_month(world.community, date(2026, 6, 1), **world.by(world.staff))
    with pytest.raises(Refused, match="已经评比过"):
        actions.settle_month(world.community, date(2026, 6, 1), **world.by(world.staff))
    with pytest.raises(Refused, match="不能再补"):
        checked(world, area, 90)
    assert queries.comparison(world.staff, world.community, parse_period("2026-05"))[0].rank is None


def test_checks_are_on_days_on_which_the_area_stood(world: Rounds):
    area = an_area(world)
    how = world.by(world.staff)
    check = twice(lambda **h: actions.check_area(area.pk, day=TODAY, score=Decimal(80), fault="落叶", **h), **how)  # fmt: skip
    for day in (date(2026, 7, 9), date(2026, 4, 1)):
        with pytest.raises(Refused) as refused:
            actions.check_area(area.pk, day=day, score=Decimal(80), **world.by(world.staff))
        assert refused.value.field == "day"
    how = world.by(world.staff)
    for _n in range(2):
        actions.correct_area_fault(check.pk, on=TODAY, **how)
    assert (figure(world.community, "area_checks"), figure(world.community, "area_faults")) == ("1次", "1处")  # fmt: skip
    with pytest.raises(Refused):
        actions.correct_area_fault(check.pk, on=date(2026, 7, 1), **world.by(world.staff))
    clean = actions.check_area(area.pk, day=TODAY, score=Decimal(99), **world.by(world.staff))
    with pytest.raises(Refused, match="没有记问题"):
        actions.correct_area_fault(clean.pk, on=TODAY, **world.by(world.staff))


def test_photos_of_a_cleaning_fault_need_words_and_go_with_the_problem(
    world: Rounds, tmp_path, settings
):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}},
    }  # fmt: skip
    area = an_area(world)
    photo = store(upload(jpeg()), unit=world.community, **world.by(world.staff)).pk
    told = {"day": TODAY, "score": Decimal(80), "photos": [photo]}
    with pytest.raises(Refused, match="请写明问题"):
        actions.check_area(area.pk, **told, **world.by(world.staff))

    check = actions.check_area(area.pk, fault="落叶", **told, **world.by(world.staff))

    made = actions.report_area_fault(check.pk, **world.by(world.staff))
    shown = items_of(world.staff, "cases.case", made.case_id)
    assert [one.item_id for one in shown] == [photo]


def test_an_area_has_somebody_who_cleans_it_until_it_is_handed_over(world: Rounds):
    how = world.by(world.staff)
    area = twice(lambda **h: actions.add_area(world.community, "片", since=TODAY, company="洁安保洁", **h), **how)  # fmt: skip
    with pytest.raises(Refused, match="同名责任区"):
        actions.add_area(world.community, "片", since=TODAY, cleaner="甲", **world.by(world.staff))
    with pytest.raises(Refused) as refused:
        actions.add_area(world.community, "二片", since=TODAY, **world.by(world.staff))
    assert refused.value.field == "cleaner"
    how = world.by(world.staff)
    for _n in range(2):
        actions.end_area(area.pk, on=TODAY, **how)
    assert figure(world.community, "areas") == "0个"
    area.refresh_from_db()
    with pytest.raises(Refused):
        actions.check_area(area.pk, day=TODAY + timedelta(1), score=Decimal(80), actor=world.staff, now=NOON + timedelta(2), key=uuid4())  # fmt: skip


def a_shop(world, name="小吃店", **more):
    return actions.add_shop(world.community, "金桥路", name, duties=Duties.FOUR, made_on=date(2026, 6, 1), **more, **world.by(world.staff))  # fmt: skip


def test_a_street_is_walked_once_a_day_and_only_faults_are_told(world: Rounds):
    shop, other = a_shop(world, signed_on=date(2026, 6, 2)), a_shop(world, "五金店")
    how = world.by(world.staff)
    for day in (6, 7, 8):
        how = world.by(world.staff)
        for _n in range(2):
            walk = actions.check_shops(world.community, "金桥路", date(2026, 7, day), {shop.pk: "店外堆物"}, **how)  # fmt: skip

    assert (walk.looked_at, walk.failed) == (2, 1)
    assert (figure(world.street, "shops_checked"), figure(world.street, "shops_failed")) == ("6家次", "3家次")  # fmt: skip
    assert (figure(world.street, "shops"), figure(world.street, "signed_shops")) == ("2家", "1家")
    street = queries.streets_of(world.staff, world.community, TODAY)[0]
    assert (street.repeated, street.signed, street.checked_on) == (("小吃店",), 1, TODAY)
    with pytest.raises(Refused, match="已经检查过"):
        actions.check_shops(world.community, "金桥路", TODAY, {}, **world.by(world.staff))
    with pytest.raises(Refused, match="还没有到"):
        actions.check_shops(
            world.community, "金桥路", date(2026, 7, 9), {}, **world.by(world.staff)
        )
    with pytest.raises(Refused, match="没有登记门店"):
        actions.check_shops(world.community, "石井巷", TODAY, {}, **world.by(world.staff))
    fault, how = walk.faults.get(), world.by(world.staff)
    for _n in range(2):
        actions.correct_shop_fault(fault.pk, on=TODAY, **how)
    assert figure(world.street, "shops_corrected") == "1处"
    with pytest.raises(Refused):
        actions.correct_shop_fault(fault.pk, on=date(2026, 7, 1), **world.by(world.staff))
    actions.end_shop(other.pk, on=TODAY, **world.by(world.staff))
    assert figure(world.street, "shops") == "1家"
    assert wrong_facts() == []


def test_a_shop_signs_once_and_closes_once(world: Rounds):
    how = world.by(world.staff)
    shop = twice(lambda **h: actions.add_shop(world.community, "金桥路", "小吃店", duties=Duties.THREE, made_on=TODAY, **h), **how)  # fmt: skip
    with pytest.raises(Refused, match="同名门店"):
        a_shop(world)
    with pytest.raises(Refused) as refused:
        actions.sign_shop(shop.pk, on=date(2026, 7, 9), **world.by(world.staff))
    assert refused.value.field == "on"
    how = world.by(world.staff)
    for _n in range(2):
        actions.sign_shop(shop.pk, on=TODAY, **how)
    with pytest.raises(Refused, match="已经签过"):
        actions.sign_shop(shop.pk, on=TODAY, **world.by(world.staff))
    how = world.by(world.staff)
    for _n in range(2):
        actions.end_shop(shop.pk, on=TODAY, **how)
    with pytest.raises(Refused):
        actions.end_shop(shop.pk, on=TODAY, **world.by(world.staff))
    assert figure(world.community, "signed_shops") == "0家"


def test_a_changed_kind_gets_a_new_version_and_visits_keep_theirs(world: Rounds):
    place = world.place()
    visit = world.visit(place, passed=["scale"])
    changed = read_kinds("kinds:\n- {code: market, label: 农贸市场, group: 经营, items: [{code: gate, text: 大门干净}]}")  # fmt: skip

    assert publish_kinds(changed, now=NOON) == 1
    assert publish_kinds(changed, now=NOON) == 0

    assert KindVersion.objects.get(code="market", current=True).number == 2
    assert visit.checklist.kind.item("scale")
    late = world.visit(place, passed=["scale"])  # by a phone that had the list before
    assert late.checklist.number == 1
    assert world.visit(place, passed=["gate"]).checklist.number == 2
    with pytest.raises(Refused, match="没有这一项"):
        world.visit(place, passed=["scale", "gate"])
    with pytest.raises(Refused, match="没有这一项"):
        world.visit(place, passed=["moon"])
    publish_kinds(load_kinds(), now=NOON)


def test_the_topmost_office_makes_a_checklist_its_own(world: Rounds):
    office = make_member(world.city.city, Role.OFFICE, "city-office")
    lines = ["出入口有公平秤和投诉点", " ", "大门口没有堆物"]
    how = world.by(office)

    made = twice(lambda **h: actions.change_checklist("market", lines, **h), **how)

    assert [(one.code, one.basis) for one in made.kind.items] == [("scale", "SD-MKT-05"), ("own2_2", "")]  # fmt: skip
    assert publish_kinds(load_kinds(), now=NOON) == 0  # an update of the product leaves it alone
    with pytest.raises(Refused, match="没有改动"):
        actions.change_checklist("market", lines, **world.by(office))
    with pytest.raises(Forbidden, match="最上级创建办"):
        actions.change_checklist("market", ["甲"], **world.by(world.district))
    with pytest.raises(Missing):
        actions.change_checklist("moon", ["甲"], **world.by(office))


def test_the_phone_gets_places_and_the_checklists_they_need(world: Rounds):
    place = world.place()
    world.visit(place, faults=["堆物"])

    places = queries.places_for_phone(world.grid_worker)
    lists = queries.checklists_for_phone(world.grid_worker)

    assert [(one["id"], one["kind"], one["last_faults"]) for one in places] == [(place.pk, "market", 1)]  # fmt: skip
    assert [one["code"] for one in lists] == ["market"]
    assert {"code": "scale", "text": "出入口有公平秤和投诉点", "case_kind": ""} in lists[0]["items"]
    assert queries.places_for_phone(world.neighbour) == []


def test_a_bulletin_takes_the_supervision_visits_of_a_period(world: Rounds):
    good = world.visit(
        unit=world.community, actor=world.office, purpose="supervision", praised=True
    )
    bad = world.visit(unit=world.city.next_door, actor=world.office, purpose="supervision", faults=["资料缺漏"])  # fmt: skip
    world.visit(unit=world.community, actor=world.office)

    found = list(queries.visits_of(world.street, H2))

    assert [(one, one.praised, one.faults) for one in found] == [(good, True, 0), (bad, False, 1)]


def test_an_act_on_a_record_needs_one(world: Rounds):
    with (
        pytest.raises(Missing),
        act_on("end_team", Visit, 0, actor=world.staff, now=NOON, key=None),
    ):
        pass
