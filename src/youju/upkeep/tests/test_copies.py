"""A small world copied and taken in again; what is refused, and that nothing is left then."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.utils import timezone
from tests.world import NOON, World

from youju.audit.models import Entry
from youju.kernel.refusal import Refused
from youju.ledgers.models import Entry as LedgerEntry
from youju.organisations.models import Unit
from youju.search.queries import search
from youju.upkeep import actions, archive, rows, rules
from youju.upkeep.actions import copies
from youju.upkeep.archive import members
from youju.upkeep.tests.conftest import WORD

CHILD = """
import os, sys
import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from pathlib import Path
import importlib
django.setup()
settings.MIGRATION_MODULES = {one.label: None for one in apps.get_app_configs()}
call_command("migrate", run_syncdb=True, verbosity=0)
with connection.schema_editor() as editor:
    importlib.import_module("youju.search.migrations.0002_index").install(None, editor)
from youju.audit.models import Entry
from youju.upkeep import actions, rows, rules, sealing
sealing.COST = 2
there, back, word = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
actions.restore(there, word, now=timezone.now())
Entry.objects.filter(act="upkeep.restore").delete()
print(connection.vendor, rules.content_hash(rows.sums()))
actions.back_up(back, word, now=timezone.now())
"""


def emptied(shelf: Path) -> None:
    """Remove every row and every file, as only a test can: its log has no triggers."""
    rows.empty()
    for file in shelf.rglob("*"):
        if file.is_file():
            file.unlink()


def files_in(shelf: Path) -> dict[str, bytes]:
    return {str(f.relative_to(shelf)): f.read_bytes() for f in shelf.rglob("*") if f.is_file()}


@pytest.fixture
def copy_of(world: World, tmp_path: Path) -> Path:
    actions.back_up(tmp_path / "a.youju", WORD, now=NOON)
    return tmp_path / "a.youju"


def test_every_kind_of_column_can_be_written_down(db):
    known = {
        "AutoField", "BigAutoField", "BigIntegerField", "BooleanField", "CharField", "DateField",
        "DateTimeField", "DecimalField", "FloatField", "ForeignKey", "GenericIPAddressField",
        "IntegerField", "JSONField", "OneToOneField", "PositiveIntegerField",
        "PositiveSmallIntegerField", "ProtectedField", "SmallIntegerField", "TextField",
        "TimeField", "UUIDField",
    }  # fmt: skip
    used = {type(field).__name__ for model in rows.tables() for field in rows.columns(model)}

    assert used <= known


def test_a_world_comes_back_as_it_was(world: World, shelf: Path, tmp_path: Path):
    path, lines = tmp_path / "a.youju", []
    before, stored = rows.sums(), files_in(shelf)

    copy = actions.back_up(path, WORD, now=NOON, say=lines.append)

    logged = Entry.objects.get(act="upkeep.backup")
    assert logged.detail["content"] == copy.content == rules.content_hash(before)
    assert (copy.files, copy.rows) == (len(stored), sum(one["rows"] for one in before.values()))
    assert path.stat().st_mode & 0o077 == 0 and "清理垃圾".encode() not in path.read_bytes()
    emptied(shelf)
    assert not Unit.objects.exists() and search(world.office, "周末清洁日") == []

    told = actions.restore(path, WORD, now=NOON, say=lines.append)

    assert told.content == copy.content and lines[0].startswith("已写入")
    assert Entry.objects.filter(act="upkeep.restore").exists()
    Entry.objects.filter(act="upkeep.restore").delete()
    assert rules.unlike(before, rows.sums()) == [] and files_in(shelf) == stored
    assert [hit.title for hit in search(world.office, "周末清洁日")]
    later = LedgerEntry.objects.order_by("-pk").first()
    later.pk = None
    later.save()
    assert LedgerEntry.objects.count() == 2  # numbered behind those that came with their numbers


def test_large_copies_are_told_of_as_they_go(world, shelf, tmp_path, monkeypatch):
    monkeypatch.setattr(rows, "AT_ONCE", 1)
    path, lines = tmp_path / "a.youju", []
    stored = sorted(files_in(shelf))
    monkeypatch.setattr(copies, "stored_names", lambda: [*stored, "gone"])  # thrown away since

    copy = actions.back_up(path, WORD, now=NOON, say=lines.append)
    assert copy.files == len(stored) and f"已写入 {copy.files} 个文件" in lines
    assert copy.told().startswith(f"{copy.rows} 行，{copy.files} 个文件")
    left = files_in(shelf)
    rows.empty()  # the files stay
    told = actions.restore(path, WORD, now=NOON, say=lines.append)

    assert told.content == copy.content and files_in(shelf) == left
    assert f"已恢复 {copy.files} 个文件" in lines
    copies.silent("")


def test_nothing_is_restored_into_a_system_in_use_nor_written_over(copy_of: Path):
    with pytest.raises(Refused, match="只恢复到空系统"):
        actions.restore(copy_of, WORD, now=NOON)
    with pytest.raises(Refused, match="已经有了"):
        actions.back_up(copy_of, WORD, now=NOON)


def test_an_empty_system_has_nothing_to_copy(db, shelf: Path, tmp_path: Path):
    with pytest.raises(Refused, match="还没有数据"):
        actions.back_up(tmp_path / "a", WORD, now=NOON)


def test_a_copy_that_cannot_be_written_leaves_a_line_in_the_log(world: World, tmp_path: Path):
    with pytest.raises(Refused, match="写不成"):
        actions.back_up(tmp_path / "nowhere" / "a", WORD, now=NOON)

    assert Entry.objects.get(act="upkeep.backup").outcome == "refused"


def test_a_copy_that_reads_back_wrong_is_thrown_away(world: World, tmp_path: Path, monkeypatch):
    monkeypatch.setattr(rules.Sum, "told", lambda self: {"rows": self.rows, "hash": id(self)})

    with pytest.raises(rules.Damaged, match="与目录不符"):
        actions.back_up(tmp_path / "a", WORD, now=NOON)

    assert list(tmp_path.glob("a*")) == []


def test_a_bad_archive_leaves_nothing_behind(copy_of: Path, shelf: Path):
    good = copy_of.read_bytes()
    emptied(shelf)
    nothing = rows.sums()
    cases = {
        good[: len(good) // 2]: rules.Damaged,
        good[:-100]: rules.Damaged,
        good[:5000] + b"!" + good[5001:]: rules.Damaged,
        b"": rules.Damaged,
    }
    for content, kind in cases.items():
        copy_of.write_bytes(content)
        with pytest.raises(kind):
            actions.restore(copy_of, WORD, now=NOON)
    copy_of.write_bytes(good)
    with pytest.raises(rules.WrongKey):
        actions.restore(copy_of, "another passphrase", now=NOON)

    assert rows.sums() == nothing and files_in(shelf) == {}


@pytest.mark.parametrize("broken", ["keys", "disk", "content"])
def test_what_fails_half_way_is_taken_back(copy_of: Path, shelf: Path, monkeypatch, broken: str):
    emptied(shelf)
    nothing = rows.sums()

    def full(*_given):
        raise OSError("No space left on device")

    if broken == "keys":
        monkeypatch.setattr(copies, "_key_marks", lambda: ["other"])
    elif broken == "disk":
        monkeypatch.setattr(rows, "count_on", full)
    else:
        monkeypatch.setattr(rows, "sums", dict)
    with pytest.raises(Refused, match=r"YOUJU_FIELD_KEYS|No space|不一致"):
        actions.restore(copy_of, WORD, now=NOON)

    monkeypatch.undo()
    assert rows.sums() == nothing and files_in(shelf) == {}


def test_a_member_that_is_not_what_was_written_is_damage(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(archive, "SUMMED", 2)
    path = tmp_path / "a"
    with path.open("wb") as file:
        writer = archive.Writer(file, WORD)
        writer.add_bytes("files/a", b"a")
        writer._sums["files/a"] = "0" * 64
        writer.add_bytes("files/b", b"b")
        writer.finish({"tables": {}, "files": 2, "bytes": 2})

    with path.open("rb") as file, pytest.raises(rules.Damaged, match="files/a"):
        list(members(file, WORD))


def test_an_archive_without_a_head_is_damaged(db, tmp_path: Path):
    path = tmp_path / "a"
    with path.open("wb") as file:
        archive.Writer(file, WORD).finish({"tables": {}, "files": 0, "bytes": 0})

    with pytest.raises(rules.Damaged, match="目录"):
        actions.check(path, WORD)


@pytest.mark.slow
@pytest.mark.skipif("not config.getoption('--database-only')", reason="goes between two databases")
def test_a_world_goes_to_sqlite_and_back(world: World, shelf: Path, tmp_path: Path):
    there, back = tmp_path / "a.youju", tmp_path / "b.youju"
    content = rules.content_hash(rows.sums())
    actions.back_up(there, WORD, now=timezone.now())
    environment = {
        **os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": "src:.",
        "YOUJU_TEST_DATABASE_URL": f"sqlite:///{tmp_path}/other.sqlite3",
    }  # fmt: skip
    command = [sys.executable, "-c", CHILD, str(there), str(back), WORD]
    child = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    assert child.stdout.split() == ["sqlite", content], child.stderr[-2000:]
    emptied(shelf)
    actions.restore(back, WORD, now=timezone.now())
    Entry.objects.filter(act__startswith="upkeep.").delete()
    assert rules.content_hash(rows.sums()) == content
