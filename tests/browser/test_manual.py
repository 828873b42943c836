"""The manual's pictures: the demo city, page by page, as each role sees it.

Only `make docs-pictures` (YOUJU_PICTURES) takes them, since loading the demo city takes a minute. They are
small enough to be kept beside the help that shows them: WebP, about 30 kB each.
"""

from __future__ import annotations

import io
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Browser, Page

from tests.browser.phone import HERE, PHONE
from youju.console.demo.loading import load
from youju.documents.models import Report
from youju.evidence.developing import develop
from youju.evidence.models import Link
from youju.inbox.actions import add_channel
from youju.organisations.models import Membership, Person, Unit
from youju.returns.models import Return

FOLDER = Path(__file__).parents[2] / "src/youju/console/static/console/help"
DESK = {"viewport": {"width": 1120, "height": 700}}
WANTED = bool(os.environ.get("YOUJU_PICTURES"))


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: who looks ("" is anybody), at which page, and what is pressed there first."""

    name: str
    who: str
    page: str
    press: str = ""


SHOTS = (
    Shot("today", "jinqiao", "/"),
    Shot("record", "jinqiao", "/ledgers/cleanup/new/"),
    Shot("trail", "jinqiao", "/unit/", press=".number-link >> nth=0"),
    Shot("case", "chengjiang", "case"),
    Shot("intake", "liuyin", "/cases/intake/"),
    Shot("score", "chengjiang", "/standards/"),
    Shot("draft", "lingdao", "report"),
    Shot("returns", "liuyin", "return"),
    Shot("meetings", "liuyin", "/tasks/meetings/"),
    Shot("items", "jiansheju", "/standards/duties/mine/"),
    Shot("supervision", "ducha", "/supervision/"),
    Shot("care", "jiuzhu", "/care/"),
    Shot("aid", "jiuzhu", "/aid/"),
    Shot("mine", "zhiyuan", "/volunteers/mine/"),
    Shot("people", "xitong", "/organisations/people/"),
    Shot("ledgers", "chengjiang", "/ledgers/in-use/"),
    Shot("reminders", "jinqiao", "/inbox/mute/"),
    Shot("security", "anquan", "/organisations/security/"),
    Shot("audit", "shenji", "/audit/"),
    Shot("phone-capture", "wangge", "/m/"),
    Shot("phone-mine", "wangge", "/m/#mine"),
    Shot("phone-patrol", "wangge", "/m/#patrol"),
    Shot("phone-public", "", "public"),
)


def test_every_picture_of_the_help_is_taken_here_and_small():
    kept = {path.stem: path.stat().st_size for path in FOLDER.glob("*.webp")}

    assert set(kept) == {shot.name for shot in SHOTS}
    assert max(kept.values()) < 90_000 and sum(kept.values()) < 1_200_000
    for name in kept:
        with Image.open(FOLDER / f"{name}.webp") as picture:
            wide = PHONE if name.startswith("phone-") else DESK
            assert picture.width == wide["viewport"]["width"]


@pytest.mark.skipif(not WANTED, reason="pictures are taken by `make docs-pictures` alone")
def test_the_manual_is_photographed(browser: Browser, live_server: Any, sign_in: Any) -> None:
    load(timezone.now(), "Wenjing-2026")
    prepare()
    for shot in SHOTS:
        size = PHONE | {"geolocation": HERE} if shot.name.startswith("phone-") else DESK
        context = browser.new_context(
            base_url=live_server.url, locale="zh-CN", timezone_id="Asia/Shanghai", **size
        )
        page = context.new_page()
        if shot.who:
            sign_in(page, Person.objects.get(username=shot.who))
        answer = page.goto(address(shot))
        assert answer is not None and answer.ok, shot
        page.wait_for_load_state("networkidle")
        take(page, shot)
        context.close()


def pictured_case() -> str:
    """Return the id of a case with photos from before and after."""
    after = Link.objects.filter(source_kind="cases.case", role=Link.RoleName.AFTER)
    return str(after.earliest("id").source_id)


def prepare() -> None:
    """Do what a worker and an administrator would have done: small photos, and a way out for messages."""
    for link in Link.objects.filter(source_kind="cases.case", source_id=pictured_case()):
        develop(link.item, now=timezone.now())
    admin = Membership.objects.get(person__username="xitong")
    add_channel(
        unit=Unit.objects.get(name="金桥社区"),
        name="社区工作群",
        service="wecom",
        address="wecombot://invented-for-the-manual",
        kinds=["cases.given", "cases.late"],
        on=True,
        actor=admin,
        now=timezone.now(),
    )


def address(shot: Shot) -> str:
    """Return the page; where a record is asked for, one that shows much."""
    if shot.page == "case":
        return reverse("cases:case", args=[pictured_case()])
    if shot.page == "report":
        return reverse("documents:report", args=[Report.objects.get(state="review").pk])
    if shot.page == "return":
        return reverse("returns:form", args=[Return.objects.latest("id").pk])
    if shot.page == "public":
        return f"/public/{Unit.objects.get(name='金桥社区').code}/report/"
    return shot.page


def take(page: Page, shot: Shot) -> None:
    """Press what is to be pressed, and keep the picture as WebP."""
    if shot.press:
        page.locator(shot.press).click()
        page.wait_for_load_state("networkidle")
    FOLDER.mkdir(parents=True, exist_ok=True)
    plain = Image.open(io.BytesIO(page.screenshot(animations="disabled")))
    plain.convert("RGB").save(FOLDER / f"{shot.name}.webp", "WEBP", quality=72, method=6)
