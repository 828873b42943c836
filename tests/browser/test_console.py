"""From signing in to the records behind a number, by mouse, by keyboard and on a phone."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from youju.kernel.periods import Grain, around
from youju.ledgers.actions import record_entry
from youju.organisations.rules import Role
from youju.organisations.tests.factories import PASSWORD, City, make_member


@pytest.fixture
def clerk(live_server):
    """A clerk of 金桥社区 with a few clean-ups of this month."""
    city = City()
    clerk = make_member(city.community, Role.STAFF, "jinqiao")
    make_member(city.street, Role.OFFICE, "liuyin")
    day = timezone.localdate()
    for action, rubbish in (("石井巷清理", "3车"), ("周末清洁日", "20余车")):
        record_entry(
            "cleanup",
            unit=city.community,
            values={"action": action, "place": "石井巷", "rubbish": rubbish},
            period=around(day, Grain.DAY),
            actor=clerk,
            now=timezone.now(),
            key=uuid4(),
        )
    record_entry(
        "boards",
        unit=city.community,
        values={"kind": "宣传栏", "place": "社区门口", "boards": "2个",
                "next_change": (day - timedelta(2)).isoformat()},
        period=around(day - timedelta(90), Grain.DAY),
        actor=clerk,
        now=timezone.now(),
        key=uuid4(),
    )  # fmt: skip
    return clerk


def test_from_signing_in_to_the_entry_behind_a_number(desk, clerk, picture):
    desk.goto(reverse(settings.LOGIN_URL))
    desk.locator("input[name=username]").fill("jinqiao")
    desk.locator("input[type=password]").fill(PASSWORD)
    desk.locator("main button[type=submit]").click()
    desk.wait_for_url("**/")
    desk.locator("#figures").wait_for()
    picture(desk, "today")
    assert desk.get_by_text("社区门口宣传栏，更换内容").is_visible()
    assert desk.get_by_text("逾期 2 日").is_visible()

    desk.locator("tr", has_text="清理垃圾").locator(".number-link").first.click()
    panel = desk.locator("#side-panel")
    panel.get_by_text("周末清洁日").wait_for()
    picture(desk, "today-trail")
    panel.get_by_role("link", name="周末清洁日").click()
    desk.wait_for_url("**/ledgers/entries/*/")

    assert "20余车" in desk.locator("main").inner_text()


def test_search_by_initials_with_the_keyboard_alone(desk, clerk, sign_in, picture):
    sign_in(desk, clerk.person)
    desk.goto("/")

    desk.keyboard.press("/")
    desk.keyboard.type("sjxql", delay=30)
    desk.locator("#suggestions a", has_text="石井巷清理").wait_for()
    picture(desk, "search-suggestions")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/ledgers/entries/*/")

    assert "石井巷清理" in desk.locator("main").inner_text()


def test_escape_puts_the_suggestions_away_and_keeps_what_was_typed(desk, clerk, sign_in):
    sign_in(desk, clerk.person)
    desk.goto("/")
    desk.keyboard.press("Control+k")
    desk.keyboard.type("sjx", delay=30)
    desk.locator("#suggestions a").first.wait_for()

    desk.keyboard.press("Escape")

    assert not desk.locator("#suggestions").is_visible()
    assert desk.locator("#global-search").input_value() == "sjx"


@pytest.mark.parametrize("size", ["desk", "phone"])
@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("today", "/"),
        ("unit", "/unit/?measure=cleanup.rubbish"),
        ("search", "/search/?q=sjx"),
        ("help", "/help/?page=console:today"),
    ],
)
def test_every_page_of_the_console_fits_and_keeps_nobody_out(
    size, name, path, clerk, sign_in, request, assert_fits, assert_accessible, picture
):
    page = request.getfixturevalue(size)
    sign_in(page, clerk.person)

    page.goto(path)
    picture(page, f"{name}-{size}")

    assert_fits(page)
    assert_accessible(page)


def test_the_theme_stays_from_page_to_page(desk, clerk, sign_in, assert_accessible):
    sign_in(desk, clerk.person)
    desk.goto("/")
    desk.evaluate("document.cookie = 'theme=dark; path=/'")

    desk.goto("/unit/")

    assert desk.locator("html").get_attribute("data-theme") == "dark"
    assert_accessible(desk)
