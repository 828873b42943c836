"""Objects of the room ledgers: shipped ledgers are everybody's, one made next door is not."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from django.utils import timezone

from tests.access.objects import by, once
from youju.kernel.periods import Grain, around
from youju.ledgers import actions, imports
from youju.ledgers.models import Rating
from youju.ledgers.rules import Ratings

LEDGER = """code: canteen
label: 助餐点
module: 关爱帮扶
rhythm: month
about: 一处助餐点记一条。
act: 记一处
measure_word: 处
title: "{name}"
fields:
  - {key: name, label: 名称, type: text, required: true}
measures:
  - {name: 社区助餐点, of: entry, unit: 处}
"""


@once
def code(world, own):
    if own:
        return "cleanup"
    unit, office = world.foreign_unit, world.foreign_office
    return actions.publish_ledger(LEDGER, unit=unit, **by(office)).code


def _entry(world, own):
    return actions.record_entry(
        "cleanup",
        unit=world.unit(own),
        values={"action": "周末清洁日", "place": "桂苑小区", "rubbish": "50余车"},
        period=around(date(2026, 3, 5), Grain.DAY),
        **by(world.staff(own)),
    )


@once
def entry(world, own):
    return _entry(world, own).pk


@once
def guarded(world, own):
    return actions.record_entry(
        "breaches",
        unit=world.unit(own),
        values={"rule": "饮酒", "came_by": "自查", "person": "李某某", "finding": "在查"},
        period=around(date(2026, 3, 5), Grain.DAY),
        **by(world.staff(own)),
    ).pk


@once
def withdrawn(world, own):
    made = _entry(world, own)
    actions.withdraw_entry(made.pk, reason="重复", **by(world.staff(own)))
    return made.pk


@once
def batch(world, own):
    content = "日期,行动\n2026-3-5,周末清洁日\n".encode()
    unit, staff = world.unit(own), world.staff(own)
    return imports.receive_file(content, "清洁.csv", unit=unit, **by(staff)).pk


@once
def pasted(world, own):
    staff = world.staff(own)
    made, _left = imports.paste_rows(
        "cleanup",
        ["日期", "行动", "地点"],
        {0: "when", 1: "action", 2: "place"},
        [(1, ["2026-03-06", "周末清洁日", "桂苑小区"])],
        unit=world.unit(own),
        actor=staff,
        now=timezone.now(),
        key=uuid4(),
    )
    return made.pk


def _deed(world, own):
    return actions.record_entry(
        "good_deeds",
        unit=world.unit(own),
        values={"deed": "修3号楼路灯"},
        period=around(date(2026, 3, 5), Grain.DAY),
        **by(world.staff(own)),
    ).pk


@once
def deed(world, own):
    return _deed(world, own)


@once
def deed_shown(world, own):
    made = _deed(world, own)
    actions.rate_entry(made, Ratings(good=3), **by(world.staff(own)))
    return actions.show_to_residents(made, **by(world.staff(own))).pk


@once
def clutter(world, own):
    given = {"place": "3栋2单元", "kind": "旧家具", "state": "劝说中"}
    staff, when = world.staff(own), around(date(2026, 3, 5), Grain.DAY)
    return actions.record_entry(
        "clutter", unit=staff.unit, values=given, period=when, **by(staff)
    ).pk


OBJECTS = {
    "code": code,
    "entry_id": entry,
    "batch_id": batch,
    "measure": lambda world, own: "rubbish" if own else "canteen",
    "field": lambda world, own: "person",
    "ledgers:show.entry_id": deed,
    "ledgers:step.entry_id": clutter,
    "ledgers:rate.entry_id": deed,
    "ledgers:hide.entry_id": deed_shown,
    "ledgers:void_rating.entry_id": deed_shown,
    "rating_id": lambda world, own: Rating.objects.get(entry=deed_shown(world, own)).pk,
    "ledgers:open.entry_id": guarded,
    "ledgers:restore.entry_id": withdrawn,
    "ledgers:undo_import.batch_id": pasted,
}
