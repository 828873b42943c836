"""Setting up leading groups and commands, and who sits in them from when to when."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused
from youju.kernel.text import pinyin_of
from youju.organisations import hooks, rules
from youju.organisations.actions.frame import Actor, act_at
from youju.organisations.models import (
    Group,
    GroupDepartment,
    GroupPost,
    GroupTask,
    Person,
    Unit,
    holding,
)
from youju.organisations.rules import GroupKind, Rank

KIND = "organisations.group"


def set_up_group(
    unit: Unit,
    kind: GroupKind,
    name: str,
    *,
    set_up_on: date,
    parent: Group | None = None,
    purpose: str = "",
    document: str = "",
    daily_office: str = "",
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> Group:
    """Set a body up by decision, with its date and document."""
    with act_at("set_up_group", unit, actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Group.objects.get(pk=doing.subject_id)
        rules.check_open(unit.until, unit.name)
        rules.check_group_parent(kind, GroupKind(parent.kind) if parent else None)
        if parent is not None and parent.unit_id != unit.pk:
            raise Refused("职能组与指挥部须在同一单位", field="parent")
        if Group.objects.filter(unit=unit, name=name, closed_on=None).exists():
            raise Refused("这个单位已有同名机构", field="name")
        group = Group.objects.create(
            unit=unit,
            kind=kind,
            name=name,
            parent=parent,
            set_up_on=set_up_on,
            purpose=purpose,
            document=document,
            daily_office=daily_office,
        )
        doing.on(KIND, group.pk, name=name)
        hooks.record_changed(KIND, group.pk, now)
        return group


def close_group(
    group: Group, *, on: date, actor: Actor, now: datetime, key: UUID | None = None
) -> Group:
    """Close a body; its posts end with it, its history stays."""
    with act_at(
        "close_group", group.unit, actor=actor, now=now, key=key, kind="group", id=group.pk
    ) as doing:
        if doing.replayed:
            return group
        group = Group.objects.select_for_update().get(pk=group.pk)
        rules.check_open(group.closed_on, group.name)
        rules.check_span(group.set_up_on, on)
        if group.parts.filter(closed_on=None).exists():
            raise Refused("下面还有职能组，请先撤销它们")
        group.closed_on = on
        group.save(update_fields=["closed_on"])
        group.posts.filter(until=None).update(until=on)
        group.departments.filter(until=None).update(until=on)
        group.tasks.filter(until=None).update(until=on)
        hooks.record_changed(KIND, group.pk, now)
        return group


def add_post(
    group: Group,
    rank: Rank,
    name: str,
    *,
    since: date,
    own_post: str = "",
    person: Person | None = None,
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> GroupPost:
    """Put somebody into a group from a day on."""
    with act_at(
        "add_post", group.unit, actor=actor, now=now, key=key, kind="group", id=group.pk
    ) as doing:
        if doing.replayed:
            return GroupPost.objects.get(pk=doing.subject_id)
        group = Group.objects.select_for_update().get(pk=group.pk)
        rules.check_open(group.closed_on, group.name)
        rules.check_span(group.set_up_on, since)
        held = group.posts.filter(holding(since))
        rules.check_rank(GroupKind(group.kind), rank, held.filter(rank=rank).exists())
        if held.filter(name=name).exists():
            raise Refused(
                _("%(name)s已在这个机构里，请先给现任职务填结束日期") % {"name": name}, field="name"
            )
        post = GroupPost.objects.create(
            group=group, rank=rank, name=name, own_post=own_post, person=person, since=since
        )
        doing.on("organisations.group_post", post.pk, group=group.pk, rank=rank)
        hooks.record_changed(KIND, group.pk, now)
        return post


def end_post(
    post: GroupPost, *, until: date, actor: Actor, now: datetime, key: UUID | None = None
) -> GroupPost:
    """End a post on a day; it stays in the history."""
    unit = post.group.unit
    with act_at(
        "end_post", unit, actor=actor, now=now, key=key, kind="group_post", id=post.pk
    ) as doing:
        if doing.replayed:
            return post
        post = GroupPost.objects.select_for_update().get(pk=post.pk)
        _check_not_ended(post.until)
        rules.check_span(post.since, until)
        post.until = until
        post.save(update_fields=["until"])
        hooks.record_changed(KIND, post.group_id, now)
        return post


def _check_not_ended(until: date | None) -> None:
    if until is not None:
        raise Refused("已经填过结束日期，不能再改", field="until")


def replace_post(
    post: GroupPost,
    name: str,
    *,
    since: date,
    own_post: str = "",
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> GroupPost:
    """Let somebody else take a post over: the former holder's ends the day before."""
    with act_at(
        "replace_post",
        post.group.unit,
        actor=actor,
        now=now,
        key=key,
        kind="group_post",
        id=post.pk,
    ) as doing:
        if doing.replayed:
            return GroupPost.objects.get(pk=doing.subject_id)
        end_post(post, until=since - timedelta(1), actor=actor, now=now)
        fresh = add_post(
            post.group,
            Rank(post.rank),
            name,
            since=since,
            own_post=own_post,
            actor=actor,
            now=now,
        )
        doing.on("organisations.group_post", fresh.pk)
        return fresh


