"""Taking many rows in: replays, several units, what was left, and undoing."""

from __future__ import annotations

from uuid import uuid4

import pytest

from youju.facts.queries import figures
from youju.jobs.actions import perform
from youju.kernel.periods import parse_period
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.ledgers import imports, queries, taking
from youju.ledgers.models import Entry, ImportBatch
from youju.ledgers.tests.world import NOON, World, make_member, make_world
from youju.organisations.rules import Role

pytestmark = pytest.mark.django_db
TEXT = "社区,日期,行动,地点,垃圾（立方）\n金桥社区,2026-5-4,清扫,柳荫里,20余\n桂苑社区,2026-5-5,清扫,桂苑,3\n无名社区,2026-5-6,清扫,桂苑,3\n桂苑社区,,清扫,桂苑,3\n"
COLUMNS = {0: "unit", 1: "when", 2: "action", 3: "place", 4: "rubbish"}


@pytest.fixture
def world() -> World:
    return make_world()


def receive(world: World, text: str = TEXT, **more) -> ImportBatch:
    given = {"unit": world.street, "actor": world.street_office, "now": NOON, "key": uuid4()} | more
    return imports.receive_file(text.encode(), "整治.csv", **given)


def mapped(world: World, batch: ImportBatch, **more) -> ImportBatch:
    given = {"ledger": "cleanup", "sheet": "CSV", "header_row": 0, "columns": COLUMNS} | more
    return imports.map_columns(batch.pk, **given, actor=world.street_office, now=NOON)


def started(world: World, batch: ImportBatch, **more) -> ImportBatch:
    made = imports.start_import(
        batch.pk, actor=world.street_office, now=NOON, key=more.pop("key", uuid4()), **more
    )
    perform(made.job_id)
    made.refresh_from_db()
    return made


def test_a_street_takes_in_the_rows_of_its_communities(world):
    batch = started(world, mapped(world, receive(world)))

    assert (batch.state, batch.taken) == ("done", 2)
    assert [one["reasons"] for one in batch.rejects] == [
        "社区：“无名社区”不是您范围内的单位，请写全称、简称或区划代码。",
        "日期：请填日期；不知道写 不详。",
    ]
    found = figures(
        world.street_office, world.jinqiao, parse_period("2026H1"), ["cleanup.rubbish_volume"]
    )
    assert found["cleanup.rubbish_volume"].quantity.text() == "20余立方米"


def test_rows_without_a_date_take_the_period_that_is_chosen(world):
    columns = {2: "action", 3: "place"}

    batch = started(world, mapped(world, receive(world), columns=columns, period="2026Q2"))

    assert batch.taken == 4
    assert {one.period.code for one in Entry.objects.all()} == {"2026Q2"}


def test_mapping_is_refused_where_it_cannot_be(world):
    batch = receive(world)

    with pytest.raises(Refused, match="两列对上了同一项"):
        mapped(world, batch, columns={0: "place", 1: "place"})
    with pytest.raises(Refused, match="不认识的时段"):
        mapped(world, batch, period="去年")
    with pytest.raises(Missing):
        mapped(world, batch, ledger="nothing")
    with pytest.raises(Refused, match="先选台账"):
        started(world, batch)
    with pytest.raises(Missing):
        imports.map_columns(
            batch.pk,
            ledger="cleanup",
            sheet="CSV",
            header_row=0,
            columns={},
            actor=world.clerk,
            now=NOON,
        )
    started(world, mapped(world, batch))
    with pytest.raises(Refused, match="不能再改"):
        mapped(world, batch)


def test_only_those_who_may_import_do(world):
    with pytest.raises(Forbidden):
        receive(world, actor=world.leader)
    batch = receive(world)
    with pytest.raises(Missing):
        queries.batch_at(world.clerk, batch.pk)
    assert list(queries.batches_of(world.street_office)) == [batch]


def test_the_same_act_twice_is_done_once(world):
    keys = [uuid4() for _ in range(3)]
    batch = receive(world, key=keys[0])
    assert receive(world, key=keys[0]) == batch

    mapped(world, batch)
    assert started(world, batch, key=keys[1]).taken == 2
    assert imports.start_import(batch.pk, actor=world.street_office, now=NOON, key=keys[1]) == batch
    for _ in range(2):
        imports.undo_import(batch.pk, actor=world.street_office, now=NOON, key=keys[2])
    batch.refresh_from_db()
    perform(batch.job_id)

    batch.refresh_from_db()
    assert batch.state == "undone"
    assert not Entry.objects.filter(state="live").exists()
    found = figures(world.street_office, world.street, parse_period("2026H1"), ["cleanup.entries"])
    assert found["cleanup.entries"].quantity is None


