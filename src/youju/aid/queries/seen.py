"""Whom and what a member may see: what lies at its own unit and below, if its role looks residents up."""

from __future__ import annotations

from functools import reduce
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from youju.aid.models import (
    ChildFile,
    Contact,
    Donation,
    Drive,
    Fund,
    Grant,
    GrantChild,
    Handover,
    Pairing,
    Payment,
    StandIn,
    Tally,
    Visit,
    Wish,
)
from youju.kernel.refusal import Missing
from youju.organisations.queries import May, Membership, Unit, require, subtree, subtree_ids

M = TypeVar("M", bound=Model)
# How a record of each kind leads to the unit that decides who sees it.
UNIT_OF: dict[type[Model], str] = {
    ChildFile: "unit",
    Contact: "stand_in__unit",
    Donation: "drive__unit",
    Drive: "unit",
    Fund: "unit",
    Grant: "unit",
    GrantChild: "grant__unit",
    Handover: "drive__unit",
    Pairing: "unit",
    Payment: "pairing__unit",
    StandIn: "unit",
    Tally: "unit",
    Visit: "pairing__unit",
    Wish: "unit",
}
OF_CHILDREN = (ChildFile, Contact, StandIn, GrantChild)


def may_see_children(member: Membership | None) -> bool:
    """Return whether the files of children are open to a member: not to the grid."""
    if member is None or not member.may(May.RESIDENTS):
        return False
    return member.may(May.OPEN_PROTECTED) or member.may(May.ARRANGE)


def visible(member: Membership | None, model: type[M]) -> QuerySet[M]:
    """Return the records of a kind that the member may see."""
    rows = model._default_manager.all()
    if member is None or not member.may(May.RESIDENTS):
        return rows.none()
    if model in OF_CHILDREN and not may_see_children(member):
        return rows.none()
    way = UNIT_OF[model]
    return rows.filter(**{f"{way}__in": subtree(member.unit).order_by()}).select_related(way)


def record_for(member: Membership | None, model: type[M], record_id: int) -> M:
    """Return one visible record. Raises Missing for any other."""
    found = visible(member, model).filter(pk=record_id).first()
    if found is None:
        raise Missing(_("没有这条记录，或者不在您的查看范围内"))
    return found


def at(member: Membership | None, model: type[M], unit: Unit) -> QuerySet[M]:
    """Return the records of a kind at the unit and below it. Raises Forbidden if not in view."""
    require(member, May.RESIDENTS, unit)
    way = UNIT_OF[model]
    return visible(member, model).filter(**{f"{way}__in": subtree_ids(unit)})


def unit_of(record: Model) -> Unit:
    """Return the unit that a record stands at."""
    found: Any = reduce(getattr, UNIT_OF[type(record)].split("__"), record)
    unit: Unit = found
    return unit
