"""M104 矛盾纠纷调解."""

from __future__ import annotations

from tests.acceptance.ledger_steps import draft, figure, record, text_of


def test_disputes_are_settled_and_none_becomes_a_petition_or_a_crime(city, enter):
    clerk = enter()

    record(clerk, "disputes", city.community, "2026年上半年", matter="各类纠纷", kind="其他", cases="430余起", result="已化解", petitions="0", crimes="0")  # fmt: skip
    record(clerk, "disputes", city.community, "2026-05-06", matter="楼上漏水", kind="漏水", cases="1", result="调解中")  # fmt: skip

    late = text_of(clerk.get("/ledgers/disputes/?mark=overdue"))
    assert "楼上漏水" in late and "各类纠纷" not in late
    assert "431余起" in figure(clerk, "disputes.taken", city.community)
    assert "430余起" in figure(clerk, "disputes.settled", city.community)
    assert "0起" in figure(clerk, "disputes.crimes", city.community)
    told = draft(clerk, city.community)
    assert "调解矛盾纠纷430余起，化解430余起，民转刑案件为零，引发上访为零。" in told


def test_a_dispute_without_a_matter_is_refused_and_a_leader_records_none(city, enter):
    refused = record(
        enter(), "disputes", city.community, "2026-05-06", kind="邻里", result="已化解"
    )

    assert refused.status_code == 422 and "请填“事由”。" in text_of(refused)
    assert enter("leader").get("/ledgers/disputes/new/").status_code == 403
