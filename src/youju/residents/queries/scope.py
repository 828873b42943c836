"""Whom a member may see: those of its own unit and below, if its role looks residents up at all."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from youju.kernel.refusal import Missing
from youju.organisations.queries import May, Membership, Unit, subtree, subtree_ids
from youju.residents.kinds import kinds
from youju.residents.models import (
    Area,
    Building,
    Committee,
    Complaint,
    Consent,
    Engagement,
    Firm,
    Household,
    HouseStep,
    Need,
    NeedNote,
    Resident,
    Roster,
    Tally,
    UnsafeHouse,
)
from youju.residents.tokens import kind_tokens

M = TypeVar("M", bound=Model)
LISTED = 2000  # units that are named one by one, so that each is a range of the index
# How a record of each kind leads to the unit that decides who sees it.
UNIT_OF: dict[type[Model], str] = {
    Area: "unit",
    Building: "unit",
    Committee: "area__unit",
    Complaint: "engagement__area__unit",
    Consent: "resident__unit",
    Engagement: "area__unit",
    Firm: "unit",
    HouseStep: "house__unit",
    Household: "unit",
    Need: "unit",
    NeedNote: "need__unit",
    Resident: "unit",
    Roster: "unit",
    Tally: "unit",
    UnsafeHouse: "unit",
}


def within(unit: Unit, way: str = "unit") -> dict[str, Any]:
    """Return the condition that a record stands at the unit or below: by the tree's root, by the
    units where they are few, else by a subquery."""
    if unit.parent_id is None and way == "unit":
        return {"root_id": unit.root_id}
    few = list(subtree_ids(unit).order_by()[: LISTED + 1])
    if len(few) <= LISTED:
        return {f"{way}_id__in": few}
    return {f"{way}__in": subtree(unit).order_by()}


def visible(member: Membership | None, model: type[M]) -> QuerySet[M]:
    """Return the records of a kind that the member may see."""
    if member is None or not member.may(May.RESIDENTS):
        return model._default_manager.none()
    way = UNIT_OF[model]
    below = subtree(member.unit).order_by()
    rows = model._default_manager.filter(**{f"{way}__in": below})
    if model is Area:  # a grid sees the area that its buildings stand in
        houses = Building.objects.filter(unit__in=below).values("area")
        rows = model._default_manager.filter(Q(unit__in=below) | Q(pk__in=houses))
    if model in (Need, NeedNote) and not member.may(May.OPEN_PROTECTED):
        to_kind = "kind_token__in" if model is Need else "need__kind_token__in"
        rows = rows.exclude(**{to_kind: restricted_tokens()})
    return rows.select_related(way)


def restricted_tokens() -> list[str]:
    """Return the tokens of kinds that only the care officer sees."""
    return [token for kind in kinds() if kind.restricted for token in kind_tokens(kind.code)]


def record_for(member: Membership | None, model: type[M], record_id: int) -> M:
    """Return one visible record. Raises Missing for any other."""
    found = visible(member, model).filter(pk=record_id).first()
    if found is None:
        raise Missing("没有这份登记，或者不在您的查看范围内")
    return found


def unit_of(record: Model) -> Unit:
    """Return the unit that a record stands at."""
    found: Any = record
    for part in UNIT_OF[type(record)].split("__"):
        found = getattr(found, part)
    unit: Unit = found
    return unit
