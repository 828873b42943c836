"""Making a plan, filling it with tasks from a key list, closing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.audit.actions import act
from youju.facts import actions as facts
from youju.facts.actions import Source
from youju.kernel.quantity_text import parse_quantity
from youju.kernel.refusal import Missing, Refused
from youju.organisations.queries import May, Membership, Unit, require, subtree
from youju.search.actions import put
from youju.ui.forms import read_date
from youju.work.actions.tasks import open_task
from youju.work.measures import PLAN_KIND, plan_drafts
from youju.work.models import Plan, Task
from youju.work.rules import tasks as rules

MOST_ROWS = 300
MOST_TOLD = 50  # rows whose faults are told at once
Row = Mapping[str, str]


class BadRows(Refused):
    """Some rows are wrong. `errors` names for each, by its place, the column and why."""

    def __init__(self, errors: dict[int, tuple[str, str]]) -> None:
        super().__init__(_("有 %(n)s 行要改，一行也没有存。") % {"n": len(errors)})
        self.errors = errors


def make_plan(
    *,
    unit: Unit,
    kind: str,
    title: str,
    goals: str,
    start: date,
    end: date,
    actor: Membership,
    now: datetime,
    key: UUID | None,
) -> Plan:
    """Write down what a unit wants to reach, and over what time."""
    with act("work.make_plan", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Plan.objects.select_related("unit").get(pk=doing.subject_id)
        require(actor, May.ARRANGE, unit)
        named = rules.check_text(title, "title", _("写计划的名称。"), rules.TITLE)
        told = rules.check_text(goals, "goals", _("写明目标和要求。"), 4000)
        rules.check_plan_days(start, end, rules.PlanKind(kind))
        if Plan.objects.filter(unit=unit, title=named).exists():
            raise Refused(_("已经有叫这个名称的计划，请换一个名称。"), field="title")
        plan = Plan(unit=unit, root_id=unit.root_id, kind=kind, title=named, goals=told)
        plan.start, plan.end = start, end
        plan.made_by_label, plan.made_at = actor.label, now
        plan.save()
        facts.replace(Source(PLAN_KIND, str(plan.pk)), plan_drafts(plan), now=now)
        url = plan.get_absolute_url()
        put(PLAN_KIND, str(plan.pk), unit, plan.title, plan.goals, start, url)
        doing.on(PLAN_KIND, plan.pk, kind=kind)
    return plan


def add_rows(
    plan_id: int, rows: Sequence[Row], *, actor: Membership, now: datetime, key: UUID | None
) -> int:
    """Give all tasks of a key list: each row has `title`, `owner`, `due_on`, and may have `amount`,
    `place`, `person` and `text`, as they were typed. Returns how many.

    Raises:
        BadRows: Some are wrong; none was given.
    """
    with act("work.add_rows", actor=actor, now=now, key=key) as doing:
        plan = _locked(plan_id)
        require(actor, May.ARRANGE, plan.unit)
        if doing.replayed:
            return plan.tasks.count()
        if len(rows) > MOST_ROWS:
            raise Refused(_("一次最多 %(n)s 行，请分几次粘贴。") % {"n": MOST_ROWS})
        units = units_by_name(actor)
        errors: dict[int, tuple[str, str]] = {}
        for n, row in enumerate(rows):
            try:
                _open(plan, row, units, actor, now)
            except Refused as refusal:
                errors[n] = (_COLUMN.get(refusal.field or "", refusal.field or ""), refusal.message)
                if len(errors) >= MOST_TOLD:
                    break
        if errors:
            raise BadRows(errors)
        doing.on(PLAN_KIND, plan.pk, tasks=len(rows))
    return len(rows)


_COLUMN = {"owner_unit": "owner"}


def units_by_name(actor: Membership) -> dict[str, Unit]:
    """Return the open units of the actor by their names, long and short."""
    found: dict[str, Unit] = {}
    for unit in subtree(actor.unit).filter(until=None).order_by("-path"):
        found[unit.name] = found[unit.short_name] = unit
    return found


def _open(
    plan: Plan, row: Row, units: Mapping[str, Unit], actor: Membership, now: datetime
) -> Task:
    named = row["owner"].strip()
    owner = units.get(named)
    if owner is None and named:
        told = _("没有叫“%(name)s”的单位，照单位名称填写。") % {"name": row["owner"]}
        raise Refused(told, field="owner")
    try:
        due_on = read_date(row["due_on"], date(plan.end.year, 12, 31))
    except ValueError as error:
        raise Refused(str(error), field="due_on") from error
    try:
        amount = parse_quantity(row["amount"], "项") if row.get("amount", "").strip() else None
    except ValueError as error:
        raise Refused(str(error), field="amount") from error
    return open_task(
        unit=plan.unit,
        owner_unit=owner,
        title=row["title"],
        due_on=due_on,
        text=row.get("text", ""),
        place=row.get("place", ""),
        person=row.get("person", ""),
        amount=amount,
        starts_on=min(timezone.localdate(now), due_on),
        plan=plan,
        actor=actor,
        now=now,
        key=None,
    )


def _locked(plan_id: int) -> Plan:
    rows = Plan.objects.select_for_update(of=("self",)).select_related("unit")
    found = rows.filter(pk=plan_id).first()
    if found is None:
        raise Missing(_("没有这个计划，或者不在您的查看范围内"))
    return found


def close_plan(
    plan_id: int, *, note: str, actor: Membership, now: datetime, key: UUID | None
) -> Plan:
    """End a plan and say what came of it; no task of it may still be under way."""
    with act("work.close_plan", actor=actor, now=now, key=key) as doing:
        plan = _locked(plan_id)
        require(actor, May.ARRANGE, plan.unit)
        if doing.replayed:
            return plan
        if plan.state == Plan.State.CLOSED:
            raise Refused(_("计划已经结束。"))
        waiting = (rules.State.OPEN, rules.State.FINISHED)
        if n := plan.tasks.filter(state__in=waiting).count():
            raise Refused(_("还有 %(n)s 项任务没有办完，先办完或取消。") % {"n": n})
        told = rules.check_text(note, "note", _("写明完成得怎样。"), rules.NOTE)
        plan.state, plan.closing_note = Plan.State.CLOSED, told
        plan.save(update_fields=["state", "closing_note"])
        doing.on(PLAN_KIND, plan.pk, note=told[:200])
    return plan
