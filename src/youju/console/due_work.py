"""What is due of tasks and checklists."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from youju.console.due_row import EACH, WEEK, Due
from youju.organisations.queries import May, Membership
from youju.work.queries import lines_due, tasks_due
from youju.work.rules.tasks import State


def tasks_at(member: Membership, today: date) -> Iterator[Due]:
    """Yield the tasks that the member's unit is to do within the week, and those it must look at."""
    if not member.may(May.RECORD):
        return
    for task in tasks_due(member, today + WEEK)[:EACH]:
        if task.at is State.OPEN:
            unit = task.unit.short_name
            yield Due(task.title, task.get_absolute_url(), _("任务"), unit, task.due_on)
        elif member.may(May.ARRANGE):
            title = _("验收：%(title)s") % {"title": task.title}
            yield Due(title, task.get_absolute_url(), _("任务"), task.owner_unit.short_name)


def checklists_due(member: Membership, today: date) -> Iterator[Due]:
    """Yield the checklists that the member's unit is to finish within two weeks."""
    if not member.may(May.RECORD):
        return
    for checklist, left in lines_due(member, today + 2 * WEEK)[:EACH]:
        title = _("%(title)s，还差 %(n)s 条") % {"title": checklist.title, "n": left}
        url = reverse("work:checklist_at", args=[checklist.pk, member.unit_id])
        yield Due(title, url, _("迎检"), checklist.unit.short_name, checklist.due_on)
