"""M056b 三送一解."""

from __future__ import annotations

from tests.acceptance.ledger_steps import draft, figure, record, text_of


def test_sendings_are_logged_by_kind_and_one_journey_may_bring_several(city, enter):
    clerk, here = enter(), city.community

    record(clerk, "sendings", here, "2026-03-05", place="石桥村", kind=["送文化", "送温暖"], what="送戏下乡", staff="8人次", people="300余人次")  # fmt: skip
    record(clerk, "sendings", here, "2026-04-02", place="石桥村", kind="解难题", what="修水渠", problems="2个", answer="协调水务站，4月底通水")  # fmt: skip

    assert "1次" in figure(clerk, "sendings.culture", here)
    assert "1次" in figure(clerk, "sendings.warmth", here)
    assert "300余人次" in figure(clerk, "sendings.people", here)
    assert "开展三送一解2次，解决难题2个" in draft(clerk, here)


def test_what_is_none_of_the_four_is_refused(city, enter):
    refused = record(enter(), "sendings", city.community, "2026-03-05", place="石桥村", kind="送礼品", what="送米")  # fmt: skip

    assert refused.status_code == 422
    assert "送礼品" in text_of(refused)
