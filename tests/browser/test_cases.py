"""The problem loop, as its users do it: report, dispatch, dispute, again, put right, refused, verified."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.access.objects import by
from youju.cases.actions import report_case
from youju.cases.rules import Source
from youju.evidence.tests import factories as made
from youju.organisations.rules import Role, UnitKind
from youju.organisations.tests.factories import City, make_member, make_unit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def city(live_server, tmp_path, settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "files", "base_url": None},
        },
    }
    city = City()
    city.firm = make_unit("桂苑物业", UnitKind.ENTERPRISE, city.district)
    city.bureau = make_unit("市政局", UnitKind.BUREAU, city.district)
    city.clerk = make_member(city.community, Role.STAFF, "clerk")
    city.grid_worker = make_member(city.community, Role.GRID_WORKER, "grid")
    city.firm_worker = make_member(city.firm, Role.UNIT_USER, "firm")
    city.bureau_worker = make_member(city.bureau, Role.UNIT_USER, "bureau")
    for name, scene in (("before", made.scene(0)), ("after", made.scene(60))):
        (tmp_path / f"{name}.jpg").write_bytes(made.jpeg(scene))
    city.photos = tmp_path
    return city


def pick(page: Page, label: str, typed: str) -> None:
    """Choose from a list one types into."""
    page.get_by_label(label, exact=False).first.fill(typed)
    page.locator("[role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


def add_photo(page: Page, path: str, name: str) -> None:
    page.locator("input[type=file]").first.set_input_files(path)
    expect(page.locator(f"input[type=hidden][name={name}]")).to_have_count(1)


def press(page: Page, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).first.click()


def follow(page: Page, words: str) -> None:
    page.get_by_role("link", name=words, exact=True).first.click()


def test_a_problem_goes_from_its_report_to_its_end(
    city, desk, sign_in, run_jobs, picture, assert_accessible, assert_fits
):
    sign_in(desk, city.grid_worker.person)
    desk.goto(reverse("cases:new"))
    add_photo(desk, str(city.photos / "before.jpg"), "items")
    pick(desk, "类别", "bllj")
    desk.locator("[name=place]").fill("金桥路 12号楼北侧")
    desk.locator("[name=description]").focus()
    expect(desk.locator("#near")).to_contain_text("附近没有相同的问题")
    picture(desk, "case-1-report")
    desk.locator("[name=place]").press("Control+Enter")
    desk.wait_for_url("**/cases/*/")
    case = desk.url
    expect(desk.locator("h1")).to_have_text("金桥路 12号楼北侧暴露垃圾")
    expect(desk.locator(".state-bar .now")).to_contain_text("待受理")

    sign_in(desk, city.clerk.person)
    desk.goto(case)
    press(desk, "立案")
    follow(desk, "派遣")
    pick(desk, "责任单位", "市政局")
    press(desk, "派遣")
    expect(desk.locator(".state-bar .now")).to_contain_text("还剩")

    sign_in(desk, city.bureau_worker.person)
    desk.goto(case)
    follow(desk, "提出权属异议")
    desk.locator("[name=reason]").fill("该处属小区内，应归桂苑物业")
    press(desk, "提出权属异议")
    expect(desk.locator(".state-bar .now")).to_contain_text("裁定前不计时")

    sign_in(desk, city.clerk.person)
    desk.goto(case)
    follow(desk, "异议成立，改派")
    pick(desk, "改派给", "gywy")
    press(desk, "改派")
    expect(desk.locator(".facts")).to_contain_text("桂苑物业")

    sign_in(desk, city.firm_worker.person)
    desk.goto(case)
    press(desk, "接单")
    follow(desk, "反馈整改")
    desk.locator("[name=note]").fill("已清运 1 车，增设垃圾桶 1 个")
    add_photo(desk, str(city.photos / "after.jpg"), "after_1")
    picture(desk, "case-2-rectify")
    press(desk, "反馈整改")
    expect(desk.locator(".state-bar .now")).to_contain_text("待复核")
    expect(desk.get_by_role("button", name="通过，结案")).to_be_disabled()
    expect(desk.locator("#why-not")).to_contain_text("到现场复核")

    run_jobs()
    sign_in(desk, city.clerk.person)
    desk.goto(case)
    expect(desk.locator("#act-title")).to_have_text("复核：现场已整改好吗")
    expect(desk.locator("#why-not")).to_contain_text("整改已反馈，不能再延期")
    picture(desk, "case-3-verify")
    assert_accessible(desk)
    assert_fits(desk)
    press(desk, "通过，结案")
    expect(desk.locator(".state-bar .now")).to_contain_text("结案")
    expect(desk.locator(".trail").first).to_contain_text("复核通过")


def test_the_list_is_walked_with_the_keyboard_and_fits_a_phone(
    city, desk, phone, sign_in, picture, assert_accessible, assert_fits
):
    for n in range(3):
        report_case(
            unit=city.community, kind="s0113", source=Source.HOTLINE, place=f"人民路 {n + 1}号", lat=31.3,
            lng=120.6 + n / 500, **by(city.clerk),
        )  # fmt: skip
    for page in (desk, phone):
        sign_in(page, city.clerk.person)
        page.goto(reverse("cases:list"))
        assert_accessible(page)
        assert_fits(page)
    picture(desk, "case-list")
    desk.keyboard.press("j")
    desk.keyboard.press("j")
    desk.keyboard.press("Enter")
    expect(desk.locator("h1")).to_have_text("人民路 2号路面积水")

    for name in ("intake", "map", "rates", "ranking", "kinds", "structures", "hard"):
        for page in (desk, phone):
            page.goto(reverse(f"cases:{name}"))
            assert_fits(page)
        assert_accessible(desk)
