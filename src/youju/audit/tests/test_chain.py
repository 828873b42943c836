"""The chain over the log: sealing, and finding what was changed, removed or added."""

from datetime import UTC, datetime, timedelta
from importlib import import_module
from types import SimpleNamespace
from uuid import UUID

import pytest
from click.testing import CliRunner
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from youju.audit import actions, rules
from youju.audit.actions import SYSTEM, seal
from youju.audit.cli import audit
from youju.audit.models import Batch, Entry, Outcome, Seal
from youju.audit.queries import faults

pytestmark = pytest.mark.real_clock  # ids hold the time they were made at

MINUTE = timedelta(minutes=1)


def log(count=3):
    for n in range(count):
        actions.record("t.look", Outcome.LOOKED, actor=SYSTEM, now=timezone.now(), n=n)


def later(hours=0):
    return timezone.now() + 2 * MINUTE + timedelta(hours=hours)


@pytest.fixture
def fixed(db):
    """Put the triggers up for one test."""
    migration = import_module("youju.audit.migrations.0002_immutable")
    with connection.cursor() as cursor:
        migration.install(None, SimpleNamespace(connection=connection, execute=cursor.execute))


@pytest.mark.django_db
def test_settled_entries_are_sealed_once_in_order_and_chained():
    log(3)
    first = seal(now=later())
    log(2)
    second = seal(now=later())

    assert (first.count, first.previous) == (3, "0" * 64)
    assert (second.count, second.previous) == (2, first.hash)
    assert [s.position for s in Seal.objects.filter(batch=first).order_by("position")] == [0, 1, 2]
    assert seal(now=later()) is None
    assert list(faults()) == []


@pytest.mark.django_db
def test_what_is_younger_than_a_minute_waits():
    log(1)

    assert seal(now=timezone.now() + timedelta(seconds=59)) is None
    assert seal(now=timezone.now() + timedelta(seconds=61)).count == 1


@pytest.mark.django_db
def test_many_entries_are_sealed_in_several_batches():
    log(7)

    seal(now=later(), limit=3)

    assert [b.count for b in Batch.objects.order_by("id")] == [3, 3, 1]
    assert list(faults()) == []


@pytest.mark.django_db
def test_a_sealer_that_comes_second_leaves_it_to_the_first(monkeypatch):
    log(2)
    stale = Batch.objects.none().first()
    rows = list(Entry.objects.order_by("id"))
    seal(now=later())

    assert actions._seal_batch(stale, rows, later()) is None
    assert Batch.objects.count() == 1


@pytest.mark.django_db
def test_an_entry_that_was_committed_late_is_sealed_with_the_next_batch():
    log(2)
    late = Entry.objects.order_by("id").first()
    Entry.objects.filter(id=late.id).delete()
    seal(now=later())
    late.save(force_insert=True)

    assert seal(now=later()).count == 1
    assert list(faults()) == []


@pytest.mark.django_db
def test_a_changed_row_is_found():
    log()
    seal(now=later())
    row = Entry.objects.order_by("id")[1]
    Entry.objects.filter(id=row.id).update(actor_label="另一人")

    assert list(faults()) == [f"第 {Batch.objects.get().pk} 批：有一条被改过（{row.id}）"]


@pytest.mark.django_db
def test_a_missing_row_is_found():
    log()
    seal(now=later())
    row = Entry.objects.order_by("id")[1]
    Entry.objects.filter(id=row.id).delete()

    assert list(faults()) == [f"第 {Batch.objects.get().pk} 批：少了一条（{row.id}）"]


@pytest.mark.django_db
def test_a_missing_row_with_its_seal_is_found():
    log()
    batch = seal(now=later())
    row = Seal.objects.get(position=1)
    Entry.objects.filter(id=row.entry_id).delete()
    row.delete()

    assert list(faults()) == [f"第 {batch.pk} 批：封条与内容不符"]


@pytest.mark.django_db
def test_a_row_added_where_batches_have_passed_is_found():
    log()
    seal(now=later(hours=30))
    forged = Entry.objects.first()
    forged.id = rules.made_before(timezone.now() - timedelta(days=2))
    forged.save(force_insert=True)
    seal(now=later(hours=30))

    assert list(faults()) == [f"有一条是后来加进去的（{forged.id}）"]


@pytest.mark.django_db
def test_a_broken_chain_is_found():
    log(4)
    seal(now=later(), limit=2)
    first, second = Batch.objects.order_by("id")
    Seal.objects.filter(batch=first).delete()
    first.delete()

    assert next(faults()) == f"第 {second.pk} 批：与上一批接不上"


@pytest.mark.django_db
def test_a_chain_made_anew_does_not_hold_the_hash_noted_elsewhere():
    log()
    noted = seal(now=later()).hash

    assert list(faults(noted)) == []
    assert list(faults("f" * 64)) == ["给出的封条号不在日志里：日志可能被整个换过"]


@pytest.mark.parametrize("table", ["audit_entry", "audit_batch", "audit_seal"])
@pytest.mark.parametrize("act", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}"])
def test_the_database_refuses_to_change_or_delete(fixed, table, act):
    log()
    seal(now=later())
    column = "count" if table == "audit_batch" else "root_id"

    with pytest.raises(DatabaseError, match="审计记录不能修改或删除"), transaction.atomic():
        connection.cursor().execute(act.format(table, column))

    assert Entry.objects.count() == 3


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite knows no TRUNCATE")
def test_the_database_refuses_to_empty_the_log(fixed):
    log()

    with pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute("TRUNCATE audit_entry CASCADE")

    assert Entry.objects.count() == 3


def test_a_key_tells_when_it_was_made():
    moment = datetime(2026, 7, 3, 9, 0, tzinfo=UTC)

    key = rules.made_before(moment)

    assert key == UUID("019f2734-ce80-7000-8000-000000000000")
    assert rules.made_at(key) == moment


def test_hashes_are_those_of_sha_256():
    assert rules.row_hash({"b": 1, "a": "审"}) == (
        "45f37d77fb6b0eadebd777647ce8eac9afaec1b32aaff3cfc99315dd4ed78992"
    )
    assert rules.batch_hash("", []) == (
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    )


@pytest.mark.django_db
def test_the_command_line_seals_and_verifies(monkeypatch):
    log()
    soon = later()
    monkeypatch.setattr("youju.audit.cli.timezone.now", lambda: soon)
    run = CliRunner().invoke

    assert "封条号" in run(audit, ["seal"]).output
    assert run(audit, ["seal"]).output == "没有要封存的\n"
    assert run(audit, ["verify"]).output == "审计记录完整\n"
    Entry.objects.update(act="t.other")
    wrong = run(audit, ["verify"])
    assert wrong.exit_code == 1
    assert wrong.output.endswith("共 3 处不符\n")
