"""Files that come in parts: continued where they stopped, kept once, and nothing half."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from uuid import UUID

import pytest

from youju.audit.queries import Entry
from youju.evidence import actions, queries, rules
from youju.evidence.models import Item, Upload, UploadPart
from youju.evidence.tests import factories as made
from youju.evidence.tests.factories import NOON
from youju.kernel.refusal import Forbidden, Missing, Refused

KEY = UUID("01930000-0000-7000-8000-000000000001")
PART = 16 * 1024
PHOTO = made.jpeg() + bytes(2 * PART)  # what stands behind the end of a JPEG is no fault


@pytest.fixture
def begin(city, staff):
    def begun(content: bytes = PHOTO, name: str = "现场.jpg", **more):
        wanted = {"sha256": hashlib.sha256(content).hexdigest(), "actor": staff, "now": NOON}
        wanted |= {"unit": city.community, "name": name, "size": len(content), **more}
        return actions.begin_upload(**wanted)

    return begun


def send(upload, content, staff, *, start=0, most=PART, now=NOON):
    for offset in range(start, len(content), most):
        piece = content[offset : offset + most]
        upload = actions.append_part(upload.pk, offset, piece, actor=staff, now=now)
    return upload


def finish(upload, staff, **more):
    return actions.finish_upload(upload.pk, actor=staff, now=NOON, **more)


def left(files):
    return sorted(path.name for path in (files / "uploads").rglob("*") if path.is_file())


def test_a_photo_sent_in_parts_becomes_the_item_it_would_have_been(begin, staff, files):
    upload = send(begin(key=KEY), PHOTO, staff)
    assert (upload.received, upload.whole) == (len(PHOTO), True)

    item = finish(upload, staff)

    assert item.sha256 == hashlib.sha256(PHOTO).hexdigest()
    assert (item.file_name, item.uploader, item.is_photo) == ("现场.jpg", staff, True)
    assert (files / item.stored).read_bytes() == PHOTO
    assert queries.items_uploaded(staff, [upload.pk, upload.pk]) == [item]


def test_nothing_is_left_of_the_parts_once_the_item_is_kept(
    begin, staff, files, django_capture_on_commit_callbacks
):
    upload = send(begin(), PHOTO, staff)
    assert len(left(files)) == len(range(0, len(PHOTO), PART))

    with django_capture_on_commit_callbacks(execute=True):
        finish(upload, staff)

    assert left(files) == []
    assert not UploadPart.objects.exists()


def test_beginning_and_finishing_twice_count_once(begin, staff):
    upload = begin(key=KEY)
    assert begin(key=KEY) == upload
    send(upload, PHOTO, staff)

    item = finish(upload, staff, key=UUID(int=KEY.int + 1))

    assert finish(upload, staff, key=UUID(int=KEY.int + 1)) == item
    assert finish(upload, staff) == item
    assert Item.objects.count() == 1
    assert Entry.objects.filter(act="evidence.store").count() == 1


def test_a_part_sent_again_changes_nothing_and_says_how_far_it_is(begin, staff, files):
    upload = begin()
    send(upload, PHOTO[: 2 * PART], staff)

    again = actions.append_part(upload.pk, 0, PHOTO[:PART], actor=staff, now=NOON)

    assert again.received == 2 * PART
    assert actions.upload_state(staff, upload.pk).received == 2 * PART
    assert len(left(files)) == 2


def test_of_two_senders_of_one_part_the_first_counts(begin, staff, files, monkeypatch):
    from youju.evidence.actions import uploading

    upload = begin()
    put = uploading.shelf.put_part

    def slowly(upload_id, offset, content):
        name = put(upload_id, offset, content)
        monkeypatch.setattr(uploading.shelf, "put_part", put)
        actions.append_part(upload_id, offset, content, actor=staff, now=NOON)  # the other tab
        return name

    monkeypatch.setattr(uploading.shelf, "put_part", slowly)
    upload = actions.append_part(upload.pk, 0, PHOTO[:PART], actor=staff, now=NOON)

    assert upload.received == PART
    assert len(left(files)) == UploadPart.objects.count() == 1
    assert finish(send(upload, PHOTO, staff, start=PART), staff).size == len(PHOTO)


@pytest.mark.parametrize(
    ("offset", "length", "field", "message"),
    [
        (PART, PART, "offset", "应从第 0 字节接着传"),
        (0, 100, "part", "每段至少 16 KB"),
        (0, len(PHOTO) + 1, "part", "多"),
        (0, rules.MAX_PART + 1, "part", "一次最多传 4 MB"),
    ],
)
def test_a_part_that_does_not_fit_is_refused_and_not_kept(
    begin, staff, files, offset, length, field, message
):
    upload = begin()

    with pytest.raises(Refused, match=message) as refusal:
        actions.append_part(upload.pk, offset, bytes(length), actor=staff, now=NOON)

    assert refusal.value.field == field
    assert left(files) == []


def test_a_first_part_that_shows_a_program_is_refused_before_it_is_stored(begin, staff, files):
    upload = begin()

    with pytest.raises(Refused, match="可执行文件"):
        actions.append_part(upload.pk, 0, b"MZ" + bytes(PART), actor=staff, now=NOON)

    assert left(files) == []


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"size": 0}, "file"),
        ({"size": 2**40}, "file"),
        ({"name": "照片.exe"}, "name"),
        ({"sha256": "abc"}, "sha256"),
    ],
)
def test_what_will_not_be_accepted_is_refused_before_a_byte_is_sent(begin, wrong, field):
    with pytest.raises(Refused) as refusal:
        begin(**wrong)

    assert refusal.value.field == field
    assert not Upload.objects.exists()


def test_a_person_finishes_uploads_before_beginning_hundreds_more(begin, monkeypatch):
    monkeypatch.setattr(rules, "MAX_OPEN_UPLOADS", 1)
    begin()

    with pytest.raises(Refused, match="还有 1 个文件没有传完"):
        begin()


def test_an_upload_cannot_be_finished_before_all_is_there(begin, staff):
    upload = send(begin(), PHOTO[:PART], staff)

    with pytest.raises(Refused, match="还差") as refusal:
        finish(upload, staff)

    assert refusal.value.field == "offset"
    with pytest.raises(Refused, match="还没有传完"):
        queries.items_uploaded(staff, [upload.pk])
    assert finish(send(upload, PHOTO, staff, start=PART), staff).size == len(PHOTO)


def test_damaged_on_the_way_it_is_sent_again_from_the_beginning(begin, staff, files):
    upload = send(begin(), PHOTO[:-1] + b"x", staff)

    with pytest.raises(Refused, match="从头重传") as refusal:
        finish(upload, staff)

    assert refusal.value.field == "sha256"
    assert actions.upload_state(staff, upload.pk).received == 0
    assert left(files) == []
    assert finish(send(upload, PHOTO, staff), staff).size == len(PHOTO)


def test_a_sender_that_cannot_hash_is_believed(begin, staff):
    assert finish(send(begin(sha256=""), PHOTO, staff), staff).size == len(PHOTO)


def test_what_turns_out_not_to_be_accepted_is_dropped_and_the_reason_stays(begin, staff, files):
    broken = made.office(types=b"macroEnabled" + bytes(PART))
    upload = send(begin(broken, name="通知.docx"), broken, staff)

    for _twice in range(2):
        with pytest.raises(Refused, match="带宏") as refusal:
            finish(upload, staff)
        assert refusal.value.field == "file"

    state = actions.upload_state(staff, upload.pk)
    assert (state.state, left(files)) == (Upload.State.REFUSED, [])
    assert send(state, broken, staff).received == state.received
    assert not Item.objects.exists()


def test_an_upload_is_its_persons_alone(begin, staff, neighbour, city):
    upload = begin()

    with pytest.raises(Missing):
        actions.append_part(upload.pk, 0, PHOTO[:PART], actor=neighbour, now=NOON)
    with pytest.raises(Missing):
        actions.upload_state(None, upload.pk)
    with pytest.raises(Forbidden):
        begin(unit=city.next_door)


def test_uploads_that_nobody_came_back_to_are_dropped(begin, staff, files):
    send(begin(), PHOTO[:PART], staff)
    fresh = send(begin(), PHOTO[:PART], staff, now=NOON + timedelta(days=7))
    done = begin()
    finish(send(done, PHOTO, staff), staff)
    stray = files / "uploads" / str(fresh.pk) / "00000016384-stray"
    stray.write_bytes(b"the server was stopped before its row was written")

    assert actions.drop_abandoned(now=NOON + timedelta(days=8)) == 1
    assert set(Upload.objects.values_list("pk", flat=True)) == {fresh.pk, done.pk}
    assert actions.drop_abandoned(now=NOON + timedelta(days=91)) == 2
    assert left(files) == []


def take(upload, content, staff, *, most=PART, start=0):
    for offset in range(start, len(content), most):
        piece = content[offset : offset + most]
        upload = actions.take_part(upload.pk, offset, piece, actor=staff, now=NOON)
    return upload


def test_the_last_part_makes_the_item_and_is_not_stored_by_itself(
    begin, staff, files, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        upload = take(begin(), PHOTO, staff)
    whole = take(begin(), PHOTO, staff, most=len(PHOTO))

    assert (upload.state, upload.received) == ("done", len(PHOTO))
    assert (files / upload.item.stored).read_bytes() == PHOTO
    assert whole.item == upload.item
    assert left(files) == []
    assert not UploadPart.objects.exists()


def test_a_file_that_was_whole_but_not_finished_is_finished_by_its_last_part(begin, staff):
    upload = send(begin(), PHOTO, staff)

    done = take(upload, PHOTO, staff, start=len(PHOTO) - PART)

    assert done.item == finish(upload, staff)
    assert take(upload, PHOTO, staff).item == done.item


def test_a_last_part_that_does_not_fit_counts_for_nothing(begin, staff, files):
    upload, program = begin(), begin(b"MZ" + bytes(PART))

    with pytest.raises(Refused) as gap:
        actions.take_part(upload.pk, PART, PHOTO[PART:], actor=staff, now=NOON)
    with pytest.raises(Refused):
        actions.take_part(program.pk, 0, b"MZ" + bytes(PART), actor=staff, now=NOON)

    assert gap.value.field == "offset"
    assert left(files) == []
    assert not Item.objects.exists()
