"""M024 三级反应机制: lists by area and level; what the survey asked somebody is reported at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.test import Client
from django.utils import timezone

from tests.acceptance.ledger_steps import draft, figure, record
from tests.acceptance.test_m025_voices_of_residents import fill

ASKED = "s0613"  # 调查询问


def period() -> str:
    today = timezone.localdate()
    return f"{today.year}H{1 if today.month <= 6 else 2}"


def report(client: Client, minutes_ago: int, **data: Any) -> Any:
    """Send a quick report as a phone does."""
    done_at = timezone.now() - timedelta(minutes=minutes_ago)
    told = {"kind": ASKED, "source": "resident", "place": "金桥路 12号楼下", **data}
    body = {"key": str(uuid4()), "act": "report_case", "done_at": done_at.isoformat(), "data": told}
    return client.post("/api/v1/acts", body, content_type="application/json")


def test_lists_by_level_and_reports_at_once_reach_figures_and_the_report(city, enter):
    clerk, grid_worker = enter(), enter("grid_worker")
    today = timezone.localdate().isoformat()
    levels = (
        ("一级", "党员组长", "12人"),
        ("二级", "志愿者", "30人"),
        ("三级", "商铺业主", "18人"),
    )
    for level, kind, people in levels:
        kept = record(clerk, "reaction_levels", city.community, today, area="金桥路片区", level=level, kind=kind, people=people)  # fmt: skip
        assert kept.status_code == 200

    at_once = report(grid_worker, 3, description="两名市调查员问楼道多久扫一次")
    later = report(grid_worker, 90, description="问知不知道创建文明城市")

    assert (at_once.status_code, later.status_code) == (200, 200)
    shown = clerk.get(at_once.json()["result"]["url"]).content.decode()
    assert "两名市调查员问楼道多久扫一次" in shown
    now = period()
    assert "60人" in figure(clerk, "reaction_levels.people", city.community, now)
    assert "12人" in figure(clerk, "reaction_levels.first", city.community, now)
    assert "2次" in figure(clerk, "cases.asked", city.community, now)
    assert "1次" in figure(clerk, "cases.asked_at_once", city.community, now)
    told = draft(clerk, city.community, "inspection", now)
    assert "三级反应机制落实人员60人" in told
    assert "报告测评人员询问2次，其中十分钟内报到社区1次" in told


def test_a_list_without_level_and_a_report_from_the_future_are_refused(city, enter):
    refused = record(enter(), "reaction_levels", city.community, "2026-05-02", area="甲", level="四级", kind="志愿者", people="3人")  # fmt: skip
    early = report(enter("grid_worker"), -3000, description="明后天才问的")

    assert refused.status_code == 422
    assert (early.status_code, early.json()["field"]) == (422, "done_at")
    assert report(enter("leader"), 3, description="不能记的岗位").status_code == 403


def test_a_resident_tells_the_community_himself_without_signing_in(city, enter):
    resident, clerk = Client(), enter()
    said = {"words": "两名调查员问楼道多久扫一次", "where": "金桥路 12号楼下"}
    early = timezone.localtime() - timedelta(minutes=90)
    where = {"community": str(city.community.pk)}

    at_once = fill(resident, "asked/", **said, **where)
    fill(resident, "asked/", **said, **where, at=f"{early:%Y-%m-%dT%H:%M}")

    assert "已经收到，等待受理" in at_once.content.decode()
    assert fill(resident, "asked/", **said | {"words": ""}).status_code == 422
    now = period()
    assert "2次" in figure(clerk, "cases.asked", city.community, now)
    assert "1次" in figure(clerk, "cases.asked_at_once", city.community, now)
    assert "测评人员询问" in clerk.get("/public/moderation/?show=all").content.decode()
