"""What pages do with input nobody meant; how days, times and names are typed."""

from __future__ import annotations

import io
import json
from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from python_calamine import CalamineWorkbook

from youju.audit.models import Entry
from youju.console.due import due_for
from youju.kernel.refusal import Refused
from youju.organisations.rules import Role
from youju.organisations.tests.factories import make_member
from youju.volunteers import actions, queries
from youju.volunteers.actions import About, BadRows
from youju.volunteers.forms.services import ClockField, ComingDateField, ListForm
from youju.volunteers.models import Volunteer
from youju.volunteers.queries.services import seats_of
from youju.volunteers.tests.test_services import AFTER, called, confirmed, shift_of
from youju.volunteers.tests.world import NOON, Helpers

ODD = "' OR 1=1 <b>"


def client_of(member) -> Client:
    client = Client()
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_odd_addresses_and_posts_are_answered_as_pages(world: Helpers):
    client = client_of(world.staff)
    for page, names in (
        ("", ("q", "state")), ("services/", ("state", "period")), ("teams/", ("unit",)), ("programmes/", ("unit",)),
    ):  # fmt: skip
        answer = client.get(f"/volunteers/{page}", dict.fromkeys(names, ODD))
        assert answer.status_code == 200, page
    told = {"unit": "x", "name": ODD, "day": ODD, "starts": "25:00", "ends": "x", "wanted": "-1", "key": "x"}  # fmt: skip
    kept = client.post("/volunteers/services/new/", told)
    assert kept.status_code == 422 and "OR 1=1" in kept.content.decode()
    assert client.post("/volunteers/people/new/", {"name": ODD}).status_code == 422
    assert client.get("/volunteers/people/999999999999/").status_code == 404


def test_who_asked_for_make_up_hours_is_told_to_wait_and_another_gets_the_buttons(world: Helpers):
    shift = shift_of(called(world))
    confirmed(world, shift, [])
    one = world.volunteer("甲")
    told = {"reason": "名单漏记了", **world.by(world.second, now=AFTER)}
    actions.ask_make_up(shift.pk, one.pk, 60, **told)
    url = f"/volunteers/shifts/{shift.pk}/"

    asker = client_of(world.second).get(url).content.decode()
    other = client_of(world.staff).get(url).content.decode()

    assert "等另一人批准" in asker and 'name="approved"' not in asker
    assert "等另一人批准" not in other and 'name="approved"' in other


def test_who_waits_for_a_place_stands_behind_the_others_in_turn(world: Helpers):
    shift = shift_of(called(world, wanted=1))
    for n, name in enumerate(("丁", "丙", "甲")):
        at = world.by(world.staff, now=NOON + timedelta(minutes=n))
        actions.sign_up(shift.pk, world.volunteer(name).pk, **at)

    assert [seat.volunteer.name for seat in seats_of(shift)] == ["丁", "丙", "甲"]


def test_the_register_is_found_by_name_pinyin_number_and_whole_phone(world: Helpers):
    one = world.volunteer("袁志愿", "13800000001")
    rows = queries.volunteers_of(world.staff, world.community)

    for words in ("袁志", "yuanzhi", one.number, "138-0000-0001"):
        assert queries.found(rows, words, "").count() == 1, words
    for words in ("王", "1380000", "13800000002"):
        assert queries.found(rows, words, "").count() == 0, words
    assert queries.found(rows, "", "active").count() == 1
    assert queries.found(rows, "", "left").count() == 0
    assert queries.register_counts(rows) == {"registered": 1, "active": 1}


def test_a_day_without_a_year_is_the_next_one():
    field, today = ComingDateField(required=False), timezone.localdate()
    coming = date(today.year + 1, 3, 5) if (today.month, today.day) > (4, 6) else None

    if coming:
        assert field.clean("3-5") == coming
    assert field.clean("2026-3-5") == date(2026, 3, 5)
    assert field.clean(f"{today.month}-{today.day}") == today
    assert field.clean("") is None
    assert ClockField(required=False).clean("9：05") == time(9, 5)
    for wrong in ("25:00", "九点"):
        with pytest.raises(ValidationError):
            ClockField().clean(wrong)


