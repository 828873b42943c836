"""What works and investments count."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from youju.facts.actions import Draft
from youju.facts.rules import Adds, MeasureSpec
from youju.kernel.periods import Grain, around
from youju.kernel.quantity import Quantity
from youju.work.models import Matter, Project
from youju.work.rules.projects import Kind, State
from youju.work.rules.projects import Matter as What

PROJECT_KIND = "work.project"
TOPIC = "PRJ"


def _spec(code: str, name: str, unit: str, adds: Adds = Adds.FLOW, *words: str) -> MeasureSpec:
    return MeasureSpec(f"work.{code}", name, unit, adds, TOPIC, words)


PROJECTS = (
    _spec("projects", "工程项目", "个", Adds.FLOW, "建设项目"),
    _spec("renovations", "旧小区改造项目", "个", Adds.FLOW, "旧城改造"),
    _spec("municipal", "市政工程项目", "个", Adds.FLOW, "市政工程"),
    _spec("inside", "单位内部工程", "个"),
    _spec("investments", "城镇建设投资项目", "个", Adds.FLOW, "投资项目", "城镇建设项目"),
    _spec("town_invested", "城镇建设项目投资", "元", Adds.FLOW, "城镇建设投资"),
    _spec("invested", "工程项目总投资", "元", Adds.FLOW, "项目总投资"),
    _spec("spent", "工程项目完成投资", "元", Adds.STOCK, "完成投资"),
    _spec("households", "改造受益户数", "户", Adds.FLOW, "受益住户"),
    _spec("finished", "完工项目", "个", Adds.FLOW, "竣工项目"),
    _spec("inside_days", "单位内部工程工期", "天"),
    _spec("defects", "工程遗留问题", "项", Adds.STOCK),
    _spec("defects_fixed", "整改工程遗留问题", "项"),
    _spec("objections", "工程居民异议", "件"),
    _spec("talks", "工程协商", "次"),
    _spec("changes", "设计变更", "项"),
    _spec("supervisors", "居民义务监督员", "人", Adds.STOCK, "义务监督员"),
    _spec("observations", "工程监督意见", "条"),
    _spec("observations_passed", "转达工程监督意见", "条"),
    _spec("observations_answered", "答复工程监督意见", "条"),
)
UNIT_OF = {one.code: one.unit for one in PROJECTS}
OF_KIND = {
    Kind.RENOVATION: "renovations",
    Kind.MUNICIPAL: "municipal",
    Kind.INSIDE: "inside",
    Kind.INVESTMENT: "investments",
}


def _one(
    project: Project, code: str, on: date, number: int | Decimal = 1, series: str = ""
) -> Draft:
    quantity = Quantity(Decimal(number), UNIT_OF[f"work.{code}"])
    return Draft(project.unit, f"work.{code}", quantity, around(on, Grain.DAY), series=series)


def listed_on(project: Project) -> date:
    """Return the day on which a project counts: its first day, or the first of the year it is listed in."""
    same = project.starts_on.year == project.year
    return project.starts_on if same else date(project.year, 1, 1)


def project_drafts(project: Project) -> list[Draft]:
    """Return what a project counts at the unit that keeps it, with all that came up on the way."""
    on, kind = listed_on(project), project.of_kind
    found = [_one(project, code, on) for code in ("projects", OF_KIND[kind])]
    if project.invested is not None:
        found.append(_one(project, "invested", on, project.invested))
        if kind is Kind.INVESTMENT:
            found.append(_one(project, "town_invested", on, project.invested))
    if project.households is not None:
        found.append(_one(project, "households", on, project.households))
    if project.at is State.DONE and project.finished_on is not None:
        found.append(_one(project, "finished", project.finished_on))
        if kind is Kind.INSIDE:
            found.append(_one(project, "inside_days", project.finished_on, project.days or 0))
    for day, money in _spent(project).items():
        found.append(_one(project, "spent", day, money, str(project.pk)))
    for one in project.supervisors.all():
        if one.until != one.since:
            found.append(_one(project, "supervisors", one.since, 1, str(one.pk)))
        if one.until is not None:
            found.append(_one(project, "supervisors", one.until, 0, str(one.pk)))
    for matter in project.matters.all():
        found += _of_matter(project, matter)
    return found


def _spent(project: Project) -> dict[date, Decimal]:
    """Return what was spent in all by each day it was told of. An end that is told days later lies before
    the last report; what was told last holds from the later of the two."""
    found: dict[date, Decimal] = {}
    for word in project.words.all():
        if word.spent is not None:
            found[max([word.on, *found])] = word.spent
    return found


def _of_matter(project: Project, matter: Matter) -> Iterator[Draft]:
    settled = matter.settled_on
    match matter.of_kind:
        case What.DEFECT:
            if settled != matter.on:
                yield _one(project, "defects", matter.on, 1, str(matter.pk))
            if settled is not None:
                yield _one(project, "defects", settled, 0, str(matter.pk))
                yield _one(project, "defects_fixed", settled)
        case What.OBJECTION:
            yield _one(project, "objections", matter.on)
            for talk in matter.talks.all():
                yield _one(project, "talks", talk.on)
            if settled is not None and matter.changed:
                yield _one(project, "changes", settled)
        case What.OBSERVATION:
            yield _one(project, "observations", matter.on)
            if matter.passed_to:
                yield _one(project, "observations_passed", matter.on)
            if settled is not None:
                yield _one(project, "observations_answered", settled)


def all_project_drafts() -> Iterator[tuple[str, list[Draft]]]:
    """Yield the facts of every project, made again."""
    rows = Project.objects.select_related("unit").order_by("pk")
    rows = rows.prefetch_related("words", "supervisors", "matters__talks")
    for one in rows.iterator(chunk_size=500):
        yield str(one.pk), project_drafts(one)
