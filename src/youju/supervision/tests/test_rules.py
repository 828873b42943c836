"""Which notice may go where, and what it must say."""

from datetime import date

import pytest

from youju.kernel.refusal import Forbidden, Refused
from youju.supervision import rules
from youju.supervision.models import title_of
from youju.supervision.rules import State

AGREED = {
    ("issued", "replied"),
    ("issued", "withdrawn"),
    ("replied", "struck"),
    ("replied", "issued"),
    ("replied", "withdrawn"),
}


@pytest.mark.parametrize("now", State)
@pytest.mark.parametrize("to", State)
def test_only_the_agreed_moves_are_allowed(now, to):
    if (now.value, to.value) in AGREED:
        rules.check_change(now, to)
    else:
        with pytest.raises(Refused, match="不能再改为"):
            rules.check_change(now, to)


@pytest.mark.parametrize("role", ["office", "inspector", "staff"])
def test_offices_staff_and_supervisors_send_notices(role):
    rules.check_issuer(role)


@pytest.mark.parametrize("role", ["leader", "grid_worker", "unit_user", "volunteer"])
def test_nobody_else_does(role):
    with pytest.raises(Forbidden, match="由创建办、社区专干或督查员下发"):
        rules.check_issuer(role)


def test_whoever_replied_does_not_verify():
    rules.check_rechecker(1, 2)
    rules.check_rechecker(None, None)
    with pytest.raises(Forbidden, match="不能复查自己的整改"):
        rules.check_rechecker(1, 1)


def test_a_text_is_needed_and_no_longer_than_2000_characters():
    assert rules.check_text(" 通道被占\0 ", "problem", "写明") == "通道被占"
    with pytest.raises(Refused, match="写明问题") as refusal:
        rules.check_text("  ", "problem", "写明问题")
    assert refusal.value.field == "problem"
    with pytest.raises(Refused, match="最多 2000 个字"):
        rules.check_text("占" * 2001, "problem", "写明")


def test_days_follow_each_other():
    today = date(2026, 7, 8)
    rules.check_days(date(2026, 7, 8), date(2026, 7, 8), today)
    with pytest.raises(Refused, match="下发日期还没有到"):
        rules.check_days(date(2026, 7, 9), date(2026, 7, 15), today)
    with pytest.raises(Refused, match="回复期限早于下发日期"):
        rules.check_days(date(2026, 7, 8), date(2026, 7, 7), today)
    assert rules.check_again(today, today) == today
    for wrong in (None, date(2026, 7, 7)):
        with pytest.raises(Refused, match="再次回复的期限"):
            rules.check_again(wrong, today)


def test_numbers_and_titles_are_written_as_offices_write_them():
    assert rules.number("澄创督", 2026, 98) == "澄创督〔2026〕98号"
    assert rules.check_number(" 澄创督〔2026〕9号 ") == "澄创督〔2026〕9号"
    with pytest.raises(Refused, match="文号最多 40 个字"):
        rules.check_number("号" * 41)
    assert title_of("医院", "停车杂乱。占用通道。") == "医院：停车杂乱"


def test_a_reply_is_late_the_day_after_its_day():
    assert not rules.is_overdue(State.ISSUED, date(2026, 7, 8), date(2026, 7, 8))
    assert rules.is_overdue(State.ISSUED, date(2026, 7, 8), date(2026, 7, 9))
    assert not rules.is_overdue(State.REPLIED, date(2026, 7, 8), date(2026, 7, 9))
