"""The score page and what hangs on it, as those who use it meet it."""

from __future__ import annotations

import html
import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils.html import strip_tags

from youju.cases.models import Case
from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member
from youju.standards.models import Duty
from youju.standards.tests.standing_world import NOON, Measured


@pytest.fixture
def city(db) -> Measured:
    made = Measured()
    place = made.place()
    made.visit(place, ("lamps", "两盏路灯不亮"), passed=["litter", "scrawl", "drain"])
    made.compute()
    return made


def enter(member: Any) -> Client:
    client = Client()
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def words(answer: Any) -> str:
    return re.sub(r"\s+", "", html.unescape(strip_tags(answer.content.decode())))


def test_the_page_says_score_range_losses_and_tree(city):
    told = words(enter(city.clerk).get("/standards/"))

    assert "金桥社区·若今日测评" in told and "小体系" in told
    assert "今日得分37.5" in told and "失分62.5分" in told
    assert "可能在18.8至68.8之间" in told and "离达标线差47.5分" in told
    assert "石井巷：两盏路灯不亮" in told and "范围来自2项未查" in told
    assert "全部4" in told and "不达标2" in told and "未查2" in told
    assert "低于门槛60分" in told


def test_what_was_found_and_kept_in_chinese_is_said_in_english(city):
    client = enter(city.clerk)
    client.cookies["django_language"] = "en"

    told = client.get("/standards/checks/").content.decode()
    lost = client.get("/standards/").content.decode()

    assert "缺佐证" not in lost and "份，有" not in told


def test_ticked_boxes_are_answered_by_a_fragment(city):
    client = enter(city.clerk)

    answer = client.get(
        "/standards/what-if/?gap=1.1:0&gap=nonsense", headers={"HX-Request": "true"}
    )

    told = words(answer)
    assert "<html" not in answer.content.decode()
    assert "勾选1处，共1.5人天" in told and "37.5→" in told and "转为问题" in told


def test_ticked_gaps_become_problems_once(city):
    client = enter(city.clerk)

    client.post("/standards/take-up/", {"gap": "1.1:0", "as": "case"})
    again = client.post("/standards/take-up/", {"gap": "1.1:0", "as": "case"}, follow=True)
    none = client.post("/standards/take-up/", {"as": "case"}, follow=True)

    assert Case.objects.get().source == "self_check"
    assert "已经转为问题" in words(again) and "已转问题" in words(again)
    assert "先勾选要办的失分项" in words(none)
    task = client.post("/standards/take-up/", {"gap": "2.1:0", "as": "task"}, follow=True)
    assert "已派1项任务" in words(task)
    leader = enter(city.leader).post(
        f"/standards/take-up/?unit={city.community.pk}", {"gap": "2.1:0"}
    )
    assert leader.status_code == 403


def test_losses_are_sorted_and_grouped_and_leave_as_excel(city):
    client = enter(city.office)
    where = f"unit={city.community.pk}"

    assert "石井巷" in words(client.get(f"/standards/?{where}&by=place&sort=points"))
    assert "点位问题" in words(client.get(f"/standards/?{where}&by=cause&show=short"))
    assert "没有查" in words(client.get(f"/standards/?{where}&show=unseen"))
    assert "不涉及点位" in words(client.get(f"/standards/?{where}&by=place&all=1"))
    file = client.get(f"/standards/export/?{where}")
    assert file.status_code == 200 and file.content[:2] == b"PK"
    assert client.get("/standards/?edition=999999").status_code == 404


def test_losses_of_a_city_are_told_by_the_unit_that_has_to_win_them_back(city):
    told = words(enter(city.office).get("/standards/?by=unit"))

    assert "金桥社区1.1石井巷：两盏路灯不亮" in told  # the alley is the community's
    assert "澄江市2.1" in told  # the papers are the city's own


def test_the_leading_unit_answers_where_it_can_do_something(city):
    for code, unit in (("2.1", city.hospital), ("1.2", city.elsewhere)):
        Duty.objects.create(
            root_id=city.city.pk, item=city.item(code), unit=unit, side=Duty.Side.LEAD, given_at=NOON,
            given_by_label="市创建办",
        )  # fmt: skip

    told = words(enter(city.clerk).get("/standards/?by=unit"))

    assert f"{city.hospital.short_name}2.1" in told  # beside the line
    assert f"{city.elsewhere.short_name}1.2" not in told  # another district has nothing to do here


@pytest.mark.parametrize("page", ["", "?by=unit", "?by=place", "matrix/", "checks/", "ranking/"])
def test_no_page_asks_more_than_twenty_five_times(city, page, django_assert_max_num_queries):
    client = enter(city.office)
    client.get(f"/standards/{page}")

    with django_assert_max_num_queries(25):
        assert client.get(f"/standards/{page}").status_code == 200


def test_what_does_not_exist_at_a_unit_stands_in_the_list_and_cannot_be_won_back(city):
    told = words(enter(city.neighbour).get("/standards/"))

    assert "缺项本单位没有这类点位或事项，按其他单位平均计，补不回6.3——" in told


def test_units_are_ranked_with_the_formula_and_set_side_by_side(city):
    client = enter(city.office)
    street = f"unit={city.street.pk}"

    ranking = words(client.get(f"/standards/ranking/?{street}"))
    matrix = words(client.get(f"/standards/matrix/?{street}"))

    assert "不足10项的不排名" in ranking and "金桥社区" in ranking and "不排" in ranking
    assert "背街小巷" in matrix and "桃李社区缺项" in matrix and "不达标单位1" in matrix
    assert client.get(f"/standards/matrix/?{street}&branch=1&export=1").content[:2] == b"PK"


def test_a_number_opens_how_the_item_stands(city):
    client, item = enter(city.clerk), city.item("1.1")

    panel = words(client.get(f"/standards/items/{item.pk}/standing/?panel=1"))
    branch = words(client.get(f"/standards/items/{city.item('1').pk}/standing/"))

    assert "实际1处，1个问题" in panel and "石井巷：两盏路灯不亮" in panel and "看记录" in panel
    assert "本单位不查这一项" in branch


def test_today_and_the_trail_of_the_score_lead_to_the_page(city):
    client = enter(city.clerk)

    assert "若今日测评" in words(client.get("/standards/today/"))
    source = f"{city.edition.pk}-{city.community.pk}-202607"
    assert client.get(f"/standards/scores/{source}/")["Location"].startswith("/standards/?unit=")
    assert client.get("/standards/scores/nonsense/").status_code == 404
    trail = client.get(
        f"/facts/trail/?measure=standards.score&unit={city.community.code}&period=2026-07"
    )
    assert "小体系，2026-07-08自评" in words(trail)


def test_somebody_works_it_out_again_in_the_background(city):
    answer = enter(city.clerk).post(
        f"/standards/recompute/{city.edition.pk}/", {"key": str(uuid4())}, follow=True
    )

    assert answer.status_code == 200 and "计算得分：小体系" in words(answer)


def test_pages_before_the_first_edition_say_what_to_do(db):
    city = City()
    client = enter(make_member(city.community, Role.STAFF, "jinqiao"))

    for page in ("", "checks/", "matrix/", "ranking/", "targets/", "today/"):
        assert client.get(f"/standards/{page}").status_code == 200, page
    assert "还没有在用的测评体系" in words(client.get("/standards/"))
    assert client.get("/standards/export/").status_code == 404
