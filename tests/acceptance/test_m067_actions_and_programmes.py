"""M067a: services with people, visits and hours. M067b: ten standing programmes."""

from __future__ import annotations

import re
from datetime import timedelta

import time_machine
from django.utils import timezone

from tests.acceptance.ledger_steps import record
from tests.acceptance.volunteer_steps import (
    add_service,
    add_volunteer,
    confirm,
    days,
    done,
    draft,
    enter_volunteer,
    figure,
    look,
    refused,
    said,
    send,
)

# 003-4 §三.2: ten programmes; 3月4日 they began.
TEN = (
    "关爱空巢老人", "关爱留守儿童", "关爱残疾人", "关爱农民工", "清洁家园", "文明交通", "文明餐桌", "网络文明传播",
    "法律宣传", "义诊送药",
)  # fmt: skip


def test_a_volunteer_signs_up_attends_by_code_and_has_hours(city, enter):
    staff, unit = enter(), city.community
    _one, volunteer = enter_volunteer(enter, staff, unit, "袁志愿")
    _service, shift = add_service(staff, unit, "清洁家园", days(3), wanted="1")
    assert "清洁家园" in look(volunteer, "mine/")
    assert send(volunteer, f"mine/{shift}/sign-up/").status_code == 302
    assert "已报名" in look(volunteer, "mine/")
    add_volunteer(staff, unit, "同伴")
    assert "袁志愿" in look(staff, f"shifts/{shift}/")
    assert re.search(r"<svg", staff.get(f"/volunteers/shifts/{shift}/code/").content.decode())
    refusal = refused(volunteer, f"mine/{shift}/attend/", code="000000")
    assert "签到从开始前1小时" in refusal  # three days early
    assert "BEGIN:VCALENDAR" in calendar(volunteer)

    other, past = add_service(staff, unit, "公益劳动", days(-1))
    confirm(staff, past, ["袁志愿", "同伴"])
    done(staff, f"services/{other}/close/", result="清理卫生死角6处", others="近5000余人次")

    page = look(volunteer, "mine/")
    assert "时长已确认2" in page and "2小时" in page
    assert "4小时" in figure(staff, "volunteering.hours", unit)
    assert "2人" in figure(staff, "people", unit)
    assert "约5002人次" in figure(staff, "volunteering.people", unit)
    assert "服务时长4小时" in draft(staff, unit)


def test_at_the_hour_the_code_of_the_place_counts_whoever_is_there(city, enter):
    staff, unit = enter(), city.community
    _one, volunteer = enter_volunteer(enter, staff, unit, "袁志愿")
    _service, shift = add_service(staff, unit, "清洁家园", days(1))
    assert send(volunteer, f"mine/{shift}/sign-up/").status_code == 302

    hour = (timezone.localtime() + timedelta(1)).replace(hour=9, minute=5)
    with time_machine.travel(hour, tick=False):
        staff, volunteer = enter(), enter("volunteer", unit)
        page = said(staff.get(f"/volunteers/shifts/{shift}/code/"))
        digits = re.search(r"\d{6}(?=用手机相机扫)", page)[0]
        wrong = str((int(digits) + 1) % 10**6).zfill(6)
        assert "签到码不对" in refused(volunteer, f"mine/{shift}/attend/", code=wrong)
        assert send(volunteer, f"mine/{shift}/attend/", code=digits).status_code == 302
        assert "已签到" in look(staff, f"shifts/{shift}/")
    with time_machine.travel(hour + timedelta(hours=3), tick=False):
        staff, volunteer = enter(), enter("volunteer", unit)
        confirm(staff, shift, [])
        assert "2小时" in look(volunteer, "mine/")
        assert "2小时" in figure(staff, "volunteering.hours", unit)


def calendar(volunteer) -> str:
    page = send(volunteer, "mine/calendar/").content.decode()
    path = re.search(r"/volunteers/calendar/[\w-]+\.ics", page)[0]
    return volunteer.get(path).content.decode()


def test_services_held_here_and_those_counted_in_the_ledger_add_up_to_thirty_five(city, enter):
    staff, unit = enter(), city.community
    told = {"name": "公益劳动", "times": "32", "people": "90余人次"}
    record(staff, "volunteering", unit, days(-3), **told)
    for n in range(3):
        service, shift = add_service(staff, unit, f"公益劳动{n}", days(-1 - n))
        confirm(staff, shift, [])
        people = "10人次" if n == 0 else None
        done(staff, f"services/{service}/close/", result="打扫卫生", others=people)

    assert "35次" in figure(staff, "volunteering.times_said", unit)
    assert "公益劳动35次，总计100余人次" in draft(staff, unit)
    assert "名册里没有“生人”" in refused(staff, f"shifts/{late(staff, unit)}/list/", others="生人")


def late(staff, unit) -> int:
    return add_service(staff, unit, "夜巡", days(-1), kind="patrol")[1]


def test_two_places_at_once_and_make_up_hours_beyond_the_shift_are_refused(city, enter):
    staff, unit = enter(), city.community
    one, volunteer = enter_volunteer(enter, staff, unit, "袁志愿")
    _a, first = add_service(staff, unit, "清洁家园", days(3))
    _b, second = add_service(staff, unit, "文明交通", days(3), starts="10:00", ends="12:00")
    assert send(volunteer, f"mine/{first}/sign-up/").status_code == 302
    clash = send(volunteer, f"mine/{second}/sign-up/")
    assert clash.status_code >= 400 and "时间和“清洁家园”的班次重叠" in said(clash)

    _c, past = add_service(staff, unit, "公益劳动", days(-1))
    confirm(staff, past, [])
    told = {"volunteer": one, "reason": "名单漏记了"}
    assert "不能超过班次的2小时" in refused(staff, f"shifts/{past}/make-up/", hours="3", **told)
    done(staff, f"shifts/{past}/make-up/", hours="2", **told)
    assert "补录待批" in look(staff, f"shifts/{past}/")


def test_ten_programmes_stand_with_their_services(city, enter):
    staff, unit = enter(), city.community
    made = [done(staff, "programmes/new/", unit=unit.pk, name=name, since=days(-30)) for name in TEN]  # fmt: skip
    _service, shift = add_service(staff, unit, "看望老人", days(-1), programme=made[0])
    confirm(staff, shift, [])

    assert "看望老人" in look(staff, f"programmes/{made[0]}/")
    assert "10项" in figure(staff, "programmes", unit)
    assert "常态化志愿项目10项" in draft(staff, unit)
    assert "已有同名项目" in refused(
        staff, "programmes/new/", unit=unit.pk, name=TEN[0], since=days(0)
    )
    assert enter("leader").get("/volunteers/programmes/new/").status_code == 403
