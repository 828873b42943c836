"""What the pages of the room show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from youju.evidence.queries import Item, Role, items_of, items_of_many
from youju.facts.queries import Figure, figures
from youju.kernel.periods import Grain, Period, around, day_label
from youju.kernel.words import joined, listed
from youju.organisations.queries import Membership, Unit
from youju.organisations.queries.bodies import group_for_task
from youju.work import queries
from youju.work.gantt import Bar, gantt
from youju.work.measures import LINE_KIND, TASK_KIND
from youju.work.models import Checklist, ChecklistLine, Task
from youju.work.rules.checklists import Heading, LineState
from youju.work.rules.tasks import NAMES, State

WEEK = timedelta(7)
MOST_BARS = 60


def of_state(rows: QuerySet[Task], state: str, today: date) -> QuerySet[Task]:
    """Return the tasks of a state, the late ones, those of the week, or all that are not settled."""
    if state == "late":
        return rows.filter(state=State.OPEN, due_on__lt=today)
    if state == "week":
        return rows.filter(state=State.OPEN, due_on__gte=today, due_on__lte=today + WEEK)
    if state in NAMES:
        return rows.filter(state=state)
    return rows.filter(state__in=(State.OPEN, State.FINISHED))


def chips(rows: QuerySet[Task], state: str, side: str, today: date) -> list[dict[str, Any]]:
    """Return the filters by state with their counts."""
    counts = queries.state_counts(rows)
    live = counts.get(State.OPEN, 0) + counts.get(State.FINISHED, 0)
    told = [("", _("未办结"), live)]
    told.append(("late", _("逾期"), of_state(rows, "late", today).count()))
    told.append(("week", _("一周内到期"), of_state(rows, "week", today).count()))
    told += [
        (one.value, NAMES[one], counts.get(one.value, 0))
        for one in (State.FINISHED, State.CONFIRMED)
    ]
    base = f"?side={side}&" if side else "?"
    return [
        {"text": text, "url": f"{base}state={code}", "count": n, "current": state == code}
        for code, text, n in told
    ]


def sides(side: str) -> list[dict[str, Any]]:
    """Return the choice between what the unit does and what it gave."""
    told = (("", _("全部")), ("done", _("承担的")), ("issued", _("下达的")))
    return [{"text": text, "url": f"?side={code}", "current": side == code} for code, text in told]


def tile(item: Item) -> dict[str, str]:
    """Return a photo as the photo grid takes it."""
    return {
        "thumb": reverse("evidence:thumb", args=[item.pk]),
        "alt": item.title,
        "caption": item.caption,
        "url": reverse("evidence:item", args=[item.pk]),
    }


def task_facts(task: Task, today: date) -> list[tuple[str, str]]:
    """Return the facts of a task, name beside value."""
    late = _("（已逾期 %(n)s 日）") % {"n": (today - task.due_on).days}
    due = day_label(task.due_on) + (late if task.overdue(today) else "")
    if task.due_on != task.first_due_on:
        due += _("（原为 %(day)s）") % {"day": day_label(task.first_due_on)}
    group = group_for_task(task.unit, task.title, today)
    found = [
        *([(_("职能组"), group.group)] if group else []),
        (_("承担单位"), task.owner_unit.name),
        (_("责任人"), task.person),
        (_("下达单位"), task.unit.name),
        (_("期限"), due),
        (_("开始"), day_label(task.starts_on)),
        (_("地点"), task.place),
        (_("难易"), task.get_ease_display()),
    ]
    helpers = listed(one.short_name for one in task.helpers.all())
    found += [(_("配合单位"), helpers)] if helpers else []
    found += [(_("质量"), task.get_quality_display())] if task.quality else []
    return found + ([(_("退回次数"), _("%(n)s 次") % {"n": task.returns})] if task.returns else [])


def task_events(task: Task) -> list[dict[str, Any]]:
    """Return the trail of a task, newest first."""
    found = []
    for one in task.events.order_by("-at", "-pk")[:100]:
        told = f"{one.amount.normalize():f}{task.amount_unit}" if one.amount is not None else ""
        text = joined(part for part in (told, one.note) if part)
        found.append(
            {"at": one.at, "what": one.get_kind_display(), "who": one.by_label, "text": text}
        )
    return found


def task_page(member: Membership, task: Task, today: date) -> dict[str, Any]:
    """Return the context of a task's page."""
    links = items_of(member, TASK_KIND, task.pk)
    photos = {
        role: [tile(link.item) for link in links if link.role == role and link.item.is_photo]
        for role in (Role.BEFORE, Role.PROOF, Role.AFTER)
    }
    return {
        "task": task,
        "facts": task_facts(task, today),
        "overdue": task.overdue(today),
        "before": photos[Role.BEFORE],
        "after": photos[Role.PROOF] + photos[Role.AFTER],
        "files": [link.item for link in links if not link.item.is_photo],
        "events": task_events(task),
        "above": queries.from_above(member, task),
        "below": list(queries.passed_down(task)),
        "today": today,
        "may_pass_down": queries.may_pass_down(member, task),
        "may_do": queries.may_do(member, task),
        "may_issue": queries.may_issue(member, task),
        "may_confirm": queries.may_confirm(member, task),
        "used_in": f"{reverse('documents:used_in')}?kind={TASK_KIND}&id={task.pk}",
    }