def test_namesakes_are_told_apart_by_the_end_of_the_number(world: Helpers):
    people = [world.volunteer("王芳"), world.volunteer("王芳"), world.volunteer("李军")]

    def form(others):
        return ListForm({"others": others}, seats=[], offered=people)

    good = form(f"李军、{people[0].number[-5:]}")
    assert good.is_valid() and good.cleaned_data["people"] == [people[2].pk, people[0].pk]
    assert "2 名“王芳”" in str(form("王芳").errors)
    assert "没有“生人”" in str(form("生人").errors)
    assert "勾选到场的人" in str(form(" ").errors)


def test_what_waits_is_due_for_who_keeps_the_register(world: Helpers):
    actions.apply(world.community, About("新申请"), **world.by(world.staff))

    titles = [row.title for group in due_for(world.staff, timezone.localdate(NOON)) for row, _left in group.rows]  # fmt: skip

    assert "志愿者申请 1 人，待登记" in titles


def test_a_signed_in_person_applies_and_finds_their_page(world: Helpers):
    client = client_of(world.member)
    assert "申请当志愿者" in client.get("/volunteers/mine/").content.decode()
    told = {"name": "袁志愿", "adult": "on", "consent": "on"}

    assert client.post("/volunteers/mine/apply/", told).status_code == 302
    page = client.get("/volunteers/mine/").content.decode()
    assert "待审核" in page and "登记后给" in page
    assert client_of(make_member(world.community, Role.PUBLIC)).get("/volunteers/mine/").status_code == 200  # fmt: skip


def test_a_pasted_block_is_registered_whole_or_not_at_all(world: Helpers):
    client, url = client_of(world.staff), "/volunteers/people/paste/"
    head, good = ["姓名", "手机"], ["袁志愿", "13800000001", "理发", "", "2026-3-5"]
    many = [head, good, ["穆清"], ["小袁", "13800000001"], ["甲", "", "", "", "三月"], ["长" * 31]]

    refused = client.post(url, {"cells": json.dumps(many)})
    page = refused.content.decode()
    assert refused.status_code == 422 and "3 行要改" in page
    assert "已登记为 袁**" in page and "三月" in page
    assert Volunteer.objects.count() == 0
    key = {"key": str(uuid4()), "cells": json.dumps([head, good, ["穆清"]])}
    for _n in range(2):
        assert client.post(url, key).status_code == 302
    assert sorted(Volunteer.objects.values_list("name", flat=True)) == ["穆清", "袁志愿"]
    for odd in ("[", "[[]]", "5", json.dumps([head])):
        assert client.post(url, {"cells": odd}).status_code == 422
    assert client.get(url).status_code == 200
    with pytest.raises(Refused, match="1 到 1000 行"):
        actions.add_volunteers(world.community, [], **world.by(world.staff))
    with pytest.raises(BadRows):
        actions.add_volunteers(world.community, [{}] * 60, **world.by(world.staff))


def test_the_register_goes_out_masked_marked_and_logged(world: Helpers):
    one = world.volunteer("袁志愿", "13800000001")
    client = client_of(world.staff)
    assert "people/export/?state=active" in client.get("/volunteers/?state=active").content.decode()

    answer = client.get("/volunteers/people/export/")

    cells = str(
        CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    )
    assert one.number in cells and "袁**" in cells and "不得外传" in cells
    assert "袁志愿" not in cells and "13800000001" not in cells
    assert Entry.objects.latest("id").act == "volunteers.export"
    none = client.get("/volunteers/people/export/", {"q": "王"})
    assert none.status_code == 200 and Entry.objects.latest("id").detail["rows"] == 0
