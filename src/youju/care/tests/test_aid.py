"""Aid: from the application to the decision, money, and what may be told of it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from youju.care import actions, queries
from youju.care.measures import tally_drafts
from youju.care.models import AidCase, Fund, Tally
from youju.care.rules.aid import State
from youju.care.tests.world import NOON, TODAY, figure, wrong
from youju.kernel.refusal import Forbidden, Refused
from youju.residents.actions import give_building
from youju.residents.queries import kind_of, needs_of


def to_notice(town, home, kind="dibao", **more) -> AidCase:
    case = actions.apply_aid(home.pk, town.asked(kind, **more), **town.by(town.staff))
    told = {"on": date(2026, 6, 3), "checkers": "金专干、白书记", "text": "月收入 800 元"}
    actions.check_aid(case.pk, **told, **town.by(town.staff))
    return actions.notice_aid(case.pk, on=date(2026, 6, 5), **town.by(town.staff))


def granted(town, home, kind="dibao") -> AidCase:
    case = to_notice(town, home, kind)
    amount = {"on": date(2026, 7, 1), "amount": Decimal(600), "monthly": True}
    return actions.grant_aid(case.pk, **amount, **town.by(town.care))


def test_an_application_is_checked_shown_granted_reviewed_and_stopped(town):
    home = town.home(1)
    by = town.by(town.staff)
    for _twice in range(2):
        case = actions.apply_aid(home.pk, town.asked(detail="尿毒症"), **by)
    row = str(AidCase.objects.values().get())
    assert not any(word in row for word in ("dibao", "因病致穷", "尿毒症"))
    assert case.applicant == "李小1" and case.of_kind.label == "低保"
    with pytest.raises(Refused, match="这一户的低保已申请"):
        actions.apply_aid(home.pk, town.asked(), **town.by(town.staff))
    steps = [
        (actions.check_aid, {"on": date(2026, 6, 3), "checkers": "金专干、白书记", "text": "核实"}),
        (actions.notice_aid, {"on": date(2026, 6, 5)}),
    ]
    for act, told in steps:
        by = town.by(town.staff)
        for _twice in range(2):
            case = act(case.pk, **told, **by)
    assert case.notice_ends == date(2026, 6, 11)
    assert list(queries.notices_at(town.staff, town.community, date(2026, 6, 11))) == [case]
    for act, told in (
        (actions.grant_aid, {"on": date(2026, 6, 12), "amount": Decimal(600), "monthly": True}),
        (actions.review_aid, {"on": date(2026, 7, 2), "text": "照旧", "amount": Decimal(650)}),
    ):
        by = town.by(town.care)
        for _twice in range(2):
            case = act(case.pk, **told, **by)
    case.refresh_from_db()
    assert case.amount.open() == "650" and case.review_on == date(2027, 7, 2)
    held = needs_of(town.staff, town.community, kind_of("dibao"))
    assert held.get().household == home
    assert queries.reviews_due(town.staff, town.community, date(2027, 8, 1)).get() == case
    by = town.by(town.judge)
    for _twice in range(2):
        case = actions.stop_aid(case.pk, on=TODAY, text="子女已就业", **by)
    assert case.state == State.STOPPED and not held.exists() and "救助" in str(case)
    assert queries.steps_of(town.staff, case).count() == 6


def test_who_applies_is_of_the_household(town):
    home, other = town.home(1), town.home(2)
    with pytest.raises(Refused, match="不在这一户"):
        actions.apply_aid(home.pk, town.asked(applicant=other.head), **town.by(town.staff))
    asked = town.asked(applicant=home.head)
    case = actions.apply_aid(home.pk, asked, **town.by(town.staff))
    assert case.applicant == "李小1"
    with pytest.raises(Refused, match="还没有公示"):
        actions.reopen_aid(case.pk, on=TODAY, text="有车", **town.by(town.staff))
    assert actions.apply_aid(home.pk, town.asked("linshi"), **town.by(town.staff)).pk != case.pk


def test_an_objection_leads_back_to_the_check(town):
    case = to_notice(town, town.home(1))
    with pytest.raises(Refused, match="先登记异议"):
        told = {"on": TODAY, "checkers": "金、白", "text": "再查"}
        actions.check_aid(case.pk, **told, **town.by(town.staff))
    by = town.by(town.staff)
    for _twice in range(2):
        case = actions.reopen_aid(case.pk, on=date(2026, 6, 8), text="邻居说有车", **by)
    assert case.state == State.APPLIED and case.notice_ends is None
    with pytest.raises(Refused, match="不能改为"):
        actions.notice_aid(case.pk, on=TODAY, **town.by(town.staff))
    actions.check_aid(case.pk, on=TODAY, checkers="金、白", text="无车", **town.by(town.staff))
    with pytest.raises(Refused, match="不能改为"):
        actions.reopen_aid(case.pk, on=TODAY, text="x", **town.by(town.staff))
    by = town.by(town.judge)
    for _twice in range(2):
        case = actions.refuse_aid(case.pk, on=TODAY, text="收入高于标准", **by)
    assert case.state == State.REFUSED
    assert actions.apply_aid(case.household_id, town.asked(), **town.by(town.staff)).pk != case.pk


def test_only_the_office_and_the_care_officer_decide_and_nobody_on_their_own_check(town):
    case = to_notice(town, town.home(1))
    told = {"on": date(2026, 6, 12), "amount": Decimal(600)}
    for act, more in (
        (actions.grant_aid, told),
        (actions.refuse_aid, {"on": TODAY, "text": "否"}),
        (actions.review_aid, {"on": TODAY, "text": "否"}),
        (actions.stop_aid, {"on": TODAY, "text": "否"}),
        (actions.pay_aid, told),
    ):
        with pytest.raises(Forbidden):
            act(case.pk, **more, **town.by(town.staff))
    with pytest.raises(Forbidden):
        actions.add_fund(town.community, "x", Decimal(1), TODAY, **town.by(town.staff))
    AidCase.objects.filter(pk=case.pk).update(checker=town.care.person_id)
    with pytest.raises(Refused, match="不能自己审批"):
        actions.grant_aid(case.pk, **told, **town.by(town.care))
    for act in (
        lambda: actions.pay_aid(case.pk, **told, **town.by(town.judge)),
        lambda: actions.review_aid(case.pk, on=TODAY, text="看", **town.by(town.judge)),
    ):
        with pytest.raises(Refused, match="没有在享受"):
            act()


def test_money_is_paid_out_of_a_fund_that_is_not_overdrawn(town):
    case = granted(town, town.home(1))
    by = town.by(town.judge)
    for _twice in range(2):
        fund = actions.add_fund(
            town.street, "慈善会", Decimal(1000), TODAY, source="区慈善会", **by
        )
    by = town.by(town.judge)
    for _twice in range(2):
        paid = actions.pay_aid(case.pk, on=TODAY, amount=Decimal(600), fund=fund, **by)
    fund.refresh_from_db()
    assert fund.left == 400 and paid.fund == fund and str(fund) == "慈善会"
    assert list(queries.paid_to(town.staff, case)) == [paid]
    assert queries.funds_of(town.judge, town.street).get() == fund
    for on, amount, why, refusal in (
        (TODAY, 401, "补发上月", "只剩 400 元"), (date(2026, 6, 30), 1, "", "早于批准"),
        (TODAY, 1, " ", "每月批准 600 元，这个月已发 600 元"),
    ):  # fmt: skip
        told = {"on": on, "amount": Decimal(amount), "fund": fund, "why": why}
        with pytest.raises(Refused, match=refusal):
            actions.pay_aid(case.pk, **told, **town.by(town.judge))
    assert list(queries.funds_for(town.judge, case.unit)) == [fund]
    for unit, why in ((town.grid, "不是给这里"), (town.district, "不在您的单位")):
        other = Fund.objects.create(unit=unit, root_id=unit.root_id, name="x", given=9, on=TODAY)
        with pytest.raises(Refused if why else Forbidden, match=why):
            told = {"on": TODAY, "amount": Decimal(1), "fund": other, "why": "补发上月"}
            actions.pay_aid(case.pk, **told, **town.by(town.judge))
    more = actions.pay_aid(
        case.pk, on=TODAY, amount=Decimal(1), why="补发上月", **town.by(town.care)
    )
    assert more.why == "补发上月" and more.fund is None
    reviewed = actions.review_aid(case.pk, on=TODAY, text="照旧", **town.by(town.care))
    reviewed.refresh_from_db()
    assert reviewed.amount.open() == "600"
    with pytest.raises(Refused, match="写明复核"):
        actions.review_aid(case.pk, on=TODAY, text=" ", **town.by(town.care))


def test_aid_that_is_not_monthly_is_paid_up_to_its_sum(town):
    case = granted(town, town.home(1))
    AidCase.objects.filter(pk=case.pk).update(monthly=False)
    actions.pay_aid(case.pk, on=date(2026, 7, 2), amount=Decimal(400), **town.by(town.judge))

    with pytest.raises(Refused, match="批准 600 元，已发 400 元") as refusal:
        actions.pay_aid(case.pk, on=TODAY, amount=Decimal(201), **town.by(town.judge))

    assert refusal.value.field == "why"
    actions.pay_aid(case.pk, on=TODAY, amount=Decimal(200), **town.by(town.judge))


def test_a_payment_noted_by_mistake_goes_back_into_its_fund(town):
    case = granted(town, town.home(1))
    fund = actions.add_fund(town.street, "慈善会", Decimal(1000), TODAY, **town.by(town.judge))
    told = {"on": TODAY, "amount": Decimal(600)}
    paid = actions.pay_aid(case.pk, fund=fund, **told, **town.by(town.judge))
    with pytest.raises(Forbidden):
        actions.withdraw_payment(paid.pk, **town.by(town.staff))
    by = town.by(town.judge)
    for _twice in range(2):
        assert actions.withdraw_payment(paid.pk, **by).voided_at
    actions.withdraw_payment(paid.pk, **town.by(town.judge))  # again by another press: as before

    fund.refresh_from_db()
    assert fund.left == 1000 and not queries.paid_to(town.staff, case).exists()
    assert figure(town.district, "aid_money") == ""
    direct = actions.pay_aid(
        case.pk, **told, **town.by(town.judge)
    )  # this month's, as if for the first time
    actions.withdraw_payment(direct.pk, **town.by(town.care))
    assert wrong() == []


def test_figures_of_the_year_tell_small_counts_as_small(town):
    homes = [town.home(n) for n in range(1, 7)]
    cases = [granted(town, home, "dibao" if n < 3 else "tekun") for n, home in enumerate(homes)]
    for case in cases:
        actions.pay_aid(case.pk, on=TODAY, amount=Decimal(100), **town.by(town.care))

    assert figure(town.district, "aided") == "6户" and figure(town.district, "aid_money") == "600元"
    assert figure(town.district, "aid_dibao") == "不足5户"
    assert wrong() == []
    assert figure(town.community, "aid_linshi") == "0户"
    assert actions.look_round(NOON) == 0
    assert actions.look_round(datetime(2027, 1, 3, tzinfo=NOON.tzinfo)) == 1
    assert (
        figure(town.district, "aided", "2027") == "0户" and figure(town.district, "aided") == "6户"
    )
    assert "金桥社区救助和养老" in str(Tally.objects.first())


def test_a_grid_s_households_are_counted_with_the_community(town):
    give_building(town.area.pk, "3", town.grid, **town.by(town.staff))
    outside = [town.add(f"王{n}", f"4-1-{n}01").household for n in range(1, 3)]
    homes = [town.home(n) for n in range(1, 4)] + outside
    for home in homes:
        granted(town, home, "tekun")

    assert figure(town.community, "aided") == "5户" and figure(town.grid, "aided") == ""
    assert actions.look_round(datetime(2027, 1, 3, tzinfo=NOON.tzinfo)) == 1
    assert wrong() == []


def test_a_count_of_a_grid_kept_from_before_says_nothing(town):
    kept = Tally.objects.create(
        unit=town.grid, month=TODAY.replace(day=1), on=TODAY, counts={"aided": "9"}
    )

    assert (
        tally_drafts(kept) == []
        and actions.look_round(datetime(2027, 1, 3, tzinfo=NOON.tzinfo)) == 0
    )
