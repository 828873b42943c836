"""M076 主题宣传日: by a calendar of days; 2次, 500余人次."""

from __future__ import annotations

from tests.acceptance.activity_steps import draft, figure, hold, look, refused


def test_two_days_with_over_500_people_and_what_was_handed_out(city, enter):
    staff, unit = enter(), city.community
    told = {"topic_day": "disasters", "sort": "防灾减灾", "materials": "800份"}
    hold(staff, "topic_day", unit, "防灾减灾宣传", "2025-05-12", people="300余人次", **told)
    hold(staff, "topic_day", unit, "科普进社区", "2025-05-20", people="200余人次", sort="科普")

    assert "2次" in figure(staff, "topic_day", unit)
    assert "500余人次" in figure(staff, "topic_day_people", unit)
    assert "800份" in figure(staff, "materials", unit)
    assert "开展主题宣传2次，参加500余人次" in draft(staff, unit)


def test_the_calendar_of_days_proposes_what_is_not_planned(city, enter):
    staff = enter()
    page = look(staff, "?month=2027-12")
    assert "国家宪法日普法排上" in page and "全国交通安全日" in page

    hold(staff, "topic_day", city.community, "宪法宣传", "2027-12-03", topic_day="constitution")

    assert "国家宪法日普法排上" not in look(staff, "?month=2027-12")


def test_a_topic_day_that_is_none_is_refused(city, enter):
    told = {"unit": city.community.pk, "title": "宣传", "on": "2025-05-12", "topic_day": "moon"}
    assert "这一项，请从列出的里选" in refused(enter(), "new/?kind=topic_day", **told)
