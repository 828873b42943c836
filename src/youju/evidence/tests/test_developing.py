"""Photos accepted by their header; what is shown of them is made by a worker, or by whoever looks."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from youju.audit.queries import Entry
from youju.evidence import actions, developing, queries, rules
from youju.evidence.models import Item, Position, Variant
from youju.evidence.tests import factories as made
from youju.evidence.tests.factories import NOON, upload
from youju.inbox.queries import messages_of
from youju.jobs.queries import Job, is_waiting
from youju.kernel.refusal import Missing, Refused

TRUNCATED = made.jpeg()[:-4000]


@pytest.fixture(autouse=True)
def in_the_background(settings):
    settings.PHOTOS_AT_ONCE = False
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@pytest.fixture
def keep(city, staff):
    def kept(content=None, **more):
        content = content or made.jpeg_of_phone(turned=6)
        return actions.store(upload(content), unit=city.community, actor=staff, now=NOON, **more)

    return kept


def work():
    return developing.run(1, {}, lambda *told: None)


def test_accepting_a_photo_reads_its_header_and_makes_nothing(keep, files):
    item = keep()

    assert (item.work, item.width, item.height) == ("waiting", 800, 600)
    assert (item.look, item.taken_at) == (None, None)
    assert not Variant.objects.exists()
    assert len([path for path in files.rglob("*") if path.is_file()]) == 1


def test_a_worker_makes_the_copies_and_finds_time_and_place(keep):
    item = keep()

    assert work() == {"text": "处理了 1 张照片"}

    item.refresh_from_db()
    assert (item.work, item.width, item.height) == ("ready", 600, 800)  # turned upright
    assert item.look is not None and item.taken_at is not None
    assert Variant.objects.filter(item=item).count() == 3
    assert Position.objects.get(item=item).lat == 31.31
    assert [entry.act for entry in queries.trail(item)] == ["evidence.store"]
    assert work() == {"text": "处理了 0 张照片"}


def test_whoever_opens_a_photo_first_does_not_wait_for_the_worker(keep):
    item = keep()

    file, media_type = queries.open_copy(item)

    assert media_type == "image/jpeg" and file.size > 1000
    assert queries.can_be_shown(item)
    assert Item.objects.get().work == "ready"
    developing.develop(item, now=NOON)  # the worker had it in hand: once more, with nothing doubled
    assert Variant.objects.count() == 3


def test_a_bomb_is_refused_by_its_header(keep, files):
    with pytest.raises(Refused, match="像素过多"):
        keep(made.png_declaring(30_000, 30_000))

    assert not Item.objects.exists()


def test_a_form_that_wants_it_at_once_gets_it(keep):
    assert keep(at_once=True).work == "ready"
    assert Variant.objects.count() == 3


def test_a_photo_that_turns_out_broken_is_marked_told_of_and_stays(keep, city, staff, files):
    item = keep(TRUNCATED)
    actions.link("ledgers.entry", 1, [item.pk], unit=city.community, actor=staff, now=NOON)

    work()

    item.refresh_from_db()
    assert item.work == "broken"
    assert (files / item.stored).exists()
    assert [one.item for one in queries.items_of(staff, "ledgers.entry", 1)] == [item]
    assert [one.kind for one in messages_of(staff)] == ["evidence.broken"]
    assert Entry.objects.get(act="evidence.broken").detail["reason"].startswith("照片不完整")
    with pytest.raises(Missing, match="打不开"):
        queries.open_copy(item)
    assert not queries.can_be_shown(item)
    developing.call_broken(item.pk, "again", NOON)
    assert messages_of(staff).count() == 1


def test_what_came_without_a_sign_in_and_is_broken_is_told_to_nobody(keep):
    item = keep(TRUNCATED)
    Item.objects.update(uploader=None)

    work()

    item.refresh_from_db()
    assert item.work == "broken"


def test_workers_do_not_take_the_same_photo(keep):
    keep()

    first, second = developing.claim(NOON), developing.claim(NOON + timedelta(minutes=1))

    assert len(first) == 1 and second == []
    late = NOON + timedelta(minutes=6)  # the first worker was stopped
    assert developing.claim(late) == first


def test_a_photo_that_stops_workers_again_and_again_is_called_broken(keep):
    item = keep()
    for n in range(rules.TRIES):
        assert developing.claim(NOON + n * timedelta(minutes=6)) == [item]

    assert developing.claim(NOON + timedelta(hours=1)) == []
    item.refresh_from_db()
    assert item.work == "broken"


def test_a_photo_whose_file_is_gone_waits_for_it(keep, files):
    item = keep()
    content = (files / item.stored).read_bytes()
    (files / item.stored).unlink()

    work()
    with pytest.raises(Missing, match="不在存储中"):
        queries.open_copy(item)
    assert queries.can_be_shown(item)

    item.refresh_from_db()
    assert item.waiting
    (files / item.stored).write_bytes(content)
    Item.objects.update(work_at=NOON)
    work()
    item.refresh_from_db()
    assert item.work == "ready"


def test_a_job_is_started_once_while_photos_wait(keep):
    assert not developing.wake(now=NOON)
    keep()

    assert developing.wake(now=NOON)
    assert not developing.wake(now=NOON)
    assert is_waiting(developing.JOB)
    assert Job.objects.get().person_id is None


def test_pages_say_that_a_photo_is_being_worked_on_until_it_is_there(keep, city, staff):
    browser = Client()
    browser.force_login(staff.person)
    form = {"unit": city.community.pk, "key": uuid4(), "file": upload(made.jpeg())}
    said = browser.post("/evidence/upload/", form).content.decode()
    item = Item.objects.get()
    picked, tile = f"/evidence/{item.pk}/picked/?name=items", f"/evidence/{item.pk}/tile/"
    assert "处理中" in said and f'hx-get="{picked}"' in said
    assert f'hx-get="{tile}"' in browser.get("/evidence/").content.decode()
    small = browser.get(f"/evidence/{item.pk}/small/")
    assert small["Cache-Control"] == "no-store" and "处理中" in small.content.decode()

    work()

    for part in (picked, tile):
        page = browser.get(part).content.decode()
        assert "hx-get" not in page and f"/evidence/{item.pk}/small/" in page
    assert browser.get(f"/evidence/{item.pk}/small/")["Content-Type"] == "image/jpeg"


def test_the_page_of_a_photo_shows_it_at_once_and_says_where_it_is_broken(keep, staff):
    browser = Client()
    browser.force_login(staff.person)
    sound, broken = keep(), keep(TRUNCATED)

    assert "打不开" not in browser.get(f"/evidence/{sound.pk}/").content.decode()
    page = browser.get(f"/evidence/{broken.pk}/").content.decode()

    assert "打不开" in page
    assert browser.get(f"/evidence/{broken.pk}/medium/").status_code == 404
    assert "打不开" in browser.get(f"/evidence/{broken.pk}/picked/").content.decode()


def test_photos_handed_in_earlier_are_found_by_words_and_chosen(keep, city, staff, neighbour):
    browser = Client()
    browser.force_login(staff.person)
    for n in range(13):
        keep(made.jpeg(made.scene(n)), at_once=True, caption=f"东门第{n}堆")
    url = f"/evidence/choose/?unit={city.community.pk}&name=photos"

    page = browser.get(url).content.decode()
    assert page.count("data-choose=") == 12 and "更早的" in page
    found = browser.get(url + "&find=东门 第12堆").content.decode()

    assert found.count("data-choose=") == 1 and "选用 东门第12堆" in found
    assert "没有找到" in browser.get(url + "&find=西门").content.decode()
    assert queries.photos_found(neighbour, city.next_door, "").count() == 0
