"""M039 抗冰救灾等应急行动."""

from __future__ import annotations

from tests.acceptance.ledger_steps import draft, figure, record


def test_shifts_people_and_visits_in_a_disaster_are_counted(city, enter):
    clerk, here = enter(), city.community

    record(clerk, "emergencies", here, "2026-01-20", disaster="冰雪", action="铲冰", place="金桥路", people="12人次")  # fmt: skip
    record(clerk, "emergencies", here, "2026-01-21", disaster="冰雪", action="送米送菜", people="3人次", visits="8户次", goods="米、蔬菜")  # fmt: skip

    assert "15人次" in figure(clerk, "emergencies.people", here)
    assert "应急行动2班，15人次，上门8户次" in draft(clerk, here)


def test_an_unknown_disaster_and_a_leader_are_refused(city, enter):
    refused = record(enter(), "emergencies", city.community, "2026-01-20", disaster="雾", action="甲")  # fmt: skip

    assert refused.status_code == 422
    assert enter("leader").get("/ledgers/emergencies/new/").status_code == 403
