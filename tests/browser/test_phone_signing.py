"""Signing with a finger: at a door without a network, and on a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.phone import come_online, expect_received, opened, send
from youju.cases.tests.factories import CaseCity
from youju.evidence.queries import signatures_of
from youju.ledgers.models import Entry

ENTRY = "ledgers.entry"
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def draw(page: Page, paper: str) -> None:
    """Write something over the whole width of a paper."""
    page.locator(paper).scroll_into_view_if_needed()
    box = page.locator(paper).bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + box["height"] / 2)
    page.mouse.down()
    for n in range(1, 12):
        page.mouse.move(box["x"] + 20 + n * box["width"] / 14, box["y"] + box["height"] * (0.3 + n % 2 * 0.4))  # fmt: skip
    page.mouse.up()


def test_an_entry_is_signed_at_the_door_without_a_network_and_received_once(
    handset: BrowserContext, city: CaseCity, assert_fits: Callable[[Page], None]
) -> None:
    page = opened(handset, "patrol")
    expect(page.locator("#to-parking_consents")).to_be_visible()
    handset.set_offline(True)

    page.click("#to-parking_consents")
    page.fill("#v-place", "佳园二区")
    page.fill("#v-house", "5号")
    page.get_by_role("button", name="不同意").click()
    page.click("#sign")
    expect(page.locator("#sign-done")).to_have_attribute("aria-disabled", "true")
    draw(page, ".sign-pad")
    assert_fits(page)
    page.click("#sign-done")
    expect(page.locator(".signed-shown")).to_be_visible()
    send(page)
    expect(page.get_by_role("link", name="队列 1")).to_be_visible()
    handset.set_offline(False)
    come_online(page)

    expect_received(page, 1)
    entry = Entry.objects.get()
    assert (entry.unit, entry.values["answer"]) == (city.community, "不同意")
    (signature,) = signatures_of(city.clerk, ENTRY, entry.pk)
    assert signature.size > 1000


def test_a_signature_on_a_page_outlives_a_fault_elsewhere_in_the_form(
    desk: Page, city: CaseCity, sign_in: Callable[[Page, Any], None]
) -> None:
    sign_in(desk, city.clerk.person)
    desk.goto("/ledgers/parking_consents/new/")
    desk.fill("[name=v_place]", "佳园二区")
    draw(desk, "[data-signature] canvas")
    desk.get_by_role("button", name="记下").click()
    expect(desk.locator(".error").first).to_be_visible()

    assert desk.locator("[name=signed]").input_value().startswith("data:image/png")
    desk.fill("[name=v_house]", "5号")
    desk.select_option("[name=v_answer]", "同意")
    desk.get_by_role("button", name="记下").click()

    expect(desk.get_by_alt_text("住户签名")).to_be_visible()
    assert len(signatures_of(city.clerk, ENTRY, Entry.objects.get().pk)) == 1
