"""The pages of surveys, as those who use them meet them."""

from __future__ import annotations

import io
import re
from typing import Any
from uuid import uuid4

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.html import strip_tags

from youju.surveys import actions, queries
from youju.surveys.models import Survey
from youju.surveys.tests.test_xlsform import CHOICES, THEIRS, book_of
from youju.surveys.tests.world import NOON, YES, Town


@pytest.fixture
def town(db) -> Town:
    return Town()


def enter(member: Any) -> Client:
    client = Client()
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def words(answer: Any) -> str:
    return re.sub(r"\s+", "", strip_tags(answer.content.decode()))


def test_a_survey_is_designed_from_the_bank_and_opened(town):
    client = enter(town.office)
    made = client.post(
        "/surveys/new/",
        {"title": "满意率调查", "weighted": "on", "least": "5", "key": str(uuid4())},
    )
    survey = Survey.objects.get()
    assert made["Location"] == f"/surveys/{survey.pk}/design/"
    refused = client.post(f"/surveys/{survey.pk}/open/", follow=True)
    assert "还不能开始" in words(refused)

    client.post(
        f"/surveys/{survey.pk}/design/bank/?audience=residents",
        {"question": ["sat_clean", "know_ways"]},
    )
    form = {
        "text": "您一定满意吧？", "kind": "single", "options": "满意=100\n不满意=0", "rate": "satisfied", "required": "on",
        "audiences": ["residents"], "code": "sat_own", "key": str(uuid4()),
    }  # fmt: skip
    again = client.post(f"/surveys/{survey.pk}/design/new/", form | {"again": "1"})
    assert again["Location"].endswith("/design/new/")
    page = words(client.get(f"/surveys/{survey.pk}/design/"))
    assert "题干带有引导" in page and "样例" in page and "满意100%" in page
    taken = client.post(f"/surveys/{survey.pk}/design/new/", form | {"key": str(uuid4())})
    assert taken.status_code == 422 and "已有代码为“sat_own”的题" in words(taken)
    url = f"/surveys/{survey.pk}/design/questions/sat_own/"
    client.post(url, form | {"text": "您满意吗？", "rate": "own", "key": str(uuid4())})
    assert queries.current_version(survey).content.question("sat_own").rate == "sat_own"
    assert "您满意吗" in words(client.get(url))
    client.post(url + "move/", {"audience": "residents", "to": "0"})
    client.post(url + "drop/")
    assert client.post(f"/surveys/{survey.pk}/design/audience/", {"code": "", "label": "", "like": "", "key": str(uuid4())}).status_code == 422  # fmt: skip
    client.post(
        f"/surveys/{survey.pk}/design/audience/",
        {"code": "students", "like": "residents", "key": str(uuid4())},
    )
    assert "手机预览" in words(client.get(f"/surveys/{survey.pk}/design/?audience=students"))
    assert "您对所在小区的环境卫生满意吗" in words(client.get(f"/surveys/{survey.pk}/preview/"))
    client.post(f"/surveys/{survey.pk}/design/audience/drop/", {"audience": "students"})

    opened = client.post(f"/surveys/{survey.pk}/open/", follow=True)

    assert "调查开始了" in words(opened) and "调查中" in words(opened)
    assert "调查中1" in words(client.get("/surveys/"))


def test_a_frozen_version_leads_to_the_next(town):
    survey = town.survey()
    client = enter(town.office)
    town.answer(survey)

    assert "第1版已有人作答" in words(client.get(f"/surveys/{survey.pk}/design/"))
    refused = client.post(f"/surveys/{survey.pk}/design/questions/words/drop/", follow=True)
    assert "已有人作答，不能再改" in words(refused)
    assert "已新建第2版" in words(client.post(f"/surveys/{survey.pk}/design/version/", follow=True))
    assert "直接修改即可" in words(
        client.post(f"/surveys/{survey.pk}/design/version/", follow=True)
    )
    copied = client.get(f"/surveys/new/?like={survey.pk}")
    assert "题目照《2026年创建知晓率调查》带入" in words(copied)


def test_small_areas_are_hidden_from_others_and_shown_to_the_unit_that_asked(town):
    survey = town.survey()
    for n in range(12):
        town.answer(survey, YES if n < 6 else {"know_city": "no", "sat_all": "bad"})
    for _ in range(2):
        town.answer(survey, unit=town.next_door)
    url = f"/surveys/{survey.pk}/between/"

    mine, theirs = words(enter(town.office).get(url)), words(enter(town.neighbour).get(url))

    assert "桃李社区2100.0%" in mine
    assert "桃李社区2份数少，不显示" in theirs and "金桥社区12份数少，不显示" in theirs
    assert "57.1%" in theirs
    assert "柳荫街道14" in words(enter(town.office).get(url + "?level=street"))


