"""M035 占道设施拆除与招牌规范."""

from __future__ import annotations

from tests.acceptance.ledger_steps import draft, figure, record


def test_structures_in_square_metres_and_signs_are_counted(city, enter):
    clerk, here = enter(), city.community

    record(clerk, "road_clearing", here, "2026-05-06", street="金桥路", structure="雨棚", area="近2000平方米")  # fmt: skip
    record(clerk, "road_clearing", here, "2026-05-16", street="柳荫路", signs="500余块")

    assert "近2000平方米" in figure(clerk, "road_clearing.area", here)
    assert "拆除占道设施近2000平方米，规范招牌500余块" in draft(clerk, here)


def test_an_action_without_a_street_and_a_leader_are_refused(city, enter):
    refused = record(enter(), "road_clearing", city.community, "2026-05-06", signs="5块")

    assert refused.status_code == 422
    assert enter("leader").get("/ledgers/road_clearing/new/").status_code == 403
