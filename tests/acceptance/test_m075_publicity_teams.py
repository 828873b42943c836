"""M075 义务宣传队、入户宣传、集中培训."""

from __future__ import annotations

from tests.acceptance.ledger_steps import draft, figure, record, text_of


def test_teams_go_from_door_to_door_and_the_coverage_is_computed(city, enter):
    clerk, here = enter(), city.community

    record(clerk, "publicity_teams", here, "2026-01-05", team="老干部宣传队", made_of=["党员", "老干部"], members="18人")  # fmt: skip
    record(clerk, "door_to_door", here, "2026-03-05", topic="创建知识", way="入户宣传", due_doors="1000户", doors="870户", papers="3000余份")  # fmt: skip
    for day in range(1, 19):
        record(clerk, "door_to_door", here, f"2026-04-{day:02}", topic="市民公约", way="集中培训", people="30人次")  # fmt: skip

    assert "87%" in figure(clerk, "door_to_door.cover", here)
    assert "18次" in figure(clerk, "door_to_door.trainings", here)
    assert "540人次" in figure(clerk, "door_to_door.people", here)
    told = draft(clerk, here)
    assert "组建义务宣传队1支，队员18人" in told
    assert "走访870户，覆盖率87%，创建集中培训18次，发放资料3000余份" in told


def test_a_fourth_way_is_refused(city, enter):
    refused = record(
        enter(), "door_to_door", city.community, "2026-03-05", topic="公约", way="短信"
    )

    assert refused.status_code == 422
    assert text_of(refused)
