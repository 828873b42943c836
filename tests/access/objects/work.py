"""Objects of the room work."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.access.objects import by, once
from youju.work import actions


@once
def task(world: Any, own: bool) -> int:
    unit = world.unit(own)
    due = timezone.localdate() + timedelta(7)
    given = {"unit": unit, "owner_unit": unit, "title": "清理卫生死角", "due_on": due}
    return actions.open_task(**given, **by(world.staff(own))).pk


@once
def plan(world: Any, own: bool) -> int:
    today = timezone.localdate()
    given = {"kind": "year", "title": "年度方案", "goals": "目标", "start": today, "end": today}
    return actions.make_plan(unit=world.unit(own), **given, **by(world.staff(own))).pk


@once
def _checklist(world: Any, own: bool) -> Any:
    unit = world.unit(own)
    due = timezone.localdate() + timedelta(30)
    given = {"unit": unit, "code": "ten_ones", "units": [unit], "due_on": due}
    return actions.start_checklist(**given, **by(world.staff(own)))


def checklist(world: Any, own: bool) -> int:
    return int(_checklist(world, own).pk)


def line(world: Any, own: bool) -> int:
    return int(_checklist(world, own).lines.first().pk)


def unit(world: Any, own: bool) -> int:
    return int(world.unit(own).pk)


OBJECTS = {
    "task_id": task,
    "plan_id": plan,
    "checklist_id": checklist,
    "line_id": line,
    "work:checklist_at.unit_id": unit,
}
