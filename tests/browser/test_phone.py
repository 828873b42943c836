"""The phone outdoors: whole journeys with the network, the server and the session failing on the way."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.servers.basehttp import ThreadedWSGIServer
from django.test.testcases import LiveServerThread
from django.utils import timezone
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.phone import (
    PHOTO,
    Wire,
    a_phone,
    assert_one_case_with_its_photo,
    assert_photo,
    capture,
    come_online,
    expect_received,
    opened,
    pick,
    send,
)
from youju.cases.models import Case
from youju.cases.rules import State
from youju.evidence.models import Position
from youju.kernel.ids import new_key
from youju.patrols import actions as patrols
from youju.patrols.models import Visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_case_is_captured_without_network_and_sent_once_when_it_is_back(
    handset, city, run_jobs, assert_accessible, assert_fits, picture
):
    page = opened(handset)
    assert_accessible(page)
    picture(page, "phone-capture-empty")
    handset.set_offline(True)
    capture(page, sends=False)
    assert_accessible(page)
    assert_fits(page)
    picture(page, "phone-capture")
    send(page)
    expect(page.get_by_role("status").first).to_contain_text("1 条存在本机")
    page.close()

    page = opened(handset, "mine/queue")  # from the service worker
    expect(page.locator(".queue")).to_contain_text("待发 1")
    expect(page.locator(".queue")).to_contain_text("1 张")
    assert_accessible(page)
    assert_fits(page)
    picture(page, "phone-queue-offline")
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    picture(page, "phone-queue-dark")
    assert not Case.objects.exists()

    handset.set_offline(False)
    expect_received(page, 1)
    case = assert_one_case_with_its_photo()
    assert (case.state, case.source, case.unit) == (State.REPORTED, "patrol", city.community)
    assert (float(case.lat), float(case.lng)) == (30.6, 104.05)
    assert case.received_at > case.done_at
    run_jobs()
    place = Position.objects.get()
    assert (round(place.lat, 4), round(place.lng, 4)) == (30.6, 104.05)
    assert abs(place.item.taken_at - case.done_at) < timedelta(minutes=1)


BREAKS = [
    ("POST /uploads", 1, "cut"),
    ("PATCH /uploads", 2, "cut"),
    ("PATCH /uploads", 1, "lost"),
    ("POST /acts", 1, "cut"),
    ("POST /acts", 1, "lost"),
]


def test_the_network_breaks_at_each_step_and_each_act_counts_once(handset):
    wire = Wire(handset)
    page = opened(handset)
    for done, (asked, nth, how) in enumerate(BREAKS, start=1):
        page.evaluate("location.hash = '#/'")
        wire.breaks(asked, how, nth=nth)
        capture(page)
        expect(page.locator(".banner")).to_contain_text("1 条存在本机")
        come_online(page)
        expect_received(page, done)

    assert Case.objects.count() == len(BREAKS)
    assert wire.count("POST /uploads") == len(BREAKS) + 1, "what had arrived was sent again"
    for case in Case.objects.all():
        assert_photo(case)


class SamePort(ThreadedWSGIServer):
    """A server that may come back on the port it was killed on."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "allow_reuse_address": True})


def test_the_server_is_killed_between_two_parts_and_the_upload_goes_on(
    browser, city, sign_in, monkeypatch
):
    monkeypatch.setattr(LiveServerThread, "server_class", SamePort)
    server = LiveServer("localhost")
    context = a_phone(browser, server.url)
    try:
        wire = Wire(context)
        page = context.new_page()
        sign_in(page, city.clerk.person, server.url)
        page.goto("/m/")
        expect(page.locator(".kinds input").first).to_be_attached()
        wire.breaks("PATCH /uploads", "cut", nth=2)
        capture(page)
        expect(page.locator(".banner")).to_be_visible()

        server.stop()
        come_online(page)
        expect(page.locator(".banner")).to_contain_text("1 条存在本机")
        server = LiveServer(f"localhost:{server.thread.port}")
        come_online(page)
        expect_received(page, 1)
    finally:
        context.close()
        server.stop()

    assert wire.count("POST /uploads") == 1
    assert wire.count("HEAD /uploads") >= 1
    assert_one_case_with_its_photo()


