"""What is read from a photo: upright, its time, its place, its look."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from PIL import ExifTags, Image, ImageFilter

from youju.evidence import pictures, queries, rules
from youju.evidence.actions import store
from youju.evidence.queries import Size
from youju.evidence.tests import factories as made
from youju.evidence.tests.factories import NOON, upload

ZONE = ZoneInfo("Asia/Shanghai")


def read(content: bytes, kind: rules.FileType = rules.JPEG) -> pictures.Picture:
    return pictures.read_picture(io.BytesIO(content), kind, zone=ZONE, now=NOON)


@pytest.mark.parametrize("turned", range(1, 9))
def test_a_photo_is_turned_as_the_camera_was_held(turned):
    upright = made.scene(size=(640, 480))
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # Image.Transpose that made the stored one
    stored = upright.transpose(Image.Transpose(undo[turned])) if turned > 1 else upright
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = turned

    picture = read(made.jpeg(stored, exif=exif, quality=95))

    assert (picture.width, picture.height) == (640, 480)
    copy = Image.open(io.BytesIO(picture.copies[0].content))
    assert copy.size == (640, 480)
    assert copy.getpixel((20, 20))[2] > 190  # sky is up
    assert rules.distance(picture.look or 0, read(made.jpeg(upright)).look or 0) <= 7


def test_a_large_photo_is_made_smaller_and_keeps_its_size_on_record():
    picture = read(made.jpeg(made.scene(size=(4000, 3000))))

    assert (picture.width, picture.height) == (4000, 3000)
    sizes = [(copy.size, copy.width, copy.height) for copy in picture.copies]
    assert sizes == [("public", 2560, 1920), ("medium", 1024, 768), ("small", 320, 240)]


def test_clear_parts_become_white():
    clear = Image.new("RGBA", (60, 40), (0, 0, 0, 0))

    picture = read(made.encoded("PNG", clear), rules.PNG)

    assert Image.open(io.BytesIO(picture.copies[0].content)).getpixel((30, 20)) == (255, 255, 255)
    assert picture.look is None


@pytest.mark.parametrize(
    ("written", "offset", "taken"),
    [
        ("2026:11:20 15:08:30", "", datetime(2026, 11, 20, 7, 8, 30, tzinfo=UTC)),
        ("2026:11:20 15:08:30", "+09:00", datetime(2026, 11, 20, 6, 8, 30, tzinfo=UTC)),
        ("2026:11:22 11:59:00", "", datetime(2026, 11, 22, 3, 59, tzinfo=UTC)),
        ("2026:11:22 12:01:00", "", None),
        ("0000:00:00 00:00:00", "", None),
        ("1980:01:01 00:00:00", "", None),
        ("昨天", "", None),
    ],
)
def test_the_cameras_clock_is_believed_where_it_can_be(written, offset, taken):
    assert read(made.jpeg_of_phone(taken=written, offset=offset)).taken_at == taken


def test_south_and_west_are_negative_and_no_fix_is_no_place():
    exif = Image.Exif()
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    gps[ExifTags.GPS.GPSLatitudeRef], gps[ExifTags.GPS.GPSLongitudeRef] = "S", "W"
    gps[ExifTags.GPS.GPSLatitude] = (33.0, 30.0, 0.0)
    gps[ExifTags.GPS.GPSLongitude] = (70.0, 36.0, 0.0)
    assert (read(made.jpeg(exif=exif)).lat, read(made.jpeg(exif=exif)).lng) == (-33.5, -70.6)

    gps[ExifTags.GPS.GPSLatitude] = gps[ExifTags.GPS.GPSLongitude] = (0.0, 0.0, 0.0)
    assert read(made.jpeg(exif=exif)).lat is None


def test_a_look_survives_shrinking_and_recoding_but_not_another_scene():
    look = read(made.jpeg()).look or 0
    smaller = read(made.encoded("WEBP", made.scene().resize((320, 240))), rules.WEBP).look or 0
    other = read(made.jpeg(made.scene(40).transpose(Image.Transpose.FLIP_LEFT_RIGHT))).look or 0

    assert rules.distance(look, smaller) <= 3
    assert rules.distance(look, other) > rules.NEAR


def test_a_blurred_photo_measures_below_the_mark_and_a_sharp_one_above():
    blurred = made.scene().filter(ImageFilter.GaussianBlur(4))

    assert read(made.jpeg(blurred)).blur < 25 < read(made.jpeg()).blur


def test_similar_photos_are_found_nearest_first_and_only_in_view(city, staff, office, neighbour):
    mine = store(upload(made.jpeg()), unit=city.community, actor=staff, now=NOON)
    again = made.jpeg(made.scene().resize((400, 300)), quality=60)
    theirs = store(upload(again), unit=city.next_door, actor=neighbour, now=NOON)
    store(upload(made.jpeg(made.scene().rotate(180))), unit=city.community, actor=staff, now=NOON)
    flat = store(
        upload(made.jpeg(Image.new("RGB", (90, 90), "grey"))),
        unit=city.community,
        actor=staff,
        now=NOON,
    )

    assert [one.item for one in queries.similar(office, mine)] == [theirs]
    assert queries.similar(staff, mine) == []
    assert queries.similar(office, flat) == []


def test_a_copy_that_was_never_made_is_said_to_be_missing(city, staff):
    item = store(upload(made.jpeg()), unit=city.community, actor=staff, now=NOON)
    item.variants.filter(size_name=Size.SMALL).delete()

    with pytest.raises(queries.Missing, match="这张照片缺少这种大小的图"):
        queries.open_copy(item, Size.SMALL)


def test_a_file_that_is_gone_is_said_to_be(city, staff, files):
    item = store(upload("说明".encode(), "a.txt"), unit=city.community, actor=staff, now=NOON)
    file, media_type = queries.open_copy(item)
    with file:
        assert (file.read().decode(), media_type) == ("说明", "text/plain")
    (files / item.stored).unlink()

    with pytest.raises(queries.Missing, match="文件不在存储中"):
        queries.open_copy(item)
