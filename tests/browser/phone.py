"""A phone outdoors for the tests: its wire, which breaks where a test says, and what a person does with it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from youju.cases.models import Case
from youju.evidence.queries import items_of

PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 640},
    "is_mobile": True,
    "has_touch": True,
}
HERE = {"latitude": 30.6, "longitude": 104.05, "accuracy": 8}


def street_photo() -> bytes:
    """Return a photo of rubbish at a wall, with the noise of a camera: several parts of an upload."""
    image = Image.new("RGB", (1600, 1200), (214, 208, 196))
    draw = ImageDraw.Draw(image)
    for left in (180, 640, 1100):
        draw.rectangle((left, 180, left + 280, 480), fill=(150, 168, 178), outline=(120, 120, 115), width=12)  # fmt: skip
    draw.rectangle((0, 760, 1600, 1200), fill=(158, 156, 150))
    pile = (380, 1020, 470, 820, 690, 700, 930, 760, 1120, 900, 1210, 1040)
    draw.polygon(pile, fill=(94, 88, 78))
    for spot, colour in ((560, (190, 60, 50)), (720, (240, 240, 236)), (900, (60, 110, 170))):
        draw.polygon((spot, 900, spot + 90, 820, spot + 150, 900, spot + 50, 970), fill=colour)
    noise = Image.effect_noise(image.size, 60).convert("RGB")
    written = io.BytesIO()
    Image.blend(image, noise, 0.25).save(written, "JPEG", quality=80)
    return written.getvalue()


PHOTO = {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": street_photo()}


class Wire:
    """The phone's requests to the API: notes each, and breaks those a test names.

    `cut` lets nothing arrive; `lost` lets the server do it and keeps its answer.
    """

    def __init__(self, context: BrowserContext) -> None:
        self.seen: list[str] = []
        self.faults: list[tuple[str, int, str]] = []
        self.held = ""
        self.waiting: list[Route] = []
        context.route("**/api/v1/**", self._on)

    def holds(self, asked: str) -> None:
        """Keep requests of the form "POST /acts" back until they are let go."""
        self.held, self.waiting = asked, []

    def let_go(self) -> None:
        self.held = ""
        for route in self.waiting:
            route.continue_()

    def breaks(self, asked: str, how: str, *, nth: int = 1) -> None:
        """Break the nth coming request of the form "PATCH /uploads"."""
        self.faults.append((asked, nth + self.count(asked), how))

    def count(self, asked: str) -> int:
        return sum(one.startswith(asked) for one in self.seen)

    def _on(self, route: Route) -> None:
        request = route.request
        self.seen.append(f"{request.method} {urlsplit(request.url).path.removeprefix('/api/v1')}")
        for asked, nth, how in self.faults:
            if self.seen[-1].startswith(asked) and self.count(asked) == nth:
                if how == "lost":
                    route.fetch()
                route.abort("connectionreset")
                return
        if self.held and self.seen[-1].startswith(self.held):
            self.waiting.append(route)
            return
        route.continue_()


class Held:
    """Requests of one form, kept back until they are let go."""

    def __init__(self, page: Page, pattern: str) -> None:
        self.is_holding, self.routes = True, list[Route]()
        page.route(pattern, self._on)

    def _on(self, route: Route) -> None:
        if self.is_holding:
            self.routes.append(route)
        else:
            route.continue_()

    def hold(self) -> None:
        self.is_holding = True

    def let_go(self) -> None:
        self.is_holding = False
        while self.routes:
            self.routes.pop(0).continue_()


def a_phone(browser: Browser, base: str) -> BrowserContext:
    return browser.new_context(
        base_url=base,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        geolocation=HERE,
        permissions=["geolocation"],
        **PHONE,
    )


def opened(handset: BrowserContext, place: str = "") -> Page:
    page = handset.new_page()
    page.goto(f"/m/#/{place}")
    return page


def capture(page: Page, *, sends: bool = True) -> None:
    """Report rubbish: camera and shutter, kind, send."""
    page.set_input_files("#camera", PHOTO)
    expect(page.locator("#drop-photo")).to_be_visible()
    pick(page, "暴露垃圾")
    if sends:
        send(page)
        expect(page.locator("#drop-photo")).to_have_count(0)


def pick(page: Page, kind: str) -> None:
    page.click("#other-kinds")
    page.fill("#find-kind", kind)
    page.get_by_role("button", name=kind).first.click()
    expect(page.locator("#send")).to_be_visible()  # kept, and back in the form


def send(page: Page) -> None:
    """Send once nothing is lacking any more: the place is found, what was typed is kept."""
    expect(page.locator("#lack")).to_be_empty()
    page.click("#send")


def come_online(page: Page) -> None:
    page.evaluate("window.dispatchEvent(new Event('online'))")


def expect_received(page: Page, count: int) -> None:
    page.evaluate("location.hash = '#/mine/received'")
    expect(page.get_by_role("link", name=f"已收 {count}")).to_be_visible()
    expect(page.get_by_role("link", name="队列 0")).to_be_visible()


def assert_one_case_with_its_photo() -> Case:
    case = Case.objects.get()
    assert_photo(case)
    return case


def assert_photo(case: Case) -> None:
    """Check that the whole photo is there, once."""
    photos = items_of(case.made_by, "cases.case", str(case.pk))
    assert [link.item.size > 100_000 for link in photos] == [True]


SLOW = """
const { set } = Object.getOwnPropertyDescriptor(IDBTransaction.prototype, "oncomplete");
Object.defineProperty(IDBTransaction.prototype, "oncomplete", {
  set(told) { set.call(this, async (event) => { await window.held; told(event); }); },
});
"""


@contextmanager
def slow_storage(page: Page) -> Iterator[None]:
    """Storage that answers nothing until the end, once all is ready to be sent; the page was opened with SLOW."""
    expect(page.locator("#lack")).to_be_empty()
    page.evaluate("() => { window.held = new Promise((resolve) => { window.letGo = resolve; }); }")
    yield
    page.evaluate("window.letGo()")


def expect_to_stay(page: Page, address: str, heading: str) -> None:
    """What the phone still had to do is done, and the page is the one the person went to."""
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    page.evaluate("new Promise((resolve) => setTimeout(resolve, 300))")
    expect(page).to_have_url(re.compile(re.escape(address) + "$"))
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
