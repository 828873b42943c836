"""Tables of work."""

from youju.work.models.checklists import Checklist, ChecklistLine
from youju.work.models.plans import Plan
from youju.work.models.tasks import Task, TaskEvent

__all__ = ["Checklist", "ChecklistLine", "Plan", "Task", "TaskEvent"]
