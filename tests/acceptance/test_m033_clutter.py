"""M033 公共张贴栏、楼道乱堆乱放."""

from __future__ import annotations

from tests.acceptance.ledger_steps import draft, figure, record


def test_clutter_is_talked_about_then_cleared_and_boards_stand(city, enter):
    clerk, here = enter(), city.community

    record(clerk, "clutter", here, "2026-05-06", place="3栋2单元", kind="旧家具", households="2户", talks="3次", load="5车", state="联合清理")  # fmt: skip
    record(clerk, "posting_boards", here, "2026-04-01", place="金桥路口", boards="4块")
    record(clerk, "cleanup", here, "2026-05-07", action="清除小广告", place="金桥路", adverts="500余个")  # fmt: skip

    assert "2户" in figure(clerk, "clutter.households", here)
    told = draft(clerk, here)
    assert "整治楼道堆物住户2户，清出楼道堆物5车，上门劝说3次；公共张贴栏4块" in told
    assert "清除小广告500余个" in told


def test_clutter_without_a_place_and_a_leader_are_refused(city, enter):
    assert record(enter(), "clutter", city.community, "2026-05-06", kind="煤球").status_code == 422
    assert enter("leader").get("/ledgers/clutter/new/").status_code == 403
