"""M086 示范点、有礼小区、文明墟场: 墟场 万安镇; 2 小区; stories and visits."""

from __future__ import annotations

from tests.acceptance.ledger_steps import draft, figure, record, text_of


def test_sites_with_their_themes_spread_and_are_visited(city, enter):
    office = enter("office", city.district)
    for name, kind, more in (
        ("万安镇文明墟场", "文明墟场", {"theme": "文明经营", "state": "建成"}),
        (
            "桂苑有礼小区",
            "有礼小区",
            {"theme": "敬老", "story": "敬老楼里家家轮流给老人送饭", "state": "建成"},
        ),
        (
            "金桥有礼小区",
            "有礼小区",
            {"theme": "互助", "after": "桂苑有礼小区", "state": "已推开"},
        ),
    ):
        record(office, "model_sites", city.district, "2026-02-01", name=name, kind=kind, **more)
    record(office, "site_visits", city.district, "2026-04-02", site="桂苑有礼小区", guests="临河区创建办", people="40人次")  # fmt: skip

    assert "2个" in figure(office, "model_sites.polite", city.district)
    assert "1个" in figure(office, "model_sites.fairs", city.district)
    assert "40人次" in figure(office, "site_visits.people", city.district)
    assert "建成示范点3处，接待参观1批" in draft(office, city.district)
    assert "互助" in text_of(office.get("/ledgers/model_sites/?period=2026H1"))


def test_a_site_that_is_only_planned_is_not_told_as_built(city, enter):
    clerk, here = enter(), city.community
    for name, state in (("敬老楼", "建成"), ("爱幼楼", "在建"), ("尊师楼", "规划")):
        record(clerk, "model_sites", here, "2026-02-01", name=name, kind="特色楼道", state=state)

    assert "1处" in figure(clerk, "model_sites.entries", here)
    assert "建成示范点1处，筹建2处" in draft(clerk, here)


def test_a_site_without_a_name_is_refused(city, enter):
    refused = record(
        enter(), "model_sites", city.community, "2026-02-01", kind="有礼小区", state="建成"
    )

    assert refused.status_code == 422 and "请填“名称”" in text_of(refused)
    assert enter("leader").get("/ledgers/model_sites/new/").status_code == 403
