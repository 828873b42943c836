"""What the pages do with input nobody meant, and what goes out as files."""

from __future__ import annotations

import io
import json
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from python_calamine import CalamineWorkbook

from youju.activities import actions
from youju.activities.models import Activity, Norm, Series
from youju.activities.tests.world import NOON, Town, browser_of
from youju.audit.models import Entry
from youju.evidence.actions import store
from youju.evidence.tests.factories import jpeg, scene, upload

ODD = "\0' OR 1=1 <b>"


@pytest.fixture
def staff(town: Town) -> Client:
    return browser_of(town.staff)


def send(client: Client, path: str, **fields):
    return client.post(f"/activities/{path}", {"key": str(uuid4()), **fields})


def test_odd_addresses_are_answered_as_pages(town, staff):
    for path, names in (
        ("", ("month", "view")), ("list/", ("kind", "state", "q", "after")), ("norms/", ("day",)), ("photos/", ("after",)),
        ("series/", ("before",)), ("new/", ("on", "festival", "series")),
    ):  # fmt: skip
        answer = staff.get(f"/activities/{path}", dict.fromkeys(names, ODD))
        assert answer.status_code == 200, path
    for month in ("2026-13", "0001-01", "9999-12", "2026", "2026-02-30"):
        assert staff.get("/activities/", {"month": month}).status_code == 200
    for day in ("0001-01-01", "9999-12-31"):
        assert staff.get("/activities/norms/", {"day": day}).status_code == 200
    assert staff.get("/activities/new/", {"kind": ODD}).status_code == 404
    assert staff.get("/activities/new/", {"kind": "palace", "series": "9" * 30}).status_code == 200
    for gone in ("99999/", "99999/change/", "series/99999/", "99999/names/"):
        assert staff.get(f"/activities/{gone}").status_code == 404


def test_odd_posts_are_refused_with_words_and_keep_what_was_typed(town, staff):
    told = {"unit": town.community.pk, "title": "晚会", "on": "2026-06-10"}
    for more in (
        {"on": "昨天"}, {"starts": "25:00"}, {"starts": "早上"}, {"ends": "9点"}, {"people": ODD}, {"unit": "x"},
        {"partners": ["x"]}, {"sort": ODD}, {"sessions": "-1"}, {"title": "长" * 200},
        {"until": "2026-01-01"}, {"programme": "节目\n" * 200},
    ):  # fmt: skip
        answer = send(staff, "new/?kind=culture", **told | more)
        assert answer.status_code == 422, more
    kept = send(staff, "new/?kind=culture", **told, people="好多")
    assert "好多" in kept.content.decode() and "晚会" in kept.content.decode()
    assert not Activity.objects.exists()
    assert send(staff, "new/", **told).status_code == 422
    photos = send(staff, "new/?kind=culture", **told, items=["999999", "x"])
    assert photos.status_code == 404


def test_a_series_and_a_norm_that_make_no_sense_are_refused_at_their_fields(town, staff):
    series = {"unit": town.community.pk, "kind": "culture", "title": "系列", "start": "2026-01-01"}
    for more in ({"end": "2025-01-01"}, {"end": "x"}, {"end": "2026-12-31", "whole": "-1"}):
        assert send(staff, "series/new/", **series | more).status_code == 422
    norm = {"unit": town.community.pk, "kind": "culture", "label": "每月", "per": "month", "since": "2026-01-01"}  # fmt: skip
    for more in ({}, {"times": "0"}, {"times": "x"}, {"times": "1", "per": ODD}):
        assert send(staff, "norms/new/", **norm | more).status_code == 422
    assert not Series.objects.exists() and not Norm.objects.exists()
    assert send(staff, "norms/new/", **norm, times="1").status_code == 302
    rule = Norm.objects.get()
    assert send(staff, f"norms/{rule.pk}/end/", on="2025-01-01").status_code == 422
    assert send(staff, f"norms/{rule.pk}/end/", on="2026-05-01").status_code == 302


