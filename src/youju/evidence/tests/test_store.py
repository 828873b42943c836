"""Keeping files: what is made of a photo, and that one content is one item."""

from __future__ import annotations

from uuid import UUID

import pytest
from PIL import Image

from youju.audit.actions import SystemActor
from youju.audit.queries import Entry
from youju.evidence import actions, queries
from youju.evidence.models import Item, Position, Receipt, Variant
from youju.evidence.tests import factories as made
from youju.evidence.tests.factories import NOON, upload
from youju.kernel.refusal import Forbidden, Refused

KEY = UUID("01930000-0000-7000-8000-000000000001")


def kept(files):
    return sorted(path for path in files.rglob("*") if path.is_file())


def test_a_photo_and_its_three_copies_are_kept_by_hash(city, staff, files):
    item = actions.store(
        upload(made.jpeg(), "清运 前.jpg"),
        unit=city.community,
        actor=staff,
        now=NOON,
        caption="东门",
    )

    assert (item.kind, item.media_type) == ("photo", "image/jpeg")
    assert (item.width, item.height) == (800, 600)
    assert (item.file_name, item.caption) == ("清运 前.jpg", "东门")
    assert (item.uploader, item.unit, item.received_at) == (staff, city.community, NOON)
    assert item.stored == f"{item.sha256[:2]}/{item.sha256[2:4]}/{item.sha256}.jpg"
    assert (files / item.stored).read_bytes() == made.jpeg()
    sizes = Variant.objects.filter(item=item).values_list("size_name", "width", "height")
    assert sorted(sizes) == [("medium", 800, 600), ("public", 800, 600), ("small", 320, 240)]
    assert len(kept(files)) == 4
    entry = Entry.objects.get(act="evidence.store")
    assert (entry.outcome, entry.subject_kind, entry.subject_id) == (
        "done",
        "evidence.item",
        str(item.pk),
    )


def test_the_public_copy_has_no_position_and_no_other_metadata(city, staff, files):
    item = actions.store(upload(made.jpeg_of_phone()), unit=city.community, actor=staff, now=NOON)

    file, media_type = queries.open_copy(item)
    with file, Image.open(file) as copy:
        assert media_type == "image/jpeg"
        assert dict(copy.getexif()) == {}
        assert "exif" not in copy.info and "comment" not in copy.info
    for variant in Variant.objects.filter(item=item):
        content = (files / variant.stored).read_bytes()
        assert b"Exif" not in content and b"Huawei" not in content and b"secret" not in content
    place = Position.objects.get(item=item)
    assert (place.lat, place.lng) == (31.31, 120.585)
    assert (place.coarse_lat, place.coarse_lng) == (31.31, 120.58)


def test_one_content_is_one_item_with_a_receipt_for_each_unit(city, staff, neighbour):
    mine = actions.store(upload(made.jpeg(), "a.jpg"), unit=city.community, actor=staff, now=NOON)

    again = actions.store(upload(made.jpeg(), "b.jpg"), unit=city.community, actor=staff, now=NOON)
    theirs = actions.store(
        upload(made.jpeg(), "c.jpg"), unit=city.next_door, actor=neighbour, now=NOON, caption="我的"
    )

    assert mine.pk == again.pk == theirs.pk
    assert (theirs.file_name, theirs.caption) == ("a.jpg", "")
    receipts = Receipt.objects.order_by("id").values_list("unit__name", "file_name")
    assert list(receipts) == [("金桥社区", "a.jpg"), ("桃李社区", "c.jpg")]


def test_the_same_key_keeps_once(city, staff):
    first = actions.store(upload(made.jpeg()), unit=city.community, actor=staff, now=NOON, key=KEY)
    second = actions.store(upload(made.jpeg()), unit=city.community, actor=staff, now=NOON, key=KEY)

    assert first == second
    assert Item.objects.count() == 1
    assert Entry.objects.filter(act="evidence.store").count() == 1


def test_a_unit_that_is_not_mine_is_refused_and_nothing_is_kept(city, staff, files):
    with pytest.raises(Forbidden, match="不在您的单位范围内"):
        actions.store(upload(made.jpeg()), unit=city.next_door, actor=staff, now=NOON)

    assert kept(files) == []
    assert not Item.objects.exists()
    assert Entry.objects.get().outcome == "refused"


def test_a_file_over_the_limit_is_refused_before_it_is_stored(city, staff, files, settings):
    settings.UPLOAD_LIMIT_BYTES = 2 * 2**20

    with pytest.raises(Refused, match="文件超过 2 MB，请压缩或拆分后上传") as refusal:
        actions.store(
            upload(made.jpeg() + bytes(2 * 2**20)), unit=city.community, actor=staff, now=NOON
        )

    assert refusal.value.field == "file"
    assert kept(files) == []
    assert not Item.objects.exists()


def test_a_photo_that_came_without_a_sign_in_is_nobodys_and_serves_a_record(city, staff, files):
    public = SystemActor(root_id=city.city.pk, role="public", label="居民")
    sent = {"unit": city.community, "actor": public, "now": NOON}

    item = actions.store(upload(made.jpeg()), key=KEY, **sent)
    again = actions.store(upload(made.jpeg()), key=KEY, **sent)
    actions.link("cases.case", 7, [item.pk], role=queries.Role.BEFORE, **sent)

    assert again == item
    assert item.uploader is None
    assert item.uploader_label == "居民（没有登录）"
    assert queries.items_of(staff, "cases.case", 7)[0].item == item
    assert not queries.items_visible_to(SystemActor(root_id=0)).exists()
