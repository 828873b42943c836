"""Somebody goes elsewhere on the phone while it is still busy with what they did before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser.phone import Wire, capture, opened
from youju.cases.models import Case
from youju.cases.rules import State

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SLOW = """
const { set } = Object.getOwnPropertyDescriptor(IDBTransaction.prototype, "oncomplete");
Object.defineProperty(IDBTransaction.prototype, "oncomplete", {
  set(told) { set.call(this, async (event) => { await window.held; told(event); }); },
});
"""


@contextmanager
def slow_storage(page: Page) -> Iterator[None]:
    """Storage that answers nothing until the end; the page was opened with SLOW."""
    page.evaluate("() => { window.held = new Promise((resolve) => { window.letGo = resolve; }); }")
    yield
    page.evaluate("window.letGo()")


def expect_to_stay(page: Page, address: str, heading: str) -> None:
    """What the phone still had to do is done, and the page is the one the person went to."""
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    page.evaluate("new Promise((resolve) => setTimeout(resolve, 300))")
    expect(page).to_have_url(re.compile(re.escape(address) + "$"))
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)


def test_whoever_goes_elsewhere_after_sending_is_left_where_they_are(handset, city):
    case = city.case(State.DISPATCHED, now=timezone.now())
    wire = Wire(handset)
    wire.holds("POST /acts")
    handset.add_init_script(SLOW)
    page = opened(handset)
    capture(page, send=False)
    with slow_storage(page):
        page.click("#send")
        page.evaluate("location.hash = '#/mine/received'")
    expect_to_stay(page, "#/mine/received", "我的")

    page.evaluate("location.hash = '#/survey'")
    page.fill("#words", "问楼道多久扫一次")
    expect(page.locator("#lack")).to_be_empty()  # it knows where
    with slow_storage(page):
        page.click("#send")
        page.click("#send")  # tapped twice
        page.get_by_role("link", name="我的").click()
    expect_to_stay(page, "#/mine", "我的")

    page.evaluate("location.hash = '#/'")
    expect(page.get_by_role("heading", level=1)).to_have_text("报问题")
    page.click("#write")
    page.fill("#words", "写到一半")
    wire.let_go()
    page.evaluate("location.hash = '#/mine/received'")
    expect(page.get_by_role("link", name="已收 2")).to_be_visible(timeout=15_000)
    page.evaluate("location.hash = '#/'")
    expect(page.locator("#words")).to_have_value("写到一半")
    assert Case.objects.exclude(pk=case.pk).count() == 2


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
