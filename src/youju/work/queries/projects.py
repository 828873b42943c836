"""Reading works and investments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.db.models import Count, Model, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from youju.kernel.quantity import Quantity
from youju.kernel.refusal import Missing
from youju.organisations.queries import May, Membership, Unit, subtree_ids, units_visible_to
from youju.work.models import Matter, Project, Supervisor
from youju.work.rules.projects import OPEN, State
from youju.work.rules.projects import Matter as What

M = TypeVar("M", bound=Model)


def projects_visible_to(member: Membership | None) -> QuerySet[Project]:
    """Return the projects that units in view keep, or whose works they do."""
    if member is None or not member.may(May.SEE):
        return Project.objects.none()
    units = units_visible_to(member).values("pk")
    rows = Project.objects.filter(Q(unit__in=units) | Q(owner_unit__in=units))
    return rows.select_related("unit", "owner_unit")


def projects_under(member: Membership, unit: Unit, year: int) -> QuerySet[Project]:
    """Return the visible projects of a unit and those below it that are on the list of a year, or were
    still under way when it began."""
    units = subtree_ids(unit)
    rows = projects_visible_to(member).filter(Q(unit__in=units) | Q(owner_unit__in=units))
    older = Q(year__lt=year) & (Q(state__in=OPEN) | Q(finished_on__year__gte=year))
    return rows.filter(Q(year=year) | older)


def with_defects(rows: QuerySet[Project]) -> QuerySet[Project]:
    """Return projects with the number of their open defects."""
    left = Q(matters__kind=What.DEFECT, matters__settled_on=None)
    return rows.annotate(defects=Count("matters", filter=left))


def _found(row: M | None) -> M:
    if row is None:
        raise Missing(_("没有这条记录，或者不在您的查看范围内"))
    return row


def project_for(member: Membership | None, project_id: int) -> Project:
    """Return one visible project. Raises Missing for any other."""
    return _found(projects_visible_to(member).filter(pk=project_id).first())


def matter_for(member: Membership | None, matter_id: int) -> Matter:
    """Return one matter of a visible project. Raises Missing for any other."""
    rows = Matter.objects.filter(project__in=projects_visible_to(member))
    rows = rows.select_related("project__unit", "project__owner_unit")
    return _found(rows.filter(pk=matter_id).first())


def supervisor_for(member: Membership | None, supervisor_id: int) -> Supervisor:
    """Return one supervisor of a visible project. Raises Missing for any other."""
    rows = Supervisor.objects.filter(project__in=projects_visible_to(member))
    return _found(rows.select_related("project__unit").filter(pk=supervisor_id).first())


def matters_left(member: Membership, unit: Unit, until: date) -> QuerySet[Matter]:
    """Return the defects and objections of the unit's works that came up by a day and were not settled
    then, the oldest first."""
    units = subtree_ids(unit)
    rows = Matter.objects.filter(kind__in=(What.DEFECT, What.OBJECTION), on__lte=until)
    rows = rows.filter(Q(settled_on=None) | Q(settled_on__gt=until))
    mine = projects_visible_to(member).filter(Q(unit__in=units) | Q(owner_unit__in=units))
    found = rows.filter(project__in=mine.values("pk")).select_related("project__owner_unit")
    return found.order_by("on", "pk")


def matters_of(project: Project) -> dict[str, list[Matter]]:
    """Return what came up in a found project, by kind, in order of its day."""
    rows = project.matters.select_related("supervisor", "task").prefetch_related("talks")
    found: dict[str, list[Matter]] = {what.value: [] for what in What}
    for one in rows.order_by("on", "pk"):
        found[one.kind].append(one)
    return found


@dataclass(frozen=True, slots=True)
class Sums:
    """What the projects of a list come to."""

    projects: int
    done: int
    late: int
    invested: Quantity
    spent: Quantity


def sums_of(rows: QuerySet[Project], today: date) -> Sums:
    """Return what projects come to: how many, finished, late; invested in all and by now."""
    told = rows.order_by().aggregate(
        n=Count("pk"), done=Count("pk", filter=Q(state=State.DONE)),
        late=Count("pk", filter=Q(state__in=OPEN, due_on__lt=today)), invested=Sum("invested"), spent=Sum("spent"),
    )  # fmt: skip
    money = [Quantity(Decimal(told[name] or 0), "元") for name in ("invested", "spent")]
    return Sums(told["n"], told["done"], told["late"], *money)


def kind_counts(rows: QuerySet[Project]) -> dict[str, int]:
    """Return how many projects there are of each kind."""
    return dict(rows.order_by().values_list("kind").annotate(Count("pk")))


def leaders_of(rows: QuerySet[Project]) -> dict[str, int]:
    """Return how many projects each leader stands for, where one is named."""
    named = rows.exclude(leader="").order_by("leader").values_list("leader")
    return dict(named.annotate(Count("pk"))[:40])


def project_titles(ids: Iterable[str]) -> dict[str, str]:
    """Return a line about each of these projects."""
    return {str(one.pk): str(one) for one in Project.objects.filter(pk__in=list(ids))}
