"""M073 电子屏滚动播放、社区科普报."""

from __future__ import annotations

from tests.acceptance.ledger_steps import draft, figure, record, text_of


def test_screens_play_slogans_and_the_paper_has_issues(city, enter):
    clerk = enter()

    record(
        clerk,
        "screens",
        city.community,
        "2026-01-10",
        owner="金桥超市",
        place="金桥路",
        screens="2",
    )
    record(
        clerk,
        "screen_plays",
        city.community,
        "2026年3月",
        topic="创城标语",
        owner="驻区单位",
        items="1800多条",
    )
    record(clerk, "screen_plays", city.community, "2026年4月", topic="公益广告", items="200条")
    for n in range(1, 9):
        record(clerk, "papers", city.community, f"2026-0{(n + 1) // 2}-15", name="社区科普报", issue=f"第{n}期", issues="1", copies="250")  # fmt: skip

    assert "2000余条" in figure(clerk, "screen_plays.items", city.community)
    assert "8期" in figure(clerk, "papers.issues", city.community)
    assert "2000份" in figure(clerk, "papers.copies", city.community)
    told = draft(clerk, city.community)
    assert "电子屏2块" in told and "滚动播放公益内容2000余条" in told
    assert "编印社区科普报8期，2000份" in told


def test_half_a_screen_is_refused(city, enter):
    refused = record(enter(), "screens", city.community, "2026-01-10", owner="超市", screens="1.5")

    assert refused.status_code == 422 and "“屏数”是个数，不能有小数。" in text_of(refused)
    assert enter("leader").get("/ledgers/screens/new/").status_code == 403