def test_results_questions_words_and_the_spreadsheet(town):
    survey = town.survey()
    for n in range(10):
        told = YES if n < 8 else {"know_city": "some", "sat_all": "none"}
        town.answer(survey, told | {"words": "我叫某某，路灯不亮" if n == 9 else "楼道堆物"})
    actions.close_survey(survey.pk, actor=town.office, now=NOON, key=uuid4())
    office, below = enter(town.office), enter(town.neighbour)
    client_url = f"/surveys/{survey.pk}"
    official = {
        "rate": "know",
        "value": "85.0",
        "on": "2026-07-08",
        "source": "市文明办通报",
        "key": str(uuid4()),
    }
    office.post(f"{client_url}/official/", official)

    page = words(office.get(f"{client_url}/results/"))

    assert "知晓率" in page and "90.0%" in page and "85.0%+5.0" in page and "知道880.0%" in page
    assert "不足5份" not in page
    assert "知晓率" in words(office.get(f"{client_url}/results/?audience=residents"))
    assert "路灯不亮" in words(office.get(f"{client_url}/words/"))
    other = words(below.get(f"{client_url}/words/?question=words"))
    assert "楼道堆物" in other and "路灯不亮" not in other and "金桥" not in other
    book = openpyxl.load_workbook(io.BytesIO(office.get(f"{client_url}/results/export/").content))
    rows = [[cell.value for cell in row] for row in book.active.iter_rows(min_row=3)]
    assert rows[0] == ["居民", 1, "您知道我市正在创建文明城市吗？", "知道", 8, 80]
    assert all(row[0] == "居民" for row in rows)
    again = town.survey(title="第二次调查")
    for _ in range(6):
        town.answer(again, {"know_city": "no", "sat_all": "bad"})
    trend = words(office.get(f"{client_url}/trend/"))
    assert "-90.0个百分点" in trend and "第二次调查" in trend and "同一道题" in trend


def test_the_plan_is_drawn_on_its_page(town):
    survey = town.survey()
    client = enter(town.office)
    form = {
        "kind": "community", "number": "2", "each": "25", "audience": "residents", "age_from": "18", "age_to": "65",
        "months": "6", "seed": "2026", "key": str(uuid4()),
    }  # fmt: skip

    refused = client.post(f"/surveys/{survey.pk}/plan/", form | {"number": "18"})
    drawn = client.post(f"/surveys/{survey.pk}/plan/", form, follow=True)

    assert refused.status_code == 422 and "只有2个可抽" in words(refused)
    assert "2个点，共50份" in words(drawn)
    assert "种子2026" in words(enter(town.staff).get(f"/surveys/{survey.pk}/plan/"))


def test_a_foreign_form_is_shown_and_then_taken(town):
    survey = town.survey(opened=False)
    client, url = enter(town.office), f"/surveys/{survey.pk}/import/"
    book = book_of(survey=THEIRS, choices=CHOICES)

    shown = client.post(url, {"file": SimpleUploadedFile("form.xlsx", book)})
    taken = re.search(r'name="taken" value="([^"]+)"', shown.content.decode())[1]

    assert "可以导入5道题" in words(shown) and "在重复组里" in words(shown)
    assert "已导入5道题" in words(
        client.post(url, {"taken": taken, "key": str(uuid4())}, follow=True)
    )
    assert len(queries.current_version(survey).content.questions) == 5
    assert "预览已过期" in words(client.post(url, {"taken": "forged"}, follow=True))
    wrong = client.post(url, {"file": SimpleUploadedFile("a.txt", b"text")})
    assert wrong.status_code == 422 and "请选Excel文件" in words(wrong)
    assert client.get(f"/surveys/{survey.pk}/xlsform/").content[:2] == b"PK"


def test_settings_and_counts_keep_what_was_typed(town):
    survey = town.survey()
    client = enter(town.office)
    form = {
        "title": "改名",
        "since": "2026-07-08",
        "until": "2026-07-01",
        "least": "5",
        "key": str(uuid4()),
    }

    refused = client.post(f"/surveys/{survey.pk}/settings/", form)

    assert refused.status_code == 422 and "结束日期早于开始日期" in words(refused)
    client.post(f"/surveys/{survey.pk}/settings/", form | {"until": ""})
    assert Survey.objects.get().title == "改名"
    told = {
        "unit": town.community.pk, "kind": "taught", "about": "素质教育", "numerator": "5236", "denominator": "6400",
        "on": "2026-07-08", "source": "登记表", "key": str(uuid4()),
    }  # fmt: skip
    one = client.post("/surveys/counted/new/", told)["Location"]
    page = words(client.get(one))
    assert "81.8%达到80%" in page and "5236人" in page
    wrong = client.post("/surveys/counted/new/", told | {"numerator": "7000", "key": str(uuid4())})
    assert wrong.status_code == 422 and "7000" in wrong.content.decode()
    assert "素质教育受教育率" in words(client.get("/surveys/counted/"))
    client.post(f"{one}remove/")
    assert client.get(one).status_code == 404
