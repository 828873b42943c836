"""Groups, duties, grids, pairings, contracts, profiles: once under one key, and refusals."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils import timezone

from youju.audit.actions import SYSTEM
from youju.kernel.quantity import Quantity
from youju.kernel.refusal import Refused
from youju.organisations import actions, rules
from youju.organisations.tests.factories import City

DAY, LATER = date(2026, 3, 5), date(2026, 6, 1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return City()


def how(**more):
    return {"actor": SYSTEM, "now": timezone.now(), **more}


def twice(act, *args, **kwargs):
    """Do an act two times under one key, as a double tap does; return the record of the second."""
    key = uuid4()
    first = act(*args, **how(key=key), **kwargs)
    second = act(*args, **how(key=key), **kwargs)
    assert first.pk == second.pk
    return second


def test_a_group_from_its_setting_up_to_its_end(city):
    kind = rules.GroupKind
    command = twice(actions.set_up_group, city.district, kind.COMMAND, "指挥部", set_up_on=DAY)
    part = twice(
        actions.set_up_group,
        city.district,
        kind.FUNCTIONAL,
        "环境组",
        set_up_on=DAY,
        parent=command,
    )
    head = twice(actions.add_post, part, rules.Rank.HEAD, "甲", since=DAY)
    fresh = twice(actions.replace_post, head, "乙", since=LATER)
    twice(actions.end_post, fresh, until=LATER)
    department = twice(actions.add_department, part, "环卫所", since=DAY)
    twice(actions.end_department, department, until=LATER)
    task = twice(actions.assign_task, part, "task", "清扫", since=DAY)
    twice(actions.end_task, task, until=LATER)

    with pytest.raises(Refused, match="还有职能组"):
        actions.close_group(command, on=LATER, **how())
    twice(actions.close_group, part, on=LATER)
    for act, reason in (
        (lambda: actions.end_post(fresh, until=LATER, **how()), "已经填过结束日期"),
        (lambda: actions.end_department(department, until=LATER, **how()), "已经填过"),
        (
            lambda: actions.set_up_group(
                city.community, kind.FUNCTIONAL, "组", set_up_on=DAY, parent=command, **how()
            ),
            "同一单位",
        ),
        (
            lambda: actions.set_up_group(
                city.district, kind.COMMAND, "指挥部", set_up_on=DAY, **how()
            ),
            "已有同名机构",
        ),
    ):
        with pytest.raises(Refused, match=reason):
            act()


def test_nobody_and_no_department_is_in_a_group_twice(city):
    group = actions.set_up_group(
        city.community, rules.GroupKind.LEADING, "领导小组", set_up_on=DAY, **how()
    )
    actions.add_post(group, rules.Rank.HEAD, "甲", since=DAY, **how())
    actions.add_department(group, "物业", since=DAY, **how())

    with pytest.raises(Refused, match="甲已在这个机构里"):
        actions.add_post(group, rules.Rank.MEMBER, "甲", since=DAY, **how())
    with pytest.raises(Refused, match="已是成员部门"):
        actions.add_department(group, "物业", since=DAY, **how())


def test_one_thing_is_one_group_s_task(city):
    kind = rules.GroupKind
    first = actions.set_up_group(city.district, kind.LEADING, "领导小组", set_up_on=DAY, **how())
    second = actions.set_up_group(city.district, kind.OFFICE, "创建办", set_up_on=DAY, **how())
    actions.assign_task(first, "task", "清扫", since=DAY, **how())

    with pytest.raises(Refused, match="这一项已由领导小组负责"):
        actions.assign_task(second, "task", "清扫", since=LATER, **how())

    assert not second.tasks.exists()


def test_a_new_owner_ends_the_former_one_the_day_before(city):
    subject = rules.DutySubject.AREA
    item = actions.add_duty_item(city.community, subject, "河堤", on=DAY, **how())
    former = actions.give_duty(item, "甲", since=DAY, **how())

    owner = actions.give_duty(item, "乙", since=LATER, **how())

    former.refresh_from_db()
    assert former.until == date(2026, 5, 31)
    assert (owner.since, owner.until) == (LATER, None)


def test_a_deed_before_the_pairing_is_refused(city):
    kind = rules.PairingKind.BUILDING
    pairing = actions.pair(city.community, kind, "柳荫小学", since=LATER, **how())

    with pytest.raises(Refused, match="这一天不在结对期内"):
        actions.log_deed(pairing, rules.DeedKind.VISIT, "走访", on=DAY, **how())

    assert not pairing.deeds.exists()


def test_a_profile_figure_in_a_foreign_unit_is_refused(city):
    item = rules.ProfileItem.HOUSEHOLDS

    with pytest.raises(Refused, match="户数以户计，不能填车"):
        actions.put_value(
            city.community, item, Quantity(Decimal(5), "车"), on=DAY, source="摸底", **how()
        )


def test_a_duty_from_its_first_owner_to_its_end(city):
    item = twice(actions.add_duty_item, city.community, rules.DutySubject.AREA, "河堤", on=DAY)
    owner = twice(actions.give_duty, item, "甲", since=DAY)

    with pytest.raises(Refused, match="已经登记"):
        actions.add_duty_item(city.community, rules.DutySubject.AREA, "河堤", on=DAY, **how())
    with pytest.raises(Refused, match="填更晚的日期"):
        actions.give_duty(item, "乙", since=DAY, **how())
    with pytest.raises(Refused, match="副手不能"):
        actions.give_duty(item, "乙", deputy="乙", since=LATER, **how())
    twice(actions.take_duty, owner, until=LATER)
    with pytest.raises(Refused, match="已经填过"):
        actions.take_duty(owner, until=LATER, **how())
    twice(actions.close_duty_item, item, on=LATER)


def test_a_force_is_sent_and_recalled(city):
    more = {"source": "街道", "task": "清运", "place": "柳荫里", "priority": 1, "since": DAY}
    sent = twice(actions.detach, city.community, rules.Force.WORKERS, "小工", people=6, **more)
    twice(actions.recall, sent, until=LATER)

    with pytest.raises(Refused, match="至少为 1"):
        actions.detach(city.community, rules.Force.WORKERS, "小工", people=0, **more, **how())


def test_a_contract_is_signed_by_a_unit_below_and_settled_once(city):
    dates = {"signed_on": DAY, "due_on": LATER}
    contract = twice(actions.sign_contract, city.street, city.community, "甲", "禁烟", **dates)
    more = {"on": LATER, "result": "已做到", "points_lost": Decimal("0.5")}
    twice(actions.settle_contract, contract, rules.ContractState.MET, **more)

    with pytest.raises(Refused, match="本单位或下级单位"):
        actions.sign_contract(city.community, city.street, "甲", "禁烟", **dates, **how())


def test_a_survey_is_of_a_grid_and_helpers_are_not_entered_twice(city):
    points = [("5号楼", "堆物", True)]
    survey = twice(actions.survey_grid, city.grid, "清楼道", "甲", points, on=DAY)
    twice(actions.change_point, survey.points.get(), rules.PointState.RAISED, on=DAY)
    role = rules.HelperRole.PARTY_HEAD
    helper = twice(actions.add_helper, city.community, "5号楼", role, "乙", since=DAY)

    assert survey.points.get().raised_to == city.community
    with pytest.raises(Refused, match="按网格进行"):
        actions.survey_grid(city.community, "清楼道", "甲", points, on=DAY, **how())
    with pytest.raises(Refused, match="已登记"):
        actions.add_helper(city.community, "5号楼", role, "乙", since=DAY, **how())
    twice(actions.end_helper, helper, until=LATER)
    with pytest.raises(Refused, match="已经填过"):
        actions.end_helper(helper, until=LATER, **how())


def test_a_pairing_ends_and_money_is_counted_in_yuan(city):
    kind = rules.PairingKind.LIAISON
    pairing = twice(actions.pair, city.community, kind, "房产局", since=DAY)
    money = rules.DeedKind.MONEY
    twice(actions.log_deed, pairing, money, "资助", on=DAY, quantity=Quantity(Decimal(2), "万元"))

    with pytest.raises(Refused, match="已在名单里"):
        actions.pair(city.community, kind, "房产局", since=DAY, **how())
    with pytest.raises(Refused, match="资金以元计"):
        actions.log_deed(
            pairing, money, "资助", on=DAY, quantity=Quantity(Decimal(2), "台"), **how()
        )
    twice(actions.end_pairing, pairing, until=LATER)
    pairing.refresh_from_db()
    with pytest.raises(Refused, match="已经填过"):
        actions.end_pairing(pairing, until=LATER, **how())


def test_a_profile_value_is_corrected_on_its_day_and_never_ahead_of_it(city):
    item = rules.ProfileItem.STAFF
    eleven = Quantity(Decimal(11), "名")
    twice(actions.put_value, city.community, item, eleven, on=DAY, source="摸底")
    value = actions.put_value(
        city.community, item, Quantity(Decimal(12), "人"), on=DAY, source="更正", **how()
    )

    assert value.quantity.text() == "12人"
    assert city.community.profile.count() == 1
    ahead = {"on": date(2999, 1, 1), "source": "摸底"}
    with pytest.raises(Refused, match="日期还没有到"):
        actions.put_value(city.community, item, eleven, **ahead, **how())
