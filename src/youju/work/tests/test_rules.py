"""What a task and a checklist allow."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from youju.kernel.quantity_text import parse_quantity
from youju.kernel.refusal import Forbidden, Refused
from youju.work.rules import checklists, tasks
from youju.work.rules.checklists import LineState
from youju.work.rules.tasks import Climb, PlanKind, State

MOVES = {
    ("open", "finished"),
    ("open", "cancelled"),
    ("finished", "confirmed"),
    ("finished", "open"),
    ("finished", "cancelled"),
}


@pytest.mark.parametrize("now", list(State))
@pytest.mark.parametrize("to", list(State))
def test_only_the_agreed_moves_are_allowed(now, to):
    if (now.value, to.value) in MOVES:
        tasks.check_change(now, to)
    else:
        with pytest.raises(Refused, match="不能再办这一步"):
            tasks.check_change(now, to)


def test_what_is_done_under_way_is_refused_afterwards():
    tasks.check_open(State.OPEN)
    with pytest.raises(Refused, match="待验收"):
        tasks.check_open(State.FINISHED)


@pytest.mark.parametrize(
    ("text", "why"), [("  ", "写明要做什么"), ("清" * 81, "最多 80 个字")], ids=["empty", "long"]
)
def test_a_title_is_asked_for_and_short(text, why):
    with pytest.raises(Refused, match=why) as refusal:
        tasks.check_text(text, "title", "写明要做什么。", 80)
    assert refusal.value.field == "title"


def test_days_of_a_task_stand_in_order_and_near():
    tasks.check_days(date(2026, 7, 8), date(2026, 7, 8))
    with pytest.raises(Refused, match="早于开始"):
        tasks.check_days(date(2026, 7, 8), date(2026, 7, 7))
    with pytest.raises(Refused, match="超过五年"):
        tasks.check_days(date(2026, 7, 8), date(2062, 7, 8))


def test_an_amount_is_a_number_above_zero_or_nothing():
    assert tasks.check_amount(parse_quantity("50余车")) == (Decimal(50), "车")
    assert tasks.check_amount(None) == (None, "")
    with pytest.raises(Refused, match="大于 0"):
        tasks.check_amount(parse_quantity("0处"))


def test_what_was_done_is_told_in_the_tasks_own_unit():
    assert tasks.check_done(parse_quantity("12处"), "处") == Decimal(12)
    assert tasks.check_done(None, "处") is None
    for typed, unit, why in (
        ("12车", "处", "换算"),
        ("3处", "", "没有数量"),
        ("0处", "处", "大于 0"),
    ):
        with pytest.raises(Refused, match=why):
            tasks.check_done(parse_quantity(typed), unit)


def test_less_than_the_amount_needs_a_word_why():
    tasks.check_finish(Decimal(50), Decimal(50), "")
    tasks.check_finish(None, Decimal(0), "")
    tasks.check_finish(Decimal(50), Decimal(48), "两处正在拆迁")
    with pytest.raises(Refused, match="还差 2"):
        tasks.check_finish(Decimal(50), Decimal(48), " ")


def test_nobody_confirms_their_own_work():
    tasks.check_confirmer(1, 2)
    tasks.check_confirmer(None, None)
    with pytest.raises(Forbidden, match="由别人验收"):
        tasks.check_confirmer(1, 1)


def test_an_extension_extends():
    tasks.check_later(date(2026, 7, 8), date(2026, 7, 9))
    with pytest.raises(Refused, match="晚于原期限"):
        tasks.check_later(date(2026, 7, 8), date(2026, 7, 8))
    with pytest.raises(Refused, match="超过五年"):
        tasks.check_later(date(2026, 7, 8), date(2062, 7, 8))


@pytest.mark.parametrize(
    ("today", "step"),
    [
        (date(2026, 7, 16), Climb.NOBODY),
        (date(2026, 7, 17), Climb.REMINDED),
        (date(2026, 7, 20), Climb.REMINDED),
        (date(2026, 7, 21), Climb.LATE),
        (date(2026, 7, 23), Climb.LATE),
        (date(2026, 7, 24), Climb.RAISED),
    ],
)
def test_word_of_a_deadline_goes_three_days_before_then_upward(today, step):
    assert tasks.climb_due(date(2026, 7, 20), today) is step


def test_progress_is_a_share_of_what_is_due_and_never_above_all():
    assert tasks.Progress(Decimal(50), Decimal(20)).percent == 40
    assert tasks.Progress(Decimal(50), Decimal(80)).percent == 100
    assert tasks.Progress(None, Decimal(80)).percent is None


def test_a_three_year_plan_lasts_three_years():
    tasks.check_plan_days(date(2024, 1, 1), date(2026, 12, 31), PlanKind.THREE_YEARS)
    tasks.check_plan_days(date(2026, 1, 1), date(2026, 12, 31), PlanKind.YEAR)
    with pytest.raises(Refused, match="三年左右"):
        tasks.check_plan_days(date(2026, 1, 1), date(2026, 12, 31), PlanKind.THREE_YEARS)
    with pytest.raises(Refused, match="早于开始"):
        tasks.check_plan_days(date(2026, 2, 1), date(2026, 1, 31), PlanKind.YEAR)


FILE = """
checklists:
  - code: three
    label: 三件事
    headings:
      - {code: one, text: 第一件, hint: 做好它, measures: [cleanup.entries]}
      - {code: two, text: 第二件}
"""


def test_a_file_of_checklists_is_read():
    found = checklists.read_templates(FILE)

    assert [(one.code, one.label, one.about) for one in found] == [("three", "三件事", "")]
    assert found[0].headings[0] == checklists.Heading(
        "one", "第一件", "做好它", ("cleanup.entries",)
    )
    kept = checklists.as_json(found[0].headings[0])
    assert (
        checklists.heading_from({**kept, "measures": list(kept["measures"])})
        == found[0].headings[0]
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "why"),
    [
        ("checklists:\n", "checklist:\n", 2, "写成一列"),
        ("code: three", "code: Three", 3, "小写英文字母"),
        ("label: 三件事", "label: ''", 4, "缺“label”"),
        ("code: two", "code: one", 5, "不能重复"),
        ("measures: [cleanup.entries]", "measures: cleanup", 6, "写成一列"),
        ("text: 第二件", "hint: 第二件", 7, "缺“text”"),
        ("- {code: two, text: 第二件}", "- 第二件", 5, "写成一列"),
    ],
)
def test_a_fault_is_named_with_its_line(old, new, line, why):
    with pytest.raises(Refused, match=f"第 {line} 行：.*{why}"):
        checklists.read_templates(FILE.replace(old, new))


def test_a_heading_is_done_with_a_word_and_not_on_a_day_to_come():
    today = date(2026, 7, 8)
    assert checklists.check_line(LineState.UNDONE, " ", None, today) == ""
    assert checklists.check_line(LineState.DONE, " 已成立 ", today, today) == "已成立"
    for state, note, day, why in (
        (LineState.DONE, "", None, "怎么做的"),
        (LineState.DONE, "已成立", date(2026, 7, 9), "还没有到"),
        (LineState.DOING, "长" * 501, None, "最多 500"),
    ):
        with pytest.raises(Refused, match=why):
            checklists.check_line(state, note, day, today)