def test_the_session_is_over_and_the_act_waits_for_its_person(handset, city, sign_in, picture):
    page = opened(handset)
    Session.objects.all().delete()
    capture(page)

    expect(page.locator(".banner")).to_contain_text("登录已过期，1 条留在本机")
    picture(page, "phone-signed-out")
    sign_in(page, city.grid_worker.person)  # somebody else picks the phone up
    come_online(page)
    expect(page.locator(".phone-head")).to_contain_text(city.grid.short_name)
    page.evaluate("location.hash = '#/mine/queue'")
    expect(page.locator(".mine-foot")).to_contain_text(f"{city.clerk.person.name}的 1 条")
    expect(page.locator("[data-act]")).to_have_count(0)
    assert not Case.objects.exists()

    sign_in(page, city.clerk.person)
    come_online(page)
    expect_received(page, 1)
    assert Case.objects.get().made_by_id == city.clerk.pk


def test_two_tabs_with_the_same_queue_send_each_act_once(handset):
    wire = Wire(handset)
    handset.set_offline(True)
    page = opened(handset)
    capture(page)
    capture(page)
    other = opened(handset, "mine/queue")
    expect(other.get_by_role("link", name="队列 2")).to_be_visible()

    handset.set_offline(False)
    for tab in (page, other):
        come_online(tab)

    expect_received(page, 2)
    expect_received(other, 2)
    assert Case.objects.count() == 2
    assert wire.count("POST /acts") == 2


FULL = """
window.isFull = true;
const put = IDBObjectStore.prototype.put;
IDBObjectStore.prototype.put = function (value, ...key) {
  if (window.isFull && value.blob) throw new DOMException("full", "QuotaExceededError");
  return put.call(this, value, ...key);
};
"""


def test_a_full_phone_says_what_to_do_and_drops_nothing(handset, picture):
    page = handset.new_page()
    page.add_init_script(FULL)
    page.goto("/m/")

    page.set_input_files("#camera", PHOTO)
    expect(page.get_by_role("alert")).to_contain_text("这张照片还没有存下")
    pick(page, "暴露垃圾")
    expect(page.locator("#drop-photo")).to_be_visible()
    picture(page, "phone-full")
    assert not Case.objects.exists()

    page.evaluate("window.isFull = false")  # something was deleted
    page.get_by_role("button", name="再存一次").click()
    expect(page.get_by_role("alert")).to_have_count(0)
    send(page)
    expect_received(page, 1)
    assert_one_case_with_its_photo()


def test_the_service_worker_sends_what_waits_when_the_app_is_closed(handset, live_server):
    other = handset.new_page()
    other.goto("/help/")
    devtools = handset.new_cdp_session(other)
    workers: list[str] = []
    devtools.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda told: workers.extend(one["registrationId"] for one in told["registrations"]),
    )
    devtools.send("ServiceWorker.enable")
    handset.set_offline(True)
    page = opened(handset)
    capture(page)
    page.close()
    handset.set_offline(False)

    sync = {"origin": live_server.url, "tag": "youju-send", "lastChance": False}
    devtools.send("ServiceWorker.dispatchSyncEvent", {**sync, "registrationId": workers[0]})
    for _ in range(300):
        if Case.objects.exists():
            break
        other.wait_for_timeout(100)
    assert_one_case_with_its_photo()
    expect_received(opened(handset), 1)


def test_a_refused_act_stays_with_its_reason_and_can_be_changed(
    handset, city, assert_accessible, picture
):
    handset.set_offline(True)
    page = opened(handset)
    capture(page)
    city.kind.delete()
    handset.set_offline(False)

    page.evaluate("location.hash = '#/mine/queue'")
    expect(page.locator(".refused")).to_contain_text("类别")
    assert_accessible(page)
    picture(page, "phone-refused")
    with page.expect_download() as saved:
        page.get_by_role("button", name="导出", exact=True).click()
    assert saved.value.suggested_filename.endswith(".zip")
    page.get_by_role("button", name="改好再报").click()
    pick(page, "路灯")
    expect(page.get_by_role("heading")).to_have_text("报问题")
    send(page)

    expect_received(page, 1)
    assert assert_one_case_with_its_photo().kind.name == "路灯"


