"""M036 流动摊贩、摊群点和菜市场取缔."""

from __future__ import annotations

from tests.acceptance.ledger_steps import draft, figure, record


def test_zones_hold_vendors_and_a_market_street_is_closed_after_talks(city, enter):
    clerk, here = enter(), city.community

    record(clerk, "vendor_zones", here, "2026-03-01", place="南仓巷", kind="临时摊群点", vendors="20个")  # fmt: skip
    record(clerk, "markets", here, "2026-05-01", market="南仓巷菜市场", state="已取缔", streets="1条", talks="6次", remains="围墙待收尾")  # fmt: skip

    assert "1条" in figure(clerk, "markets.closed", here)
    assert "临时摊群点1处，摊位20个；取缔马路市场1条" in draft(clerk, here)


def test_a_market_without_a_state_and_a_leader_are_refused(city, enter):
    refused = record(enter(), "markets", city.community, "2026-05-01", market="南仓巷菜市场")

    assert refused.status_code == 422
    assert enter("leader").get("/ledgers/markets/new/").status_code == 403
