"""The rules of the room."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from youju.care.kinds import causes, kind_of, kinds
from youju.care.rules import aid, benefits, services, visits
from youju.care.rules.aid import State
from youju.care.rules.benefits import Rule
from youju.kernel.refusal import Missing, Refused

TODAY = date(2026, 7, 8)


def test_a_visit_is_on_a_day_of_the_last_year_by_somebody():
    visits.check_visit(date(2025, 7, 8), "金专干", TODAY)
    for on, who, why in (
        (date(2026, 7, 9), "金", "还没有到"),
        (date(2025, 7, 6), "金", "一年以内"),
        (TODAY, " ", "走访人"),
    ):
        with pytest.raises(Refused, match=why):
            visits.check_visit(on, who, TODAY)
    assert visits.cheers(Decimal(1), "", None) and visits.cheers(None, "米", None)
    assert not visits.cheers(Decimal(0), " ", None)
    visits.check_brought(Decimal(0), None)
    for field, sums in (("money", (Decimal(-5), None)), ("worth", (None, Decimal(-3)))):
        with pytest.raises(Refused, match="不能小于 0") as refusal:
            visits.check_brought(*sums)
        assert refusal.value.field == field


def test_a_round_has_a_name_and_an_end_in_sight():
    visits.check_round("春节慰问", TODAY, TODAY)
    for name, until, why in (
        ("", TODAY, "填名称"), ("春", date(2026, 7, 7), "早于"), ("春", date(2026, 12, 1), "100 天")
    ):  # fmt: skip
        with pytest.raises(Refused, match=why):
            visits.check_round(name, TODAY, until)


def test_an_application_goes_only_where_it_may():
    allowed = {
        ("applied", "checked"), ("applied", "refused"), ("checked", "noticed"), ("checked", "granted"),
        ("checked", "refused"), ("noticed", "checked"), ("noticed", "granted"), ("noticed", "refused"),
        ("granted", "stopped"),
    }  # fmt: skip
    for before in State:
        for after in State:
            if (before.value, after.value) in allowed:
                aid.check_step(before, after, TODAY, TODAY, TODAY)
                continue
            with pytest.raises(Refused, match="不能改为"):
                aid.check_step(before, after, TODAY, TODAY, TODAY)
    for on, why in ((date(2026, 7, 7), "早于上一步"), (date(2026, 7, 9), "还没有到")):
        with pytest.raises(Refused, match=why):
            aid.check_step(State.APPLIED, State.CHECKED, TODAY, on, TODAY)


def test_what_a_check_a_grant_and_a_refusal_need():
    dibao, once = kind_of("dibao"), kind_of("linshi")
    aid.check_checkers("金专干、白书记", "月收入 800 元")
    assert aid.notice_ends(dibao, date(2026, 7, 1)) == date(2026, 7, 7)
    assert aid.notice_ends(once, TODAY) == TODAY
    aid.check_grant(dibao, State.NOTICED, date(2026, 7, 7), TODAY)
    aid.check_grant(once, State.CHECKED, None, TODAY)
    aid.check_amount(Decimal(1))
    aid.check_reason(State.REFUSED, "收入高于标准")
    aid.check_decider(1, 2)
    aid.check_decider(1, None)
    aid.check_left(Decimal(5), Decimal(5))
    assert aid.next_review(dibao, date(2026, 1, 1)) == date(2027, 1, 1)
    assert aid.next_review(once, TODAY) is None
    for why, act in {
        "两人以上": lambda: aid.check_checkers("金专干", "看过"),
        "写明核查": lambda: aid.check_checkers("金、白", ""),
        "先公示 7 天": lambda: aid.check_grant(dibao, State.CHECKED, None, TODAY),
        "期满以后": lambda: aid.check_grant(dibao, State.NOTICED, TODAY, TODAY),
        "填金额": lambda: aid.check_amount(Decimal(0)),
        "写明原因": lambda: aid.check_reason(State.STOPPED, " "),
        "写明异议": lambda: aid.check_reason(State.CHECKED, ""),
        "不能自己审批": lambda: aid.check_decider(1, 1),
        "只剩 100 元": lambda: aid.check_left(Decimal("100.00"), Decimal(101)),
    }.items():
        with pytest.raises(Refused, match=why):
            act()


def test_the_catalogue_names_each_kind_once():
    assert [one.label for one in kinds()] == ["低保", "特困救助", "临时救助", "廉租房"]
    assert "因病致穷" in causes()
    with pytest.raises(ValueError, match="named twice"):
        aid.kinds_from([{"code": "a", "label": "a", "measure": "m"}] * 2)
    with pytest.raises(Missing):
        kind_of("gold")


def test_benefits_fall_on_a_lunar_festival_or_a_day_of_the_year():
    ninety = Rule(90, None, "chongyang")
    eighty = Rule(80, 89, "", "10-1")
    for rule in (ninety, eighty):
        benefits.check_rule(rule)
    assert benefits.day_in(ninety, 2026) == date(2026, 10, 18)  # GB/T 33661-2017
    assert benefits.day_in(ninety, 2036) is None
    assert benefits.day_in(eighty, 2026) == date(2026, 10, 1)
    assert benefits.day_in(Rule(80, None, "", "2-29"), 2026) == date(2026, 2, 28)
    assert benefits.born_from(ninety, TODAY) is None
    assert benefits.born_from(eighty, date(2026, 10, 1)) == date(1936, 10, 1)
    assert benefits.born_from(eighty, date(2024, 2, 29)) == date(1934, 2, 28)
    assert benefits.ages(ninety) == "90 岁以上" and benefits.ages(eighty) == "80—89 岁"
    for rule, why in (
        (Rule(9, None, "chongyang"), "50 到 120"),
        (Rule(90, 80, "chongyang"), "上限小于"),
        (Rule(90, None, "xmas"), "没有这个节日"),
        (Rule(90), "两样填一样"),
        (Rule(90, None, "chongyang", "10-1"), "两样填一样"),
        (Rule(90, None, "", "秋天"), "月-日"),
        (Rule(90, None, "", "13-1"), "月-日"),
    ):
        with pytest.raises(Refused, match=why):
            benefits.check_rule(rule)


def test_a_service_has_a_rhythm_and_somebody_who_comes():
    services.check_service(70, 30, "", has_provider=True)
    services.check_service(None, 30, "王师傅", has_provider=False)
    services.check_call(TODAY, TODAY, None, TODAY)
    services.check_end(TODAY, TODAY, TODAY)
    assert services.due_on(date(2026, 7, 1), None, 30) == date(2026, 7, 31)
    assert services.due_on(date(2026, 1, 1), date(2026, 7, 1), 7) == TODAY
    assert services.days_late(date(2026, 7, 1), TODAY) == 7 and not services.days_late(TODAY, TODAY)
    for why, act in {
        "60 岁以上": lambda: services.check_service(59, 30, "王", has_provider=False),
        "1 到 366": lambda: services.check_service(70, 0, "王", has_provider=False),
        "由谁服务": lambda: services.check_service(70, 7, " ", has_provider=False),
        "起止日期之内": lambda: services.check_call(date(2026, 6, 1), TODAY, None, TODAY),
        "结束日期": lambda: services.check_end(TODAY, date(2026, 7, 1), TODAY),
    }.items():
        with pytest.raises(Refused, match=why):
            act()
