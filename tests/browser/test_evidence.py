"""Photos handed in on a page: what is kept stays, what is refused says why."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from youju.evidence import actions
from youju.evidence.tests import factories as made
from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_photos_are_picked_on_a_phone_and_a_refusal_stands_at_its_file(
    phone, sign_in, assert_accessible, tmp_path
):
    city = City()
    staff = make_member(city.community, Role.STAFF)
    item = actions.store(
        made.upload(made.jpeg_of_phone(), "东门.jpg"),
        unit=city.community,
        actor=staff,
        now=timezone.now(),
    )
    (tmp_path / "清运.jpg").write_bytes(made.jpeg())
    (tmp_path / "坏.jpg").write_bytes(b"<svg><script/></svg>")
    sign_in(phone, staff.person)

    phone.goto("/evidence/")
    phone.click("summary:has-text('上传照片和文件')")
    phone.set_input_files(
        "input[type=file]", [str(tmp_path / "清运.jpg"), str(tmp_path / "坏.jpg")]
    )

    expect(phone.locator("input[type=hidden][name=items]")).to_have_count(1)
    expect(phone.get_by_role("alert")).to_contain_text("不收 SVG 图")
    assert_accessible(phone)
    phone.goto(f"/evidence/{item.pk}/")
    expect(phone.get_by_role("heading", name="东门.jpg")).to_be_visible()
    assert_accessible(phone)
