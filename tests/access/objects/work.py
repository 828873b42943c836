"""Objects of the room work."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.access.objects import by, once
from youju.work import actions
from youju.work.rules.meetings import Kind
from youju.work.rules.projects import Kind as Works


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


@once
def _system(world: Any, own: bool) -> Any:
    given = {
        "kind": "joint",
        "title": "联席会议制度",
        "rhythm": "quarter",
        "members": "消防队：开放车库",
    }
    since = timezone.localdate()
    return actions.found_system(unit=world.unit(own), since=since, **given, **by(world.staff(own)))


def system(world: Any, own: bool) -> int:
    return int(_system(world, own).pk)


def seat(world: Any, own: bool) -> int:
    return int(_system(world, own).seats.get().pk)


@once
def report(world: Any, own: bool) -> int:
    told = {"text": "开放车库", "on": timezone.localdate()}
    return actions.report_duty(seat(world, own), **told, **by(world.staff(own))).pk


@once
def meeting(world: Any, own: bool) -> int:
    call = actions.Call(Kind.URGENT, "碰头会", timezone.localdate(), points="占道")
    return actions.call_meeting(world.unit(own), call, **by(world.staff(own))).pk


@once
def _project(world: Any, own: bool) -> Any:
    today, unit = timezone.localdate(), world.unit(own)
    about = actions.About(Works.RENOVATION, "旧小区改造", unit, today, today + timedelta(90))
    return actions.open_project(unit, about, **by(world.staff(own)))


def project(world: Any, own: bool) -> int:
    return int(_project(world, own).pk)


@once
def matter(world: Any, own: bool) -> int:
    told = {"text": "反对硬化花坛", "on": timezone.localdate()}
    staff = world.staff(own)
    return actions.raise_matter(project(world, own), "objection", **told, **by(staff)).pk


@once
def supervisor(world: Any, own: bool) -> int:
    told = {"name": "王建国", "since": timezone.localdate()}
    return actions.add_supervisor(project(world, own), **told, **by(world.staff(own))).pk


def unit(world: Any, own: bool) -> int:
    return int(world.unit(own).pk)


OBJECTS = {
    "task_id": task,
    "plan_id": plan,
    "checklist_id": checklist,
    "line_id": line,
    "work:checklist_at.unit_id": unit,
    **{
        f"work:{page}.meeting_id": meeting
        for page in (
            "meeting",
            "meeting_change",
            "meeting_hold",
            "meeting_resolve",
            "meeting_cancel",
        )
    },
    **{f"work:{page}.system_id": system for page in ("system", "seats_add", "system_end")},
    **{f"work:{page}.seat_id": seat for page in ("seat_end", "duty_add")},
    "work:duty.report_id": report,
    "project_id": project,
    "matter_id": matter,
    "supervisor_id": supervisor,
    "what": lambda _world, _own: "defect",
    "work:supervisor_open.field": lambda _world, _own: "name",
}