def test_signing_out_with_a_full_queue_asks_and_loses_nothing(handset, city, sign_in):
    wire = Wire(handset)
    page = opened(handset)
    wire.breaks("POST /uploads", "cut")
    capture(page)
    page.evaluate("location.hash = '#/mine/queue'")
    expect(page.get_by_role("link", name="队列 1")).to_be_visible()

    page.get_by_role("button", name="退出登录").click()
    expect(page.get_by_role("dialog")).to_contain_text("还有 1 条没有发出")
    page.get_by_role("button", name="留着，退出").click()
    page.wait_for_url("**/organisations/sign-in/**")
    assert not Case.objects.exists()

    sign_in(page, city.clerk.person)
    page.goto("/m/")
    expect_received(page, 1)
    assert_one_case_with_its_photo()


def test_a_case_is_put_right_by_one_and_checked_by_another(
    handset, city, sign_in, assert_accessible, assert_fits, picture
):
    case = city.case(State.DISPATCHED, now=timezone.now())
    page = opened(handset)
    sign_in(page, city.worker.person)
    come_online(page)
    page.goto("/m/#/mine/due")
    page.get_by_role("link", name=re.compile(case.place)).click()
    assert_accessible(page)
    picture(page, "phone-case")
    page.get_by_role("link", name="已整改，拍照").click()
    page.set_input_files("#camera", PHOTO)
    page.get_by_role("button", name="已清理").click()
    assert_accessible(page)
    assert_fits(page)
    picture(page, "phone-rectify")
    send(page)
    expect_received(page, 1)
    case.refresh_from_db()
    assert case.state == State.RECTIFIED

    sign_in(page, city.clerk.person)
    come_online(page)
    page.goto("/m/#/mine/due")
    page.get_by_role("link", name=re.compile(case.place)).click()
    page.get_by_role("link", name="现场复核").click()
    page.get_by_text("不通过", exact=True).click()
    expect(page.locator("#lack")).to_have_text("写下为什么不通过")
    page.fill("#words", "墙角还有一袋")
    page.locator("h1").click()
    assert_accessible(page)
    picture(page, "phone-verify")
    send(page)
    expect_received(page, 1)
    case.refresh_from_db()
    assert case.state == State.DISPATCHED


def test_a_market_is_visited_without_network_and_its_faults_become_cases(
    handset, city, assert_accessible, assert_fits, picture
):
    now = timezone.now()
    place = patrols.add_place(
        city.community, "market", "金桥农贸市场", actor=city.clerk, now=now, key=new_key()
    )
    page = opened(handset, "patrol")
    expect(page.get_by_role("link", name=re.compile("金桥农贸市场"))).to_be_visible()
    assert_accessible(page)
    picture(page, "phone-places")
    handset.set_offline(True)
    page.get_by_role("link", name=re.compile("金桥农贸市场")).click()
    for n, kind in enumerate(("暴露垃圾", "小广告")):
        row = page.locator("[data-item]").nth(n)
        row.get_by_text("有问题", exact=True).click()
        row.locator("[id^=kind-of]").click()
        page.fill("#find-kind", kind)
        page.get_by_role("button", name=kind).first.click()
        row.locator("[id^=photo-of]").set_input_files(PHOTO)
        expect(row.locator(".fault .photo")).to_have_count(1)
    page.click("#rest")
    assert_accessible(page)
    assert_fits(page)
    picture(page, "phone-visit")
    send(page)
    expect(page.locator(".queue")).to_contain_text("巡查：金桥农贸市场")
    assert not Visit.objects.exists()
    handset.set_offline(False)
    expect_received(page, 1)

    assert Visit.objects.get().place_id == place.pk
    assert [case.kind.name for case in Case.objects.order_by("pk")] == ["暴露垃圾", "小广告"]
    for case in Case.objects.all():
        assert_photo(case)
