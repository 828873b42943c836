"""M036a 流动摊贩、临时摊群点、经营区域划分；M036b 菜市场取缔：谈到同意、拆除、留下的尾巴收完。"""

from __future__ import annotations

from tests.acceptance.ledger_steps import draft, figure, follow, record, text_of


def test_zones_hold_vendors_with_a_scheme_and_are_checked(city, enter):
    clerk, here = enter(), city.community

    told = {"vendors": "20个", "scheme": "城管办、社区、物业共管，6时至9时进场"}
    kept = record(clerk, "vendor_zones", here, "2026-03-01", place="南仓巷", kind="临时摊群点", checked="2026-05-02", **told)  # fmt: skip
    record(clerk, "vendor_zones", here, "2026-03-01", place="金桥路", kind="禁止摆摊区")

    assert "6时至9时进场" in text_of(kept) and "检查日期2026-05-02" in text_of(kept)
    assert "20个" in figure(clerk, "vendor_zones.vendors", here)
    assert "临时摊群点1处，摊位20个" in draft(clerk, here)


def test_a_market_street_is_talked_about_closed_on_the_first_of_may_and_its_remains_named(
    city, enter
):
    clerk, here = enter(), city.community
    kept = record(clerk, "markets", here, "2026-02-10", market="南仓巷菜市场", contractor="市场承包方", stalls="62个", state="协商中")  # fmt: skip
    one = str(kept.redirect_chain[-1][0])
    for day, said in (
        ("2026-02-12", "办事处、社区和承包方谈，要求补偿"),
        ("2026-03-05", "和商户代表谈，要求另给摊位"),
        ("2026-04-18", "达成一致，五一前撤场"),
    ):
        follow(clerk, one, day, said)

    done = {"state": "已取缔", "streets": "1条", "remains": "东墙残破，没有粉刷"}
    told = text_of(follow(clerk, one, "2026-05-01", "全部撤除", **done))

    assert "协商4次" in told and "办结日期2026-05-01" in told and "东墙残破，没有粉刷" in told
    assert "要求另给摊位" in told and "承包方市场承包方" in told
    assert "1条" in figure(clerk, "markets.closed", here, "2026-05")
    assert "1条" not in figure(clerk, "markets.closed", here, "2026-02")
    assert "62个" in figure(clerk, "markets.stalls", here)
    assert "取缔马路市场1条" in draft(clerk, here)


def test_a_market_without_a_state_and_a_leader_are_refused(city, enter):
    refused = record(enter(), "markets", city.community, "2026-05-01", market="南仓巷菜市场")

    assert refused.status_code == 422
    assert enter("leader").get("/ledgers/markets/new/").status_code == 403
