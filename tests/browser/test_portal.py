"""A resident's report on a phone, from the photo to "not fixed"; and the office that looks at it."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from youju.cases.queries import Case
from youju.evidence.tests import factories as made
from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member
from youju.portal import actions
from youju.portal.queries import PublicCase, Report, photos_to_decide
from youju.portal.rules import Decision
from youju.portal.tests.factories import by, closed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def people(live_server, tmp_path, settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "files", "base_url": None},
        },
    }
    city = City()
    for unit, lat, lng in ((city.community, 31.298, 120.583), (city.next_door, 31.310, 120.571)):
        unit.lat, unit.lng = lat, lng
        unit.save()
    (tmp_path / "垃圾.jpg").write_bytes(made.jpeg(made.scene(40)))
    return SimpleNamespace(
        city=city,
        photo=tmp_path / "垃圾.jpg",
        staff=make_member(city.community, Role.STAFF, "jinqiao"),
        office=make_member(city.street, Role.OFFICE, "liuyin"),
    )


def report(phone: Page, people, picture) -> None:
    phone.goto(reverse("portal:place", args=[people.city.street.code]))
    picture(phone, "public-place")
    phone.get_by_role("link", name="报告问题").first.click()
    phone.locator("input[type=file]").set_input_files(str(people.photo))
    phone.get_by_label("垃圾没人清").check()
    phone.get_by_label("地点").fill("金桥路 12号楼北侧")
    phone.get_by_role("button", name="在图上点").click()
    mark = phone.locator(".portal-map .mark").first
    mark.scroll_into_view_if_needed()
    mark.click(force=True)
    expect(phone.locator("select[name=community]")).to_have_value(str(people.city.community.pk))
    picture(phone, "public-report")
    phone.get_by_label("说明").fill("三天没人清")
    phone.get_by_label("电话").fill("13905120077")
    phone.get_by_role("button", name="提交").click()
    phone.wait_for_url(re.compile(r"/public/progress/\d{6}-\d{6}/[0-9A-Z]{12}/"))


def worked_on(people) -> PublicCase:
    """Do what the office does, by the actions behind its pages."""
    sent, now = Report.objects.get(), timezone.now()
    public = PublicCase.objects.get()
    actions.decide_case(public.pk, Decision.SHOWN, words="垃圾三天没人清", **by(people.staff, now))
    closed(sent, people.office, people.staff, people.office, now)
    for link, _decided in photos_to_decide(people.staff, public):
        actions.decide_photo(public.pk, link.item_id, Decision.SHOWN, **by(people.staff, now))
    actions.answer_case(public.pk, "已清运两车，增设垃圾桶一个。", **by(people.staff, now))
    return public


def test_a_resident_reports_on_a_phone_sees_the_answer_and_says_not_fixed(
    phone, people, picture, assert_accessible, assert_fits
):
    report(phone, people, picture)
    expect(phone.locator("h1")).to_have_text("已经收到，等待受理")
    assert_accessible(phone)
    assert_fits(phone)
    case = Case.objects.get()
    assert (case.unit, case.source, case.place) == (
        people.city.community,
        "resident",
        "金桥路 12号楼北侧",
    )

    public = worked_on(people)
    phone.reload()
    expect(phone.locator("main")).to_contain_text("已清运两车，增设垃圾桶一个。")
    expect(phone.locator(".portal-photos img")).to_have_count(2)
    phone.locator(".portal-photos img").last.scroll_into_view_if_needed()
    picture(phone, "public-answer")
    assert_accessible(phone)
    phone.get_by_role("radio", name="没有解决").check()
    phone.get_by_label("哪里没有解决").fill("第二天又堆满了")
    phone.get_by_role("button", name="提交").click()
    expect(phone.locator("h1")).to_have_text("您说没有解决，已经重新办理")
    case.refresh_from_db()
    assert (case.state in ("filed", "dispatched"), case.reopened) == (True, 1)

    phone.goto(reverse("portal:problems", args=[people.city.street.code]))
    expect(phone.locator("main")).to_contain_text("垃圾没人清")
    assert_accessible(phone)
    assert_fits(phone)
    picture(phone, "public-problems")
    phone.goto(reverse("portal:problem", args=[public.slug]))
    assert "13905120077" not in phone.content()


def test_without_scripts_the_sum_is_shown_and_with_them_it_is_not(browser, live_server, people):
    url = live_server.url + reverse("portal:report", args=[people.city.street.code])
    for scripts in (True, False):
        context = browser.new_context(java_script_enabled=scripts)
        page = context.new_page()
        page.goto(url)
        expect(page.locator("[data-sum]")).to_be_visible(visible=not scripts)
        context.close()


def test_staff_look_before_the_public_does(
    desk, people, sign_in, picture, assert_accessible, assert_fits
):
    from youju.portal.tests.factories import public_of, sent

    report = sent(people.city.community)
    sign_in(desk, people.staff.person)
    desk.goto(reverse("portal:moderation"))
    assert_accessible(desk)
    desk.get_by_role("link", name="垃圾没人清").click()
    expect(desk.locator("[name=words]")).to_have_value(re.compile("（已隐去）"))
    expect(desk.locator(".portal-decide img")).to_have_js_property("complete", True)
    picture(desk, "public-moderation")
    assert_accessible(desk)
    assert_fits(desk)
    desk.locator("[name=decision][value=shown]").first.check()
    desk.get_by_role("button", name="记下是否公开").click()
    expect(desk.locator("#messages")).to_contain_text("已记下是否公开")
    desk.locator(".portal-decide").get_by_role("button", name="公开", exact=True).click()
    expect(desk.locator(".portal-decide")).to_contain_text("已公开")
    assert public_of(report).shown


def test_a_photo_chosen_before_the_scripts_have_come_is_kept(phone, people):
    held = []
    phone.route("**/ui/dist/**/*.js", lambda route: held.append(route))
    url = reverse("portal:report", args=[people.city.street.code])
    phone.goto(url, wait_until="commit")
    field = phone.locator("input[type=file]")
    field.set_input_files(str(people.photo))

    for route in held:
        route.continue_()

    phone.locator(".file-input .previews figure").wait_for()
    assert field.evaluate("input => input.files.length") == 1
