"""The first seconds on the phone: what the HTML alone shows, and what is done before the app is there."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect

from tests.browser.phone import PHOTO, expect_received, pick, send

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_photo_taken_before_the_app_is_there_is_not_lost(
    phone, city, sign_in, assert_accessible, assert_fits, picture
):
    held: list[Route] = []
    phone.route("**/phone-*.js", lambda route: held.append(route))
    sign_in(phone, city.clerk.person)
    phone.goto("/m/", wait_until="commit")
    expect(phone.get_by_text("拍照", exact=True)).to_be_visible()
    expect(phone.get_by_role("link", name="我的")).to_be_visible()
    assert_accessible(phone)
    assert_fits(phone)
    picture(phone, "phone-first-paint")

    phone.set_input_files("#camera", PHOTO)
    for route in held:
        route.continue_()

    expect(phone.locator("#drop-photo")).to_be_visible()
    phone.fill("#place", "金桥路 12号楼北侧")
    phone.get_by_role("button", name="好了").click()
    pick(phone, "暴露垃圾")
    send(phone)
    expect(phone.locator("#drop-photo")).to_have_count(0)
    expect_received(phone, 1)
