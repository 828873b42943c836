"""Volunteers on the public pages: what is called for, applying, signing up."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.test import Client
from django.utils import timezone

from youju.portal.tests.test_pages import PLACE, form
from youju.volunteers import actions
from youju.volunteers.actions import About, Plan, When
from youju.volunteers.models import Seat, Shift, Volunteer
from youju.volunteers.rules.seats import code_at
from youju.volunteers.rules.teams import Function

SITE = f"/public/{PLACE}/volunteers/"


def by(member):
    return {"actor": member, "now": timezone.now(), "key": uuid4()}


def called(staff, wanted=1):
    starts = timezone.now() + timedelta(days=2)
    plan = Plan("清洁家园", Function.CLEAN, "桂苑小区")
    when = When(starts, starts + timedelta(hours=2), wanted)
    return actions.add_service(staff.unit, plan, [when], **by(staff)).shifts.get()


def test_somebody_applies_without_an_account_and_the_unit_registers(city, people):
    visitor = Client()
    url = f"{SITE}apply/"
    told = {"name": "袁志愿", "phone": "13800000001", "adult": "on", "consent": "on"}

    refused = visitor.post(url, form(visitor.get(url), **told | {"adult": ""}))
    assert refused.status_code == 422 and "未满 18 周岁" in refused.content.decode()
    assert "袁志愿" in refused.content.decode()  # what was typed is kept
    sent = visitor.post(url, form(visitor.get(url), **told))
    assert "已收到申请" in sent.content.decode()
    one = Volunteer.objects.get()
    assert (one.state, one.unit_id, str(one.phone)) == ("applied", city.street.pk, "138****0001")


def test_a_volunteer_signs_up_by_number_and_phone_or_waits(city, people):
    shift = called(people.staff)
    made = [
        actions.add_volunteer(people.staff.unit, About(name, f"1380000000{n}"), **by(people.staff))
        for n, name in enumerate(("袁志愿", "穆清"))
    ]
    visitor, url = Client(), f"{SITE}{shift.pk}/"
    page = visitor.get(SITE).content.decode()
    assert "清洁家园" in page and "袁志愿" not in page

    for one, words in zip(made, ("已报名", "已排在候补"), strict=True):
        phone = f"1380000000{made.index(one)}"
        told = {"number": one.number, "phone": phone}
        assert words in visitor.post(url, form(visitor.get(url), **told)).content.decode()
    wrong = {"number": made[0].number, "phone": "13800000009"}
    answer = visitor.post(url, form(visitor.get(url), **wrong))
    assert answer.status_code == 422 and "对不上" in answer.content.decode()
    assert sorted(Seat.objects.values_list("state", flat=True)) == ["signed", "waiting"]
    assert visitor.get(f"{SITE}999999/").status_code == 404


def test_who_has_no_account_attends_by_number_phone_and_the_code_at_the_place(city, people):
    shift = called(people.staff)
    one = actions.add_volunteer(
        people.staff.unit, About("袁志愿", "13800000001"), **by(people.staff)
    )
    actions.sign_up(shift.pk, one.pk, **by(people.staff))
    Shift.objects.filter(pk=shift.pk).update(
        starts=timezone.now(), ends=timezone.now() + timedelta(hours=1)
    )
    visitor, code = Client(), code_at(shift.secret, timezone.now())

    scanned = visitor.get(f"/volunteers/mine/{shift.pk}/attend/{code}/")
    url = f"{SITE}{shift.pk}/here/?code={code}"
    assert scanned.status_code == 302 and scanned["Location"].endswith(
        f"/{shift.pk}/here/?code={code}"
    )
    page = visitor.get(url)
    assert f'value="{code}"' in page.content.decode()
    told = {"number": one.number, "phone": "13800000001", "code": code}
    wrong = visitor.post(url, form(page, **told | {"phone": "13800000009"}))
    assert wrong.status_code == 422 and "对不上" in wrong.content.decode()
    bad = visitor.post(url, form(visitor.get(url), **told | {"code": "x"}))
    assert bad.status_code == 422 and "签到码不对" in bad.content.decode()
    sent = visitor.post(url, form(visitor.get(url), **told))
    assert "已签到" in sent.content.decode()
    assert Seat.objects.values_list("state", "way").get() == ("present", "qr")
    assert visitor.get(f"{SITE}999999/here/").status_code == 404
    assert visitor.get(f"/volunteers/mine/999999/attend/{code}/").status_code == 404
