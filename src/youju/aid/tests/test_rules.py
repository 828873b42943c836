"""What is refused and what is due, without a database."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from youju.aid.rhythm import duties
from youju.aid.rules import children, giving, paying, wishes
from youju.aid.rules.children import Duty
from youju.aid.rules.giving import Donor
from youju.aid.rules.paying import Standing
from youju.aid.rules.wishes import ALLOWED, Group, Kind, State
from youju.kernel.quantity_text import parse_quantity
from youju.kernel.refusal import Refused

DAY, LATER = date(2026, 3, 1), date(2026, 7, 8)
YEARLY = Decimal(3000)


def refused(rule, *told, match, field=None):
    with pytest.raises(Refused, match=match) as found:
        rule(*told)
    if field:
        assert found.value.field == field


def test_a_year_owes_its_own_plan_or_the_yearly_amount_and_nothing_outside():
    plans = {2027: Decimal(2000)}

    due = [paying.due_in(y, YEARLY, plans, DAY, date(2027, 6, 1)) for y in (2025, 2026, 2027, 2028)]

    assert due == [0, 3000, 2000, 0]
    assert paying.standing(Decimal(0), Decimal(0)) is Standing.FREE
    assert paying.standing(YEARLY, Decimal(0)) is Standing.DUE
    assert paying.standing(YEARLY, Decimal(1000)) is Standing.PART
    assert paying.standing(YEARLY, YEARLY) is Standing.PAID


def test_a_pairing_names_a_unit_an_amount_and_free_households():
    refused(paying.check_pairing, " ", YEARLY, DAY, None, match="帮扶单位", field="helper")
    refused(paying.check_pairing, "供电局", Decimal(0), DAY, None, match="大于 0", field="yearly")
    refused(paying.check_pairing, "供电局", YEARLY, LATER, DAY, match="早于", field="until")
    refused(paying.check_households, 0, 0, match="勾选")
    refused(paying.check_households, 3, 1, match="有 1 户已经结对")
    refused(paying.check_end, DAY, LATER, LATER, match="已经结束")
    refused(paying.check_end, LATER, None, DAY, match="早于", field="on")


def test_a_year_is_not_paid_twice_without_a_word_why():
    refused(
        paying.check_once,
        2026,
        YEARLY,
        YEARLY,
        YEARLY,
        "",
        match="2026年已付 3000元",
        field="again",
    )
    paying.check_once(2026, YEARLY, YEARLY, YEARLY, "临时救助再付")
    paying.check_once(2026, YEARLY, Decimal(1000), Decimal(2000), "")
    paying.check_once(2026, YEARLY, Decimal(0), Decimal(5000), "")
    refused(paying.check_payment, 2026, LATER, DAY, None, DAY, match="还没有到", field="on")
    refused(paying.check_payment, 2025, DAY, DAY, None, LATER, match="没有结对", field="year")
    refused(paying.check_visit, date(2026, 2, 1), DAY, LATER, match="走访日期", field="on")


def test_a_drive_and_a_gift_say_who_when_and_what():
    refused(giving.check_drive, "", DAY, None, LATER, match="名称", field="name")
    refused(giving.check_drive, "甲", LATER, None, DAY, match="不能晚于今天", field="since")
    refused(giving.check_drive, "甲", LATER, DAY, LATER, match="早于", field="until")
    refused(giving.check_day, DAY, LATER, LATER, match="活动开始之后")
    ten = parse_quantity("10元")
    refused(giving.check_donation, Donor.UNIT, "", False, 1, ten, "", match="单位的名称")
    refused(giving.check_donation, Donor.PERSON, "", False, 1, ten, "", match="不留名")
    refused(giving.check_donation, Donor.PERSON, "", True, 0, ten, "", match="至少是 1")
    refused(giving.check_gift, None, " ", match="至少一项")
    refused(giving.check_gift, parse_quantity("0元"), "", match="大于 0")
    refused(giving.check_most, parse_quantity("100000001元"), "worth", match="1亿元", field="worth")
    giving.check_most(parse_quantity("100000000元"), "worth")
    giving.check_donation(Donor.PERSON, "", True, 1, None, "棉被")


def test_no_more_is_handed_over_than_came_in_and_nothing_published_twice():
    refused(giving.check_handing, Decimal(100), Decimal(90), Decimal(11), match="还可发放 10元")
    giving.check_handing(Decimal(100), Decimal(90), Decimal(10))
    giving.check_handing(Decimal(0), Decimal(0), None)
    refused(giving.check_publishing, 0, None, match="没有可公开的")
    refused(giving.check_publishing, 1, DAY, match="已经公开")


def test_a_grant_agrees_with_the_list_of_its_children():
    five, money = parse_quantity("5名"), parse_quantity("5000元")
    assert giving.counted(None) is None and giving.counted(parse_quantity("5人")) == five
    refused(giving.counted, parse_quantity("5车"), match="用“名”", field="pupils")
    refused(giving.check_grant, None, money, "", DAY, DAY, match="人数", field="pupils")
    refused(giving.check_grant, five, money, "", LATER, DAY, match="还没有到", field="on")
    refused(giving.check_listed, five, money, 6, [], match="已经够 5 人")
    refused(giving.check_listed, five, money, 5, [Decimal(6000)], match="合计 6000元")
    refused(giving.check_listed, five, None, 1, [Decimal(10)], match="没有资金")
    giving.check_listed(parse_quantity("200多名"), None, 201, [None])
    refused(giving.check_consent, True, "", match="监护人姓名", field="guardian")
    refused(giving.check_consent, False, "王奶奶", match="监护人同意", field="consent")


def test_wishes_go_from_gathered_to_done_and_only_so():
    agreed = {
        ("gathered", "taken"), ("gathered", "dropped"), ("taken", "done"), ("taken", "gathered"), ("taken", "dropped"),
    }  # fmt: skip
    assert {(a.value, b.value) for a, ways in ALLOWED.items() for b in ways} == agreed
    refused(wishes.check_step, State.DONE, State.TAKEN, match="不能办这一步")
    refused(wishes.check_wish, Kind.WISH, "", "书包", "", match="姓名", field="name")
    refused(wishes.check_wish, Kind.WISH, "王", "", "", match="写明心愿", field="text")
    refused(wishes.check_wish, Kind.COMPANY, "王", "", "", match="时节", field="occasion")
    refused(wishes.check_consent, Group.CHILD, False, match="监护人同意")
    refused(wishes.check_taker, Kind.WISH, " ", 0, "", match="认领人")
    refused(wishes.check_taker, Kind.COMPANY, "李党员", 1, "2026年春节", match="已经一帮一")
    refused(wishes.check_done, LATER, DAY, DAY, "已送到", match="认领之后", field="on")
    refused(wishes.check_done, DAY, DAY, DAY, "", match="怎么圆", field="result")


def test_the_rhythm_has_three_three_and_four_and_tells_what_is_late():
    groups = [one.group for one in duties()]
    assert [groups.count(one) for one in ("know", "talk", "one")] == [3, 3, 4]
    call, book = Duty("call", "one", "通电话", 7), Duty("book", "one", "送书", 183)

    due = children.due_of([call, book], DAY, [(date(2026, 3, 9), ["call"]), (date(2026, 3, 5), ["call"])])  # fmt: skip

    assert [(one.last, one.on) for one in due] == [
        (date(2026, 3, 9), date(2026, 3, 16)), (None, date(2026, 8, 31)),
    ]  # fmt: skip
    assert [one.late(LATER) for one in due] == [True, False]
    row = {"code": "a", "group": "one", "label": "甲", "days": 7}
    for rows in ([row, row], [row | {"group": "x"}], [row | {"days": 0}]):
        with pytest.raises(ValueError):
            children.duties_from(rows)


def test_only_registered_minors_with_consent_are_looked_after():
    refused(children.check_stand_in, "", True, True, 0, match="爱心家长", field="helper")
    refused(children.check_stand_in, "李", False, True, 0, match="先在住户里登记", field="child")
    refused(children.check_stand_in, "李", True, True, 1, match="已有爱心家长", field="child")
    refused(children.check_contact, LATER, DAY, DAY, ["call"], match="联系日期", field="on")
    refused(children.check_contact, DAY, DAY, DAY, [], match="勾选", field="done")
    refused(children.check_file, True, False, True, match="先在住户里登记", field="child")
    refused(children.check_file, True, True, False, match="监护人同意", field="consent")
