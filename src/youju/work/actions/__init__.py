"""Every write of the room."""

from youju.work.actions.checklists import close_checklist, mark_line, start_checklist
from youju.work.actions.climbing import climb_task
from youju.work.actions.matters import (
    add_supervisor,
    add_talk,
    end_supervisor,
    raise_matter,
    settle_matter,
    task_of_matter,
)
from youju.work.actions.meetings import (
    Call,
    call_meeting,
    cancel_meeting,
    change_meeting,
    hold_meeting,
    resolve,
)
from youju.work.actions.plans import BadRows, add_rows, close_plan, make_plan
from youju.work.actions.projects import (
    About,
    add_projects,
    change_project,
    end_project,
    open_project,
    report_works,
)
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
    pass_down,
    report_progress,
    return_task,
)

__all__ = [
    "About",
    "BadRows",
    "Call",
    "add_projects",
    "add_rows",
    "add_seats",
    "add_supervisor",
    "add_talk",
    "call_meeting",
    "cancel_meeting",
    "cancel_task",
    "change_meeting",
    "change_project",
    "climb_task",
    "close_checklist",
    "close_plan",
    "confirm_task",
    "end_project",
    "end_seat",
    "end_supervisor",
    "end_system",
    "extend_task",
    "finish_task",
    "found_system",
    "hold_meeting",
    "make_plan",
    "mark_line",
    "open_project",
    "open_task",
    "pass_down",
    "raise_matter",
    "report_duty",
    "report_progress",
    "report_works",
    "resolve",
    "return_task",
    "settle_matter",
    "start_checklist",
    "task_of_matter",
]  # fmt: skip
