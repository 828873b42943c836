"""The pages of the room: what they show, what they refuse, and that nothing typed is lost."""

from __future__ import annotations

import json
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client

from youju.kernel.periods import Grain, around
from youju.kernel.quantity_text import parse_quantity
from youju.ledgers.actions import record_entry
from youju.organisations.rules import Role
from youju.organisations.tests.factories import make_member
from youju.work import actions
from youju.work.models import Checklist, Plan, Task
from youju.work.tests.world import Town


@pytest.fixture
def town(db) -> Town:
    return Town()


def enter(member) -> Client:
    client = Client()
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def text(answer) -> str:
    return answer.content.decode()


def test_a_task_is_given_told_of_and_confirmed_on_pages(town):
    office, clerk = enter(town.office), enter(town.clerk)
    given = {
        "title": "修补人行道", "owner_unit": town.community.pk, "due_on": "2027-7-20", "amount": "12处", "ease": "1",
        "key": uuid4(),
    }  # fmt: skip

    sent = office.post("/tasks/new/", given, follow=True)

    assert "修补人行道" in text(sent) and "12处" in text(sent)
    task = Task.objects.get()
    lacking = office.post("/tasks/new/", {**given, "owner_unit": "", "key": uuid4()})
    assert lacking.status_code == 422
    assert "选承担任务的单位" in text(lacking) and 'value="修补人行道"' in text(lacking)
    wrong = clerk.post(f"/tasks/{task.pk}/progress/", {"amount": "3车", "key": uuid4()})
    assert wrong.status_code == 422 and "按“处”计" in text(wrong)
    clerk.post(f"/tasks/{task.pk}/progress/", {"amount": "5", "key": uuid4()})
    short = clerk.post(f"/tasks/{task.pk}/finish/", {"key": uuid4()})
    assert "还差 7" in text(short)
    clerk.post(f"/tasks/{task.pk}/finish/", {"amount": "7处", "key": uuid4()})
    assert "待验收" in text(office.get(f"/tasks/{task.pk}/"))
    back = office.post(f"/tasks/{task.pk}/confirm/", {"passed": "no", "key": uuid4()})
    assert back.status_code == 422 and "哪里不合格" in text(back)
    done = office.post(
        f"/tasks/{task.pk}/confirm/", {"passed": "good", "key": uuid4()}, follow=True
    )
    assert "验收通过" in text(done) and "已完成" in text(done)


def test_the_board_filters_by_state_and_side(town):
    town.give(due_on=date(2026, 7, 20))
    done = town.give(title="已办的", amount="")
    actions.finish_task(done.pk, note="好", **town.by(town.clerk))
    office = enter(town.office)

    everything = text(office.get("/tasks/"))
    assert "清理卫生死角" in everything and "已办的" in everything and "逾期" in everything
    waiting = text(office.get("/tasks/?state=finished"))
    assert "已办的" in waiting and "清理卫生死角" not in waiting
    assert "清理卫生死角" in text(office.get("/tasks/?state=late"))
    assert "没有这样的任务" in text(office.get("/tasks/?state=week"))
    clerk = enter(town.clerk)
    assert "没有这样的任务" in text(clerk.get("/tasks/?side=issued"))
    assert "清理卫生死角" in text(clerk.get("/tasks/?side=done"))
    assert "清理卫生死角" not in text(enter(town.stranger).get("/tasks/"))


def test_a_task_is_extended_and_taken_back_on_pages(town):
    task = town.give()
    office = enter(town.office)

    more = {"due_on": "2027-8-1", "note": "雨天多", "key": uuid4()}
    assert "原为 2026年7月20日" in text(office.post(f"/tasks/{task.pk}/extend/", more, follow=True))
    gone = office.post(f"/tasks/{task.pk}/cancel/", {"note": "", "key": uuid4()})
    assert gone.status_code == 422 and "写明原因" in text(gone)
    assert (
        enter(town.clerk)
        .post(f"/tasks/{task.pk}/cancel/", {"note": "x", "key": uuid4()})
        .status_code
        == 403
    )
    office.post(f"/tasks/{task.pk}/cancel/", {"note": "并入清单", "key": uuid4()})
    task.refresh_from_db()
    assert task.state == "cancelled"


def test_a_plan_takes_a_key_list_whole_or_not_at_all(town):
    office = enter(town.office)
    made = {
        "kind": "rectification", "title": "重点整治清单", "start": "2026-1-1", "end": "2026-12-31",
        "goals": "整治背街小巷", "key": uuid4(),
    }  # fmt: skip
    sent = office.post("/tasks/plans/new/", made, follow=True)
    assert "还没有任务" in text(sent)
    plan = Plan.objects.get()
    rows = [
        ["任务", "承担单位", "期限", "数量"],
        ["清理死角", "金桥社区", "2026-7-20", "50处"],
        ["修补路面", "无名社区", "2026-7-31", ""],
    ]

    url = f"/tasks/plans/{plan.pk}/paste/"
    bad = office.post(url, {"cells": json.dumps(rows), "key": uuid4()})

    assert bad.status_code == 422
    assert "没有叫“无名社区”的单位" in text(bad) and "清理死角" in text(bad)
    assert not Task.objects.exists()
    rows[2][1] = "桃李社区"
    good = office.post(url, {"cells": json.dumps(rows), "key": uuid4()}, follow=True)
    assert "已下达 2 项任务" in text(good) and "完成 0 项，共 2 项" in text(good)
    assert "0 / 2" in text(office.get("/tasks/plans/")).replace('</span><span class="dim num">', "")
    for cells in ("[]", "[[[", "7"):
        assert office.post(url, {"cells": cells, "key": uuid4()}).status_code == 422
    late = office.post(f"/tasks/plans/{plan.pk}/close/", {"note": "完成", "key": uuid4()})
    assert "还有 2 项任务" in text(late)
    more = {
        "title": "再加一项", "owner_unit": town.community.pk, "due_on": "2027-7-20", "ease": "2", "key": uuid4()
    }  # fmt: skip
    office.post(f"/tasks/new/?plan={plan.pk}", more)
    assert Task.objects.get(title="再加一项").plan == plan


