"""Giving a task, telling how far it is, calling it finished, confirming it, and what lies beside the line."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import Act, act
from youju.evidence.actions import link, share_links
from youju.evidence.queries import Role
from youju.facts import actions as facts
from youju.kernel.periods import day_label
from youju.kernel.quantity import Quantity
from youju.kernel.refusal import Missing, Refused
from youju.kernel.words import listed
from youju.organisations.queries import May, Membership, Unit, require
from youju.organisations.rules import Role as Post
from youju.organisations.rules import check_open as check_unit_open
from youju.search.actions import put
from youju.work import notify
from youju.work.measures import TASK_KIND, task_drafts, task_source
from youju.work.models import Plan, Task, TaskEvent
from youju.work.queries.tasks import passed_down
from youju.work.routing import to_whom
from youju.work.rules import tasks as rules

Kind = TaskEvent.Kind
LIVE = (rules.State.OPEN, rules.State.FINISHED)


def open_task(
    *,
    unit: Unit,
    owner_unit: Unit | None,
    title: str,
    due_on: date,
    text: str = "",
    place: str = "",
    person: str = "",
    ease: int = rules.Ease.PLAIN,
    amount: Quantity | None = None,
    starts_on: date | None = None,
    helpers: Sequence[Unit] = (),
    plan: Plan | None = None,
    origin: tuple[str, str] = ("", ""),
    photos: Sequence[int] = (),
    agreed: Collection[int] = (),
    actor: Membership,
    now: datetime,
    key: UUID | None,
) -> Task:
    """Give a unit something to do by a day.

    Args:
        unit: Who gives it; the actor's own or below.
        owner_unit: The unit itself or one below the actor's; None for that of the group it is led to.
        amount, starts_on: None where it is not counted; today unless told.
        origin: Kind and id of the record that led to it: an index item, a meeting.
        agreed: Ids of units that agreed to help, wherever they stand.
    """
    with act("work.open_task", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Task.objects.select_related("unit", "owner_unit").get(pk=doing.subject_id)
        require(actor, May.ARRANGE, unit)
        owner_unit, helpers = to_whom(actor, unit, title, owner_unit, helpers, now)
        task = Task(unit=unit, owner_unit=owner_unit, root_id=unit.root_id, plan=plan)
        _check_units(actor, task, helpers, agreed)
        _check_plan(task)
        _word(task, title, text, place, person, ease)
        _set_days(task, starts_on or timezone.localdate(now), due_on)
        task.amount, task.amount_unit = rules.check_amount(amount)
        task.origin_kind, task.origin_id = origin
        task.made_by_label, task.made_at = actor.label, now
        task.save()
        task.helpers.set(helpers)
        _show(task, photos, Role.BEFORE, actor, now)
        _finish(doing, task, Kind.OPENED, actor, now, due_on=due_on)
        if owner_unit.pk != unit.pk:
            _tell(task, owner_unit, notify.DOERS, "work.opened", now)
    return task


def _check_units(
    actor: Membership, task: Task, helpers: Sequence[Unit], agreed: Collection[int]
) -> None:
    check_unit_open(task.owner_unit.until, task.owner_unit.name)
    for one, field in ((task.owner_unit, "owner_unit"), *((h, "helpers") for h in helpers)):
        may_help = field == "helpers" and one.pk in agreed
        if one.root_id != task.root_id or not (may_help or actor.unit.covers(one)):
            told = _("%(unit)s不在您的单位范围内，请报上一级创建办下达。") % {"unit": one.name}
            raise Refused(told, field=field)


def _set_days(task: Task, starts_on: date, due_on: date) -> None:
    rules.check_days(starts_on, due_on)
    task.starts_on, task.due_on, task.first_due_on = starts_on, due_on, due_on


def _check_plan(task: Task) -> None:
    if task.plan is None:
        return
    if task.plan.state != Plan.State.OPEN:
        raise Refused(_("计划已经结束，不能再加任务。"), field="plan")
    if task.plan.unit_id != task.unit_id:
        raise Refused(_("这个计划是另一个单位的，任务由那个单位下达。"), field="plan")


def _word(task: Task, title: str, text: str, place: str, person: str, ease: int) -> None:
    why = _("写明要做什么，如 清理背街小巷卫生死角。")
    task.title = rules.check_text(title, "title", why, rules.TITLE)
    task.text = text.strip()[: rules.TEXT]
    task.place, task.person = place.strip()[: rules.PLACE], person.strip()[:30]
    task.ease = int(ease)


def _show(task: Task, photos: Sequence[int], role: Role, actor: Membership, now: datetime) -> None:
    if photos:
        link(TASK_KIND, task.pk, photos, unit=task.owner_unit, role=role, actor=actor, now=now)
        share_links(TASK_KIND, task.pk, [task.unit], now=now)


def _tell(task: Task, unit: Unit, roles: Iterable[Post], kind: str, now: datetime) -> None:
    notify.tell(unit, roles, kind, task.title, task.get_absolute_url(), now)


def _finish(
    doing: Act,
    task: Task,
    kind: Kind,
    actor: Membership,
    now: datetime,
    *,
    note: str = "",
    amount: Decimal | None = None,
    due_on: date | None = None,
) -> None:
    """Write the line of the trail, what the task counts, by what it is found, and the log."""
    told = note.strip()[: rules.NOTE]
    TaskEvent.objects.create(
        task=task, kind=kind, note=told, amount=amount, due_on=due_on, by_label=actor.label, at=now
    )
    facts.replace(task_source(task), task_drafts(task), now=now)
    body = f"{task.text}\n{task.place}"
    url = task.get_absolute_url()
    put(TASK_KIND, str(task.pk), task.owner_unit, task.title, body, task.due_on, url)
    doing.on(TASK_KIND, task.pk, state=task.state, note=told[:200])


def pass_down(
    task_id: int,
    *,
    units: Sequence[Unit],
    due_on: date,
    amount: Quantity | None = None,
    text: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None,
) -> Task:
    """Hand a task from above on to units below: each gets one of its own, issued by the unit that has it.

    Args:
        units: Those below the task's unit; one that has it already is refused.
        amount: What is due of each, None where it is not counted.
        text: Standard and wishes beside those from above.
    """
    frame = _on_task("pass_down", task_id, at_owner=True, actor=actor, now=now, key=key)
    with frame as (doing, task):
        if doing.replayed:
            return task
        rules.check_open(task.at)
        rules.check_passed(due_on, task.due_on, len(units))
        held = set(passed_down(task).values_list("owner_unit_id", flat=True))
        for unit in units:
            if unit.pk == task.owner_unit_id or not task.owner_unit.covers(unit):
                raise Refused(_("只能分解给下级单位。"), field="units")
            if unit.pk in held:
                told = _("%(unit)s已经有这项任务。") % {"unit": unit.name}
                raise Refused(told, field="units")
            open_task(
                unit=task.owner_unit, owner_unit=unit, title=task.title, due_on=due_on,
                text="\n".join(filter(None, (task.text, text.strip()))), place=task.place,
                ease=task.ease, amount=amount, origin=(TASK_KIND, str(task.pk)),
                actor=actor, now=now, key=None,
            )  # fmt: skip
        note = _("分解给%(units)s。") % {"units": listed(one.short_name for one in units)}
        _finish(doing, task, Kind.PASSED, actor, now, note=note, due_on=due_on)
    return task


@contextmanager
def _on_task(
    name: str, task_id: int, *, at_owner: bool, actor: Membership, now: datetime, key: UUID | None
) -> Iterator[tuple[Act, Task]]:
    """Frame an act on a task: who does it may record at its unit, who issued it may arrange there."""
    with act(f"work.{name}", actor=actor, now=now, key=key) as doing:
        rows = Task.objects.select_for_update(of=("self",)).filter(pk=task_id)
        task = rows.select_related("unit", "owner_unit", "plan", "finished_by").first()
        if task is None:
            raise Missing(_("没有这项任务，或者不在您的查看范围内"))
        if at_owner:
            require(actor, May.RECORD, task.owner_unit)
        else:
            require(actor, May.ARRANGE, task.unit)
        yield doing, task


def report_progress(
    task_id: int,
    *,
    amount: Quantity | None = None,
    note: str = "",
    photos: Sequence[int] = (),
    actor: Membership,
    now: datetime,
    key: UUID | None,
) -> Task:
    """Tell what was done since the last word: a number, or words where the task has none."""
    frame = _on_task("report_progress", task_id, at_owner=True, actor=actor, now=now, key=key)
    with frame as (doing, task):
        if doing.replayed:
            return task
        rules.check_open(task.at)
        done = rules.check_done(amount, task.amount_unit)
        if done is None and not note.strip():
            raise Refused(_("填完成的数量，或写明做到哪一步。"), field="note")
        task.done += done or 0
        task.save(update_fields=["done"])
        _show(task, photos, Role.PROOF, actor, now)
        _finish(doing, task, Kind.PROGRESS, actor, now, note=note, amount=done)
    return task


def finish_task(
    task_id: int,
    *,
    amount: Quantity | None = None,
    note: str = "",
    photos: Sequence[int] = (),
    actor: Membership,
    now: datetime,
    key: UUID | None,
) -> Task:
    """Call the task finished, with what was done last; whoever issued it looks."""
    frame = _on_task("finish_task", task_id, at_owner=True, actor=actor, now=now, key=key)
    with frame as (doing, task):
        if doing.replayed:
            return task
        rules.check_change(task.at, rules.State.FINISHED)
        done = rules.check_done(amount, task.amount_unit)
        task.done += done or 0
        rules.check_finish(task.amount, task.done, note)
        left = (
            passed_down(task)
            .filter(state__in=LIVE)
            .values_list("owner_unit__short_name", flat=True)
        )
        rules.check_below(list(left), note)
        task.state, task.finished_at, task.finished_by = rules.State.FINISHED, now, actor
        task.in_time = timezone.localdate(now) <= task.due_on
        task.save()
        _show(task, photos, Role.AFTER, actor, now)
        _finish(doing, task, Kind.FINISHED, actor, now, note=note, amount=done)
        _tell(task, task.unit, notify.ISSUERS, "work.finished", now)
    return task


def confirm_task(
    task_id: int,
    *,
    quality: str = rules.Quality.SOUND,
    note: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None,
) -> Task:
    """Say that the work is done as it should be. Nobody confirms their own."""
    frame = _on_task("confirm_task", task_id, at_owner=False, actor=actor, now=now, key=key)
    with frame as (doing, task):
        if doing.replayed:
            return task
        rules.check_change(task.at, rules.State.CONFIRMED)
        _check_other(actor, task)
        task.state, task.confirmed_at = rules.State.CONFIRMED, now
        task.quality = rules.Quality(quality)
        task.save()
        _finish(doing, task, Kind.CONFIRMED, actor, now, note=note)
        if task.owner_unit_id != task.unit_id:
            _tell(task, task.owner_unit, notify.DOERS, "work.confirmed", now)
    return task


def _check_other(actor: Membership, task: Task) -> None:
    finisher = task.finished_by.person_id if task.finished_by else None
    rules.check_confirmer(actor.person_id, finisher)


def return_task(
    task_id: int,
    *,
    note: str,
    due_on: date | None = None,
    actor: Membership,
    now: datetime,
    key: UUID | None,
) -> Task:
    """Send a finished task back: the quality is not there yet. It keeps its day unless told."""
    frame = _on_task("return_task", task_id, at_owner=False, actor=actor, now=now, key=key)
    with frame as (doing, task):
        if doing.replayed:
            return task
        rules.check_change(task.at, rules.State.OPEN)
        _check_other(actor, task)
        why = rules.check_text(note, "note", _("写明哪里不合格，要改到什么样。"), rules.NOTE)
        if due_on is not None and due_on != task.due_on:
            rules.check_later(task.due_on, due_on)
            task.due_on = due_on
        task.state, task.returns = rules.State.OPEN, task.returns + 1
        task.finished_at, task.finished_by, task.in_time = None, None, None
        task.climbed = rules.climb_due(task.due_on, timezone.localdate(now))
        task.save()
        _finish(doing, task, Kind.RETURNED, actor, now, note=why, due_on=due_on)
        _tell(task, task.owner_unit, notify.DOERS, "work.returned", now)
    return task


def extend_task(
    task_id: int, *, due_on: date, note: str, actor: Membership, now: datetime, key: UUID | None
) -> Task:
    """Give the task more time, and say why."""
    frame = _on_task("extend_task", task_id, at_owner=False, actor=actor, now=now, key=key)
    with frame as (doing, task):
        if doing.replayed:
            return task
        rules.check_open(task.at)
        rules.check_later(task.due_on, due_on)
        why = rules.check_text(note, "note", _("写明延期的原因。"), rules.NOTE)
        told = _("%(old)s 改为 %(new)s。") % {
            "old": day_label(task.due_on),
            "new": day_label(due_on),
        }
        task.due_on = due_on
        task.climbed = rules.climb_due(due_on, timezone.localdate(now))
        task.save(update_fields=["due_on", "climbed"])
        _finish(doing, task, Kind.EXTENDED, actor, now, note=told + why, due_on=due_on)
        if task.owner_unit_id != task.unit_id:
            _tell(task, task.owner_unit, notify.DOERS, "work.extended", now)
    return task


def cancel_task(
    task_id: int, *, note: str, actor: Membership, now: datetime, key: UUID | None
) -> Task:
    """Take a task back, and say why; it is no longer counted."""
    frame = _on_task("cancel_task", task_id, at_owner=False, actor=actor, now=now, key=key)
    with frame as (doing, task):
        if doing.replayed:
            return task
        rules.check_change(task.at, rules.State.CANCELLED)
        why = rules.check_text(note, "note", _("写明取消的原因，承担单位会看到。"), rules.NOTE)
        task.state = rules.State.CANCELLED
        task.save(update_fields=["state"])
        for below in passed_down(task).filter(state__in=LIVE):
            cancel_task(below.pk, note=why, actor=actor, now=now, key=None)
        _finish(doing, task, Kind.CANCELLED, actor, now, note=why)
        if task.owner_unit_id != task.unit_id:
            _tell(task, task.owner_unit, notify.DOERS, "work.cancelled", now)
    return task
