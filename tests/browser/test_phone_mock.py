"""A mock assessment on the phone: three sheets filled in without a network, all received once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.phone import (
    PHOTO,
    SLOW,
    Wire,
    a_phone,
    come_online,
    expect_received,
    expect_to_stay,
    send,
    slow_storage,
)
from youju.evidence.models import Link
from youju.standards import actions
from youju.standards.models import MockSheet
from youju.standards.tests.mock_world import Trial

MARKS = {"yes": "符合", "no": "不符合"}
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world() -> Trial:
    return Trial()


@pytest.fixture
def handset(
    browser: Browser, live_server: Any, world: Trial, sign_in: Callable[[Page, Any], None]
) -> Iterator[BrowserContext]:
    """The phone of an assessor who has three places to score."""
    today, now = timezone.localdate(), timezone.now()
    by = {"actor": world.office, "now": now}
    made = actions.draw_round(
        unit=world.district, edition=world.edition, name="第一轮模拟测评", seed="7",
        start=today, end=today + timedelta(7), key=uuid4(), **by,
    )  # fmt: skip
    actions.set_teams(made.pk, [[world.first.pk]], key=uuid4(), **by)
    context = a_phone(browser, live_server.url)
    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    page = context.new_page()
    sign_in(page, world.first.person)
    page.goto("/m/")
    expect(page.locator(".kinds input").first).to_be_attached()  # the lists have come
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.close()
    yield context
    context.close()
    assert errors == []


def score(page: Page, bad: str = "", leaves: str = "") -> None:
    """Score the first place of the route: all in order but one check; perhaps leave before it is kept."""
    page.locator("#main ol a.row-button").first.click()
    expect(page.locator("#send")).to_be_visible()
    for row in page.locator("li[data-item]").all():
        code = row.get_attribute("data-item")
        mark = "no" if code == bad else "yes"
        row.get_by_text(MARKS[mark], exact=True).click()
        expect(page.locator(f"#mark-{code}-{mark}")).to_be_checked()
    if bad:
        page.fill(f"#number-{bad}", "2")
        page.fill(f"#note-{bad}", "井盖缺失")
        page.set_input_files(f"#photo-of-{bad}", PHOTO)
        expect(page.locator(".small-ones img")).to_be_visible()
    if not leaves:
        send(page)
        return
    with slow_storage(page):
        send(page)
        page.evaluate(f"location.hash = '{leaves}'")
    expect_to_stay(page, leaves, "我的")


def test_three_sheets_offline_are_received_once(
    handset, world, run_jobs, assert_accessible, assert_fits, picture
):
    wire = Wire(handset)
    handset.add_init_script(SLOW)
    page = handset.new_page()
    page.goto("/m/#/patrol")
    expect(page.get_by_text("还有 3 处")).to_be_visible()
    handset.set_offline(True)
    page.click(".mock-line")
    expect(page.locator("#main ol li")).to_have_count(3)
    picture(page, "mock-list")
    assert_accessible(page)
    assert_fits(page)

    score(page, "drain")
    expect(page.locator("#main ol a.row-button")).to_have_count(2)
    score(page, leaves="#/mine/queue")
    page.evaluate("location.hash = '#/mock'")
    expect(page.locator("#main ol a.row-button")).to_have_count(1)
    page.locator("#main ol a.row-button").first.click()
    page.get_by_text("不适用", exact=True).first.click()
    picture(page, "mock-sheet")
    assert_fits(page)
    page.goto("/m/#/mock")
    score(page)
    expect(page.locator("#main ol a.row-button")).to_have_count(0)
    assert not MockSheet.objects.exists()

    handset.set_offline(False)
    wire.breaks("POST /acts", "lost")  # the server has it, the answer is lost
    come_online(page)
    expect_received(page, 3)

    assert MockSheet.objects.count() == 3
    failed = MockSheet.objects.get(answers__drain__mark="no")
    assert failed.answers["drain"] == {"mark": "no", "number": 2, "note": "井盖缺失"}
    assert Link.objects.filter(source_kind="patrols.finding").count() == 1
    assert all(one.done_at <= one.received_at for one in MockSheet.objects.all())
