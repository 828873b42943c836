"""Entries that go on from step to step: each told once, counted, and dated by the day they ended."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from youju.facts.models import Fact
from youju.kernel.periods import UNKNOWN, Grain, around
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.ledgers import actions
from youju.ledgers.models import Entry
from youju.ledgers.tests.world import NOON, World, make_world

BEGAN = date(2026, 5, 4)


@pytest.fixture
def world(db: Any) -> World:
    return make_world()


def clutter(world: World, when: Any = None, **values: str) -> Entry:
    given = {"place": "3栋2单元", "kind": "旧家具", "state": "劝说中", **values}
    return actions.record_entry(
        "clutter", unit=world.jinqiao, values=given, period=when or around(BEGAN, Grain.DAY),
        actor=world.clerk, now=NOON, key=uuid4(),
    )  # fmt: skip


def step(world: World, entry: Entry, on: date, said: str = "上门劝说", **more: Any) -> Entry:
    told = {"values": more.pop("values", {}), "actor": world.clerk, "now": NOON, "key": uuid4()}
    return actions.tell_step(entry.pk, on=on, said=said, **told | more)


def facts_of(entry: Entry) -> dict[str, tuple[int, date]]:
    rows = Fact.objects.filter(source_kind="ledgers.entry", source_id=str(entry.pk))
    return {f.measure.code: (int(f.value or 0), f.start) for f in rows.select_related("measure")}


def test_each_step_is_one_more_and_the_last_dates_what_was_done(world):
    entry = clutter(world, talks="约2次")

    step(world, entry, date(2026, 5, 8))
    ended = step(world, entry, date(2026, 6, 2), values={"state": "联合清理", "load": "2车", "talks": "9次"})  # fmt: skip

    assert ended.values["talks"]["text"] == "约4次" and ended.values["cleared"] == "2026-06-02"
    assert (ended.corrected, ended.corrected_at) == (0, None)
    found = facts_of(entry)
    assert found["clutter.talks"] == (4, BEGAN) and found["clutter.found"] == (1, BEGAN)
    assert found["clutter.joint"] == (1, date(2026, 6, 2))
    assert found["clutter.load"] == (2, date(2026, 6, 2))


def test_the_same_step_sent_twice_counts_once_even_when_it_was_the_last(world):
    entry, key = clutter(world), uuid4()

    for _twice in range(2):
        step(world, entry, date(2026, 5, 8), values={"state": "自行清理"}, key=key)

    entry.refresh_from_db()
    assert entry.values["talks"]["text"] == "1次"


def test_a_step_without_any_change_is_told_all_the_same(world):
    entry = actions.record_entry(
        "programmes", unit=world.jinqiao, values={"programme": "甲", "kind": "内河"}, period=UNKNOWN,
        actor=world.clerk, now=NOON, key=uuid4(),
    )  # fmt: skip

    step(world, entry, date(2026, 5, 8), "清完一半")

    assert "清完一半" in page_of(world, entry)


def page_of(world: World, entry: Entry) -> str:
    from django.test import Client

    client = Client()
    client.force_login(world.clerk.person, backend="django.contrib.auth.backends.ModelBackend")
    return client.get(f"/ledgers/entries/{entry.pk}/").content.decode()


@pytest.mark.parametrize(
    ("on", "said", "field"),
    [
        (date(2026, 5, 3), "上门", "on"),
        (date(2026, 7, 9), "上门", "on"),
        (date(2026, 5, 8), "  ", "said"),
    ],
)
def test_a_step_that_cannot_be_is_refused_and_nothing_changes(world, on, said, field):
    entry = clutter(world)

    with pytest.raises(Refused) as refusal:
        step(world, entry, on, said)

    entry.refresh_from_db()
    assert refusal.value.field == field and "talks" not in entry.values


def test_what_has_ended_was_withdrawn_or_never_goes_on_takes_no_step(world):
    done, gone = clutter(world, state="自行清理"), clutter(world)
    actions.withdraw_entry(gone.pk, actor=world.clerk, now=NOON, key=uuid4())
    once = actions.record_entry(
        "cleanup", unit=world.jinqiao, values={"action": "清扫", "place": "金桥路"},
        period=around(BEGAN, Grain.DAY), actor=world.clerk, now=NOON, key=uuid4(),
    )  # fmt: skip

    for entry, why in ((done, "已经办完"), (gone, "已撤下"), (once, "已经办完")):
        with pytest.raises(Refused, match=why):
            step(world, entry, date(2026, 5, 8))
    with pytest.raises(Missing):
        step(world, clutter(world), date(2026, 5, 8), actor=world.neighbour)
    with pytest.raises((Forbidden, Missing)):
        step(world, clutter(world), date(2026, 5, 8), actor=world.leader)
    assert "记劝说清理" not in page_of(world, done)