def add_department(
    group: Group,
    name: str,
    *,
    since: date,
    unit: Unit | None = None,
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> GroupDepartment:
    """Make a department or unit a member of the group."""
    with act_at(
        "add_department", group.unit, actor=actor, now=now, key=key, kind="group", id=group.pk
    ) as doing:
        if doing.replayed:
            return GroupDepartment.objects.get(pk=doing.subject_id)
        rules.check_open(group.closed_on, group.name)
        rules.check_span(group.set_up_on, since)
        if group.departments.filter(holding(since), name=name).exists():
            raise Refused(_("%(name)s已是成员部门") % {"name": name}, field="name")
        made = GroupDepartment.objects.create(group=group, name=name, unit=unit, since=since)
        doing.on("organisations.group_department", made.pk, group=group.pk)
        hooks.record_changed(KIND, group.pk, now)
        return made


def end_department(
    department: GroupDepartment,
    *,
    until: date,
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> GroupDepartment:
    """End a department's membership on a day."""
    unit = department.group.unit
    with act_at(
        "end_department",
        unit,
        actor=actor,
        now=now,
        key=key,
        kind="group_department",
        id=department.pk,
    ) as doing:
        if doing.replayed:
            return department
        _check_not_ended(department.until)
        rules.check_span(department.since, until)
        department.until = until
        department.save(update_fields=["until"])
        hooks.record_changed(KIND, department.group_id, now)
        return department


def assign_task(
    group: Group,
    subject: str,
    label: str,
    *,
    since: date,
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> GroupTask:
    """Let a group answer for a task, an index item or a kind of problem from a day on."""
    with act_at(
        "assign_task", group.unit, actor=actor, now=now, key=key, kind="group", id=group.pk
    ) as doing:
        if doing.replayed:
            return GroupTask.objects.get(pk=doing.subject_id)
        rules.check_open(group.closed_on, group.name)
        taken = GroupTask.objects.filter(
            holding(since), group__unit=group.unit, subject=subject, label=label
        ).select_related("group")
        if other := taken.first():
            raise Refused(
                _("这一项已由%(name)s负责，请先结束") % {"name": other.group.name}, field="label"
            )
        task = GroupTask.objects.create(
            group=group, subject=subject, label=label, pinyin=pinyin_of(label), since=since
        )
        doing.on("organisations.group_task", task.pk, group=group.pk, label=label)
        return task


def end_task(
    task: GroupTask, *, until: date, actor: Actor, now: datetime, key: UUID | None = None
) -> GroupTask:
    """Let a group no longer answer for something."""
    with act_at(
        "end_task", task.group.unit, actor=actor, now=now, key=key, kind="group_task", id=task.pk
    ) as doing:
        if doing.replayed:
            return task
        _check_not_ended(task.until)
        rules.check_span(task.since, until)
        task.until = until
        task.save(update_fields=["until"])
        return task
