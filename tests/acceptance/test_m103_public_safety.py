"""M103 治安联防队、治安刑案数据、安全文明小区楼道、重大节日维稳."""

from __future__ import annotations

from tests.acceptance.ledger_steps import draft, figure, record


def test_teams_shifts_titles_and_case_numbers_are_kept(city, enter):
    clerk, here = enter(), city.community

    record(clerk, "patrol_teams", here, "2026-01-05", team="金桥联防队", members="10多名", made_of="青年、老年人", guided_by="柳荫派出所")  # fmt: skip
    record(clerk, "patrol_shifts", here, "2026-02-16", team="金桥警务室", kind="重大节日值班", people="6人次", incidents="0")  # fmt: skip
    record(clerk, "patrol_shifts", here, "2026-03-02", team="金桥联防队", kind="夜间巡逻", people="5人次")  # fmt: skip
    record(clerk, "safe_places", here, "2026-03-01", place="金桥小区", kind="安全文明小区")
    record(clerk, "crime_counts", here, "2026年上半年", kind="治安案件", cases="3起", before="8起", reporter="金桥警务室")  # fmt: skip
    record(clerk, "crime_counts", here, "2026年上半年", kind="刑事案件", note="明显降低")

    assert "10多名" in figure(clerk, "patrol_teams.members", here)
    assert "11人次" in figure(clerk, "patrol_shifts.people", here)
    told = draft(clerk, here)
    assert "队员10多名，巡逻2班，11人次，重大节日维稳值班1班；安全文明小区1个" in told
    assert "发生治安案件3起，上年同期8起。" in told and "刑事案件" not in told


def test_a_team_without_members_and_a_leader_are_refused(city, enter):
    clerk = enter()

    assert record(clerk, "patrol_teams", city.community, "2026-01-05", team="甲").status_code == 422  # fmt: skip
    assert enter("leader").get("/ledgers/patrol_teams/new/").status_code == 403
