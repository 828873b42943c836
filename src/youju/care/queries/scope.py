"""What a member may see: what stands at its own unit and below, if its role looks residents up at all."""

from __future__ import annotations

from functools import reduce
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from youju.care.models import (
    AidCase,
    AidStep,
    Benefit,
    Call,
    Fund,
    Gift,
    Payment,
    Round,
    Service,
    Tally,
    Visit,
)
from youju.kernel.refusal import Missing
from youju.organisations.queries import May, Membership, Unit, subtree

M = TypeVar("M", bound=Model)
# How a record of each kind leads to the unit that decides who sees it.
UNIT_OF: dict[type[Model], str] = {
    AidCase: "unit",
    AidStep: "case__unit",
    Benefit: "unit",
    Call: "service__resident__unit",
    Fund: "unit",
    Gift: "unit",
    Payment: "case__unit",
    Round: "unit",
    Service: "resident__unit",
    Tally: "unit",
    Visit: "unit",
}


def visible(member: Membership | None, model: type[M]) -> QuerySet[M]:
    """Return the records of a kind that the member may see."""
    if member is None or not member.may(May.RESIDENTS):
        return model._default_manager.none()
    way = UNIT_OF[model]
    rows = model._default_manager.filter(**{f"{way}__in": subtree(member.unit).order_by()})
    return rows.select_related(way)


def at(member: Membership | None, model: type[M], unit: Unit) -> QuerySet[M]:
    """Return what the member may see of a unit and below."""
    return visible(member, model).filter(**{f"{UNIT_OF[model]}__in": subtree(unit).order_by()})


def from_above(member: Membership | None, model: type[M]) -> QuerySet[M]:
    """Return the rules and rounds that hold at the member's unit: its own, those below, those above."""
    if member is None or not member.may(May.RESIDENTS):
        return model._default_manager.none()
    near = Q(unit__in=member.unit.ancestor_ids) | Q(unit__in=subtree(member.unit).order_by())
    return model._default_manager.filter(near).select_related("unit")


def record_for(member: Membership | None, model: type[M], record_id: int) -> M:
    """Return one visible record. Raises Missing for any other."""
    rows = from_above(member, model) if model in (Benefit, Round) else visible(member, model)
    found = rows.filter(pk=record_id).first()
    if found is None:
        raise Missing("没有这条记录，或者不在您的查看范围内")
    return found


def unit_of(record: Model) -> Unit:
    """Return the unit that a record stands at."""
    found: Unit = reduce(getattr, UNIT_OF[type(record)].split("__"), record)  # type: ignore[assignment]
    return found
