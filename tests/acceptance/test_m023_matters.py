"""M023 督办事项、媒体曝光、电视问政: an inbox of matters by source; assign, answer, close."""

from __future__ import annotations

from tests.acceptance.case_steps import act, handled, report, seen
from tests.acceptance.ledger_steps import figure, text_of


def test_matters_come_in_by_source_and_those_a_leader_answers_for_stand_first(city, enter):
    clerk = enter()
    for source, place in (
        ("supervision", "柳荫路"),
        ("media", "菜市场"),
        ("tv", "人民路"),
        ("higher", "河堤"),
    ):
        report(clerk, city.community, "s0604", place, source=source)

    desk = seen(clerk, "/cases/intake/").partition("按来源")[2]

    order = [desk.index(name) for name in ("媒体曝光", "电视问政", "上级批件", "督查")]
    assert order == sorted(order)
    assert "要立案4件" in desk
    assert "菜市场" in seen(clerk, "/cases/", source="media")
    assert "菜市场" not in seen(clerk, "/cases/", source="tv")


def test_a_matter_is_assigned_answered_and_closed_and_counts_by_its_source(city, enter):
    clerk, hospital = enter(), enter("unit_user", city.hospital)
    matter = report(
        clerk, city.community, "s0604", "医院门口", source="media", description="晚报报道投诉无人理"
    )

    assert "严重程度严重" in seen(clerk, matter)
    handled(clerk, matter, city.hospital)
    assert "医院门口" in text_of(hospital.get("/"))
    act(hospital, matter, "rectify", note="已当面答复投诉人，专人值守")
    done = text_of(act(clerk, matter, "pass", note="回访属实"))

    assert "已复核通过，结案" in done and "已当面答复投诉人" in done
    assert "媒体曝光问题" in figure(clerk, "cases.from_media", city.community, "2026")
    assert "医院门口" in figure(clerk, "cases.from_media", city.community, "2026")
    assert "1件" in figure(clerk, "cases.closed", city.community, "2026")


def test_the_same_form_sent_twice_is_one_matter_and_a_leader_only_reads(city, enter):
    clerk, leader = enter(), enter("leader")
    data = {
        "key": "01900000-0000-7000-8000-000000000023", "unit": city.community.pk, "kind": "s0604", "place": "柳荫路",
        "source": "tv",
    }  # fmt: skip

    first, again = clerk.post("/cases/new/", data), clerk.post("/cases/new/", data)

    assert first.url == again.url
    assert leader.get("/cases/new/").status_code == 403
    assert "柳荫路" in seen(leader, first.url)
