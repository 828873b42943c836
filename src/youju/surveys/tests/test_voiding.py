"""The list of sheets, and voiding one with a reason, as the office meets it."""

from __future__ import annotations

from uuid import uuid4

import pytest

from youju.surveys.models import Sheet
from youju.surveys.tests.test_pages import enter, words
from youju.surveys.tests.world import NOON, YES, Town


@pytest.fixture
def town(db) -> Town:
    return Town()


def test_a_sheet_is_voided_with_a_reason_and_counts_no_more(town):
    survey = town.survey()
    sheet = town.answer(survey, channel="paper", actor=town.staff)
    town.answer(survey, YES | {"sat_all": "bad"}, unit=town.next_door)
    client = enter(town.office)
    page = f"/surveys/{survey.pk}/answers/"
    form = f"{page}{sheet.id}/void/"

    listed = words(client.get(page))
    assert "金桥社区" in listed and "桃李社区" in listed and "不记姓名、电话和时分" in listed
    shown = words(client.get(form))
    assert "怎么答的" in shown and "您对本社区的环境卫生满意吗？满意" in shown
    assert "2026年7月8日12时" in shown
    refused = client.post(form, {"why": " ", "key": str(uuid4())})
    assert refused.status_code == 422 and "写明作废的原因" in words(refused)
    done = client.post(form, {"why": "同一人答了两次", "key": str(uuid4())}, follow=True)

    assert "已作废，比率随之更正" in words(done)
    assert Sheet.objects.get(id=sheet.id).spoiled_why == "同一人答了两次"
    only = words(client.get(f"{page}?show=void"))
    assert "同一人答了两次" in only and "桃李社区" not in only
    again = client.post(form, {"why": "再来", "key": str(uuid4())})
    assert again.status_code == 422 and "已经作废：同一人答了两次" in words(again)
    assert "有效1份，作废1份" in words(client.get(f"/surveys/{survey.pk}/"))


def test_a_community_voids_its_own_sheets_and_sees_no_answers(town):
    survey = town.survey()
    own, other = town.answer(survey), town.answer(survey, unit=town.next_door)
    client = enter(town.staff)

    assert "桃李社区" not in words(client.get(f"/surveys/{survey.pk}/answers/"))
    page = words(client.get(f"/surveys/{survey.pk}/answers/{own.id}/void/"))
    assert "作废这一份" in page and "怎么答的" not in page
    assert client.get(f"/surveys/{survey.pk}/answers/{other.id}/void/").status_code == 404
    assert enter(town.leader).get(f"/surveys/{survey.pk}/answers/").status_code == 403


def test_an_open_survey_says_what_it_would_give_and_how_areas_count(town):
    town.people(community=9000, next_door=1000)
    survey = town.survey()
    for _n in range(5):
        town.answer(survey)
        town.answer(survey, YES | {"sat_all": "bad"}, unit=town.next_door)

    page = words(enter(town.office).get(f"/surveys/{survey.pk}/"))

    assert "现在结束会得到" in page and "各社区按常住人口加权，结束调查后计入统计项" in page
    assert "90.0%" in page
    assert NOON.year == 2026


def test_settings_keep_what_counts_and_how_much_is_typed_twice(town):
    survey = town.survey(count_open=True, recheck=25)
    client = enter(town.office)
    form = {"title": "改名", "least": "10", "recheck": "0", "key": str(uuid4())}

    page = client.get(f"/surveys/{survey.pk}/settings/").content.decode()
    assert 'name="recheck" value="25"' in page and "公开链接的答卷计入比率" in page
    client.post(f"/surveys/{survey.pk}/settings/", form | {"count_open": "on"})

    survey.refresh_from_db()
    assert (survey.count_open, survey.recheck, survey.least) == (True, 0, 10)
    client.post(f"/surveys/{survey.pk}/settings/", form | {"recheck": "", "key": str(uuid4())})
    survey.refresh_from_db()
    assert (survey.count_open, survey.recheck) == (False, 10)
