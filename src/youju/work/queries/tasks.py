"""Reading tasks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from youju.kernel.refusal import Missing
from youju.organisations.queries import May, Membership, Unit, subtree_ids, units_visible_to
from youju.ui.prepared import Prepared
from youju.work.measures import TASK_KIND
from youju.work.models import Plan, Task
from youju.work.rules.tasks import State


def tasks_visible_to(member: Membership | None) -> QuerySet[Task]:
    """Return the tasks given by, or to, the units the member may see, or that these help with."""
    if member is None or not member.may(May.SEE):
        return Task.objects.none()
    units = units_visible_to(member)
    mine = Q(unit__in=units) | Q(owner_unit__in=units)
    helped = Task.helpers.through.objects.filter(unit__in=units).values("task_id")
    return Task.objects.filter(mine | Q(pk__in=helped)).select_related("unit", "owner_unit")


def tasks_under(member: Membership, unit: Unit, side: str = "") -> QuerySet[Task]:
    """Return the visible tasks that the unit or one below it does, or gives ("issued"), or both; among
    both also those it helps with."""
    units = subtree_ids(unit)
    rows = tasks_visible_to(member)
    if side == "issued":
        return rows.filter(unit__in=units)
    if side == "done":
        return rows.filter(owner_unit__in=units)
    helped = Task.helpers.through.objects.filter(unit__in=units).values("task_id")
    return rows.filter(Q(unit__in=units) | Q(owner_unit__in=units) | Q(pk__in=helped))


def task_for(member: Membership | None, task_id: int) -> Task:
    """Return one visible task. Raises Missing for any other."""
    rows = tasks_visible_to(member).select_related("plan", "finished_by__person")
    found = rows.filter(pk=task_id).first()
    if found is None:
        raise Missing(_("没有这项任务，或者不在您的查看范围内"))
    return found


def tasks_of_plan(plan: Plan) -> QuerySet[Task]:
    """Return the tasks of a plan that the caller has found, by day, the easy ones first."""
    rows = plan.tasks.exclude(state=State.CANCELLED).select_related("unit", "owner_unit")
    return rows.order_by("due_on", "ease", "pk")


def tasks_of_origin(kind: str, ids: Iterable[object]) -> list[Task]:
    """Return the tasks that these records led to, for the room that has found the records."""
    rows = Task.objects.filter(origin_kind=kind, origin_id__in=[str(one) for one in ids])
    return list(rows.exclude(state=State.CANCELLED).select_related("owner_unit").order_by("pk"))


def passed_down(task: Task) -> QuerySet[Task]:
    """Return the tasks that a task was handed on as, for who has found it."""
    rows = Task.objects.filter(origin_kind=TASK_KIND, origin_id=str(task.pk))
    rows = rows.exclude(state=State.CANCELLED).select_related("unit", "owner_unit")
    return rows.order_by("owner_unit__path", "pk")


def from_above(member: Membership, task: Task) -> Task | None:
    """Return the task that this one was handed on from, where the member may see it."""
    if task.origin_kind != TASK_KIND:
        return None
    return tasks_visible_to(member).filter(pk=int(task.origin_id)).first()


def may_pass_down(member: Membership, task: Task) -> bool:
    """Return whether the member may hand the task on to units below now."""
    mine = member.unit_id == task.owner_unit_id  # who issued it gives the others tasks of their own
    may = mine and task.at is State.OPEN and member.may_at(May.ARRANGE, task.owner_unit)
    return may and units_to_pass(task).exists()


def units_to_pass(task: Task) -> QuerySet[Unit]:
    """Return the units right below the task's unit that have not got it yet."""
    held = passed_down(task).values("owner_unit")
    below = Unit.objects.filter(parent=task.owner_unit, until=None)
    return below.exclude(pk__in=held).order_by("path")


def told_below(tasks: Iterable[Task], unit: str) -> Decimal:
    """Return what tasks handed on have told as done in a unit of counting."""
    return sum((one.done for one in tasks if one.amount_unit == unit), Decimal(0))


def tasks_due(member: Membership, until: date) -> list[Task]:
    """Return what the member's own unit is to do by a day, and the finished tasks it gave that somebody
    of it must look at (the member's own work is not among them)."""
    came = _prepared_merged(member.unit_id, until)
    own = _prepared_due(member.unit_id, until, member.person_id)
    return sorted([*own, *came], key=lambda one: (one.due_on, one.ease, one.pk))


def _merged(unit_id: int, until: date) -> QuerySet[Task]:
    """Return what units are to do that were merged into a unit."""
    rows = Task.objects.filter(owner_unit__parent=unit_id, owner_unit__until__isnull=False)
    rows = rows.filter(state=State.OPEN, due_on__lte=until)
    return rows.select_related("unit", "owner_unit").order_by("due_on", "pk")[:100]


def _due(unit_id: int, until: date, person_id: int) -> QuerySet[Task]:
    mine = Q(owner_unit=unit_id, state=State.OPEN, due_on__lte=until)
    waiting = Q(unit=unit_id, state=State.FINISHED) & ~Q(finished_by__person_id=person_id)
    rows = Task.objects.filter(mine | waiting).select_related("unit", "owner_unit")
    return rows.order_by("due_on", "ease", "pk")[:100]


_prepared_merged = Prepared(_merged, 987_654_321, date(1971, 2, 3))
_prepared_due = Prepared(_due, 987_654_321, date(1971, 2, 3), 876_543_219)


def state_counts(rows: QuerySet[Task]) -> dict[str, int]:
    """Return how many tasks stand in each state."""
    return dict(rows.order_by().values_list("state").annotate(Count("pk", distinct=True)))


def may_do(member: Membership, task: Task) -> bool:
    """Return whether the member may report on the task now."""
    return task.at is State.OPEN and member.may_at(May.RECORD, task.owner_unit)


def may_issue(member: Membership, task: Task) -> bool:
    """Return whether the member may change or cancel the task now."""
    live = task.at in (State.OPEN, State.FINISHED)
    return live and member.may_at(May.ARRANGE, task.unit)


def may_confirm(member: Membership, task: Task) -> bool:
    """Return whether the member may look at the finished task now."""
    finisher = task.finished_by.person_id if task.finished_by else None
    waiting = task.at is State.FINISHED and finisher != member.person_id
    return waiting and member.may_at(May.ARRANGE, task.unit)


def task_titles(ids: Iterable[str]) -> dict[str, str]:
    """Return a line about each of these tasks."""
    return {str(one.pk): str(one) for one in Task.objects.filter(pk__in=list(ids))}


def unscoped_confirmed(task_ids: Iterable[int]) -> dict[int, date]:
    """Return those of the tasks whose quality was confirmed, with the day, whoever asks."""
    rows = Task.objects.filter(pk__in=list(task_ids), state=State.CONFIRMED)
    return {
        pk: localdate(at) for pk, at in rows.values_list("pk", "confirmed_at") if at is not None
    }


def unscoped_open_tasks(task_ids: Iterable[int]) -> set[int]:
    """Return those of the tasks that are neither confirmed nor cancelled, whoever asks."""
    rows = Task.objects.filter(pk__in=list(task_ids), state__in=[State.OPEN, State.FINISHED])
    return set(rows.values_list("pk", flat=True))