def test_a_checklist_shows_what_was_recorded_anyway(town):
    record_entry(
        "cleanup",
        unit=town.community,
        values={"action": "清理背街小巷", "place": "柳荫巷", "rubbish": "50余车"},
        period=around(date(2026, 6, 5), Grain.DAY),
        **town.by(town.clerk),
    )
    office, clerk = enter(town.office), enter(town.clerk)
    given = {
        "code": "ten_ones", "due_on": "2026-12-31", "units": [town.community.pk, town.next_door.pk], "key": uuid4()
    }  # fmt: skip

    sent = office.post("/tasks/checklists/new/", given, follow=True)

    assert "金桥社区" in text(sent) and "成立一个领导小组" in text(sent)
    checklist = Checklist.objects.get()
    own = clerk.get(f"/tasks/checklists/{checklist.pk}/", follow=True)
    assert office.get(f"/tasks/checklists/{checklist.pk}/{town.hospital.pk}/").status_code == 404
    assert "50余" in text(own) and "/facts/trail/" in text(own)
    line = checklist.lines.get(unit=town.community, heading="leaders")
    refused = clerk.post(
        f"/tasks/checklists/lines/{line.pk}/mark/", {"state": "done", "key": uuid4()}
    )
    assert refused.status_code == 422 and "怎么做的" in text(refused)
    told = {"state": "done", "note": "组长 1 人，成员 8 人", "key": uuid4()}
    done = clerk.post(f"/tasks/checklists/lines/{line.pk}/mark/", told, follow=True)
    assert "组长 1 人" in text(done) and "已做 1 条，共 10 条" in text(done)
    assert clerk.get(f"/tasks/checklists/lines/{line.pk}/").url.endswith(f"#line-{line.pk}")
    assert "组长 1 人" in text(clerk.get(f"/tasks/checklists/lines/{line.pk}/mark/"))
    assert "1 / 20 条" in text(office.get("/tasks/countdown/"))
    assert "十个一迎检清单" in text(office.get("/tasks/checklists/"))
    office.post(f"/tasks/checklists/{checklist.pk}/close/", {"key": uuid4()})
    assert "登记" not in text(clerk.get(f"/tasks/checklists/{checklist.pk}/{town.community.pk}/"))
    assert text(office.get("/tasks/countdown/")).strip() == ""
    none = office.post("/tasks/checklists/new/", {"code": "ten_ones", "due_on": "2026-12-31"})
    assert "选至少一个单位" in text(none)


def test_empty_lists_say_what_belongs_there(town):
    for member in (town.office, town.leader):
        client = enter(member)
        assert "没有这样的任务" in text(client.get("/tasks/"))
        assert "没有计划" in text(client.get("/tasks/plans/"))
        assert "没有迎检清单" in text(client.get("/tasks/checklists/"))


def test_tasks_stand_on_their_day_in_the_month_and_along_the_time(town):
    plan = town.plan()
    late = town.give(plan=plan, title="清理背街小巷里弄里的全部卫生死角")
    office = enter(town.office)

    month = text(office.get("/tasks/calendar/?month=2026-07"))
    assert "2026年7月" in month and "清理背街小巷" in month and "month=2026-08" in month
    assert "清理背街小巷" not in text(office.get("/tasks/calendar/?month=2026-9\0"))
    drawn = text(office.get(plan.get_absolute_url()))
    assert (
        'class="bar late"' in drawn
        and "清理背街小巷里弄里的全部卫生…" in drawn
        and "2026-07-20" in drawn
    )
    actions.finish_task(late.pk, amount=parse_quantity("50处"), **town.by(town.clerk))
    assert 'class="bar done"' in text(office.get(plan.get_absolute_url()))


def test_a_street_hands_a_task_on_and_tells_what_came_together(town):
    street = enter(make_member(town.street, Role.OFFICE, "liuyin-office"))
    task = town.give(owner_unit=town.street, due_on=date(2027, 7, 20))
    at = f"/tasks/{task.pk}/pass-down/"

    assert "分解到下级" in text(street.get(task.get_absolute_url()))
    lacking = street.post(at, {"due_on": "2027-7-19", "key": uuid4()})
    assert lacking.status_code == 422 and "至少选一个下级单位" in text(lacking)
    both = [town.community.pk, town.next_door.pk]
    sent = {"units": both, "due_on": "2027-7-19", "amount": "25", "key": uuid4()}
    page = text(street.post(at, sent, follow=True))
    assert "分解到下级 2 项" in page and "0处" in page
    below = Task.objects.get(owner_unit=town.community)
    actions.report_progress(below.pk, amount=parse_quantity("20处"), **town.by(town.clerk))
    told = text(street.get(f"/tasks/{task.pk}/progress/"))
    assert "下级共报 20处" in told and 'value="20处"' in told
    assert "来自上级任务" in text(enter(town.office).get(below.get_absolute_url()))
