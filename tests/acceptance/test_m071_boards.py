"""M071 宣传阵地: boards with their next change, slogans, signs."""

from __future__ import annotations

from tests.acceptance.ledger_steps import draft, figure, record, text_of


def test_boards_slogans_and_signs_stand_and_are_reported(city, enter):
    clerk = enter()

    record(clerk, "boards", city.community, "2026-01-05", kind="宣传栏", place="社区门口", boards="3个", next_change="2026-04-05")  # fmt: skip
    record(
        clerk, "boards", city.community, "2026-02-05", kind="横幅", place="金桥路", banners="50条"
    )
    record(
        clerk,
        "boards",
        city.community,
        "2026-02-06",
        kind="宣传牌",
        place="辖区各小区",
        signs="100块",
    )

    assert "3个" in figure(clerk, "boards.boards", city.community)
    told = draft(clerk, city.community)
    assert "设置宣传栏3个" in told and "设置宣传牌100块" in told and "悬挂横幅标语50条" in told
    assert "2026-04-05" in text_of(clerk.get("/ledgers/boards/?period=2026H1"))
    late = text_of(clerk.get("/ledgers/boards/?period=2026H1&mark=overdue"))
    assert "社区门口宣传栏" in late and "已超期" in late and "金桥路横幅" not in late


def test_a_change_of_boards_is_an_entry_of_its_own(city, enter):
    clerk = enter()

    record(
        clerk,
        "board_changes",
        city.community,
        "2026-04-05",
        place="社区门口",
        topic="创建知识",
        boards="3个",
    )
    record(clerk, "board_changes", city.community, "2026-05-05", place="金桥路", topic="破损更换", signs="20块", reason="破损修复")  # fmt: skip

    assert "20块" in figure(clerk, "board_changes.signs", city.community)
    assert "更换宣传栏内容2次，更换宣传牌20块" in draft(clerk, city.community)


def test_an_unknown_kind_is_refused_and_a_leader_records_nothing(city, enter):
    refused = record(enter(), "boards", city.community, "2026-01-05", kind="大字报", place="门口")

    assert refused.status_code == 422
    assert enter("leader").get("/ledgers/boards/new/").status_code == 403
