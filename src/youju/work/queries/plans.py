"""Reading plans."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from youju.kernel.refusal import Missing
from youju.organisations.queries import May, Membership, Unit, subtree_ids, units_visible_to
from youju.work.models import Plan, Task
from youju.work.rules.tasks import State


def plans_visible_to(member: Membership | None) -> QuerySet[Plan]:
    """Return the plans of the units the member may see, and those its unit has a task of."""
    if member is None or not member.may(May.SEE):
        return Plan.objects.none()
    units = units_visible_to(member)
    own = Task.objects.filter(owner_unit__in=units, plan__isnull=False).values("plan_id")
    return Plan.objects.filter(Q(unit__in=units) | Q(pk__in=own)).select_related("unit")


def plans_of(member: Membership, unit: Unit) -> QuerySet[Plan]:
    """Return the visible plans of the unit and those below it, and those it has a task of."""
    units = subtree_ids(unit)
    own = Task.objects.filter(owner_unit__in=units, plan__isnull=False).values("plan_id")
    return plans_visible_to(member).filter(Q(unit__in=units) | Q(pk__in=own))


def plan_for(member: Membership | None, plan_id: int) -> Plan:
    """Return one visible plan. Raises Missing for any other."""
    found = plans_visible_to(member).filter(pk=plan_id).first()
    if found is None:
        raise Missing(_("没有这个计划，或者不在您的查看范围内"))
    return found


@dataclass(frozen=True, slots=True)
class Counts:
    """How far the tasks of a plan are; cancelled ones are left out."""

    tasks: int = 0
    confirmed: int = 0
    late: int = 0

    @property
    def percent(self) -> int:
        """The share that is confirmed, 0 to 100."""
        return int(self.confirmed * 100 / self.tasks) if self.tasks else 0


def counts_of_plans(plans: Iterable[Plan], today: date) -> dict[int, Counts]:
    """Return how far each of these plans is, by its id."""
    rows = Task.objects.filter(plan__in=[one.pk for one in plans]).exclude(state=State.CANCELLED)
    grouped = rows.order_by().values_list("plan_id")
    told = grouped.annotate(
        whole=Count("pk"),
        confirmed=Count("pk", filter=Q(state=State.CONFIRMED)),
        late=Count("pk", filter=Q(state=State.OPEN, due_on__lt=today)),
    )
    return {plan: Counts(*numbers) for plan, *numbers in told if plan is not None}


def plan_titles(ids: Iterable[str]) -> dict[str, str]:
    """Return a line about each of these plans."""
    return {str(one.pk): str(one) for one in Plan.objects.filter(pk__in=list(ids))}
