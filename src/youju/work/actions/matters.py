"""What comes up in the course of works: nodes, defects, objections with their talks, residents' observations."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import Act
from youju.kernel.refusal import Refused
from youju.organisations.queries import May, Membership, answers_for
from youju.work.actions.projects import FRAME, count
from youju.work.actions.tasks import open_task
from youju.work.models import Matter, Project, Supervisor, Talk, Task
from youju.work.project_measures import PROJECT_KIND
from youju.work.rules import projects as rules
from youju.work.rules.tasks import State as TaskState
from youju.work.rules.tasks import check_text


def raise_matter(
    project_id: int,
    kind: str,
    *,
    text: str,
    on: date,
    due_on: date | None = None,
    supervisor: Supervisor | None = None,
    about: str = "",
    passed_to: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None,
) -> Matter:
    """Write down what came up, or a node to come (whose day is `due_on`)."""
    frame = FRAME.on(
        "raise_matter", Project, project_id, actor=actor, now=now, key=key, may=May.RECORD, own="owner_unit"
    )  # fmt: skip
    with frame as (doing, here):
        if doing.replayed:
            return Matter.objects.get(pk=doing.subject_id)
        what = rules.Matter(kind)
        told = check_text(text, "text", _("写明是什么事。"), rules.TEXT)
        if on > timezone.localdate(now):
            raise Refused(_("日期还没有到，请核对。"), field="on")
        if what not in rules.DUE:
            due_on = None
        if supervisor is not None and supervisor.project_id != here.pk:
            raise Refused(_("选这个项目的监督员。"), field="supervisor")
        watched: dict[str, Any] = {}
        if what is rules.Matter.OBSERVATION:
            watched = {"supervisor": supervisor, "about": about, "passed_to": passed_to}
        made = Matter.objects.create(
            project=here, kind=what, text=told, on=on, due_on=due_on, by_label=actor.label, **watched
        )  # fmt: skip
        count(here, now)
        doing.on("work.matter", made.pk, project=here.pk, kind=what)
    return made


def _on_matter(
    name: str, matter_id: int, *, actor: Membership, now: datetime, key: UUID | None
) -> AbstractContextManager[tuple[Act, Matter]]:
    """Frame an act on a matter: whoever keeps the project, or does the works, may record it."""
    matter = Matter.objects.filter(pk=matter_id).select_related("project__owner_unit").first()
    is_own = matter is not None and answers_for(actor, matter.project.owner_unit)
    way = "project__owner_unit" if is_own else "project__unit"
    return FRAME.on(name, Matter, matter_id, way=way, actor=actor, now=now, key=key, may=May.RECORD)


def settle_matter(
    matter_id: int,
    *,
    on: date,
    outcome: str = "",
    changed: bool = False,
    passed_to: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None,
) -> Matter:
    """Say that a node was reached, a defect repaired, an objection agreed on, an observation answered."""
    with _on_matter("settle_matter", matter_id, actor=actor, now=now, key=key) as (doing, here):
        doing.on("work.matter", here.pk, project=here.project_id)
        if doing.replayed:
            return here
        today = timezone.localdate(now)
        what = here.of_kind
        rules.check_settled(here.settled_on is not None, on, here.on, today)
        rules.check_changed(what, here.talks.count())
        if what is not rules.Matter.NODE:
            outcome = check_text(outcome, "outcome", _("写明结果，一两句话。"), rules.TEXT)
        here.settled_on, here.outcome = on, outcome.strip()[: rules.TEXT]
        here.changed = changed and what is rules.Matter.OBJECTION
        if what is rules.Matter.OBSERVATION:
            here.passed_to = passed_to or here.passed_to
        here.save(update_fields=["settled_on", "outcome", "changed", "passed_to"])
        count(here.project, now)
    return here


def task_of_matter(
    matter_id: int, *, actor: Membership, now: datetime, key: UUID | None, **told: Any
) -> Task:
    """Make a task of what came up (`open_task` names what is told). The matter is settled by itself."""
    frame = FRAME.on(
        "task_of_matter", Matter, matter_id, way="project__unit", actor=actor, now=now, key=key
    )
    with frame as (doing, here):
        if doing.replayed:
            return Task.objects.get(pk=doing.subject_id)
        if here.settled_on is not None:
            raise Refused(_("这一条已经办结。"))
        if here.task is not None and here.task.at is not TaskState.CANCELLED:
            raise Refused(_("这一条已经派了任务。"))
        project = here.project
        here.task = open_task(
            unit=project.unit, origin=(PROJECT_KIND, str(project.pk)), actor=actor, now=now, key=None, **told
        )  # fmt: skip
        here.save(update_fields=["task"])
        doing.on("work.task", here.task.pk, project=project.pk, matter=here.pk)
        return here.task


def add_talk(
    matter_id: int,
    *,
    on: date,
    party: str,
    result: str,
    actor: Membership,
    now: datetime,
    key: UUID | None,
) -> Matter:
    """Write down one talk about an objection."""
    with _on_matter("add_talk", matter_id, actor=actor, now=now, key=key) as (doing, here):
        doing.on("work.matter", here.pk, project=here.project_id)
        if doing.replayed:
            return here
        if here.of_kind is not rules.Matter.OBJECTION:
            raise Refused(_("只有居民异议才记协商。"))
        rules.check_settled(here.settled_on is not None, on, here.on, timezone.localdate(now))
        told = check_text(party, "party", _("写和谁谈，如 设计方、城建局、3号楼住户。"), rules.NAME)
        said = check_text(result, "result", _("写谈的结果。"), rules.TEXT)
        Talk.objects.create(matter=here, on=on, party=told, result=said)
        count(here.project, now)
    return here


def add_supervisor(
    project_id: int,
    *,
    name: str,
    since: date,
    phone: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None,
) -> Supervisor:
    """Take a resident onto the team that watches the works."""
    with FRAME.on("add_supervisor", Project, project_id, actor=actor, now=now, key=key) as (
        doing,
        here,
    ):
        if doing.replayed:
            return Supervisor.objects.get(pk=doing.subject_id)
        told: Any = check_text(name, "name", _("写监督员的姓名。"), 30)
        made = Supervisor.objects.create(
            project=here, name=told, phone=phone.strip()[:20], since=since
        )
        count(here, now)
        doing.on("work.supervisor", made.pk, project=here.pk)
    return made


def end_supervisor(
    supervisor_id: int, *, on: date, actor: Membership, now: datetime, key: UUID | None
) -> Supervisor:
    """Let a supervisor leave the team; what was observed stays."""
    frame = FRAME.on(
        "end_supervisor", Supervisor, supervisor_id, way="project__unit", actor=actor, now=now, key=key
    )  # fmt: skip
    with frame as (doing, here):
        doing.on("work.supervisor", here.pk, project=here.project_id)
        if not doing.replayed:
            if here.until is not None or on < here.since:
                raise Refused(_("日期早于加入日期，或已经退出。"), field="on")
            here.until = on
            here.save(update_fields=["until"])
            count(here.project, now)
    return here
