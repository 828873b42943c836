"""Faces and plates covered by boxes: nothing of them is left in what outsiders get."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest
from django.test import Client
from PIL import Image, ImageStat

from youju.audit.queries import Entry
from youju.evidence import actions, checks, queries
from youju.evidence.models import Redaction, Variant
from youju.evidence.queries import Size
from youju.evidence.rules import boxes as rules
from youju.evidence.tests import factories as made
from youju.evidence.tests.factories import NOON, upload
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations.rules import Role
from youju.organisations.tests.factories import make_member

PLATE = [0.25, 0.25, 0.25, 0.25]


def checkered() -> bytes:
    """A photo of black and white squares of 8 pixels."""
    small = Image.new("1", (100, 75))
    small.putdata([(n % 100 + n // 100) % 2 for n in range(7500)])
    return made.jpeg(small.convert("RGB").resize((800, 600), Image.Resampling.NEAREST))


@pytest.fixture
def photo(city, staff):
    return actions.store(upload(checkered()), unit=city.community, actor=staff, now=NOON)


@pytest.fixture
def redact(photo, staff):
    def covered(*boxes, **more):
        wanted = {"actor": staff, "now": NOON, "key": uuid4(), **more}
        return actions.redact(photo.pk, list(boxes), **wanted)

    return covered


def contrast(item, area, **size) -> float:
    file, _type = queries.public_copy(item, **size)
    with file, Image.open(file) as image:
        w, h = image.size
        edges = (area[0] * w, area[1] * h, (area[0] + area[2]) * w, (area[1] + area[3]) * h)
        part = image.convert("L").crop(tuple(round(n) for n in edges))
        return ImageStat.Stat(part).stddev[0]


def test_what_lies_under_a_box_is_gone_and_the_rest_is_as_it_was(photo, redact, files):
    original = (files / photo.stored).read_bytes()
    assert contrast(photo, PLATE) > 90

    redact(PLATE)

    assert contrast(photo, PLATE) < 12
    assert contrast(photo, PLATE, small=True) < 20
    assert contrast(photo, [0.6, 0.6, 0.3, 0.3]) > 90
    assert (files / photo.stored).read_bytes() == original
    with queries.open_copy(photo, Size.MEDIUM)[0] as file, Image.open(file) as inside:
        assert ImageStat.Stat(inside.convert("L").crop((210, 160, 390, 290))).stddev[0] > 90


def test_a_covering_is_logged_counts_once_and_is_taken_back(photo, redact, staff, files):
    key = uuid4()
    first = redact(PLATE, key=key)
    assert redact(PLATE, key=key) == first
    second = redact(PLATE, [0.6, 0.6, 0.1, 0.1])
    assert queries.redaction_of(photo) == second

    actions.undo_redaction(photo.pk, actor=staff, now=NOON, key=key.__class__(int=key.int + 1))
    actions.undo_redaction(photo.pk, actor=staff, now=NOON, key=key.__class__(int=key.int + 1))

    assert queries.redaction_of(photo) == first
    assert contrast(photo, [0.6, 0.6, 0.1, 0.1]) > 90
    actions.undo_redaction(photo.pk, actor=staff, now=NOON)
    assert contrast(photo, PLATE) > 90
    assert not Variant.objects.filter(size_name__startswith="open").exists()
    with pytest.raises(Refused, match="没有遮挡"):
        actions.undo_redaction(photo.pk, actor=staff, now=NOON)
    done = Entry.objects.filter(subject_kind="evidence.item", outcome="done").exclude(
        act="evidence.store"
    )
    assert (
        sorted(entry.act for entry in done) == ["evidence.redact"] * 2 + ["evidence.unredact"] * 2
    )
    assert Redaction.objects.count() == 2


def test_copies_that_were_taken_back_leave_the_storage(
    photo, redact, staff, files, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        redact(PLATE)
    kept = len([path for path in files.rglob("*") if path.is_file()])
    with django_capture_on_commit_callbacks(execute=True):
        redact([0.1, 0.1, 0.2, 0.2])
    assert len([path for path in files.rglob("*") if path.is_file()]) == kept

    with django_capture_on_commit_callbacks(execute=True):
        actions.undo_redaction(photo.pk, actor=staff, now=NOON)
        actions.undo_redaction(photo.pk, actor=staff, now=NOON)

    assert len([path for path in files.rglob("*") if path.is_file()]) == kept - 2
    assert list(checks.faults(now=NOON)) == []


def test_a_lost_covered_copy_is_made_again_covered(photo, redact, files):
    redact(PLATE)
    lost = Variant.objects.get(item=photo, size_name=Size.OPEN)
    (files / lost.stored).unlink()

    faults = list(checks.faults(now=NOON, mend=True))

    assert [fault.mended for fault in faults] == [True]
    assert contrast(photo, PLATE) < 12


def test_only_who_records_there_covers_and_only_photos(photo, redact, city, staff, neighbour):
    with pytest.raises(Missing):
        redact(PLATE, actor=neighbour)
    with pytest.raises(Forbidden):
        redact(PLATE, actor=make_member(city.community, Role.LEADER))
    file = actions.store(upload(made.pdf(), "a.pdf"), unit=staff.unit, actor=staff, now=NOON)
    with pytest.raises(Refused, match="只有打得开的照片"):
        actions.redact(file.pk, [PLATE], actor=staff, now=NOON)

    assert not Redaction.objects.exists()


def test_boxes_are_cut_to_the_photo_and_cover_whole_pixels():
    cut, whole = rules.check_boxes([[-0.1, 0.9, 0.3, 0.3], [0, 0, 1, 1]])

    assert cut.as_list() == [0, 0.9, 0.2, 0.1]
    assert cut.pixels(333, 7) == (0, 6, 67, 7)
    assert whole.pixels(10, 10) == (0, 0, 10, 10)


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (None, "先在照片上点出"),
        ([], "先在照片上点出"),
        ([PLATE] * 61, "最多遮 60 处"),
        ([7], "没有框好"),
        ([[0, 0, 1]], "没有框好"),
        ([[0, 0, "1", 1]], "没有框好"),
        ([[0, 0, True, 1]], "没有框好"),
        ([[0, 0, float("nan"), 1]], "没有框好"),
        ([[0.5, 0.5, 0.001, 0.5]], "没有框好"),
        ([[0.5, 1.5, 0.5, 0.5]], "没有框好"),
    ],
)
def test_what_is_no_box_is_refused(raw, message):
    with pytest.raises(Refused, match=message) as refusal:
        rules.check_boxes(raw)

    assert refusal.value.field == "boxes"


def test_the_page_covers_shows_and_takes_back(photo, staff):
    browser = Client()
    browser.force_login(staff.person)
    url, key = f"/evidence/{photo.pk}/redact/", uuid4()
    assert "redact-stage" in browser.get(url).content.decode()

    nothing = browser.post(url, {"key": key, "boxes": "[]"})
    covered = browser.post(url, {"key": key, "boxes": json.dumps([PLATE])})

    assert nothing.status_code == 422 and "先在照片上点出" in nothing.content.decode()
    assert covered.url == url
    assert 'href="/public/"' in browser.get(url + "?next=/public/").content.decode()
    assert 'href="//evil' not in browser.get(url + "?next=//evil.example/").content.decode()
    page = browser.get(url).content.decode()
    assert "撤销这次遮挡" in page and f"/evidence/{photo.pk}/open/?v=" in page
    assert browser.get(f"/evidence/{photo.pk}/open/")["Cache-Control"] == "private, no-cache"
    assert "改遮挡" in browser.get(f"/evidence/{photo.pk}/").content.decode()
    browser.post(f"/evidence/{photo.pk}/unredact/", {"key": uuid4()})
    assert "站外看到的样子" not in browser.get(url).content.decode()
    for odd in ("no json", "[" * 100_000, "[[1e999,0,1,1]]", '{"a": 1}'):
        assert browser.post(url, {"key": uuid4(), "boxes": odd}).status_code == 422
