"""One step of a task's deadline: reminding before, climbing after. Called by the routine."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from youju.audit.actions import SystemActor, act
from youju.organisations.queries.tree import offices_above
from youju.work import notify
from youju.work.measures import TASK_KIND
from youju.work.models import Task
from youju.work.rules.tasks import Climb, State, climb_due


def climb_task(task_id: int, *, now: datetime) -> Climb:
    """Tell those who should know by now that do not, once; return how far word has gone."""
    rows = Task.objects.select_related("unit", "owner_unit")
    system = SystemActor(root_id=rows.get(pk=task_id).root_id)
    with act("work.climb_task", actor=system, now=now) as doing:
        task = rows.select_for_update(of=("self",)).get(pk=task_id)
        doing.on(TASK_KIND, task.pk)
        step = climb_due(task.due_on, timezone.localdate(now))
        if task.at is not State.OPEN or step <= task.climbed:
            return Climb(task.climbed)
        task.climbed = step
        task.save(update_fields=["climbed"])
        doing.on(TASK_KIND, task.pk, step=step.name.lower())
        _tell(task, step, now)
    return step


def _tell(task: Task, step: Climb, now: datetime) -> None:
    title, url = task.title, task.get_absolute_url()
    if step is Climb.REMINDED:
        notify.tell(task.owner_unit, notify.DOERS, "work.soon", title, url, now)
        return
    notify.tell(task.owner_unit, notify.WITH_LEADER, "work.late", title, url, now)
    if step is Climb.RAISED:
        notify.tell(task.unit, notify.ISSUERS, "work.raised", title, url, now)
        above = offices_above(task.owner_unit, timezone.localdate(now))
        if above is not None and above.pk != task.unit_id:
            notify.tell(above, notify.OFFICE, "work.raised", title, url, now)
