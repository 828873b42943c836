"""M034 违章建筑拆除: survey → register → talks → coordination → removal → watch; totals for the report."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

from django.utils import timezone

from tests.acceptance.case_steps import seen
from tests.acceptance.ledger_steps import draft, figure, text_of


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
