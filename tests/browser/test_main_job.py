"""The main job, as its users do it: record, read an old report, draft, trace a number, sign, open in Word."""

from __future__ import annotations

import io
import re

import docx
import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.test_reader import REPORT
from youju.evidence.tests import factories as made
from youju.organisations.rules import Role
from youju.organisations.tests.factories import PASSWORD, City, make_member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def people(live_server, tmp_path, settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "files", "base_url": None},
        },
    }
    city = City()
    make_member(city.community, Role.STAFF, "jinqiao")
    make_member(city.community, Role.LEADER, "lingdao")
    for n, scene in enumerate((made.scene(0), made.scene(60))):
        (tmp_path / f"清理{'前后'[n]}.jpg").write_bytes(made.jpeg(scene))
    return sorted(tmp_path.glob("清理*.jpg"))


def sign_in_by_hand(page: Page, username: str) -> None:
    page.goto(reverse(settings.LOGIN_URL))
    page.locator("input[name=username]").fill(username)
    page.locator("input[type=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    page.wait_for_url("**/")


def record_a_clean_up(page: Page, photos: list[str], picture) -> None:
    page.goto(reverse("ledgers:new", args=["cleanup"]))
    for name, value in {
        "when": "2026-6-27",
        "v_action": "河堤卫生死角清理",
        "v_place": "清溪河堤",
        "v_people": "58",
        "v_rubbish": "3",
    }.items():
        page.locator(f"[name={name}]").fill(value)
    page.locator("input[type=file]").set_input_files(photos)
    expect(page.locator("input[type=hidden][name=items]")).to_have_count(2)
    picture(page, "main-1-record")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/ledgers/(entries/\d+|cleanup)/(\?.*)?$"))


def read_a_report(page: Page, picture) -> None:
    page.goto(reverse("reader:index"))
    page.goto(reverse("reader:start"))
    page.locator("textarea").fill(REPORT)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(re.compile(r"/reader/\d+/"))
    page.get_by_role("button", name="全部记下").click()
    expect(page.locator(".read-line.recorded").first).to_be_visible()
    expect(page.locator("main")).to_contain_text("2026年上半年")
    picture(page, "main-2-read")


def start_the_summary(page: Page) -> None:
    page.goto(f"{reverse('documents:start')}?period=2026H1")
    page.locator("select[name=template]").select_option(label="半年工作总结")
    page.locator("[name=period]").fill("2026年上半年")
    page.locator("main form button.primary").click()
    page.wait_for_url(re.compile(r"/documents/\d+/$"))


def test_from_a_clean_up_and_an_old_report_to_a_signed_summary_in_word(
    desk, people, picture, assert_accessible, assert_fits
):
    sign_in_by_hand(desk, "jinqiao")
    record_a_clean_up(desk, [str(path) for path in people], picture)
    read_a_report(desk, picture)
    start_the_summary(desk)
    report = desk.url
    picture(desk, "main-3-draft")
    assert_accessible(desk)
    assert_fits(desk)

    number = desk.locator(".doc a.number-link", has_text="50余车")
    number.click()
    panel = desk.locator("#side-panel")
    expect(panel).to_contain_text("清理垃圾")
    expect(panel).to_contain_text("河堤卫生死角清理")
    picture(desk, "main-4-trail")
    panel.get_by_role("link", name="清理垃圾、对联").click()
    desk.wait_for_url("**/ledgers/entries/*/")
    expect(desk.locator("main")).to_contain_text("他们清理垃圾50余车")
    picture(desk, "main-5-entry")

    desk.goto(report)
    desk.get_by_role("button", name="送审").click()
    expect(desk.locator("main")).to_contain_text("送审")
    desk.context.clear_cookies()
    sign_in_by_hand(desk, "lingdao")
    desk.goto(report)
    desk.get_by_role("button", name="签发").click()
    expect(desk.locator("main")).to_contain_text("已签发")
    picture(desk, "main-6-signed")

    with desk.expect_download() as download:
        desk.get_by_role("link", name="下载 Word").click()
    words = docx.Document(io.BytesIO(download.value.path().read_bytes()))
    text = "\n".join(paragraph.text for paragraph in words.paragraphs)
    assert "清理垃圾50余车" in text
    assert "校验码" in text

    code = desk.locator(".doc-bar a", has_text="校验码").inner_text().split()[-1]
    desk.context.clear_cookies()
    desk.goto(reverse("proof", args=[code]))
    expect(desk.locator("main")).to_contain_text("50余车")
    picture(desk, "main-7-proof")
    assert_accessible(desk)


def test_words_are_changed_with_a_live_preview_and_the_picker(
    desk, people, picture, assert_accessible
):
    sign_in_by_hand(desk, "jinqiao")
    record_a_clean_up(desk, [str(path) for path in people], picture)
    start_the_summary(desk)
    desk.get_by_role("link", name="改措辞").click()
    picture(desk, "words")
    assert_accessible(desk)
    desk.get_by_role("link", name="改", exact=True).first.click()

    words = desk.locator("textarea[data-words]")
    words.fill("本社区开展行动，劝导占道经营300余起，清理垃圾")
    desk.locator("#measure-find").fill("qllj")
    desk.locator("[data-insert='清理垃圾']").click()
    expect(words).to_have_value(re.compile("{{清理垃圾}}"))
    desk.keyboard.type("。")
    expect(desk.locator("#preview")).to_contain_text("3车")
    expect(desk.locator("#preview .no-source")).to_contain_text("300余起")
    picture(desk, "words-preview")
    assert_accessible(desk)

    desk.get_by_role("button", name="存下这一段").click()
    desk.wait_for_url("**/words/")
    desk.get_by_role("link", name="看成稿").click()
    expect(desk.locator(".doc .no-source")).to_contain_text("300余起")


def test_the_paper_fits_a_phone(phone, people, picture, assert_fits, assert_accessible):
    sign_in_by_hand(phone, "jinqiao")
    record_a_clean_up(phone, [str(path) for path in people], picture)
    start_the_summary(phone)

    phone.locator(".doc a.number-link").first.click()
    expect(phone.locator("#side-panel")).to_contain_text("来自")

    picture(phone, "phone-trail")
    assert_fits(phone)
    assert_accessible(phone)
