"""The log is sealed into a chain, and whoever changes it is found out."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from click.testing import CliRunner
from django.db import DatabaseError, connection, transaction

from youju.audit import actions, queries, rules
from youju.audit.cli import audit
from youju.audit.models import Batch, Entry, Outcome, Seal

NOON = datetime(2026, 6, 27, 4, 0, tzinfo=UTC)
LATER = NOON + timedelta(minutes=5)
ROOT = 7


class Somebody:
    root_id = ROOT
    unit_id = 12
    person_id = 3
    role = "staff"
    label = "金桥社区 工作人员"


def log(name, at=NOON):
    actions.record(name, Outcome.DONE, actor=Somebody(), now=at, kind="ledgers.entry", subject_id=5)


def tamper(statement):
    """Do what no role can: change the log behind the product's back."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
        else:
            for verb in ("update", "delete"):
                cursor.execute(f"DROP TRIGGER audit_entry_no_{verb}")
        cursor.execute(statement)


def test_a_row_hash_is_sha256_of_its_sorted_json():
    text = '{"act":"entry.add","at":"2026-06-27"}'

    found = rules.row_hash({"at": "2026-06-27", "act": "entry.add"})

    assert found == sha256(text.encode()).hexdigest()


def test_a_batch_hash_covers_the_batch_before_and_each_row_in_order():
    assert rules.batch_hash("0", ["a", "b"]) == sha256(b"0ab").hexdigest()
    assert rules.batch_hash("0", ["b", "a"]) != rules.batch_hash("0", ["a", "b"])
    assert rules.batch_hash("1", ["a", "b"]) != rules.batch_hash("0", ["a", "b"])


@pytest.mark.django_db
def test_settled_entries_are_sealed_once_and_each_batch_hangs_on_the_last():
    log("entry.add")
    first = actions.seal(now=LATER)
    log("entry.change", at=LATER)
    second = actions.seal(now=LATER + timedelta(minutes=5))

    assert (first.count, first.previous) == (1, "0" * 64)
    assert (second.count, second.previous) == (1, first.hash)
    assert actions.seal(now=LATER + timedelta(minutes=5)) is None
    assert list(queries.faults()) == []


@pytest.mark.django_db
def test_an_entry_younger_than_a_minute_waits_for_the_next_batch():
    log("entry.add")

    assert actions.seal(now=NOON + timedelta(seconds=59)) is None
    assert actions.seal(now=NOON + timedelta(seconds=61)).count == 1


@pytest.mark.django_db
def test_no_row_of_the_log_can_be_changed_or_deleted():
    log("entry.add")

    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.update(act="nothing")
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.all().delete()

    assert Entry.objects.get().act == "entry.add"


@pytest.mark.django_db
def test_verify_finds_a_changed_row():
    log("entry.add")
    actions.seal(now=LATER)
    tamper("UPDATE audit_entry SET act = 'entry.look'")

    result = CliRunner().invoke(audit, ["verify"])

    assert result.exit_code == 1
    assert "有一条被改过" in result.output
    assert "共 1 处不符" in result.output


@pytest.mark.django_db
def test_verify_finds_a_missing_row():
    log("entry.add")
    log("entry.change")
    actions.seal(now=LATER)
    tamper("DELETE FROM audit_entry WHERE act = 'entry.add'")

    result = CliRunner().invoke(audit, ["verify"])

    assert result.exit_code == 1
    assert "少了一条" in result.output


@pytest.mark.django_db
def test_a_batch_put_in_between_breaks_the_chain():
    log("entry.add")
    actions.seal(now=LATER)
    Batch.objects.create(sealed_at=LATER, count=0, previous="f" * 64, hash="e" * 64)

    assert [fault.split("：")[1] for fault in queries.faults()] == [
        "与上一批接不上",
        "封条与内容不符",
    ]


@pytest.mark.django_db
def test_seal_and_verify_say_what_they_did():
    log("entry.add")
    log("entry.change")

    sealed = CliRunner().invoke(audit, ["seal"])
    verified = CliRunner().invoke(audit, ["verify"])

    assert sealed.output == "已封存 2 条\n"
    assert (verified.exit_code, verified.output) == (0, "审计记录完整\n")
    assert Seal.objects.count() == 2
