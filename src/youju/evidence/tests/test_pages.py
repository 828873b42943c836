"""Pages and the way out of the files: own, from above, a stranger, nobody."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client

from youju.audit.queries import Entry
from youju.evidence import actions
from youju.evidence.models import Item
from youju.evidence.queries import Role
from youju.evidence.tests import factories as made
from youju.evidence.tests.factories import NOON, upload

KEY = UUID("01930000-0000-7000-8000-000000000003")


@pytest.fixture
def photo(city, staff):
    return actions.store(
        upload(made.jpeg_of_phone(), "清运 前.png"), unit=city.community, actor=staff, now=NOON
    )


def as_(member, **more) -> Client:
    client = Client(**more)
    client.force_login(member.person)
    return client


def sent(unit, content: bytes, name: str = "a.jpg", key: UUID = KEY) -> dict[str, object]:
    return {"unit": unit.pk, "key": key, "file": upload(content, name)}


def test_a_form_sends_a_photo_and_gets_it_back_with_its_hidden_id(city, staff):
    answer = as_(staff).post("/evidence/upload/", sent(city.community, made.jpeg()))

    item = Item.objects.get()
    assert answer.status_code == 200
    page = answer.content.decode()
    assert f'<input type="hidden" name="items" value="{item.pk}">' in page
    assert f"/evidence/{item.pk}/small/" in page


def test_a_photo_used_before_is_said_to_be(city, staff, photo):
    actions.link("ledgers.entry", 1, [photo.pk], unit=city.community, actor=staff, now=NOON)
    actions.link("ledgers.entry", 2, [photo.pk], unit=city.community, actor=staff, now=NOON)

    answer = as_(staff).post("/evidence/upload/", sent(city.community, made.jpeg_of_phone()))

    assert "这张照片已用于 2 条记录" in answer.content.decode()


def test_a_blurred_photo_and_one_like_another_are_said_to_be(city, staff):
    as_(staff).post("/evidence/upload/", sent(city.community, made.jpeg()))
    smaller = made.jpeg(made.scene().resize((90, 68)).resize((640, 480)))

    answer = as_(staff).post(
        "/evidence/upload/",
        sent(city.community, smaller, key=UUID("01930000-0000-7000-8000-000000000004")),
    )

    page = answer.content.decode()
    assert "照片偏模糊，可能被退回，最好重拍" in page
    assert "有 1 张相似的照片，请核对是否重复" in page


def test_a_refused_file_answers_422_with_the_reason(city, staff):
    answer = as_(staff).post(
        "/evidence/upload/",
        sent(city.community, b"<svg><script/></svg>"),
        headers={"Accept": "application/json"},
    )

    assert answer.status_code == 422
    assert answer.json()["field"] == "file"
    assert answer.json()["error"].startswith("不收 SVG 图")


def test_an_upload_that_announces_too_much_is_refused_before_it_is_read(city, staff, settings):
    settings.UPLOAD_LIMIT_BYTES = 2**20

    answer = as_(staff).post(
        "/evidence/upload/",
        sent(city.community, bytes(2 * 2**20)),
        headers={"Accept": "application/json"},
    )

    assert answer.status_code == 422
    assert answer.json()["error"] == "文件超过 1 MB，请压缩或拆分后上传"
    assert not Item.objects.exists()
    assert not Entry.objects.filter(act="evidence.store").exists()


def test_an_upload_without_a_file_says_so(city, staff):
    answer = as_(staff).post(
        "/evidence/upload/",
        {"unit": city.community.pk, "key": KEY},
        headers={"Accept": "application/json"},
    )

    assert (answer.status_code, answer.json()["error"]) == (422, "没有收到文件，请重新选择")


def test_an_upload_from_another_site_is_refused(city, staff):
    answer = as_(staff, enforce_csrf_checks=True).post(
        "/evidence/upload/", sent(city.community, made.jpeg())
    )

    assert answer.status_code == 403
    assert not Item.objects.exists()


def test_an_upload_for_another_unit_is_refused(city, staff):
    answer = as_(staff).post("/evidence/upload/", sent(city.next_door, made.jpeg()))

    assert answer.status_code == 404
    assert not Item.objects.exists()


def test_a_copy_is_served_as_a_picture_that_cannot_run(staff, photo):
    answer = as_(staff).get(f"/evidence/{photo.pk}/public/")

    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "private, max-age=86400"
    assert b"".join(answer.streaming_content)[:3] == b"\xff\xd8\xff"


def test_the_original_is_a_download_with_its_real_ending_and_is_logged(staff, photo):
    answer = as_(staff).get(f"/evidence/{photo.pk}/original/")

    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == (
        "attachment; filename*=utf-8''%E6%B8%85%E8%BF%90%20%E5%89%8D.jpg"
    )
    assert b"".join(answer.streaming_content) == made.jpeg_of_phone()
    assert Entry.objects.get(act="evidence.download").outcome == "exported"


@pytest.mark.parametrize("page", ["", "small/", "medium/", "public/", "original/"])
def test_a_stranger_finds_no_page_and_no_file(neighbour, photo, page):
    assert as_(neighbour).get(f"/evidence/{photo.pk}/{page}").status_code == 404


@pytest.mark.parametrize("page", ["", "small/", "original/"])
def test_nobody_is_led_to_sign_in(photo, page):
    answer = Client().get(f"/evidence/{photo.pk}/{page}")

    assert answer.status_code == 302
    assert answer.url.startswith("/organisations/sign-in/")


@pytest.mark.parametrize("size", ["huge", "..", "%2e%2e", "original.jpg"])
def test_a_size_that_does_not_exist_is_not_found(staff, photo, size):
    assert as_(staff).get(f"/evidence/{photo.pk}/{size}/").status_code in (404, 302)


def test_who_sees_a_photo_through_a_record_gets_no_original_and_no_exact_place(
    city, office, neighbour, photo
):
    actions.link("ledgers.entry", 1, [photo.pk], unit=city.next_door, actor=office, now=NOON)

    assert as_(neighbour).get(f"/evidence/{photo.pk}/public/").status_code == 200
    assert as_(neighbour).get(f"/evidence/{photo.pk}/original/").status_code == 404
    page = as_(neighbour).get(f"/evidence/{photo.pk}/").content.decode()
    assert "北纬 31.31，东经 120.58 附近" in page
    assert "120.58500" not in page


def test_the_page_of_a_photo_shows_facts_uses_and_trail(city, staff, photo):
    actions.link(
        "ledgers.entry",
        1,
        [photo.pk],
        unit=city.community,
        role=Role.BEFORE,
        pair=3,
        actor=staff,
        now=NOON,
    )

    page = as_(staff).get(f"/evidence/{photo.pk}/").content.decode()

    assert "2026年11月20日 15:08" in page
    assert "北纬 31.31000，东经 120.58500" in page
    assert "已用于 1 条记录" in page and "整改前 3" in page
    assert "档案六要素还缺 6 项" in page
    assert "收到" in page


def test_the_caption_is_kept_and_a_fault_stays_at_its_field(staff, photo):
    client = as_(staff)
    good = {"key": KEY, "place": "金桥路12号楼北侧", "time": "2026年11月20日下午"}

    answer = client.post(f"/evidence/{photo.pk}/describe/", good)
    wrong = client.post(f"/evidence/{photo.pk}/describe/", {**good, "place": "路" * 101})

    assert (answer.status_code, wrong.status_code) == (302, 422)
    photo.refresh_from_db()
    assert photo.place == "金桥路12号楼北侧"


def test_a_caption_is_refused_to_one_who_only_sees_the_photo(city, office, neighbour, photo):
    actions.link("ledgers.entry", 1, [photo.pk], unit=city.next_door, actor=office, now=NOON)

    answer = as_(neighbour).post(f"/evidence/{photo.pk}/describe/", {"key": KEY, "topic": "我们的"})

    assert answer.status_code == 403
    photo.refresh_from_db()
    assert photo.topic == ""


def test_the_gallery_shows_what_the_unit_and_those_below_handed_in(city, office, staff, photo):
    actions.store(upload("说明".encode(), "说明.txt"), unit=city.community, actor=staff, now=NOON)
    client = as_(office)

    photos = client.get("/evidence/?period=2026").content.decode()
    files = client.get("/evidence/?period=2026&kind=file").content.decode()
    unused = client.get("/evidence/?period=2026&role=unused").content.decode()
    before = client.get("/evidence/?period=2026&role=before").content.decode()
    earlier = client.get("/evidence/?period=2025").content.decode()
    next_door = client.get(f"/evidence/?period=2026&unit={city.next_door.code}").content.decode()

    shown = f"/evidence/{photo.pk}/small/"
    assert shown in photos and "说明.txt" not in photos
    assert "说明.txt" in files and shown not in files
    assert shown in unused
    assert shown not in before and shown not in earlier and shown not in next_door
    assert "这个时段还没有照片和文件" in before
