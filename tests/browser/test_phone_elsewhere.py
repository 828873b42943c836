"""Somebody goes elsewhere on the phone while it is still busy with what they did before."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.phone import SLOW, Wire, capture, expect_to_stay, opened, send, slow_storage
from youju.cases.models import Case
from youju.cases.rules import State
from youju.kernel.ids import new_key
from youju.patrols import actions as patrols
from youju.patrols.models import Visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_whoever_goes_elsewhere_after_sending_is_left_where_they_are(handset, city):
    case = city.case(State.DISPATCHED, now=timezone.now())
    wire = Wire(handset)
    wire.holds("POST /acts")
    handset.add_init_script(SLOW)
    page = opened(handset)
    capture(page, sends=False)
    with slow_storage(page):
        send(page)
        page.evaluate("location.hash = '#/mine/received'")
    expect_to_stay(page, "#/mine/received", "我的")

    page.evaluate("location.hash = '#/survey'")
    page.fill("#words", "问楼道多久扫一次")
    with slow_storage(page):
        send(page)
        page.click("#send")  # tapped twice
        page.get_by_role("link", name="我的").click()
    expect_to_stay(page, "#/mine", "我的")

    page.evaluate("location.hash = '#/'")
    expect(page.get_by_role("heading", level=1)).to_have_text("报问题")
    page.click("#write")
    page.fill("#words", "写到一半")
    wire.let_go()
    page.evaluate("location.hash = '#/mine/received'")
    expect(page.get_by_role("link", name="已收 2")).to_be_visible()
    page.evaluate("location.hash = '#/'")
    expect(page.locator("#words")).to_have_value("写到一半")
    assert Case.objects.exclude(pk=case.pk).count() == 2


def test_whoever_goes_elsewhere_after_a_visit_or_a_note_is_left_there(handset, city):
    now = timezone.now()
    case = city.case(State.DISPATCHED, now=now)
    place = patrols.add_place(
        city.community, "market", "金桥农贸市场", actor=city.clerk, now=now, key=new_key()
    )
    handset.add_init_script(SLOW)
    page = opened(handset, "patrol")
    page.get_by_role("link", name=place.name).click()
    page.click("#rest")
    with slow_storage(page):
        send(page)
        page.get_by_role("link", name="拍", exact=True).click()
    expect_to_stay(page, "#/", "报问题")

    page.evaluate(f"location.hash = '#/case/{case.pk}/add_note'")
    page.fill("#words", "物业已到场")
    with slow_storage(page):
        send(page)
        page.get_by_role("link", name="巡", exact=True).click()
    expect_to_stay(page, "#/patrol", "巡")
    page.evaluate("location.hash = '#/mine/received'")
    expect(page.get_by_role("link", name="已收 2")).to_be_visible()
    assert Visit.objects.count() == 1


def test_an_act_looked_up_before_its_change_calls_nobody_back_from_elsewhere(handset):
    wire = Wire(handset)
    page = opened(handset)
    wire.breaks("POST /acts", "cut")
    capture(page)
    expect(page.locator(".banner")).to_contain_text("1 条存在本机")
    page.evaluate("location.hash = '#/mine/queue'")
    page.locator(".row-open").click()
    wire.holds("GET /acts")
    page.get_by_role("button", name="改", exact=True).click()
    page.get_by_role("link", name="巡").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("巡")
    wire.let_go()
    expect_to_stay(page, "#/patrol", "巡")

    page.evaluate("location.hash = '#/mine/queue'")
    expect(page.locator(".queue")).to_contain_text("没写完 1")  # taken back, to be gone on with


def test_what_is_drawn_anew_under_a_finger_does_not_lose_the_tap(handset):
    page = opened(handset)
    chip = page.locator(".kinds label").first
    expect(chip).to_be_visible()
    chip.hover()
    page.mouse.down()
    page.evaluate("window.dispatchEvent(new Event('offline'))")
    page.mouse.up()
    expect(chip).to_have_class("chip on")
