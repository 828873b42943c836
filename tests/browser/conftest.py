"""A real browser on a live server, at the two sizes that count.

`desk` and `phone` are pages of 1366 × 768 and 360 × 640. A page that logs an error, or asks
another host for anything, fails its test.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from scripts.setup import find_chromium

from tests.browser.phone import PHONE, a_phone
from youju.cases.models import Kind
from youju.cases.tests.factories import CaseCity

# Playwright keeps an event loop in this thread, which Django would take for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

expect.set_options(timeout=15_000)  # a busy machine is no fault; what is there goes on at once

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK = {"viewport": {"width": 1366, "height": 768}}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test in this folder."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = find_chromium()
    if chromium is None:
        pytest.skip("NO CHROMIUM FOUND: browser tests are left out")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


def watched_page(browser: Browser, base: str, size: dict[str, Any]) -> Iterator[Page]:
    """Yield a page of this size; at the end it must not have erred or called another host."""
    context = browser.new_context(
        base_url=base, locale="zh-CN", timezone_id="Asia/Shanghai", **size
    )
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if is_fault(said) else None)
    page.on(
        "request", lambda asked: errors.append(asked.url) if is_abroad(asked.url, base) else None
    )
    yield page
    context.close()
    assert errors == []


def is_fault(said: Any) -> bool:
    """Return whether a console message tells of a fault.

    A refused form (4xx) is none, nor is a question that the page took back because it was left.
    """
    taken_back = said.text in {"htmx:sendAbort", "htmx:afterRequest"}
    return said.type == "error" and "status of 4" not in said.text and not taken_back


def is_abroad(url: str, base: str) -> bool:
    """Return whether the address leads to another host."""
    asked = urlsplit(url)
    return asked.scheme in {"http", "https"} and asked.netloc != urlsplit(base).netloc


@pytest.fixture
def desk(browser: Browser, live_server: Any) -> Iterator[Page]:
    """A page of 1366 × 768."""
    yield from watched_page(browser, live_server.url, DESK)


@pytest.fixture
def phone(browser: Browser, live_server: Any) -> Iterator[Page]:
    """A page of 360 × 640, touched."""
    yield from watched_page(browser, live_server.url, PHONE)


@pytest.fixture
def sign_in(live_server: Any) -> Callable[..., None]:
    """Sign a person in on a page, without typing a password."""

    def sign(page: Page, person: Any, url: str = live_server.url) -> None:
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": url}])

    return sign


@pytest.fixture
def run_jobs() -> Callable[[], None]:
    """Do all background jobs that wait, now."""

    def run() -> None:
        call_command("db_worker", "--batch", "--no-startup-delay", "--interval", "0", verbosity=0)

    return run


@pytest.fixture
def assert_accessible() -> Callable[[Page], None]:
    """Fail with axe's report when the page keeps someone out."""

    def check(page: Page) -> None:
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()

    return check


@pytest.fixture
def picture() -> Callable[[Page, str], None]:
    """Photograph a page for the manual; does nothing unless `make docs-pictures` asks for it."""
    folder = os.environ.get("YOUJU_PICTURES")

    def take(page: Page, name: str) -> None:
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=str(Path(folder) / f"{name}.png"))

    return take


@pytest.fixture
def assert_fits() -> Callable[[Page], None]:
    """Fail when the page must be scrolled sideways."""

    def check(page: Page) -> None:
        wide, seen = page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        assert wide <= seen, f"{page.url} is {wide} px wide on a screen of {seen} px"

    return check


@pytest.fixture
def city() -> CaseCity:
    made = CaseCity()
    made.kind.delete()
    made.kind = Kind.objects.get(code="s0101")  # 暴露垃圾 of the shipped sample
    return made


@pytest.fixture
def handset(
    browser: Browser, live_server: Any, city: CaseCity, sign_in: Callable[[Page, Any], None]
) -> Iterator[BrowserContext]:
    """A phone on which the clerk of 金桥社区 has signed in; a script that errs fails its test."""
    context = a_phone(browser, live_server.url)
    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    page = context.new_page()
    sign_in(page, city.clerk.person)
    page.goto("/m/")
    expect(page.locator(".kinds input").first).to_be_attached()  # the lists have come
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.close()
    yield context
    context.close()
    assert errors == []
