"""M037 专项整治、污染防治、家园行动、绿化."""

from __future__ import annotations

from tests.acceptance.ledger_steps import draft, figure, record


def test_villages_sources_campaigns_and_trees_are_counted(city, enter):
    clerk, here = enter(), city.community

    record(clerk, "programmes", here, "2026-04-01", programme="连片整治", kind="村庄连片整治", villages="9个")  # fmt: skip
    record(clerk, "programmes", here, "2026-04-02", programme="绿色村庄", kind="绿色村庄", villages="28个")  # fmt: skip
    record(clerk, "programmes", here, "2026-05-02", programme="小手拉大手", kind="家园行动")
    record(clerk, "pollution", here, "2026-05-03", place="金桥浴室", kind="烟尘", result="复查合格")
    record(clerk, "greening", here, "2026-03-12", place="澄江堤", kind="植树", trees="18000余棵")

    assert "28个" in figure(clerk, "programmes.green", here)
    told = draft(clerk, here)
    assert "环境专项整治3项，连片整治村庄9个，建成绿色村庄28个，家园行动1项" in told
    assert "治理污染源1处；植树1.8万余棵" in told


def test_a_programme_without_a_kind_and_a_leader_are_refused(city, enter):
    refused = record(enter(), "programmes", city.community, "2026-04-01", programme="甲")

    assert refused.status_code == 422
    assert enter("leader").get("/ledgers/greening/new/").status_code == 403
