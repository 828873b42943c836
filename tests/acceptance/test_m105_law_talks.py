"""M105 禁毒、反邪教、普法."""

from __future__ import annotations

from tests.acceptance.ledger_steps import draft, figure, record


def test_talks_are_counted_with_people_material_and_signed_letters(city, enter):
    clerk = enter()

    record(clerk, "law_talks", city.community, "2026-03-05", action="法律咨询", kind="普法", people="500余人次", material="1000多份")  # fmt: skip
    record(clerk, "law_talks", city.community, "2026-06-26", action="禁毒日宣传", kind="禁毒", letters="20份", households="20户")  # fmt: skip

    assert "2次" in figure(clerk, "law_talks.talks", city.community)
    assert "500余人次" in figure(clerk, "law_talks.people", city.community)
    assert "1000多份" in figure(clerk, "law_talks.material", city.community)
    assert "20户" in figure(clerk, "law_talks.households", city.community)
    told = draft(clerk, city.community)
    assert "宣传2次，受教育500余人次，发放资料1000多份，签订责任书20份。" in told


def test_a_kind_that_is_not_known_and_a_leader_are_refused(city, enter):
    refused = record(enter(), "law_talks", city.community, "2026-03-05", action="讲座", kind="养生")

    assert refused.status_code == 422
    assert enter("leader").get("/ledgers/law_talks/new/").status_code == 403
