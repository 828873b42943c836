"""The routine that reminds of tasks before their day and tells upward after it."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from youju.work.actions.climbing import climb_task
from youju.work.models import Task
from youju.work.rules.tasks import RAISE_AFTER, REMIND_BEFORE, Climb, State

AT_ONCE = 200  # tasks in one round; the next round takes the rest


def look_round(now: datetime | None = None) -> int:
    """Take the steps that are due; return how many."""
    moment = now or timezone.now()
    today = timezone.localdate(moment)
    due = (
        Q(climbed__lt=Climb.REMINDED, due_on__lte=today + REMIND_BEFORE)
        | Q(climbed__lt=Climb.LATE, due_on__lt=today)
        | Q(climbed__lt=Climb.RAISED, due_on__lt=today - RAISE_AFTER)
    )
    rows = Task.objects.filter(due, state=State.OPEN).order_by("due_on", "pk")
    ids = list(rows.values_list("pk", flat=True)[:AT_ONCE])
    for task_id in ids:
        climb_task(task_id, now=moment)
    return len(ids)
