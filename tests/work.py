"""Some tasks, a plan and a checklist, for pages that are looked at."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from youju.kernel.quantity_text import parse_quantity
from youju.work import actions
from youju.work.rules.meetings import Kind, Minutes
from youju.work.rules.projects import Kind as Works

# The pages of the room that are looked at, with the ids below.
PAGES = (
    "/tasks/",
    "/tasks/new/",
    "/tasks/{task_id}/",
    "/tasks/{task_id}/finish/",
    "/tasks/plans/",
    "/tasks/plans/{plan_id}/",
    "/tasks/plans/{plan_id}/paste/",
    "/tasks/checklists/",
    "/tasks/checklists/new/",
    "/tasks/checklists/{checklist_id}/",
    "/tasks/countdown/",
    "/tasks/meetings/",
    "/tasks/meetings/new/?kind=mobilise",
    "/tasks/meetings/about/?of=work.task:1",
    "/tasks/meetings/{held_id}/",
    "/tasks/meetings/{top_id}/",
    "/tasks/meetings/{top_id}/hold/",
    "/tasks/meetings/{held_id}/resolve/",
    "/tasks/calendar/",
    "/tasks/meetings/today/",
    "/tasks/projects/",
    "/tasks/projects/new/",
    "/tasks/projects/paste/",
    "/tasks/projects/{project_id}/",
    "/tasks/projects/{project_id}/change/",
    "/tasks/projects/{project_id}/progress/",
    "/tasks/projects/matters/{matter_id}/settle/",
    "/tasks/meetings/systems/{weekly_id}/",
    "/tasks/meetings/systems/{minors_id}/",
)


def some_work(office: Any, staff: Any) -> dict[str, int]:
    """Let the office give the staff's unit six tasks of a plan, and a checklist with its own unit."""
    now, today = timezone.now(), timezone.localdate()

    def by(actor: Any) -> dict[str, Any]:
        return {"actor": actor, "now": now, "key": uuid4()}

    plan = actions.make_plan(
        unit=office.unit, kind="year", title="年度方案", goals="目标", start=today, end=today, **by(office)
    )  # fmt: skip
    tasks = [
        actions.open_task(
            unit=office.unit,
            owner_unit=staff.unit,
            title=f"清理卫生死角{n}",
            due_on=today + timedelta(n),
            amount=parse_quantity("50处"),
            plan=plan,
            **by(office),
        )
        for n in range(6)
    ]
    for task in tasks[:3]:
        actions.report_progress(task.pk, amount=parse_quantity("20处"), **by(staff))
    given = {"unit": office.unit, "code": "ten_ones", "due_on": today + timedelta(30)}
    checklist = actions.start_checklist(units=[office.unit, staff.unit], **given, **by(office))
    return (
        some_meetings(office, staff)
        | some_projects(office, staff)
        | {
            "task_id": tasks[0].pk,
            "plan_id": plan.pk,
            "checklist_id": checklist.pk,
        }
    )


def some_meetings(office: Any, staff: Any) -> dict[str, int]:
    """Hold weekly meetings with tasks, a meeting that is passed on, and a system with reports."""
    now, today = timezone.now(), timezone.localdate()

    def by(actor: Any) -> dict[str, Any]:
        return {"actor": actor, "now": now, "key": uuid4()}

    given = {"unit": office.unit, "since": today - timedelta(60)}
    weekly = actions.found_system(
        kind="weekly", title="周例会", rhythm="week", weekday=0, **given, **by(office)
    )
    for n in (14, 7):
        call = actions.Call(
            Kind.WEEKLY, "周例会", today - timedelta(n), points="楼道\n占道", system=weekly
        )
        held = actions.call_meeting(office.unit, call, **by(office))
        minutes = Minutes(call.on, 9, outcomes=[(held.points.first().pk, "逐栋清")])
        actions.hold_meeting(held.pk, minutes, **by(office))
        due_on = today + timedelta(7)
        told = {"title": f"清楼道{n}", "owner_unit": staff.unit, "due_on": due_on}
        actions.resolve(held.pk, **told, **by(office))
    minors = actions.found_system(
        kind="minors", title="未成年人联席", rhythm="half", members="教育局：护校\n文化局：网吧", **given, **by(office)
    )  # fmt: skip
    for seat in minors.seats.all():
        actions.report_duty(seat.pk, text="查了一遍", on=today, **by(office))
    below = {"pass_on": [staff.unit], "pass_by": today, "parties": "教育局"}
    top = actions.call_meeting(
        office.unit, actions.Call(Kind.MOBILISE, "动员大会", today, **below), **by(office)
    )
    actions.call_meeting(
        staff.unit, actions.Call(Kind.MOBILISE, "传达会", today, after=top), **by(staff)
    )
    return {"weekly_id": weekly.pk, "minors_id": minors.pk, "held_id": held.pk, "top_id": top.pk}


def some_projects(office: Any, staff: Any) -> dict[str, int]:
    """Put works on the list, with defects, a talk about an objection and residents who watch."""
    now, today = timezone.now(), timezone.localdate()

    def by(actor: Any) -> dict[str, Any]:
        return {"actor": actor, "now": now, "key": uuid4()}

    for n in range(3):
        told = {"features": "路灯：2处 → 23盏\n围墙：320米"}
        about = actions.About(
            Works.RENOVATION, f"改造{n}", staff.unit, today, today + timedelta(9), **told
        )
        made = actions.open_project(office.unit, about, **by(office))
        actions.report_works(made.pk, percent=40, **by(staff))
        for text in ("墙", "路"):
            actions.raise_matter(made.pk, "defect", text=text, on=today, **by(staff))
            one = actions.raise_matter(made.pk, "objection", text=text, on=today, **by(staff))
            actions.add_talk(one.pk, on=today, party="设计方", result="可以改", **by(staff))
            actions.add_supervisor(made.pk, name="王建国", since=today, **by(office))
    return {"project_id": made.pk, "matter_id": one.pk}
