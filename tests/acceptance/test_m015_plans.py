"""M015 三年规划、年度实施方案、测评方案、重点整治清单与时限任务."""

from __future__ import annotations

import json
import re

from tests.acceptance.ledger_steps import draft, figure, text_of

YEAR = "2026"


def plan(client, unit, send, **more):
    """Write a plan on its form; return the answer and the address it leads to."""
    given = {"start": "2026-1-1", "end": "2026-12-31", "goals": "根据时间的节点稳步推进", **more}
    return send(client, f"/tasks/plans/new/?unit={unit.code}", **given)


def test_a_three_year_plan_and_two_schemes_are_counted_and_reach_the_summary(city, enter, send):
    office = enter("office", city.district)

    made = plan(
        office, city.district, send, kind="three_years", title="三年创建规划", start="2026-1-1", end="2028-12-31"
    )  # fmt: skip
    assert made.status_code == 302
    for kind, title in (("year", "2026年实施方案"), ("evaluation", "2026年测评方案")):
        assert plan(office, city.district, send, kind=kind, title=title).status_code == 302

    told = text_of(office.get(f"/tasks/plans/?unit={city.district.code}"))
    assert "三年创建规划" in told and "2026年测评方案" in told
    assert "3个" in figure(office, "work.plans", city.district, YEAR)
    assert "制定创建规划和方案3个" in draft(office, city.district, "year", YEAR)


def test_a_key_list_becomes_tasks_with_amount_deadline_and_quality(city, enter, send):
    office, clerk, other = enter("office", city.district), enter(), enter("staff", city.next_door)
    made = plan(office, city.district, send, kind="rectification", title="重点整治清单")
    where = made["Location"]
    rows = [
        ["任务", "承担单位", "期限", "数量", "地点"],
        ["清理背街小巷卫生死角", "金桥社区", "2026-12-20", "50处", "柳荫巷"],
        ["更换破损公益广告", "桃李社区", "2026-12-25", "18处", ""],
    ]

    pasted = send(office, f"{where}paste/", cells=json.dumps(rows))

    assert pasted.status_code == 302
    page = office.get(where)
    assert "完成0项，共2项" in text_of(page)
    first = re.search(r'href="(/tasks/\d+/)">清理背街小巷', page.content.decode())[1]
    send(clerk, f"{first}progress/", amount="30处", note="先清容易的")
    assert "30处/50处" in text_of(office.get(first))
    send(clerk, f"{first}finish/", amount="20处")
    assert send(clerk, f"{first}confirm/", passed="good").status_code == 403
    assert send(office, f"{first}confirm/", passed="good").status_code == 302
    assert "完成1项，共2项" in text_of(office.get(where))
    assert "2项" in figure(office, "work.tasks", city.district, YEAR)
    assert "1项" in figure(office, "work.in_time", city.community, YEAR)
    told = draft(office, city.district, "year", YEAR)
    assert "下达创建任务2项，完成1项，其中按期完成1项" in told
    assert "更换破损公益广告" in text_of(other.get("/tasks/"))
    assert "更换破损公益广告" not in text_of(clerk.get("/tasks/"))


def test_a_wrong_role_a_wrong_row_and_a_plan_of_one_year_are_refused(city, enter, send):
    office = enter("office", city.district)
    assert send(enter("grid_worker"), "/tasks/plans/new/", title="x").status_code == 403
    short = plan(office, city.district, send, kind="three_years", title="三年创建规划")
    assert short.status_code == 422
    assert "三年规划的起止应为三年左右" in text_of(short)
    assert "根据时间的节点稳步推进" in text_of(short)

    where = plan(office, city.district, send, kind="year", title="方案")["Location"]
    rows = [["清理", "金桥社区", "2026-12-20", "多次"]]
    bad = send(office, f"{where}paste/", cells=json.dumps(rows))
    assert bad.status_code == 422 and "没有说出数量" in bad.content.decode()
    assert "还没有任务" in text_of(office.get(where))
