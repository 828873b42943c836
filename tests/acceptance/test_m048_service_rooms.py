"""M048 社区服务阵地: rooms with open hours, charge and use."""

from __future__ import annotations

from tests.acceptance.ledger_steps import draft, figure, record, text_of
from tests.acceptance.standards_steps import beside, enabled, worked_out


def test_rooms_and_their_use_are_registered_and_reported(city, enter):
    clerk = enter()
    record(
        clerk, "service_rooms", city.community, "2026-01-05", kind="卫生服务中心", name="金桥社区卫生服务中心",
        rooms="1间", hours="每天 8:00—17:30", free="部分收费", keeper="区医院", state="开放",
    )  # fmt: skip
    record(
        clerk, "service_rooms", city.community, "2026-02-01", kind="星光老年之家", name="金桥星光老年之家",
        area="约200㎡", hours="每天 8:30—17:00", free="免费", state="开放",
    )  # fmt: skip
    record(
        clerk,
        "room_uses",
        city.community,
        "2026-03",
        name="金桥星光老年之家",
        days="26",
        events="4场",
        people="310人次",
    )

    assert "1间" in figure(clerk, "service_rooms.health", city.community)
    elders = figure(clerk, "service_rooms.elders", city.community)
    assert "200平方米" in elders and "金桥星光老年之家" in elders
    assert "1处" in figure(clerk, "service_rooms.free", city.community)
    assert "310人次" in figure(clerk, "room_uses.people", city.community)
    assert "服务阵地2处，面积约200平方米，使用310人次" in draft(clerk, city.community)
    assert "每天8:30—17:00" in text_of(clerk.get("/ledgers/service_rooms/?period=2026H1"))

    edition = enabled(enter("office", city.city), "sample-facility")
    worked_out(enter("office", city.street), edition)
    table = beside(clerk, edition, city.community)
    # 卫生服务中心 ≥1间, 老年活动 ≥200㎡, 开放 100%, 免费 ≥80%, 使用 ≥24场
    assert "达标1间" in table and "达标约200平方米" in table and "部分得分4场" in table


def test_a_room_without_a_kind_is_refused_and_nothing_is_kept(city, enter):
    refused = record(enter(), "service_rooms", city.community, "2026-01-05", name="阳光书屋")

    assert refused.status_code == 422 and "请填“种类”。" in text_of(refused)
    assert "阳光书屋" not in text_of(enter().get("/ledgers/service_rooms/?period=2026H1"))


def test_strangers_do_not_see_the_rooms_of_others(city, enter):
    made = record(
        enter(),
        "service_rooms",
        city.community,
        "2026-01-05",
        kind="图书阅览室",
        name="阳光书屋",
        area="40",
    )

    where = made.redirect_chain[-1][0]
    assert enter("staff", city.next_door).get(where).status_code == 404
