"""Calls: asking units below, answering with what the records say, the burden."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from youju.facts.models import Fact
from youju.facts.queries import unscoped_figures
from youju.facts.verify import differences
from youju.inbox.models import Message
from youju.kernel.periods import parse_period
from youju.kernel.quantity import agree
from youju.kernel.quantity_text import parse_quantity
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.returns import actions, asking, queries, rules
from youju.returns.actions.calls import Given, Wanted
from youju.returns.models import Answer, Call
from youju.returns.shown import questions
from youju.returns.tests.world import HALF, NOON, TODAY, Street, address, how

YEAR = parse_period("2026")
RUBBISH = Wanted("清理垃圾", "cleanup.rubbish", "车")
OTHER = Wanted("充电桩", "", "个")


@pytest.fixture
def street(db) -> Street:
    return Street()


def ask(street: Street, **given: Any) -> Call:
    told = {
        "unit": street.street, "to": [street.community, street.next_door], "title": "上半年数据",
        "basis": "区创建办〔2026〕3号", "period": HALF, "due_on": date(2026, 7, 15), "items": [RUBBISH, OTHER],
        **given,
    }  # fmt: skip
    return actions.make_call(**told, **how(given.pop("actor", street.office)))


def item_ids(call: Call) -> list[int]:
    return [one.pk for one in call.items.all()]


def test_a_call_goes_down_and_its_answers_come_up(street, django_capture_on_commit_callbacks):
    street.clean(rubbish="50余车")
    with django_capture_on_commit_callbacks(execute=True):
        call = ask(street)
    assert set(Message.objects.values_list("membership", "kind")) == {
        (street.clerk.pk, "returns.called"), (street.neighbour.pk, "returns.called"),
    }  # fmt: skip
    reply = call.replies.get(unit=street.community)
    rubbish, other = item_ids(call)
    facts = Fact.objects.filter(measure__code="cleanup.rubbish").count()

    given = {rubbish: Given("50余车"), other: Given("12个")}
    actions.answer_call(reply.pk, given=given, **how(street.clerk))

    said = [(one.text, one.how, one.held_text) for one in Answer.objects.order_by("item__position")]
    assert said == [("50余车", "held", "50余车"), ("12个", "typed", "")]
    assert Fact.objects.filter(measure__code="cleanup.rubbish").count() == facts
    codes = ["returns.calls", "returns.asked", "returns.answered"]
    found = unscoped_figures(street.street, YEAR, codes)
    assert [one.quantity.text() for one in found.values()] == ["1次", "2家次", "1家次"]
    assert [line for line in differences() if "returns" in line] == []


def test_an_answer_that_will_be_added_up_is_not_rounded(street):
    street.clean(rubbish="50余车")
    street.clean(rubbish="7车")
    call = ask(street)
    reply = call.replies.get(unit=street.community)
    rubbish, other = item_ids(call)

    first, _second = questions(reply, list(call.items.order_by("position")))
    assert first.initial[f"text_{rubbish}"] == "57余车"
    given = {rubbish: Given("57余车"), other: Given("12个")}
    actions.answer_call(reply.pk, given=given, **how(street.clerk))

    assert Answer.objects.get(item=rubbish).how == "held"


def test_a_correction_needs_its_reason_and_changes_no_record(street):
    street.clean(rubbish="8车")
    call = ask(street)
    reply = call.replies.get(unit=street.community)
    rubbish, _other = item_ids(call)

    with pytest.raises(Refused, match="请写明原因") as refusal:
        actions.answer_call(reply.pk, given={rubbish: Given("9")}, **how(street.clerk))
    assert refusal.value.field == f"reason_{rubbish}"
    actions.answer_call(reply.pk, given={rubbish: Given("9", "漏记一车")}, **how(street.clerk))

    told = Answer.objects.get(item=rubbish)
    assert (told.how, told.reason, told.held_text) == ("corrected", "漏记一车", "8车")
    figure = unscoped_figures(street.community, HALF, ["cleanup.rubbish"])["cleanup.rubbish"]
    assert figure.quantity.text() == "8车"


def test_what_all_records_hold_is_not_asked_again_without_a_reason(street):
    street.clean(rubbish="8车")
    ask(street)  # 桃李社区 has none
    street.clean(street.neighbour, rubbish="3车")

    with pytest.raises(Refused, match="“清理垃圾”各单位的记录里已经有") as refusal:
        ask(street)
    assert refusal.value.field == "reason"
    assert ask(street, reason="省厅要加盖公章的报表").reason == "省厅要加盖公章的报表"


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"basis": " "}, "写明依据"), ({"title": ""}, "写明要的是什么数"), ({"due_on": date(2026, 7, 1)}, "期限已过"),
        ({"items": []}, "至少要一项"), ({"items": [OTHER] * 41}, "最多要 40 项"), ({"to": []}, "至少选一个"),
        ({"period": parse_period("?")}, "写明时段"),
    ],
)  # fmt: skip
def test_a_call_without_basis_deadline_or_items_is_refused(street, given, why):
    with pytest.raises(Refused, match=why):
        ask(street, **given)
    assert not Call.objects.exists()


def test_too_many_units_and_those_of_others_are_refused(street):
    with pytest.raises(Refused, match="下级"):
        ask(street, to=[street.elsewhere])
    with pytest.raises(Refused, match="最多发给 300"):
        rules.check_asked(1, 301)
    with pytest.raises(Forbidden):
        actions.make_call(
            unit=street.community, to=[street.grid], title="x", basis="y", period=HALF, due_on=TODAY,
            items=[OTHER], **how(street.clerk),
        )  # fmt: skip


@pytest.mark.parametrize(("text", "why"), [("多次", "没有说出数量"), ("3吨", "单位应为“个”")])
def test_what_is_no_quantity_is_refused_at_its_field(street, text, why):
    call = ask(street)
    reply = call.replies.get(unit=street.community)

    with pytest.raises(Refused, match=why) as refusal:
        actions.answer_call(reply.pk, given={item_ids(call)[1]: Given(text)}, **how(street.clerk))

    assert refusal.value.field == f"text_{item_ids(call)[1]}"


def test_reminders_go_once_a_day_and_end_with_the_call(street):
    call = ask(street)
    again = how(street.office)
    assert actions.remind_call(call.pk, **again) == 2
    assert actions.remind_call(call.pk, **again) == 0
    with pytest.raises(Refused, match="没有要催的"):
        actions.remind_call(call.pk, **how(street.office))
    assert actions.remind_call(call.pk, **how(street.office) | {"now": NOON + timedelta(1)}) == 2

    again = how(street.office)
    actions.close_call(call.pk, **again)
    assert actions.close_call(call.pk, **again).state == "closed"

    reply = call.replies.get(unit=street.community)
    with pytest.raises(Refused, match="已经结束"):
        actions.answer_call(reply.pk, given={}, **how(street.clerk))


def test_acts_sent_twice_count_once(street):
    again = how(street.office)
    told = {
        "unit": street.street, "to": [street.community], "title": "t", "basis": "b", "period": HALF,
        "due_on": TODAY, "items": [OTHER],
    }  # fmt: skip
    call = actions.make_call(**told, **again)
    assert actions.make_call(**told, **again) == call
    reply = call.replies.get()
    again = how(street.clerk)
    actions.answer_call(reply.pk, given={}, **again)
    assert actions.answer_call(reply.pk, given={}, **again) == reply
    assert Answer.objects.get().how == "none"


def test_a_unit_sees_its_own_answer_only(street):
    call = ask(street)

    assert list(queries.calls_of(street.clerk, street.community)) == [call]
    assert [one.unit for one in queries.replies_seen(street.clerk, call)] == [street.community]
    assert len(queries.replies_seen(street.office, call)) == 2
    assert queries.due_for(street.clerk, date(2026, 7, 15))[1] == [
        call.replies.get(unit=street.community)
    ]
    with pytest.raises(Missing):
        queries.reply_for(street.clerk, call.pk, call.replies.get(unit=street.next_door).pk)
    with pytest.raises(Missing):
        queries.call_for(street.clerk, call.pk + 1)
    assert queries.call_titles([str(call.pk)]) == {str(call.pk): "上半年数据"}


def test_items_are_known_by_their_words(db):
    assert asking.measure_named("清理垃圾", "车").code == "cleanup.rubbish"
    assert asking.measure_named("充电桩", "个") is None


def test_the_burden_is_told_by_asker(street):
    street.clean(rubbish="8车")
    form = street.receive("环境整治统计表")
    actions.fill_form(form.pk, address=address, **how(street.office))
    call = ask(street)
    rubbish, _other = item_ids(call)
    reply = call.replies.get(unit=street.community)
    actions.answer_call(reply.pk, given={rubbish: Given("8")}, **how(street.clerk))

    found = queries.burden(street.office, street.street, YEAR)

    assert [(one.asker, one.calls, one.cells, one.auto, one.share) for one in found] == [
        ("区创建办", 1, 6, 1, 17), ("柳荫街道", 1, 2, 1, 50),
    ]  # fmt: skip
    assert str(found[0].hours) == "0.0"
    assert rules.hours_saved(100) == 5
    assert rules.share(0, 0) is None


@pytest.mark.parametrize(
    ("one", "other", "true"),
    [
        ("50余车", "53车", True), ("53车", "50余车", True), ("50余车", "48车", False), ("8车", "12车", False),
        ("8车", "8车", True), ("约50车", "53车", False), ("2万元", "20000元", True),
    ],
)  # fmt: skip
def test_two_quotations_agree_or_not(one, other, true):
    assert agree(parse_quantity(one), parse_quantity(other)) is true
