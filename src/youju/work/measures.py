"""What the room counts, and the facts of each of its records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connections
from django.utils import timezone

from youju.facts.actions import Draft, Source, publish_measures
from youju.facts.rules import Adds, MeasureSpec
from youju.kernel.periods import Grain, around
from youju.kernel.quantity import Quantity
from youju.organisations.queries import Unit
from youju.work import meeting_measures as meetings
from youju.work import project_measures as works
from youju.work.models import ChecklistLine, Plan, Task
from youju.work.rules.checklists import LineState
from youju.work.rules.tasks import PlanKind, Quality, State

TASK_KIND, PLAN_KIND, LINE_KIND = "work.task", "work.plan", "work.line"
TOPIC = "IDX"
_TASKS = (
    MeasureSpec("work.tasks", "创建任务", "项", topic=TOPIC, words=("下达任务", "分解任务")),
    MeasureSpec("work.done", "完成任务", "项", topic=TOPIC, words=("完成创建任务",)),
    MeasureSpec("work.in_time", "按期完成任务", "项", topic=TOPIC),
    MeasureSpec("work.good", "质量好的任务", "项", topic=TOPIC),
    MeasureSpec("work.returned", "返工任务", "次", topic=TOPIC),
    MeasureSpec(
        "work.in_time_rate", "任务按期完成率", "%", Adds.RATE, TOPIC,
        numerator="work.in_time", denominator="work.done",
    ),
)  # fmt: skip
_PLANS = (
    MeasureSpec("work.plans", "创建规划和方案", "个", topic=TOPIC, words=("制定方案", "实施方案")),
    MeasureSpec("work.three_years", "三年创建规划", "个", topic=TOPIC),
    MeasureSpec("work.lists", "重点整治清单", "份", topic=TOPIC),
)
_LINES = (
    MeasureSpec("work.headings", "迎检清单完成条目", "条", topic=TOPIC, words=("完成十个一",)),
)


def task_source(task: Task) -> Source:
    return Source(TASK_KIND, str(task.pk))


def task_drafts(task: Task) -> list[Draft]:
    """Return what a task counts at the unit that does it; nothing once it is cancelled."""
    if task.at is State.CANCELLED:
        return []
    found = [_one(task.owner_unit, "work.tasks", "项", task.starts_on)]
    if task.returns:
        day = timezone.localdate(task.finished_at) if task.finished_at else task.starts_on
        found.append(_one(task.owner_unit, "work.returned", "次", day, task.returns))
    if task.at is State.CONFIRMED and task.finished_at is not None:
        day = timezone.localdate(task.finished_at)
        codes = ["work.done"]
        codes += ["work.in_time"] if task.in_time else []
        codes += ["work.good"] if task.quality == Quality.GOOD else []
        found += [_one(task.owner_unit, code, "项", day) for code in codes]
    return found


def plan_drafts(plan: Plan) -> list[Draft]:
    """Return what a plan counts on the day it begins."""
    found = [_one(plan.unit, "work.plans", "个", plan.start)]
    if plan.kind == PlanKind.THREE_YEARS:
        found.append(_one(plan.unit, "work.three_years", "个", plan.start))
    if plan.kind == PlanKind.RECTIFICATION:
        found.append(_one(plan.unit, "work.lists", "份", plan.start))
    return found


def line_drafts(line: ChecklistLine) -> list[Draft]:
    """Return what a heading counts on the day it was done."""
    if line.state != LineState.DONE or line.done_on is None:
        return []
    return [_one(line.unit, "work.headings", "条", line.done_on)]


def _one(unit: Unit, code: str, measure_word: str, day: date, n: int = 1) -> Draft:
    return Draft(unit, code, Quantity(Decimal(n), measure_word), around(day, Grain.DAY))


def all_task_drafts() -> Iterator[tuple[str, list[Draft]]]:
    """Yield the facts of every task, made again."""
    for task in Task.objects.select_related("owner_unit").order_by("pk").iterator(chunk_size=500):
        yield str(task.pk), task_drafts(task)


def all_plan_drafts() -> Iterator[tuple[str, list[Draft]]]:
    """Yield the facts of every plan, made again."""
    for plan in Plan.objects.select_related("unit").order_by("pk").iterator(chunk_size=500):
        yield str(plan.pk), plan_drafts(plan)


def all_line_drafts() -> Iterator[tuple[str, list[Draft]]]:
    """Yield the facts of every heading of every checklist, made again."""
    rows = ChecklistLine.objects.select_related("unit").order_by("pk")
    for line in rows.iterator(chunk_size=500):
        yield str(line.pk), line_drafts(line)


def publish(*, using: str = "default", **_: Any) -> None:
    """Put the measures into the catalogue, after each migration."""
    if "facts_measure" in connections[using].introspection.table_names():
        publish_measures(TASK_KIND, _TASKS)
        publish_measures(PLAN_KIND, _PLANS)
        publish_measures(LINE_KIND, _LINES)
        publish_measures(meetings.MEETING_KIND, meetings.MEETINGS)
        publish_measures(meetings.SYSTEM_KIND, meetings.SYSTEMS)
        publish_measures(meetings.DUTY_KIND, meetings.DUTIES)
        publish_measures(works.PROJECT_KIND, works.PROJECTS)
