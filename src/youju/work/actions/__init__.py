"""Every write of the room."""

from youju.work.actions.checklists import close_checklist, mark_line, start_checklist
from youju.work.actions.climbing import climb_task
from youju.work.actions.plans import BadRows, add_rows, close_plan, make_plan
from youju.work.actions.tasks import (
    cancel_task,
    confirm_task,
    extend_task,
    finish_task,
    open_task,
    report_progress,
    return_task,
)

__all__ = [
    "BadRows",
    "add_rows",
    "cancel_task",
    "climb_task",
    "close_checklist",
    "close_plan",
    "confirm_task",
    "extend_task",
    "finish_task",
    "make_plan",
    "mark_line",
    "open_task",
    "report_progress",
    "return_task",
    "start_checklist",
]
