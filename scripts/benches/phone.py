"""What the phone's page weighs and when it is there, on a slow network and a slow phone.

A grid worker who is signed in opens `/m/` at 360 × 640: for the first time, and a second time. Chromium is slowed
down over the DevTools protocol to what Lighthouse calls slow 4G: 1.6 Mbit/s down, 0.75 up, 150 ms there and back,
a processor of a quarter of the speed. The bytes are counted on the wire, with heads, lists and service worker.
The limits for the first visit: 150 kB, and the largest paint within 1.5 s.
"""

from __future__ import annotations

import os
import socket
import statistics
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from scripts.benches.photos import served
from scripts.benches.submissions import session_of
from scripts.setup import find_chromium
from youju.cases import actions as cases
from youju.kernel.ids import new_key
from youju.organisations.models import Membership
from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member
from youju.patrols import actions as patrols

RUNS = 7
PLACES, CASES = 30, 20
SLOW_4G = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_638_400 / 8,
    "uploadThroughput": 768_000 / 8,
}
SLOWER = 4
WATCH = """
window.paints = [];
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) window.paints.push(one.startTime);
}).observe({ type: "largest-contentful-paint", buffered: true });
"""
READY = (
    "() => document.querySelector('.kinds input')"  # the lists are there: a problem can be reported
)


class Wire:
    """Stands between browser and server and counts what goes to the browser."""

    def __init__(self, port: int) -> None:
        self.to, self.received = port, 0
        self.door = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = int(self.door.getsockname()[1])
        threading.Thread(target=self._open, daemon=True).start()

    def _open(self) -> None:
        while True:
            try:
                near, _from = self.door.accept()
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self.to))
            for source, sink, counts in ((near, far, False), (far, near, True)):
                threading.Thread(target=self._carry, args=(source, sink, counts), daemon=True).start()  # fmt: skip

    def _carry(self, source: socket.socket, sink: socket.socket, counts: bool) -> None:
        try:
            while data := source.recv(65_536):
                self.received += len(data) if counts else 0
                sink.sendall(data)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # the browser went away


@contextmanager
def wire_to(port: int) -> Iterator[Wire]:
    wire = Wire(port)
    try:
        yield wire
    finally:
        wire.door.close()


def grid_worker() -> Membership:
    """Return somebody with the lists of a usual day: 30 places and 20 problems of the community."""
    city, now = City(), timezone.now()
    staff = make_member(city.community, Role.STAFF, f"bench-{new_key().hex[-8:]}")
    worker = make_member(city.grid, Role.GRID_WORKER, f"bench-{new_key().hex[-8:]}")
    by = {"actor": staff, "now": now}
    for n in range(PLACES):
        patrols.add_place(city.grid, "market", f"金桥路{n}号点位", key=new_key(), **by)
    for n in range(CASES):
        cases.report_case(
            unit=city.grid, kind="s0101", source="patrol", title="", place=f"金桥路{n}号楼北侧",
            description="堆放已久", photos=(), done_at=now - timedelta(hours=n), key=new_key(), **by,
        )  # fmt: skip
    return worker


def visit(context: BrowserContext, wire: Wire) -> dict[str, float]:
    """Open the page; return what came over the wire and when the largest thing was painted."""
    before, page = wire.received, context.new_page()
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.send("Network.emulateNetworkConditions", SLOW_4G)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.add_init_script(WATCH)
    page.goto("/m/", wait_until="commit")
    page.wait_for_function(READY, timeout=60_000)
    usable = page.evaluate("performance.now()")
    shown = wire.received - before
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_timeout(1500)
    paints = page.evaluate("window.paints")
    page.close()
    return {
        "first_paint_ms": paints[0],
        "largest_paint_ms": paints[-1],
        "usable_ms": usable,
        "kb_until_usable": shown / 1000,
        "kb": (wire.received - before) / 1000,
    }


def both_visits(browser: Browser, wire: Wire, session: str) -> tuple[dict[str, float], ...]:
    base = f"http://127.0.0.1:{wire.port}"
    context = browser.new_context(
        base_url=base, locale="zh-CN", timezone_id="Asia/Shanghai",
        viewport={"width": 360, "height": 640}, is_mobile=True, has_touch=True, device_scale_factor=2,
    )  # fmt: skip
    context.add_cookies([{"name": "sessionid", "value": session, "url": base}])
    try:
        return visit(context, wire), visit(context, wire)
    finally:
        context.close()


def middle(visits: list[dict[str, float]]) -> dict[str, float]:
    """Return the median of each figure, and the slowest of the largest paints."""
    told = {name: round(statistics.median(one[name] for one in visits), 1) for name in visits[0]}
    return told | {"slowest_paint_ms": round(max(one["largest_paint_ms"] for one in visits), 1)}


def figures() -> dict[str, Any]:
    """Open the page with a new browser profile each time; the first run is not counted."""
    chromium = find_chromium()
    if chromium is None:
        return {"phone_slow_4g": "no Chromium found"}
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    session = session_of(grid_worker())
    with served() as port, wire_to(port) as wire, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])  # fmt: skip
        runs = [both_visits(browser, wire, session) for _n in range(RUNS + 1)][1:]
        browser.close()
    first, second = (middle([run[n] for run in runs]) for n in (0, 1))
    return {"phone_slow_4g": {"first_visit": first, "second_visit": second}}
