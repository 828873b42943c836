"""The pages of the room: what typed things become, what is refused, and what each role is offered."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client

from youju.residents import actions
from youju.residents.models import Household, Resident
from youju.residents.tests.world import TODAY, Town, number


@pytest.fixture
def town(db) -> Town:
    return Town()


def enter(member) -> Client:
    client = Client()
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def text(answer) -> str:
    return answer.content.decode()


def test_what_was_typed_is_kept_where_it_is_wrong(town):
    staff = enter(town.staff)
    typed = {
        "area": town.area.pk, "door": "河边", "tenure": "own", "name": "李小禾", "key": uuid4(), "id_number": "990101",
    }  # fmt: skip

    wrong = staff.post("/residents/new/", typed)

    assert (
        wrong.status_code == 422
        and 'value="李小禾"' in text(wrong)
        and 'value="河边"' in text(wrong)
    )
    assert "认不出是哪一户" in text(wrong) and not Resident.objects.exists()


def test_the_one_box_says_what_to_type_and_lists_areas(town):
    staff = enter(town.staff)
    town.add("李小禾")

    assert "找住户" in text(staff.get("/residents/"))
    none = staff.post("/residents/", {"q": "赵钱孙"})
    assert "没有找到" in text(none)
    short = staff.post("/residents/", {"q": "12"})
    assert short.status_code == 422 and "数字太短" in text(short)
    assert "小区 柳荫里" in text(staff.post("/residents/", {"q": "柳荫"}))
    assert "q=" not in text(none)


def test_a_child_is_corrected_without_its_name_being_shown(town):
    child = town.add("邵米粒", id_number=number("20160501", "002"), guardian="邵大山")
    staff = enter(town.staff)

    shown = text(staff.get(f"/residents/people/{child.pk}/"))
    assert "990***" not in shown and "****" in shown
    page = text(staff.get(f"/residents/people/{child.pk}/change/"))
    assert "邵米粒" not in page and "邵大山" not in page
    sent = staff.post(
        f"/residents/people/{child.pk}/change/", {"relation": "child", "key": uuid4()}
    )
    assert sent.status_code == 302
    child.refresh_from_db()
    assert child.relation == "child" and child.sealed_name.open() == "邵米粒"


def test_the_care_officer_is_offered_what_others_are_not(town):
    one = town.add("李小禾", id_number=number("19900101"), phones=("13812346027",))
    staff, care = enter(town.staff), enter(town.care)
    page = f"/residents/people/{one.pk}/"

    assert "/residents/open/person/" not in text(staff.get(page))
    assert "/residents/open/person/" in text(care.get(page))
    assert "导入名册" in text(staff.get("/residents/")) and "导入名册" not in text(
        care.get("/residents/")
    )
    for wrong in ("person/1/secret", "nobody/1/phone"):
        assert care.get(f"/residents/open/{wrong}/").status_code == 404
    own = care.post(f"{page}own-data/", {"basis": "本人来社区申请", "key": uuid4()})
    assert own.status_code == 200 and own.content[:2] == b"PK"
    assert staff.get(f"{page}own-data/").status_code == 403
    kept = text(care.get("/residents/people/kept/"))
    assert "没有保存期满" in kept


def test_people_move_leave_and_are_erased_on_pages(town):
    one = town.add("李小禾", id_number=number("19900101"))
    staff, care = enter(town.staff), enter(town.care)
    page = f"/residents/people/{one.pk}/"
    moved = {"area": town.area.pk, "door": "5-1-101", "tenure": "own", "on": TODAY.isoformat(), "key": uuid4()}  # fmt: skip

    assert staff.post(f"{page}move/", moved).status_code == 302
    assert "柳荫里 5-1-***" in text(staff.get(page))
    consent = {"purpose": "上门体检", "way": "written", "on": TODAY.isoformat(), "key": uuid4()}
    staff.post(f"{page}consent/", consent)
    assert "上门体检" in text(staff.get(page))
    given = one.consents.get()
    assert staff.post(f"/residents/consents/{given.pk}/withdraw/").status_code == 302
    again = staff.post(f"/residents/consents/{given.pk}/withdraw/", follow=True)
    assert "已经撤回" in text(again)
    staff.post(f"{page}leave/", {"why": "moved", "on": TODAY.isoformat(), "key": uuid4()})
    early = care.post(f"{page}erase/", {"why": "期满", "key": uuid4()})
    assert early.status_code == 422 and "保存期" in text(early)
    care.post(f"{page}erase/", {"asked": "on", "why": "本人申请", "key": uuid4()})
    assert "已删除" in text(care.get(page))


def test_doubles_are_settled_with_a_button(town):
    born = {"birth": TODAY.replace(year=1980)}
    one, two = (town.add("王建国", "6-1-101", **born) for _n in range(2))
    three = town.add("王建国", "6-1-101", **born)
    staff = enter(town.staff)

    assert "并入前一份" in text(staff.get("/residents/doubles/"))
    staff.post(f"/residents/doubles/{one.pk}/{two.pk}/merge/")
    staff.post(f"/residents/doubles/{one.pk}/{three.pk}/apart/")
    assert "没有发现重复" in text(staff.get("/residents/doubles/"))
    assert "已并入" in text(staff.get(f"/residents/people/{two.pk}/"))


def test_buildings_go_to_grids_and_areas_close(town):
    one = town.add("李小禾")
    staff = enter(town.staff)
    page = f"/residents/areas/{town.area.pk}/"

    staff.post(f"{page}buildings/", {"number": "3", "unit": town.grid.pk, "key": uuid4()})
    assert "李小禾" in text(enter(town.grid_worker).post("/residents/", {"q": "lxh"}))
    refused = staff.post(f"{page}close/", follow=True)
    assert "还有登记的住户" in text(refused)
    changed = {"name": "柳荫新里", "kind": "open", "key": uuid4()}
    staff.post(f"{page}change/", changed)
    assert "柳荫新里" in text(staff.get(page))
    home = Household.objects.get()
    assert "李小禾" in text(staff.get(f"/residents/households/{home.pk}/"))
    actions.leave(one.pk, on=TODAY, why="moved", **town.by(town.staff))
    assert staff.post(f"{page}close/").status_code == 302
    tally = town.community.pk
    assert staff.get(f"/residents/tallies/{tally + 999}/").status_code == 404


def test_empty_lists_say_what_belongs_there(town):
    for member in (town.neighbour, town.grid_worker):
        client = enter(member)
        for page in ("areas", "needs", "rented", "houses", "bodies"):
            answer = client.get(f"/residents/{page}/")
            assert answer.status_code == 200 and (
                "没有" in text(answer) or "还没有" in text(answer)
            )
