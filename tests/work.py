"""Some tasks, a plan and a checklist, for pages that are looked at."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from youju.kernel.quantity_text import parse_quantity
from youju.work import actions


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
    return {"task_id": tasks[0].pk, "plan_id": plan.pk, "checklist_id": checklist.pk}
