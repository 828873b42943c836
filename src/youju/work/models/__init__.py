"""Tables of work."""

from youju.work.models.checklists import Checklist, ChecklistLine
from youju.work.models.meetings import DutyReport, Meeting, Party, Point, Seat, System
from youju.work.models.plans import Plan
from youju.work.models.projects import Feature, Matter, Project, ProjectWord, Supervisor, Talk
from youju.work.models.tasks import Task, TaskEvent

__all__ = [
    "Checklist", "ChecklistLine", "DutyReport", "Feature", "Matter", "Meeting", "Party", "Plan", "Point", "Project",
    "ProjectWord", "Seat", "Supervisor", "System", "Talk", "Task", "TaskEvent",
]  # fmt: skip
