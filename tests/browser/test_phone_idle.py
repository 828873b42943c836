"""The server signs out whoever did nothing for a while; what waits on the phone stays, and goes out after signing in."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.phone import assert_one_case_with_its_photo, capture, opened
from youju.cases.models import Case

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORD = "Jinqiao-8-lantern"


def test_whoever_was_idle_signs_in_and_is_back_where_the_queue_waited(handset, city, settings):
    person = city.clerk.person
    person.set_password(WORD)
    person.save()
    page = opened(handset)
    settings.SESSION_IDLE_SECONDS = -1  # longer ago than this
    capture(page)
    expect(page.locator(".banner")).to_contain_text("登录已过期，1 条留在本机")
    page.evaluate("location.hash = '#/mine/queue'")
    expect(page.locator(".queue")).to_contain_text("待发 1")
    assert not Case.objects.exists()

    settings.SESSION_IDLE_SECONDS = 1800
    page.get_by_role("link", name="去登录").click()
    page.locator("input[name=username]").fill(person.username)
    page.locator("input[type=password]").fill(WORD)
    page.locator("main button[type=submit]").click()

    expect(page).to_have_url(re.compile(r"/m/#/mine/queue$"))
    expect(page.get_by_role("link", name="已收 1")).to_be_visible()
    expect(page.get_by_role("link", name="队列 0")).to_be_visible()
    assert assert_one_case_with_its_photo().made_by_id == city.clerk.pk
