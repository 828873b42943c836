"""A whole tree taken out: nothing of it stays but the log, and nothing of another is touched."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from tests.world import NOON, World

from youju.audit.models import Entry
from youju.evidence.actions import store
from youju.evidence.tests.factories import jpeg, upload
from youju.kernel.periods import Grain, around
from youju.kernel.refusal import Refused
from youju.ledgers.actions import record_entry
from youju.ledgers.models import Entry as LedgerEntry
from youju.organisations.rules import Role, UnitKind
from youju.organisations.tests.factories import make_member, make_unit
from youju.search.queries import search
from youju.upkeep import rows, rules
from youju.upkeep.actions import remove_tree


def another_city():
    """A city with one record, and the very photo that the other one has, too."""
    city = make_unit("云岭市", UnitKind.CITY, None, "530900000000")
    staff = make_member(city, Role.STAFF, "yunling")
    record_entry(
        "cleanup",
        unit=city,
        values={"action": "云岭清洁日", "place": "云岭广场", "rubbish": "3车"},
        period=around(date(2026, 3, 5), Grain.DAY),
        actor=staff,
        now=NOON,
        key=uuid4(),
    )
    store(upload(jpeg()), unit=city, actor=staff, now=NOON, key=uuid4())
    return staff


def test_only_the_tree_goes_with_files_that_no_other_row_names(
    db, shelf, django_capture_on_commit_callbacks
):
    staff = another_city()
    before, stored = rows.sums(), {f for f in shelf.rglob("*") if f.is_file()}
    world = World()
    assert {f for f in shelf.rglob("*") if f.is_file()} != stored

    with django_capture_on_commit_callbacks(execute=True):
        gone = remove_tree(world.city.city, now=NOON)

    assert rules.unlike(before, rows.sums()) == ["audit.Entry"]
    assert gone.rows > 50 and {f for f in shelf.rglob("*") if f.is_file()} == stored
    assert Entry.objects.get(act="upkeep.remove_tree").detail["rows"] == gone.rows
    assert [hit.title for hit in search(staff, "云岭清洁日")]
    assert LedgerEntry.objects.get().unit_id == staff.unit_id


def test_a_row_of_another_tree_that_refers_to_it_stops_everything(db, shelf):
    staff, world = another_city(), World()
    LedgerEntry.objects.filter(root_id=staff.root_id).update(unit=world.city.community)

    with pytest.raises(Refused, match="别的单位"):
        remove_tree(world.city.city, now=NOON)

    assert LedgerEntry.objects.count() == 2
