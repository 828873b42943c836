"""What organisations' acts made through the hooks is what all their records count (ADR 0004)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from youju.audit.actions import SYSTEM
from youju.facts.models import Fact
from youju.kernel.periods import Grain, around
from youju.kernel.quantity import Quantity
from youju.organisations import actions, measures, rules

DAY, LATER, LAST = date(2026, 3, 5), date(2026, 6, 1), date(2026, 9, 10)
pytestmark = pytest.mark.django_db


def how():
    return {"actor": SYSTEM, "now": timezone.now()}


def found(parent, kind, name):
    return actions.found_unit(parent, kind, name, on=date(2020, 1, 1), **how())


@pytest.fixture
def community():
    """A community in which every kind of record was made, changed and ended through actions."""
    district = found(None, rules.UnitKind.DISTRICT, "澄江区")
    street = found(district, rules.UnitKind.STREET, "柳荫街道")
    community = found(street, rules.UnitKind.COMMUNITY, "金桥社区")
    grid = found(community, rules.UnitKind.GRID, "第一网格")
    bodies(community)
    duties(community)
    neighbours(community, grid)
    actions.add_person(grid, rules.Role.GRID_WORKER, "grid-1", "甲", **how())
    actions.put_value(
        community, rules.ProfileItem.HOUSEHOLDS, Quantity(Decimal(2100), "户"), on=DAY, source="摸底", **how()
    )  # fmt: skip
    actions.put_value(
        community, rules.ProfileItem.HOUSEHOLDS, Quantity(Decimal(2130), "户"), on=LATER, source="摸底", **how()
    )  # fmt: skip
    return community


def bodies(community):
    group = actions.set_up_group(
        community, rules.GroupKind.LEADING, "领导小组", set_up_on=DAY, **how()
    )
    head = actions.add_post(group, rules.Rank.HEAD, "甲", since=DAY, **how())
    actions.add_post(group, rules.Rank.MEMBER, "乙", since=DAY, **how())
    actions.replace_post(head, "丙", since=LATER, **how())
    department = actions.add_department(group, "环卫所", since=DAY, **how())
    actions.end_department(department, until=LATER, **how())


def duties(community):
    item = actions.add_duty_item(community, rules.DutySubject.AREA, "河堤", on=DAY, **how())
    actions.give_duty(item, "甲", since=DAY, **how())
    actions.give_duty(item, "乙", since=LATER, **how())
    more = {"source": "街道", "task": "清运", "place": "柳荫里", "priority": 1, "since": DAY}
    actions.detach(community, rules.Force.WORKERS, "小工", people=6, **more, **how())
    dates = {"signed_on": DAY, "due_on": LATER}
    contract = actions.sign_contract(community, community, "甲", "禁烟", **dates, **how())
    met = rules.ContractState.FAILED
    told = {"on": LATER, "result": "没有做到", "points_lost": Decimal("0.5")}
    actions.settle_contract(contract, met, **told, **how())


def neighbours(community, grid):
    points = [("5号楼", "堆物", True), ("6号楼", "小广告", False)]
    survey = actions.survey_grid(grid, "清楼道", "甲", points, on=DAY, **how())
    easy = survey.points.get(hard=False)
    actions.change_point(easy, rules.PointState.DONE, on=LATER, **how())
    role = rules.HelperRole.PARTY_HEAD
    helper = actions.add_helper(community, "5号楼", role, "乙", since=DAY, **how())
    actions.end_helper(helper, until=LAST, **how())
    pairing = actions.pair(community, rules.PairingKind.BUILDING, "柳荫小学", since=DAY, **how())
    money = Quantity(Decimal(5000), "元")
    actions.log_deed(pairing, rules.DeedKind.MONEY, "资助", on=LATER, quantity=money, **how())


def told(fact: Fact):
    return fact.unit_id, fact.measure.code, fact.period, fact.quantity, fact.series


@pytest.mark.parametrize("kind", list(measures.KINDS))
def test_the_hooks_made_what_all_records_of_a_kind_count(community, kind):
    wanted = {
        (str(pk), one.unit.pk, one.measure, around(one.on, Grain.DAY), one.quantity, one.series)
        for pk, counted in measures.all_counted(kind)
        for one in counted
    }

    made = {(fact.source_id, *told(fact)) for fact in Fact.objects.filter(source_kind=kind)}

    assert made == wanted
    assert made


@pytest.mark.parametrize(
    ("code", "on", "value"),
    [
        ("org.communities", date(2020, 1, 1), 1),
        ("org.grids", date(2020, 1, 1), 1),
        ("org.group_members", DAY, 2),
        ("org.group_departments", date(2026, 6, 2), 0),
        ("org.duties_owned", DAY, 1),
        ("org.sent_workers", DAY, 6),
        ("org.contracts_failed", LATER, 1),
        ("org.points_lost", LATER, Decimal("0.5")),
        ("org.hard_points", DAY, 1),
        ("org.points_done", DAY, 1),
        ("org.helpers", date(2026, 9, 11), 0),
        ("org.partner_money", LATER, 5000),
        ("org.profile_households", LATER, 2130),
    ],
)
def test_each_record_counts_what_was_done(community, code, on, value):
    assert Fact.objects.get(measure__code=code, start=on).value == value
