"""The aged: benefits by age, and care at home."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from youju.care import actions, queries
from youju.care.actions.services import Plan
from youju.care.measures import all_call_drafts, all_tally_drafts, all_visit_drafts
from youju.care.queries import titles
from youju.care.queries.services import late_at
from youju.care.rules.benefits import Rule
from youju.care.tests.world import TODAY, figure, seen, wrong
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.residents.actions import AreaTold, Home, add_area, leave, move

NINETY = Rule(90, None, "chongyang")


def test_whoever_is_ninety_at_chongyang_is_due_and_gets_it_once(town):
    on_time = town.elder(1, date(1936, 10, 18))  # 90 on the day itself
    late = town.elder(2, date(1936, 10, 19))
    by = town.by(town.office)
    for _twice in range(2):
        rule = actions.add_benefit(town.district, "老年节慰问", NINETY, amount=Decimal(200), **by)
    assert list(queries.due_in(town.staff, rule, town.community, 2026)) == [on_time]
    assert not queries.due_in(town.staff, rule, town.community, 2036)
    assert list(queries.benefits_for(town.staff, town.community)) == [rule]

    by = town.by(town.staff)
    for _twice in range(2):
        gift = actions.give(rule, on_time.pk, 2026, on=TODAY, **by)

    assert (
        gift.amount == 200
        and queries.gifts_in(town.staff, rule, town.community, 2026).get() == gift
    )
    assert (
        figure(town.community, "gifted") == "不足5人" and figure(town.community, "gift_money") == ""
    )
    for person, why in ((on_time, "2026 年的已经发过"), (late, "不在这个年龄")):
        with pytest.raises(Refused, match=why):
            actions.give(rule, person.pk, 2026, on=TODAY, **town.by(town.staff))
    by = town.by(town.staff)
    for _twice in range(2):
        assert actions.take_back(gift.pk, **by).voided_at
    assert figure(town.community, "gifted") == "0人"
    by = town.by(town.care)
    with pytest.raises(Forbidden):
        actions.end_benefit(rule.pk, **by)
    by = town.by(town.office)
    for _twice in range(2):
        assert actions.end_benefit(rule.pk, **by).until
    with pytest.raises(Refused, match="停用"):
        actions.give(rule, on_time.pk, 2026, on=TODAY, **town.by(town.staff))


def test_a_benefit_has_a_name_and_something_to_give_and_is_not_set_by_a_grid(town):
    for name, amount, why in ((" ", 1, "填名称"), ("x", 0, "金额或物品")):
        with pytest.raises(Refused, match=why):
            told = {"amount": Decimal(amount)}
            actions.add_benefit(town.community, name, NINETY, **told, **town.by(town.staff))
    with pytest.raises(Forbidden):
        actions.add_benefit(town.grid, "x", NINETY, goods="米", **town.by(town.grid_worker))
    made = actions.add_benefit(
        town.community, "八十", Rule(80, 89, "", "10-1"), goods="米", **town.by(town.care)
    )
    eighty = town.elder(3, date(1940, 1, 1))
    town.elder(4, date(1930, 1, 1))
    assert list(queries.due_in(town.staff, made, town.community, 2026)) == [eighty]
    assert str(made) == "八十"


def test_a_plan_tells_who_waits_and_counts_each_service(town):
    elder = town.elder(1, date(1940, 1, 1))
    hair = Plan("hair", 30, date(2026, 5, 1), "王师傅", starlight=True)
    by = town.by(town.staff)
    for _twice in range(2):
        service = actions.arrange_service(elder.pk, hair, **by)
    actions.arrange_service(
        elder.pk, Plan("checkup", 90, TODAY, by_unit=town.hospital), **town.by(town.staff)
    )
    assert list(late_at(town.staff, town.community, TODAY)) == [service]
    assert service.late(TODAY) == 38 and service.by == "王师傅"
    with pytest.raises(Refused, match="已经安排了理发"):
        actions.arrange_service(elder.pk, hair, **town.by(town.staff))

    by = town.by(town.staff)
    for _twice in range(2):
        call = actions.record_call(service.pk, on=date(2026, 7, 7), note="气色好", **by)

    service.refresh_from_db()
    assert service.due_on == date(2026, 8, 6) and not late_at(town.staff, town.community, TODAY)
    shown = [figure(town.district, code) for code in ("calls", "calls_hair", "calls_starlight")]
    assert shown == ["1人次", "1人次", "1人次"] and figure(town.district, "elders") == "不足5人"
    assert list(queries.calls_of(town.staff, elder)) == [call] and "服务" in str(call) + str(
        service
    )
    for days, rebuilt in ((1, list(all_call_drafts())), (0, list(all_visit_drafts()))):
        assert len(rebuilt) == days
    assert wrong() == []
    assert len(list(all_tally_drafts())) == 3  # May, June, July
    by = town.by(town.staff)
    for _twice in range(2):
        assert actions.withdraw_call(call.pk, **by).voided_at
    service.refresh_from_db()
    assert service.last_on is None and figure(town.district, "calls") == ""
    by = town.by(town.staff)
    for _twice in range(2):
        ended = actions.end_service(service.pk, on=TODAY, **by)
    with pytest.raises(Refused, match="已经结束"):
        actions.end_service(service.pk, on=TODAY, **town.by(town.staff))
    assert ended.late(TODAY) == 0 and queries.elders_at(town.staff, town.community) == 1
    assert queries.plan_of(town.staff, elder).count() == 2


def test_a_plan_follows_an_elder_who_moves(town):
    elder = town.elder(1, date(1940, 1, 1))
    hair = Plan("hair", 30, date(2026, 6, 1), "王")
    service = actions.arrange_service(elder.pk, hair, **town.by(town.staff))
    told = AreaTold("桃源", "open")
    area = add_area(town.next_door, told, **town.by(town.office))
    move(elder.pk, Home(area, "1-1-101"), on=TODAY, **town.by(town.office))

    call = actions.record_call(service.pk, on=TODAY, **town.by(town.neighbour))

    assert call.unit == town.next_door and figure(town.next_door, "calls") == "1人次"
    with pytest.raises(Forbidden):
        actions.record_call(service.pk, on=TODAY, **town.by(town.staff))


def test_nobody_who_left_is_put_into_a_plan(town):
    elder = town.elder(1, date(1940, 1, 1))
    leave(elder.pk, on=TODAY, why="died", **town.by(town.staff))
    with pytest.raises(Refused, match="已迁出"):
        actions.arrange_service(elder.pk, Plan("hair", 30, TODAY, "王"), **town.by(town.staff))
    with pytest.raises(Missing):
        actions.record_call(77, on=TODAY, **town.by(town.staff))


def test_trails_name_no_person(town):
    visit = actions.record_visit(town.home(1).pk, seen(), **town.by(town.staff))
    assert titles.of_visits([str(visit.pk)]) == {str(visit.pk): f"走访 {visit.pk} 号"}
    assert titles.of_calls(["3"]) == {"3": "服务 3 号"} and titles.of_tallies(["x", "9"]) == {}
