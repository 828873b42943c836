"""Going through a report with the keyboard, at the desk and on the phone."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from youju.kernel.ids import new_key
from youju.kernel.periods import parse_period
from youju.ledgers.models import Entry
from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member
from youju.reader import actions
from youju.reader.models import ReadFact

REPORT = """金桥社区2026年上半年创建文明城市工作总结
一、环境整治
上半年，社區(qū)组织志愿者集中参加公益劳动共35次，总计100余人次。他们清理垃圾50余车，清理对联230余幅，清除楼道小广告500余个，白化树木580棵，白化无人管理的小区墙壁10890平方米。
二、宣传发动
深入驻街单位开展集中培训18次，发放宣传资料3000余份。制作创建宣传标语2幅，组织居民代表20余名参观。
三、基本情况
社区总户数2130户，总人口7766人，现有工作人员11名，门前卫生每天清扫2次。
四、下一步打算
下半年计划新装路灯20盏，共募集善款1200元。
"""


@pytest.fixture
def staff(transactional_db, tmp_path, settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "files", "base_url": None},
        },
    }
    return make_member(City().community, Role.STAFF)


@pytest.fixture
def reading(staff):
    return actions.read_text(
        REPORT,
        unit=staff.unit,
        actor=staff,
        now=datetime(2026, 7, 8, 4, tzinfo=UTC),
        key=new_key(),
        period=parse_period("2026H1"),
    )


def here(page) -> str:
    return page.locator(".read-line.here .read-what").inner_text()


def test_a_report_is_gone_through_with_the_keyboard(
    desk, staff, reading, sign_in, assert_fits, assert_accessible, picture
):
    sign_in(desk, staff.person)
    desk.goto(reverse("reader:reading", args=[reading.pk]))
    assert "35次" in here(desk)
    picture(desk, "reader-desk")
    assert_fits(desk)
    assert_accessible(desk)

    desk.keyboard.press("j")
    assert "100余人次" in here(desk)
    desk.keyboard.press("k")
    desk.keyboard.press("Enter")
    expect(desk.locator(".read-line.recorded")).to_have_count(1)
    assert "100余人次" in here(desk)
    desk.keyboard.press("Enter")
    expect(desk.locator(".read-line.recorded")).to_have_count(2)
    desk.keyboard.press("x")
    expect(desk.locator(".read-line.refused")).to_have_count(1)
    desk.keyboard.press("u")
    expect(desk.locator(".read-line.refused")).to_have_count(0)

    desk.locator("[data-goto]", has_text="1200").click()
    desk.keyboard.press("e")
    desk.locator(".read-edit form").wait_for()
    picture(desk, "reader-change")
    assert_accessible(desk)

    entry = Entry.objects.get()
    assert {f.quantity_text for f in ReadFact.objects.filter(entry=entry)} == {"35", "100"}


def test_all_sure_ones_are_recorded_with_one_press(desk, staff, reading, sign_in, picture):
    sign_in(desk, staff.person)
    desk.goto(reverse("reader:reading", args=[reading.pk]))

    desk.get_by_role("button", name="全部记下").click()
    expect(desk.locator(".read-line.recorded")).to_have_count(9)

    picture(desk, "reader-recorded")
    assert Entry.objects.count() == 4


def test_the_review_fits_a_phone(phone, staff, reading, sign_in, assert_fits, picture):
    sign_in(phone, staff.person)
    phone.goto(reverse("reader:reading", args=[reading.pk]))
    picture(phone, "reader-phone")
    assert_fits(phone)

    phone.locator(".read-line [data-act=confirm]").first.click()
    expect(phone.locator(".read-line.recorded")).to_have_count(1)
