"""Every write of the room."""

from youju.work.actions.checklists import close_checklist, mark_line, start_checklist
from youju.work.actions.climbing import climb_task
from youju.work.actions.meetings import Call, call_meeting, cancel_meeting, hold_meeting, resolve
from youju.work.actions.plans import BadRows, add_rows, close_plan, make_plan
from youju.work.actions.systems import (
    add_seats,
    end_seat,
    end_system,
    found_system,
    report_duty,
)
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
    "BadRows", "Call", "add_rows", "add_seats", "call_meeting", "cancel_meeting", "cancel_task", "climb_task",
    "close_checklist", "close_plan", "confirm_task", "end_seat", "end_system", "extend_task", "finish_task",
    "found_system", "hold_meeting", "make_plan", "mark_line", "open_task", "report_duty", "report_progress", "resolve",
    "return_task", "start_checklist",
]  # fmt: skip
