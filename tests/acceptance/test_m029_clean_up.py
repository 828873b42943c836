"""M029 环境卫生整治行动: an action with several measured results."""

from __future__ import annotations

from tests.acceptance.ledger_steps import draft, figure, record, text_of

REAL = {
    "action": "清理白化大行动", "place": "无人管理的小区", "people": "100余人次", "rubbish": "50余车",
    "couplets": "230余幅", "adverts": "500余个", "trees": "580棵", "walls": "10890㎡", "high_rubbish": "200余处",
}  # fmt: skip


def test_one_action_gives_every_figure_and_the_report_tells_them(city, enter):
    clerk = enter()

    page = text_of(record(clerk, "cleanup", city.community, "2026-03-14", **REAL))

    assert "已记下清理白化大行动" in page and "230余幅" in page
    assert "50余车" in figure(clerk, "cleanup.rubbish", city.community)
    assert "清理白化大行动" in figure(clerk, "cleanup.rubbish", city.community)
    street = enter("office", city.street)
    assert "10890平方米" in figure(street, "cleanup.walls", city.street).replace("1.089万", "10890")
    listed = text_of(street.get(f"/ledgers/cleanup/?period=2026H1&unit={city.street.code}"))
    assert "合计1次" in listed and "50余" in listed
    told = draft(clerk, city.community)
    for said in ("50余车", "230余幅", "500余个", "580棵", "200余处"):
        assert said in told, said


def test_many_times_is_no_quantity_and_a_leader_records_nothing(city, enter):
    clerk = enter()

    refused = record(clerk, "cleanup", city.community, "2026-03-14", **(REAL | {"rubbish": "多次"}))

    assert refused.status_code == 422
    assert "“多次”不是数量。填车数，如3或约3；不清楚就留空。" in text_of(refused)
    assert enter("leader").get("/ledgers/cleanup/new/").status_code == 403
    assert "还没有环境卫生整治行动" in text_of(clerk.get("/ledgers/cleanup/?period=2026H1"))


def test_an_action_of_two_communities_counts_once_above(city, enter):
    clerk = enter()

    clerk.post(
        "/ledgers/cleanup/new/",
        {
            "key": "01900000-0000-7000-8000-000000000029", "unit": city.community.pk, "when": "2026-03-14",
            "v_action": "清河行动", "v_place": "清溪河堤", "v_rubbish": "210车", "partners": [city.next_door.pk],
        },
    )  # fmt: skip

    street = enter("office", city.street)
    assert "210车" in figure(street, "cleanup.rubbish", city.street)
    assert "210车" in figure(enter("staff", city.next_door), "cleanup.rubbish", city.next_door)