def chart_of_tasks(tasks: Iterable[Task], today: date) -> SafeString:
    """Return tasks drawn along the time: what is done of each, what is late."""
    bars = []
    for one in tasks:
        settled = one.at in (State.FINISHED, State.CONFIRMED)
        look = "done" if settled else "late" if one.overdue(today) else ""
        percent = 100 if settled else one.percent or 0
        bars.append(
            Bar(one.title, one.get_absolute_url(), one.starts_on, one.due_on, percent, look)
        )
    return gantt(bars[:MOST_BARS], today)


@dataclass(frozen=True, slots=True)
class Row:
    """One unit of a checklist: its lines in the order of the headings, and how many are done."""

    unit: Unit
    lines: list[ChecklistLine]

    @property
    def done(self) -> int:
        return sum(one.state == LineState.DONE for one in self.lines)


def matrix(member: Membership, checklist: Checklist) -> list[Row]:
    """Return the units of a checklist that the member may see, each with its lines."""
    rows: dict[int, Row] = {}
    for line in queries.lines_of(member, checklist):
        rows.setdefault(line.unit_id, Row(line.unit, [])).lines.append(line)
    return list(rows.values())


@dataclass(frozen=True, slots=True)
class Told:
    """One heading at one unit: what was said, what was recorded anyway, and its photos."""

    heading: Heading
    line: ChecklistLine
    figures: list[tuple[Figure, str]]
    photos: list[dict[str, str]]


def told_at(member: Membership, checklist: Checklist, unit: Unit) -> list[Told]:
    """Return the headings of a checklist as they stand at one unit, with the figures of the year."""
    lines = {one.heading: one for one in queries.lines_at(member, checklist, unit)}
    headings = [one for one in checklist.lines_told if one.code in lines]
    period = around(checklist.due_on, Grain.YEAR)
    codes = sorted({code for one in headings for code in one.measures})
    known = figures(member, unit, period, codes) if codes else {}
    links = items_of_many(member, LINE_KIND, [str(one.pk) for one in lines.values()])
    return [
        Told(
            heading,
            lines[heading.code],
            [
                (known[c], _trail(unit, period, c))
                for c in heading.measures
                if c in known and known[c].n
            ],
            [
                tile(one.item)
                for one in links.get(str(lines[heading.code].pk), [])
                if one.item.is_photo
            ],
        )
        for heading in headings
    ]


def _trail(unit: Unit, period: Period, code: str) -> str:
    return (
        f"{reverse('facts:trail')}?measure={code}&unit={unit.code or unit.pk}&period={period.code}"
    )
