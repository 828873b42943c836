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
from youju.work.queries.plans import (
    Counts,
    counts_of_plans,
    plan_for,
    plan_titles,
    plans_of,
    plans_visible_to,
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
    "Checklist", "ChecklistLine", "ChecklistState", "Counts", "Plan", "Task", "checklist_for", "checklist_states",
    "checklists_of", "counts_of_plans", "line_for", "line_titles", "lines_at", "lines_due", "lines_of", "may_confirm",
    "may_do", "may_issue", "plan_for", "plan_titles", "plans_of", "plans_visible_to", "state_counts", "task_for",
    "task_titles", "tasks_due", "tasks_of_origin", "tasks_of_plan", "tasks_under",
    "tasks_visible_to", "unscoped_confirmed", "unscoped_open_tasks",
]  # fmt: skip
