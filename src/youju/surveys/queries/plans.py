"""How far the asking has come."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from youju.organisations.queries import Membership, subtree_ids
from youju.surveys.models import Plan, PlanCell, Sheet, Survey
from youju.surveys.rules.plan import Cell, Progress, progress


@dataclass(frozen=True, slots=True)
class CellState:
    """One community of the plan and how far it has come."""

    cell: PlanCell
    count: Cell


@dataclass(frozen=True, slots=True)
class PlanState:
    """The plan of a survey, each of its cells, and all together."""

    plan: Plan
    cells: list[CellState]
    whole: Progress


def plan_progress(survey: Survey) -> PlanState | None:
    """Return how far each community of the plan has come; None where there is no plan.

    The caller has found the survey; numbers of sheets are shown to all who see it.
    """
    plan = Plan.objects.filter(survey=survey).first()
    if plan is None:
        return None
    taken = Sheet.objects.filter(survey=survey, spoiled=False, cell__isnull=False)
    done = dict(taken.order_by().values_list("cell_id").annotate(n=Count("id")))
    cells = [
        CellState(one, Cell(one.target, done.get(one.pk, 0)))
        for one in plan.cells.select_related("unit")
    ]
    return PlanState(plan, cells, progress(one.count for one in cells))


def cells_to_ask(member: Membership) -> QuerySet[PlanCell]:
    """Return the cells of open surveys that lie in the member's own units: what is to be asked there."""
    rows = PlanCell.objects.filter(
        unit__in=subtree_ids(member.unit), plan__survey__state=Survey.State.OPEN
    )
    return rows.select_related("unit", "plan__survey__unit").order_by("plan_id", "order")