def test_a_planned_activity_goes_through_its_pages(town, staff):
    on = date.today().replace(month=1, day=5)
    one = town.plan(title="茶话会", on=on, starts=None)
    page = staff.get(f"/activities/{one.pk}/hold/").content.decode()
    assert 'value="茶话会"' in page and 'name="unit"' not in page

    held = send(
        staff, f"{one.pk}/hold/", title="茶话会", on=on.isoformat(), starts="9:30", people="30人"
    )
    assert held.status_code == 302
    assert send(staff, f"{one.pk}/cancel/", reason="").status_code == 422
    assert send(staff, f"{one.pk}/cancel/", reason="记重了").status_code == 302
    assert "记重了" in staff.get(f"/activities/{one.pk}/").content.decode()
    assert send(staff, f"{one.pk}/restore/").status_code == 302
    assert send(staff, f"{one.pk}/restore/", follow=True).status_code == 302
    one.refresh_from_db()
    assert (one.state, f"{one.starts:%H:%M}", one.people.text()) == ("held", "09:30", "30人")


def test_sign_ups_are_opened_looked_at_and_closed(town, staff):
    one = town.plan(title="茶话会")
    actions.open_signup(one.pk, capacity=3, signup_until=None, **town.by())
    url = f"{one.pk}/signups/"
    assert send(staff, url, reason="看").status_code == 422
    assert send(staff, url, reason="通知改期").status_code == 200
    assert send(staff, f"{one.pk}/signup/close/").status_code == 302
    assert send(staff, f"{one.pk}/signup/", capacity="0").status_code == 422


def test_a_pasted_block_shows_its_faults_and_keeps_what_was_typed(town, staff):
    head = ["日期", "种类", "名称"]
    good, bad = ["2026-4-3", "文体活动", "广场舞"], ["2026-4-3", "赶集", "月球站"]
    refused = send(staff, "paste/", cells=json.dumps([head, good, bad]))
    assert refused.status_code == 422
    assert "月球站" in refused.content.decode() and "没有叫" in refused.content.decode()
    assert send(staff, "paste/", cells=json.dumps([head, good])).status_code == 302
    for odd in ("[", "[[]]", "5", json.dumps([head])):
        assert send(staff, "paste/", cells=odd).status_code == 422
    assert Activity.objects.get().title == "广场舞"


def test_the_list_goes_out_as_excel_and_into_the_log(town, staff):
    town.hold("festival", festival="duanwu", title="=端午", on=date(2026, 6, 19), people="2600余名", partners=[town.next_door])  # fmt: skip
    answer = staff.get("/activities/export/?period=2026")

    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0)
    row = sheet.to_python()[2]
    assert row[3] == "'=端午" and "端午节" in row and "2600余名" in row and "桃李社区" in row
    assert Entry.objects.get(act="activities.export").outcome == "exported"


def test_photos_stand_on_the_wall_by_activity(town, staff, settings, tmp_path):
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    files["OPTIONS"] = {"location": tmp_path, "base_url": None}
    settings.STORAGES = {**settings.STORAGES, "default": files}
    photo = store(
        upload(jpeg(scene(1))), unit=town.community, actor=town.staff, now=NOON, key=uuid4()
    )
    one = town.hold(title="广场舞", photos=[photo.pk])
    town.hold(title="没有照片的")

    wall = staff.get("/activities/photos/?period=2026").content.decode()
    assert "广场舞" in wall and f"/evidence/{photo.pk}/" in wall and "没有照片的" not in wall
    page = staff.get(f"/activities/{one.pk}/change/").content.decode()
    assert f'value="{photo.pk}"' in page


def test_today_tells_of_the_week_and_who_waits_for_a_seat(town, staff):
    today = timezone.localdate()
    assert staff.get("/activities/today/").content.decode().strip() == ""
    one = town.plan(title="茶话会", on=today + timedelta(6))
    town.plan(title="下周的课", on=today + timedelta(7))
    town.plan("festival", town.neighbour, festival="duanwu", title="包粽子", on=today, partners=[town.community])  # fmt: skip
    actions.open_signup(one.pk, capacity=3, signup_until=None, **town.by(now=timezone.now()))
    for phone, seats in (("13800000001", 2), ("13800000002", 2)):
        actions.sign_up(one.pk, name="李四", phone=phone, seats=seats, code_digest=phone, **town.by(now=timezone.now()))  # fmt: skip

    page = staff.get("/activities/today/").content.decode()

    assert page.index("包粽子") < page.index("茶话会") and "下周的课" not in page
    assert "报名 2 人" in page and "候补 1" in page
    assert "/activities/today/" in staff.get("/").content.decode()
