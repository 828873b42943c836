"""M099b 道德实践活动 (1000多名, 18000余棵, 18场次, 20件), M099c 安全教育与应急演练."""

from __future__ import annotations

from tests.acceptance.activity_steps import draft, figure, hold, look, refused, send


def test_pupils_practise_morals_by_the_calendar(city, enter):
    staff, unit = enter(), city.community
    hold(staff, "practice", unit, "植绿护绿", "2025-03-12", topic_day="trees", school="柳荫小学", people="1000多名", trees="18000余棵", sort="经常性实践")  # fmt: skip
    hold(staff, "practice", unit, "童心向党", "2025-06-28", sessions="18场次", works="20件", sort="七一童心向党", topic_day="party")  # fmt: skip

    assert "19场" in figure(staff, "practice", unit)
    assert "1.8万余棵" in figure(staff, "trees", unit)
    told = draft(staff, unit)
    assert "开展未成年人道德实践活动19场，参加学生1000多人，植树1.8万余棵，征集作品20件" in told


def test_schools_drill_and_teach_safety(city, enter):
    staff, unit = enter(), city.community
    hold(staff, "drill", unit, "地震疏散演练", "2025-05-12", sort="地震", school="柳荫小学", people="620人", topic_day="disasters")  # fmt: skip
    hold(staff, "safety_lesson", unit, "防溺水教育", "2025-03-31", topic_day="pupils_safety", school="柳荫小学")  # fmt: skip

    assert "1次" in figure(staff, "drill", unit)
    assert "620人" in figure(staff, "drill_persons", unit)
    assert "开展应急演练1次，安全教育1次" in draft(staff, unit)
    assert "全国中小学生安全教育日" in look(staff, "?month=2027-03")


def test_a_drill_without_its_kind_is_refused(city, enter):
    told = {"unit": city.community.pk, "title": "演练", "on": "2025-05-12"}
    refused(enter(), "new/?kind=drill", **told)
    assert send(enter("leader"), "new/?kind=drill", **told, sort="火灾").status_code == 403
