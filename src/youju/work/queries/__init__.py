"""Reading plans, tasks and checklists; the asking member first."""

from youju.work.models import Checklist, ChecklistLine, Plan, Task
from youju.work.queries.checklists import (
    ChecklistState,
    checklist_for,
    checklist_states,
    checklists_of,
    line_for,
    line_titles,
    lines_at,
    lines_due,
    lines_of,
)
from youju.work.queries.meetings import (
    Step,
    brought_forward,
    chain_of,
    duty_for,
    duty_titles,
    held_turns,
    meeting_for,
    meeting_titles,
    meetings_about,
    meetings_under,
    meetings_visible_to,
    parties_of,
    seat_for,
    seats_of,
    system_for,
    system_titles,
    systems_of,
    tasks_of_meeting,
    to_pass_on,
    turns_of,
    units_below,
)
from youju.work.queries.photos import links_of
from youju.work.queries.plans import (
    Counts,
    counts_of_plans,
    plan_for,
    plan_titles,
    plans_of,
    plans_visible_to,
)
from youju.work.queries.projects import (
    Sums,
    kind_counts,
    matter_for,
    matters_of,
    project_for,
    project_titles,
    projects_under,
    projects_visible_to,
    sums_of,
    supervisor_for,
    with_defects,
)
from youju.work.queries.tasks import (
    may_confirm,
    may_do,
    may_issue,
    state_counts,
    task_for,
    task_titles,
    tasks_due,
    tasks_of_origin,
    tasks_of_plan,
    tasks_under,
    tasks_visible_to,
    unscoped_confirmed,
    unscoped_open_tasks,
)

__all__ = [
    "Checklist", "ChecklistLine", "ChecklistState", "Counts", "Plan", "Step", "Sums", "Task", "brought_forward",
    "chain_of", "checklist_for", "checklist_states", "checklists_of", "counts_of_plans", "duty_for", "duty_titles",
    "held_turns", "kind_counts", "line_for", "line_titles", "lines_at", "lines_due", "lines_of", "links_of",
    "matter_for", "matters_of", "may_confirm", "may_do", "may_issue", "meeting_for", "meeting_titles",
    "meetings_about", "meetings_under", "meetings_visible_to", "parties_of", "plan_for", "plan_titles", "plans_of",
    "plans_visible_to", "project_for", "project_titles", "projects_under", "projects_visible_to", "seat_for",
    "seats_of", "state_counts", "sums_of", "supervisor_for", "system_for", "system_titles", "systems_of",
    "task_for", "task_titles", "tasks_due", "tasks_of_meeting", "tasks_of_origin", "tasks_of_plan", "tasks_under",
    "tasks_visible_to", "to_pass_on", "turns_of", "units_below", "unscoped_confirmed", "unscoped_open_tasks",
    "with_defects",
]  # fmt: skip
