"""M034 违章建筑拆除: survey → register → talks → coordination → removal → watch; totals for the report."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

from django.utils import timezone

from tests.acceptance.case_steps import seen
from tests.acceptance.ledger_steps import draft, figure, record, text_of


def register(client: Any, unit: Any, kind: str, title: str, count: int = 1, **told: Any) -> str:
    data = {
        "key": str(uuid4()), "unit": unit.pk, "kind": kind, "title": title, "count": count,
        "surveyed_on": timezone.localdate().isoformat(), "registered": "on",
    }  # fmt: skip
    answer = client.post("/cases/structures/new/", data | told)
    assert answer.status_code == 302, text_of(answer)
    return str(answer.url)


def step(client: Any, one: str, what: str, **told: Any) -> Any:
    data = {"key": str(uuid4()), "on": timezone.localdate().isoformat(), **told}
    return client.post(f"{one}{what}/", data, follow=True)


def test_a_household_is_talked_to_removed_and_watched(city, enter):
    clerk = enter()
    one = register(
        clerk,
        city.community,
        "tank",
        "5号楼北侧",
        household="张三",
        address="桂苑小区5号",
        stubborn="on",
    )

    step(clerk, one, "talk", said="片警、网格员上门讲规定，不同意", stubborn="on")
    step(clerk, one, "talk", said="街道、城管、社区开协调会", meeting="on", agreed="on")
    removed = text_of(step(clerk, one, "remove", partners="执法大队、片警、街道", note="自行拆除"))
    watched = text_of(step(clerk, one, "watch"))

    assert "思想工作2次" in removed and "执法大队、片警、街道" in removed
    assert "防反弹" in watched
    page = clerk.get(one).content.decode() + clerk.get("/cases/structures/").content.decode()
    assert "张三" not in page and "桂苑小区5号" not in page
    assert re.search(r"张\*", page)


def test_the_totals_of_a_week_reach_the_report_with_their_records(city, enter):
    clerk = enter()
    for kind, title, count in (("tank", "水池一片", 50), ("rain_shed", "雨棚一片", 320)):
        one = register(clerk, city.community, kind, title, count, address=title)
        step(clerk, one, "remove")
    register(clerk, city.community, "wall", "钉子户院墙", address="甲", stubborn="on")
    register(clerk, city.community, "wall", "又一院墙", address="乙", stubborn="on")

    assert "320处" in figure(clerk, "cases.removed", city.community, "2026")
    assert "水池一片" in figure(clerk, "cases.tanks", city.community, "2026")
    assert "50个" in figure(clerk, "cases.tanks", city.community, "2026")
    assert "2户" in figure(clerk, "cases.stubborn", city.community, "2026")
    told = draft(clerk, city.community, period="2026H2")
    assert "拆除违章搭建320处" in told and "拆除水池50个" in told


def test_plots_and_poultry_are_cleared_part_by_part(city, enter):
    clerk = enter()
    west = register(clerk, city.community, "garden", "棉纺宿舍西侧菜地", 15)
    register(clerk, city.community, "garden", "棉纺宿舍东侧菜地", 9)
    coop = register(clerk, city.community, "poultry", "河堤鸡舍", 1, size="约12平方米")

    step(clerk, west, "talk", said="先清西侧，五天内拔完", agreed="on")
    for one in (west, coop):
        step(clerk, one, "remove", note="已平整补绿")

    left = seen(clerk, "/cases/structures/", step="registered")
    assert "东侧菜地" in left and "西侧菜地" not in left
    assert "16处" in figure(clerk, "cases.plots", city.community, "2026")
    assert "清理菜园菜地和养殖圈舍16处" in draft(clerk, city.community, period="2026H2")


def test_joint_enforcement_of_seven_days_is_told_with_its_partners_and_counted_once(city, enter):
    clerk, here = enter(), city.community
    told = {
        "programme": "违建集中拆除", "kind": "违建集中拆除", "took": "7天", "state": "已完成",
        "partners": "执法大队、派出所、市场监管、街道", "result": "拆除水池50多个、违章搭建320多处",
    }  # fmt: skip

    kept = text_of(record(clerk, "programmes", here, "2026年8月7日至8月13日", **told))

    assert "执法大队、派出所、市场监管、街道" in kept and "拆除水池50多个" in kept
    assert "8月7日" in kept or "08-07" in kept
    assert "1次" in figure(clerk, "programmes.joint", here, "2026H2")
    assert "联合执法1次，集中整治用时7天" in draft(clerk, here, period="2026H2")
    vague = record(clerk, "programmes", here, "2026-08-07", programme="联合执法", kind="联合执法", took="多天")  # fmt: skip
    assert vague.status_code == 422


def test_what_is_built_again_counts_no_more_and_steps_come_in_their_order(city, enter):
    clerk = enter()
    one = register(clerk, city.community, "rain_shed", "3号楼西侧")
    early = step(clerk, one, "watch")
    step(clerk, one, "remove")

    again = text_of(step(clerk, one, "watch", rebuilt="on"))

    assert early.status_code == 422 and "还没有拆除，不用回看" in text_of(early)
    assert "反弹" in again
    assert "1处" not in figure(clerk, "cases.removed", city.community, "2026")
    assert "3号楼西侧" in seen(clerk, "/cases/structures/", step="talks")
    assert enter("leader").get("/cases/structures/new/").status_code == 403
