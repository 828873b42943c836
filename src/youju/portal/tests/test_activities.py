"""Activities on the public site: the calendar, signing up, waiting, giving seats back, the code at the door."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from youju.activities import actions
from youju.activities.actions import Told
from youju.activities.models import Activity, SignUp
from youju.organisations.models import Membership
from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member
from youju.portal import challenges
from youju.portal.rules import LIMITS, Counted

PLACE = "/public/320502001001/"


@pytest.fixture
def city(db: None) -> City:
    return City()


@pytest.fixture
def staff(city: City) -> Membership:
    return make_member(city.community, Role.STAFF, "jinqiao")


def by(member: Membership) -> dict[str, Any]:
    return {"actor": member, "now": timezone.now(), "key": uuid4()}


def opened(staff: Membership, capacity: int | None = 2, days: int = 7, **more: Any) -> Activity:
    on: date = timezone.localdate() + timedelta(days)
    given = {
        "starts": time(9, 30),
        "ends": time(11),
        "place": "社区活动室",
        "note": "带茶杯，电话 139-0512-0077",
    }
    made = actions.plan_activity(
        staff.unit, Told("culture", "邻里茶话会", on, **given | more), **by(staff)
    )
    return actions.open_signup(made.pk, capacity=capacity, signup_until=None, **by(staff))


def send(url: str, key: str = "", **fields: Any) -> Any:
    """Send a public form as a browser without scripts does, the sum included."""
    resident = Client()
    page = resident.get(url).content.decode()
    token = re.search(r'name="token" value="([^"]+)"', page)
    made = re.search(r'name="key" value="([^"]+)"', page)
    assert token and made, url
    answer = str(challenges.known(token[1]).question.answer)
    data = {"token": token[1], "key": key or made[1], "answer": answer, "work": "", "website": ""}
    return resident.post(url, data | fields)


def enrol(one: Activity, phone: str = "13905120077", **fields: Any) -> Any:
    return send(f"/public/a/{one.slug}/", name="邢阿姨", phone=phone, seats="1", **fields)


def words(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def test_what_is_open_stands_on_the_place_its_calendar_and_its_feed(staff):
    one = opened(staff)
    actions.plan_activity(staff.unit, Told("culture", "内部排练", one.on), **by(staff))

    for url in (PLACE, f"{PLACE}activities/", "/public/320502001000/activities/"):
        page = words(Client(), url)
        assert "邻里茶话会" in page and "内部排练" not in page
    assert "139-0512-0077" not in words(Client(), f"/public/a/{one.slug}/")
    (event,) = Calendar.from_ical(Client().get(f"{PLACE}activities.ics").content).walk("VEVENT")
    assert event["summary"] == "邻里茶话会" and event["location"] == "社区活动室"
    assert event["dtstart"].dt.hour == 9 and event["url"].endswith(f"/public/a/{one.slug}/")


def test_a_resident_signs_up_waits_and_moves_up_when_another_leaves(staff):
    one = opened(staff, capacity=1)
    first = enrol(one)
    assert first.status_code == 302
    own = first["Location"]
    second = enrol(one, "13905120088")["Location"]

    assert "报名成功" in words(Client(), own) and "已排候补" in words(Client(), second)
    stored = SignUp.objects.order_by("pk").values_list("phone", flat=True)
    assert all("1390512" not in one.token for one in stored)
    assert Client().post(own, {"key": str(uuid4())}).status_code == 302
    assert "报名已取消" in words(Client(), own) and "报名成功" in words(Client(), second)


def test_the_same_form_twice_is_one_sign_up_and_the_same_phone_is_refused(staff):
    one, key = opened(staff), str(uuid4())
    assert enrol(one, key=key)["Location"] == enrol(one, key=key)["Location"]

    refused = enrol(one)
    assert refused.status_code == 422 and "已经报过名" in refused.content.decode()
    bad = enrol(one, "电话")
    assert bad.status_code == 422 and "5 至 12 位" in bad.content.decode()
    assert SignUp.objects.count() == 1


def test_the_limit_of_an_hour_holds_and_wrong_codes_open_nothing(staff, monkeypatch):
    one = opened(staff)
    monkeypatch.setitem(LIMITS, Counted.SIGN_UP, (1, 100))
    assert enrol(one).status_code == 302
    assert "这一小时提交次数太多" in enrol(one, "13905120088").content.decode()
    for code in ("AAAA-AAAA-AAAA", "x", "7KXM4QPR9TDA"):
        assert Client().get(f"/public/signups/{code}/").status_code == 404


def test_a_closed_or_cancelled_activity_takes_nobody(staff):
    one = opened(staff)
    own = enrol(one)["Location"]
    actions.cancel_activity(one.pk, reason="下雨", **by(staff))
    page = words(Client(), f"/public/a/{one.slug}/")
    assert "报名已经截止" in page and 'name="phone"' not in page
    assert "活动取消了" in words(Client(), own)

    actions.close_signup(one.pk, **by(staff))
    assert Client().get(f"/public/a/{one.slug}/").status_code == 404
    assert "邻里茶话会" not in words(Client(), f"{PLACE}activities/")
    assert "邻里茶话会" in words(Client(), own)


def test_the_code_on_the_screen_counts_who_has_come_without_a_name(staff):
    one = opened(staff, days=0)
    url = f"/public/a/{one.slug}/here/"

    assert "签到码不对" in send(url, code="xx").content.decode()
    assert "签到成功" in send(url, code=one.here_code).content.decode()
    one.refresh_from_db()
    assert one.here == 1
