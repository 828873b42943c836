"""Questionnaires in a browser: at a door without a network, on a resident's phone, typed from paper."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.phone import SLOW, Held, expect_to_stay, send, slow_storage
from youju.organisations.rules import Role
from youju.organisations.tests.factories import make_member
from youju.surveys import actions
from youju.surveys.actions.plans import Wanted
from youju.surveys.actions.surveys import Wording
from youju.surveys.models import Sheet, Survey
from youju.surveys.rules.plan import Criteria
from youju.surveys.tests.world import FORM, Town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def town() -> Any:
    made = Town()
    made.worker = make_member(made.community, Role.GRID_WORKER, "walker")
    how = {"actor": made.office, "now": timezone.now()}
    began = timezone.localdate() - timedelta(3)
    told = Wording("2026年创建知晓率调查", "了解大家对创建工作的看法，用来改进工作。", since=began, recheck=0)  # fmt: skip
    survey = actions.make_survey(made.district, told, form=FORM, key=uuid4(), **how)
    cells = [Wanted(made.community, 25, "桂苑小区"), Wanted(made.community, 25, "柳荫里")]
    actions.set_cells(survey.pk, cells, criteria=Criteria(), key=uuid4(), **how)
    made.asked = actions.open_survey(survey.pk, key=uuid4(), **how)
    return made


def test_a_door_is_asked_without_network_and_eachn_counts_once(
    browser, live_server, town, sign_in, assert_accessible, assert_fits, picture
):
    context = browser.new_context(base_url=live_server.url, locale="zh-CN", **PHONE)
    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    context.add_init_script(SLOW)
    page = context.new_page()
    sign_in(page, town.worker.person)
    page.goto("/m/#/patrol")
    expect(page.locator("#to-ask")).to_be_visible()
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    context.set_offline(True)
    page.click("#to-ask")
    expect(page.locator("main")).to_contain_text("还差 25 份")
    assert_accessible(page)
    assert_fits(page)
    picture(page, "phone-ask-list")

    page.get_by_role("link", name="桂苑小区").click()
    page.click("#fits-not")
    expect(page.locator("#toast")).to_contain_text("没有留下答案")
    for answers in (("yes", "good"), ("no", "bad")):
        page.click("#fits")
        page.click(f"#o-know_city-{answers[0]}")
        expect(page.locator("#lack")).to_contain_text("还有没问的题")
        page.click(f"#o-sat_all-{answers[1]}")
        assert_accessible(page)
        assert_fits(page)
        picture(page, "phone-ask")
        if answers[0] == "no":
            break
        send(page)
        expect(page.locator("#fits")).to_have_attribute("aria-pressed", "false")
    with slow_storage(page):
        send(page)
        page.evaluate("location.hash = '#/ask'")
    expect_to_stay(page, "#/ask", "入户问卷")
    page.get_by_role("link", name="桂苑小区").click()
    expect(page.locator("#fits")).to_have_attribute("aria-pressed", "false")
    expect(page.locator("#done")).to_contain_text("2/25 份")
    page.click("#fits")
    page.click("#o-know_city-some")
    expect(page.locator("#o-know_city-some")).to_have_attribute("aria-pressed", "true")  # kept
    page.close()

    page = context.new_page()  # from the service worker; the third is as it was left
    page.goto("/m/#/ask")
    page.get_by_role("link", name="桂苑小区").click()
    expect(page.locator("#o-know_city-some")).to_have_attribute("aria-pressed", "true")
    assert not Sheet.objects.exists()
    context.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    page.evaluate("location.hash = '#/mine/received'")
    expect(page.get_by_role("link", name="已收 2")).to_be_visible()
    kept = [(one.channel, one.answers) for one in Sheet.objects.order_by("id")]
    assert sorted(kept, key=str) == [
        ("interview", {"know_city": ["no"], "sat_all": ["bad"]}),
        ("interview", {"know_city": ["yes"], "sat_all": ["good"]}),
    ]
    context.close()
    assert errors == []


def test_a_resident_answers_on_the_phone_and_keeps_what_was_typed(
    phone, town, assert_accessible, assert_fits, picture
):
    phone.goto(f"/public/s/{town.asked.slug}/?u={town.community.pk}&a=residents")
    assert_accessible(phone)
    assert_fits(phone)
    picture(phone, "public-sheet")
    phone.get_by_label("18 到 65 岁").check()
    phone.get_by_label("住满 6 个月").check()
    phone.get_by_label("听说过").check()
    phone.locator("#id_q_words").fill("车棚没有灯")
    phone.get_by_role("button", name="交卷").click()
    expect(phone.get_by_role("alert")).to_contain_text("还不能提交")
    expect(phone.locator("#id_q_words")).to_have_value("车棚没有灯")
    expect(phone.get_by_label("听说过")).to_be_checked()
    assert_accessible(phone)
    picture(phone, "public-sheet-error")
    phone.get_by_label("基本满意").check()
    phone.get_by_role("button", name="交卷").click()
    expect(phone.locator("h1")).to_contain_text("收到了，谢谢", timeout=20_000)
    assert_fits(phone)
    assert Sheet.objects.get().channel == "open"


def test_a_clerk_typesn_aftern_with_the_number_keys(
    desk, town, sign_in, assert_accessible, picture
):
    sign_in(desk, town.staff.person)
    survey: Survey = town.asked
    desk.goto(f"/surveys/{survey.pk}/paper/")
    desk.get_by_role("link", name="桂苑小区").click()
    expect(desk.locator(".paper-keys input").first).to_be_focused()
    for n in range(2):
        desk.keyboard.press("1")  # single choice: on by itself
        desk.keyboard.press("3")
        desk.keyboard.type("12")
        desk.keyboard.press("Enter")
        desk.keyboard.press("Enter")  # the last question sends
        expect(desk.get_by_role("status").first).to_contain_text(f"{n + 1}/25")
        expect(desk.locator(".paper-keys input").first).to_be_focused()
    assert_accessible(desk)
    picture(desk, "survey-paper")
    expect(desk.get_by_role("status").first).to_contain_text("2/25")
    answers = {"know_city": ["yes"], "sat_all": ["bad"], "ways": ["board", "meeting"]}
    assert [one.answers for one in Sheet.objects.all()] == [answers, answers]
    desk.goto(f"/surveys/{survey.pk}/poster/")
    picture(desk, "survey-poster")
    desk.goto(f"/surveys/{survey.pk}/slips/")
    desk.get_by_label("多少张").fill("14")
    desk.get_by_role("button", name="生成并打印").click()
    expect(desk.locator(".survey-slip")).to_have_count(14)
    desk.emulate_media(media="print")
    picture(desk, "survey-slips")


def test_keys_pressed_while_the_page_comes_are_of_the_next_sheet(desk, town, sign_in):
    sign_in(desk, town.staff.person)
    desk.goto(f"/surveys/{town.asked.pk}/paper/")
    desk.get_by_role("link", name="桂苑小区").click()
    keys = desk.locator(".paper-keys input")
    expect(keys.first).to_be_focused()
    held = Held(desk, "**/paper/**")

    desk.keyboard.type("1312")
    desk.keyboard.press("Enter")
    desk.keyboard.press("Enter")
    desk.keyboard.type("2123")  # the second sheet, while the first is on its way
    desk.keyboard.press("Enter")
    desk.keyboard.press("Enter")
    desk.keyboard.type("9")  # the third, which has no such option
    desk.keyboard.press("Enter")
    desk.keyboard.type("2")
    held.let_go()

    expect(desk.get_by_role("status").first).to_contain_text("2/25")
    expect(keys.nth(0)).to_have_value("9")
    expect(keys.nth(1)).to_have_value("2")
    expect(keys.nth(2)).to_be_focused()
    assert [one.answers for one in Sheet.objects.order_by("done_at", "id")] == [
        {"know_city": ["yes"], "sat_all": ["bad"], "ways": ["board", "meeting"]},
        {"know_city": ["some"], "sat_all": ["good"], "ways": ["meeting", "other"]},
    ]

    held.hold()
    keys.nth(3).focus()
    desk.keyboard.press("Enter")
    desk.keyboard.type("13")  # the fourth; the third comes back first
    held.let_go()
    expect(desk.locator("[data-ahead-note]")).to_be_visible()
    expect(keys.nth(0)).to_be_focused()
    keys.nth(0).fill("")
    desk.keyboard.type("2")
    desk.get_by_role("button", name="存下，录下一份").click()
    expect(desk.get_by_role("status").first).to_contain_text("3/25")
    expect(keys.nth(0)).to_have_value("1")
    expect(keys.nth(1)).to_have_value("3")
