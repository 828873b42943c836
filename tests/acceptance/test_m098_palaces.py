"""M098 乡村学校少年宫、校外辅导站: courses at holidays and weekends, how many children came."""

from __future__ import annotations

from tests.acceptance.activity_steps import done, draft, figure, hold, look, refused


def test_a_course_of_weekends_is_a_series_and_only_numbers_of_children_are_kept(city, enter):
    staff, unit = enter(), city.community
    told = {"title": "柳荫小学少年宫剪纸班", "start": "2025-03-01", "end": "2025-06-30"}
    series = done(staff, "series/new/", unit=unit.pk, kind="palace", **told)
    for day in ("2025-03-01", "2025-03-08", "2025-03-15"):
        one = hold(staff, "palace", unit, "剪纸课", day, sort="乡村学校少年宫", school="柳荫小学", topic="剪纸", people="20人次", hours="2", series=series)  # fmt: skip

    assert "剪纸课" in look(staff, f"series/{series}/")
    assert "3次" in figure(staff, "palace", unit)
    assert "60人次" in figure(staff, "palace_people", unit)
    assert "6课时" in figure(staff, "hours", unit)
    assert "少年宫活动3次" in draft(staff, unit)
    assert "只记人数，不记姓名" in refused(staff, f"{one}/names/", names="小明")


def test_an_activity_without_its_kind_of_place_is_refused(city, enter):
    told = {"unit": city.community.pk, "title": "书法课", "on": "2025-03-01"}
    refused(enter(), "new/?kind=palace", **told)
