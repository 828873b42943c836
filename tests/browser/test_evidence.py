"""Photos handed in on a page: what is kept stays, what is refused says why."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from youju.evidence import actions, developing, queries
from youju.evidence.tests import factories as made
from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def staff():
    return make_member(City().community, Role.STAFF)


def keep(staff, content: bytes, name: str):
    return actions.store(
        made.upload(content, name),
        unit=staff.unit,
        actor=staff,
        now=timezone.now(),
        at_once=True,
    )


def test_photos_are_picked_on_a_phone_worked_on_meanwhile_and_used_again(
    phone, sign_in, assert_accessible, tmp_path, staff, settings
):
    settings.PHOTOS_AT_ONCE = False
    keep(staff, made.jpeg_of_phone(), "东门.jpg")
    (tmp_path / "清运.jpg").write_bytes(made.jpeg())
    (tmp_path / "坏.jpg").write_bytes(b"<svg><script/></svg>")
    sign_in(phone, staff.person)

    phone.goto("/evidence/")
    phone.click("summary:has-text('上传照片和文件')")
    phone.set_input_files(
        "input[type=file]", [str(tmp_path / "清运.jpg"), str(tmp_path / "坏.jpg")]
    )

    picked = phone.locator("figure[data-item]")
    expect(picked).to_contain_text("处理中")
    expect(phone.get_by_role("alert")).to_contain_text("不收 SVG 图")
    assert_accessible(phone)
    developing.run(1, {}, lambda *told: None)
    expect(picked.locator("img")).to_be_visible()

    phone.click("button:has-text('从已有照片中选')")
    phone.fill("input[name=find]", "东门")
    expect(phone.locator("[data-choose]")).to_have_count(1)
    phone.click("[data-choose]")
    expect(phone.locator("input[type=hidden][name=items]")).to_have_count(2)
    assert_accessible(phone)


def test_faces_are_covered_by_click_and_by_keyboard(desk, sign_in, assert_accessible, staff):
    item = keep(staff, made.jpeg(), "广场.jpg")
    sign_in(desk, staff.person)
    desk.goto(f"/evidence/{item.pk}/")
    desk.click("text=遮挡人脸和车牌")

    desk.locator(".redact-stage img").click(position={"x": 200, "y": 150})
    desk.click("button:has-text('加一处')")
    before = desk.locator(".redact-stage [data-n='1']").bounding_box()
    desk.keyboard.press("Shift+ArrowRight")
    desk.keyboard.press("ArrowDown")
    after = desk.locator(".redact-stage [data-n='1']").bounding_box()
    assert after["width"] > before["width"] and after["y"] > before["y"]
    desk.click("button:has-text('加一处')")
    desk.keyboard.press("Delete")
    assert_accessible(desk)
    desk.click("button:has-text('生成遮挡件')")

    expect(desk.get_by_role("heading", name="站外看到的样子")).to_be_visible()
    expect(desk.locator(".redact-stage button")).to_have_count(2)
    assert len(queries.redaction_of(item).boxes) == 2
    desk.click("button:has-text('撤销这次遮挡')")
    expect(desk.get_by_role("heading", name="站外看到的样子")).to_have_count(0)
    assert_accessible(desk)