def test_a_job_that_stops_in_the_middle_leaves_what_was_taken(world, monkeypatch):
    batch = mapped(world, receive(world))
    monkeypatch.setattr(taking, "CHUNK", 1)
    monkeypatch.setattr(taking, "_write", _once(taking._write))
    started(world, batch)
    batch.refresh_from_db()
    assert (batch.state, batch.taken, Entry.objects.count()) == ("failed", 1, 1)
    monkeypatch.undo()
    given = {"actor": world.street_office, "now": NOON, "key": uuid4()}
    with pytest.raises(Refused, match="不能再改"):
        imports.start_import(batch.pk, **given)

    for _twice in range(2):
        again = imports.resume_import(batch.pk, **given)
    perform(again.job_id)

    batch.refresh_from_db()
    assert (batch.state, batch.taken, len(batch.rejects)) == ("done", 2, 2)
    assert Entry.objects.count() == 2
    batch.job_id = 0
    table = taking.stored_table(batch)
    rows = taking.read_batch(batch, world.street_office, table.rows, table.heads, NOON.date())
    with pytest.raises(Refused, match="已另外接着做"):
        taking.take_rows(batch, rows, table.heads, actor=world.street_office)


def _once(write):
    """Return what writes the first chunk and then stops."""
    calls = []

    def writing(*given):
        calls.append(given)
        return write(*given) if len(calls) == 1 else 1 / 0

    return writing


def test_an_import_whose_worker_was_killed_is_called_failed(world):
    batch = mapped(world, receive(world))
    for state, after in (("running", "failed"), ("undoing", "done"), ("undone", "undone")):
        ImportBatch.objects.update(state=state, job_id=7)
        taking.stopped(7, {"batch": batch.pk}, "停了")
        assert ImportBatch.objects.get().state == after


def test_a_pasted_block_without_a_good_row_is_refused_and_twice_is_once(world):
    given = {"unit": world.jinqiao, "actor": world.clerk, "now": NOON}
    heads, columns = ["日期", "行动", "地点"], {0: "when", 1: "action", 2: "place"}

    with pytest.raises(Refused, match="没有一行可以导入"):
        imports.paste_rows(
            "cleanup", heads, columns, [(1, ["2026-5-4", "", ""])], key=uuid4(), **given
        )
    key, rows = uuid4(), [(1, ["2026-5-4", "清扫", "柳荫里"]), (2, ["昨天", "清扫", "甲"])]
    batch, left = imports.paste_rows("cleanup", heads, columns, rows, key=key, **given)
    again, none = imports.paste_rows("cleanup", heads, columns, rows, key=key, **given)
    assert (batch, none, len(left)) == (again, [], 1)
    assert Entry.objects.count() == 1


def test_a_grid_worker_takes_back_what_was_pasted_and_a_leader_does_not(world):
    worker = make_member("wangge", "己网格", world.jinqiao, Role.GRID_WORKER)
    heads, columns = ["日期", "行动", "地点"], {0: "when", 1: "action", 2: "place"}
    rows = [(1, ["2026-5-4", "清扫", "柳荫里"])]
    how = {"actor": worker, "now": NOON}
    batch, _left = imports.paste_rows(
        "cleanup", heads, columns, rows, unit=world.jinqiao, key=uuid4(), **how
    )

    with pytest.raises(Forbidden):
        imports.undo_import(batch.pk, actor=world.leader, now=NOON, key=uuid4())
    undone = imports.undo_import(batch.pk, key=uuid4(), **how)
    perform(undone.job_id)

    assert not Entry.objects.filter(state=Entry.State.LIVE).exists()


def test_a_file_of_which_no_row_is_good_leaves_them_all(world):
    text = "日期,行动,地点\n昨天,清扫,甲\n前天,清扫,乙\n"
    batch = receive(world, text)

    columns = {0: "when", 1: "action", 2: "place"}
    done = started(world, mapped(world, batch, columns=columns))

    assert (done.taken, len(done.rejects)) == (0, 2)
    assert not Entry.objects.exists()
