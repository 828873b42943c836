"""`youju evidence verify` finds what changed behind the records."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.utils import timezone

from youju.evidence import actions, checks, queries
from youju.evidence.cli import commands
from youju.evidence.models import Item, Variant
from youju.evidence.queries import Size
from youju.evidence.tests import factories as made
from youju.evidence.tests.factories import NOON, upload


@pytest.fixture
def photo(city, staff):
    return actions.store(
        upload(made.jpeg(), "清运.jpg"), unit=city.community, actor=staff, now=NOON
    )


@pytest.fixture
def small(photo):
    return Variant.objects.get(item=photo, size_name=Size.SMALL)


def verify(*options: str):
    return CliRunner().invoke(commands[0], ["verify", *options])


def test_sound_files_are_said_to_be(photo):
    answer = verify()

    assert (answer.exit_code, answer.output) == (0, "全部文件与记录相符\n")


def test_a_missing_original_is_found_and_marked_until_it_is_back(photo, files):
    path = files / photo.stored
    content = path.read_bytes()
    path.unlink()

    answer = verify()

    assert answer.exit_code == 1
    assert f"原件缺失：清运.jpg（第 {photo.pk} 件，{photo.stored}）" in answer.output
    assert "共 1 处不符" in answer.output
    photo.refresh_from_db()
    assert photo.state == Item.State.DAMAGED
    path.write_bytes(content)
    assert verify().exit_code == 0
    photo.refresh_from_db()
    assert photo.state == Item.State.SOUND


def test_one_changed_byte_is_found(photo, files):
    content = bytearray((files / photo.stored).read_bytes())
    content[-9] ^= 1
    (files / photo.stored).write_bytes(content)

    answer = verify()

    assert answer.exit_code == 1
    assert "原件被改动：清运.jpg" in answer.output


def test_a_lost_copy_is_found_and_made_again_only_when_asked(photo, small, files):
    (files / small.stored).unlink()

    found = verify()
    mended = verify("--mend")

    assert (found.exit_code, mended.exit_code) == (1, 0)
    assert "小图缺失：清运.jpg" in found.output
    assert "，已由原件重做" in mended.output
    assert verify().output == "全部文件与记录相符\n"
    assert [entry.act for entry in queries.trail(photo)] == ["evidence.mend", "evidence.store"]


def test_an_altered_copy_is_replaced(photo, small, files):
    size = (files / small.stored).stat().st_size
    (files / small.stored).write_bytes(bytes(size))

    assert verify("--mend").exit_code == 0
    assert verify().exit_code == 0


def test_a_copy_whose_original_is_gone_cannot_be_made_again(photo, small, files):
    (files / small.stored).unlink()
    (files / photo.stored).unlink()

    answer = verify("--mend")

    assert answer.exit_code == 1
    assert "已由原件重做" not in answer.output


def test_a_file_without_a_record_is_found_once_it_has_settled(photo, files):
    stray = files / "ab" / "cd" / ("abcd" + "0" * 60 + ".jpg")
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"stray")
    (files / "exports").mkdir()
    (files / "exports" / "a.xlsx").write_bytes(b"of another room")

    assert verify().exit_code == 0
    old = (timezone.now() - timedelta(hours=2)).timestamp()
    os.utime(stray, (old, old))
    os.utime(files / "exports" / "a.xlsx", (old, old))
    answer = verify()

    assert answer.exit_code == 1
    lines = answer.output.splitlines()
    assert lines == [f"没有记录的文件：ab/cd/abcd{'0' * 60}.jpg", "共 1 处不符"]


def test_verifying_an_empty_store_finds_nothing(db, files):
    assert list(checks.faults(now=NOON)) == []


def test_handing_in_the_same_photo_brings_a_missing_original_back(city, staff, photo, files):
    (files / photo.stored).unlink()

    actions.store(upload(made.jpeg(), "again.jpg"), unit=city.community, actor=staff, now=NOON)

    assert verify().exit_code == 0


def test_a_file_whose_writing_broke_off_is_written_again(city, staff, photo, files):
    (files / photo.stored).write_bytes(made.jpeg()[:100])

    actions.store(upload(made.jpeg(), "again.jpg"), unit=city.community, actor=staff, now=NOON)

    assert verify().exit_code == 0
