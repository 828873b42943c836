"""Plans, their tasks from a key list, and checklists."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest

from youju.evidence.actions import store
from youju.evidence.queries import items_of
from youju.evidence.tests.factories import jpeg, scene, upload
from youju.facts.queries import measures
from youju.facts.verify import differences
from youju.inbox.models import Message
from youju.kernel.quantity_text import parse_quantity
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.rules import UnitKind
from youju.organisations.tests.factories import make_unit
from youju.work import actions, queries
from youju.work.models import Checklist, Plan, Task
from youju.work.rules.checklists import LineState
from youju.work.shipped import templates
from youju.work.tests.world import NOON, TODAY, Town, told


@pytest.fixture
def town(db) -> Town:
    return Town()


def wrong() -> list[str]:
    return [line for line in differences() if not line.startswith("单位")]


ROW = {"title": "清理卫生死角", "owner": "金桥社区", "due_on": "2026-7-20", "amount": "50处"}


def test_a_plan_is_made_once_and_filled_from_a_key_list(town):
    key = uuid4()
    plan = town.plan(key=key)
    assert town.plan(key=key) == plan
    do = town.by(town.office)

    rows = [ROW, {"title": "修补路面", "owner": "桃李社区", "due_on": "7月31日", "place": "柳荫巷"}]
    assert actions.add_rows(plan.pk, rows, **do) == 2
    assert actions.add_rows(plan.pk, rows, **do) == 2

    first, second = queries.tasks_of_plan(plan)
    assert (first.title, first.due_amount.text(), first.due_on) == (
        "清理卫生死角",
        "50处",
        date(2026, 7, 20),
    )
    assert (second.owner_unit, second.due_on, second.place) == (
        town.next_door,
        date(2026, 7, 31),
        "柳荫巷",
    )
    assert queries.counts_of_plans([plan], date(2026, 7, 25))[plan.pk] == queries.Counts(2, 0, 1)
    assert told(town.district, "plans") == "1个"
    assert told(town.district, "lists") == "1份"
    assert list(queries.plans_of(town.clerk, town.community)) == [plan]
    assert queries.plan_titles([str(plan.pk)]) == {str(plan.pk): "2026年重点整治清单"}
    with pytest.raises(Missing):
        queries.plan_for(town.stranger, plan.pk)
    assert wrong() == []


@pytest.mark.parametrize(
    ("change", "column", "why"),
    [
        ({"title": ""}, "title", "写明要做什么"),
        ({"owner": "无名社区"}, "owner", "没有叫“无名社区”的单位"),
        ({"due_on": "下月"}, "due_on", "不是日期"),
        ({"amount": "多次"}, "amount", "没有说出数量"),
        ({"amount": "0处"}, "amount", "大于 0"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_stored(town, change, column, why):
    plan = town.plan()

    with pytest.raises(actions.BadRows, match="有 1 行要改") as bad:
        actions.add_rows(plan.pk, [ROW, {**ROW, **change}], **town.by(town.office))

    assert bad.value.errors[1][0] == column
    assert why in bad.value.errors[1][1]
    assert not Task.objects.exists()


def test_too_many_rows_and_too_many_faults_are_told_in_bounds(town):
    plan = town.plan()

    with pytest.raises(Refused, match="最多 300 行"):
        actions.add_rows(plan.pk, [ROW] * 301, **town.by(town.office))
    with pytest.raises(actions.BadRows) as bad:
        actions.add_rows(plan.pk, [{**ROW, "owner": "?"}] * 60, **town.by(town.office))
    assert len(bad.value.errors) == 50


def test_a_plan_has_a_name_of_its_own_goals_and_days(town):
    town.plan()

    for more, why in (
        ({}, "已经有叫这个名称"),
        ({"title": " "}, "计划的名称"),
        ({"goals": ""}, "目标和要求"),
        ({"title": "规划", "kind": "three_years"}, "三年左右"),
    ):
        with pytest.raises(Refused, match=why):
            town.plan(**more)
    with pytest.raises(Forbidden):
        town.plan(title="另一个", actor=town.clerk)
    plan = town.plan(
        title="三年规划", kind="three_years", start=date(2024, 1, 1), end=date(2026, 12, 31)
    )
    assert plan.get_kind_display() == "三年创建规划"


def test_a_plan_is_closed_when_its_tasks_are(town):
    plan = town.plan()
    task = town.give(plan=plan)
    key = uuid4()
    close = {"note": "完成九成", "actor": town.office, "now": NOON, "key": key}

    with pytest.raises(Refused, match="还有 1 项任务"):
        actions.close_plan(plan.pk, **close)
    actions.finish_task(task.pk, amount=parse_quantity("50处"), **town.by(town.clerk))
    actions.confirm_task(task.pk, **town.by(town.office))
    assert actions.close_plan(plan.pk, **close).state == Plan.State.CLOSED
    assert actions.close_plan(plan.pk, **close).closing_note == "完成九成"
    with pytest.raises(Refused, match="计划已经结束"):
        actions.close_plan(plan.pk, **close | {"key": uuid4()})
    with pytest.raises(Refused, match="不能再加任务"):
        town.give(plan=Plan.objects.get())
    with pytest.raises(Missing):
        actions.close_plan(plan.pk + 1, **close | {"key": uuid4()})
    other = town.plan(title="街道的清单", unit=town.street)
    with pytest.raises(Refused, match="另一个单位"):
        town.give(plan=other)
    counts = queries.counts_of_plans([plan], TODAY)[plan.pk]
    assert (counts.percent, queries.Counts().percent) == (100, 0)


def test_a_checklist_gives_each_unit_every_heading(town, django_capture_on_commit_callbacks):
    key = uuid4()
    with django_capture_on_commit_callbacks(execute=True):
        checklist = town.checklist(key=key)
    assert town.checklist(key=key) == checklist

    assert (checklist.title, checklist.lines.count()) == ("十个一迎检清单", 20)
    assert Message.objects.get(membership=town.clerk).kind == "work.checklist"
    lines = queries.lines_at(town.clerk, checklist, town.community)
    assert len(lines) == 10
    assert {one.unit for one in queries.lines_of(town.clerk, checklist)} == {town.community}
    assert queries.lines_due(town.clerk, date(2026, 9, 1)) == [(checklist, 10)]
    item = store(upload(jpeg(scene(4))), unit=town.community, **town.by(town.clerk))
    do = town.by(town.clerk)
    for _ in range(2):
        done = actions.mark_line(
            lines[0].pk, state="done", note="组长 1 人，成员 8 人", photos=[item.pk], **do
        )
    assert (done.state, done.done_on) == (LineState.DONE, TODAY)
    actions.mark_line(
        lines[1].pk, state="done", note="发倡议书", done_on=date(2026, 7, 1), **town.by(town.clerk)
    )
    assert told(town.street, "headings") == "2条"
    assert len(items_of(town.office, "work.line", lines[0].pk)) == 1
    back = actions.mark_line(lines[1].pk, state="doing", note="还差两栋", **town.by(town.clerk))
    assert (back.done_on, told(town.street, "headings")) == (None, "1条")
    state = queries.checklist_states(town.office, town.district)[0]
    assert (state.units, state.complete, state.lines, state.done) == (2, 0, 20, 1)
    title = {str(done.pk): "金桥社区：成立一个领导小组"}
    assert queries.line_titles([str(done.pk)]) == title
    assert queries.line_for(town.office, done.pk) == done
    assert wrong() == []


def test_a_checklist_is_given_below_and_ends(town):
    for more, why in (
        ({"code": "nine"}, "没有这种清单"),
        ({"units": []}, "至少一个单位"),
        ({"units": [town.elsewhere]}, "不在澄江区之下"),
        ({"units": [town.community] * 501}, "最多 500 个单位"),
        ({"due_on": date(2026, 7, 1)}, "早于开始"),
    ):
        with pytest.raises(Refused, match=why):
            town.checklist(**more)
    with pytest.raises(Forbidden):
        town.checklist(actor=town.clerk)
    checklist = town.checklist(title="国测十个一", inspection="2026年国家测评")
    line = checklist.lines.filter(unit=town.community)[0]
    with pytest.raises(Forbidden):
        actions.mark_line(line.pk, state="doing", **town.by(town.stranger))
    with pytest.raises(Missing):
        actions.mark_line(line.pk + 99, state="doing", **town.by(town.clerk))
    with pytest.raises(Missing):
        queries.line_for(town.stranger, line.pk)
    with pytest.raises(Missing):
        queries.checklist_for(town.stranger, checklist.pk)
    with pytest.raises(Missing):
        queries.checklist_for(None, checklist.pk)
    end = town.by(town.office, NOON + timedelta(60))
    assert actions.close_checklist(checklist.pk, **end).state == Checklist.State.CLOSED
    assert actions.close_checklist(checklist.pk, **end).state == Checklist.State.CLOSED
    with pytest.raises(Refused, match="清单已经结束"):
        actions.mark_line(line.pk, state="doing", **town.by(town.clerk))
    with pytest.raises(Missing):
        actions.close_checklist(checklist.pk + 1, **town.by(town.office))
    assert queries.checklist_states(town.office, town.district) == []


def test_shipped_checklists_name_measures_that_exist(db):
    codes = {code for one in templates().values() for h in one.headings for code in h.measures}

    assert set(measures().filter(code__in=codes).values_list("code", flat=True)) == codes
    assert len(templates()["ten_ones"].headings) == 10


def test_a_unit_may_do_its_own_checklist(town):
    village = make_unit("柳家村", UnitKind.VILLAGE, town.street)
    own = town.checklist(unit=village, units=[village])

    assert own.lines.count() == 10
    district = town.checklist(units=[town.district])
    assert [one.unit for one in district.lines.all()] == [town.district] * 10
