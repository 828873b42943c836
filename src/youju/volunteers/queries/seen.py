"""Records of the room for one who may see the unit, and the volunteers one may choose from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from youju.kernel.refusal import Missing
from youju.organisations.queries import (
    May,
    Membership,
    Unit,
    require,
    subtree_ids,
    units_visible_to,
)
from youju.volunteers.models import (
    Assembly,
    Assessment,
    Association,
    Certificate,
    CouncilSeat,
    Order,
    Pair,
    PairVisit,
    Post,
    Programme,
    Seat,
    Service,
    Shift,
    Station,
    StationCheck,
    Team,
    TeamMember,
    Training,
    Volunteer,
)
from youju.volunteers.rules.register import ACTIVE

M = TypeVar("M", bound=Model)
MOST_OFFERED = 500
# How a record of each kind leads to the unit that decides who sees it.
UNIT_OF: dict[type[Model], str] = {
    Assembly: "association__unit",
    Assessment: "volunteer__unit",
    Association: "unit",
    Certificate: "unit",
    CouncilSeat: "assembly__association__unit",
    Order: "unit",
    Pair: "unit",
    PairVisit: "pair__unit",
    Post: "unit",
    Programme: "unit",
    Seat: "shift__service__unit",
    Service: "unit",
    Shift: "service__unit",
    Station: "unit",
    StationCheck: "station__unit",
    Team: "unit",
    TeamMember: "team__unit",
    Training: "unit",
    Volunteer: "unit",
}


def visible(member: Membership | None, model: type[M]) -> QuerySet[M]:
    """Return the records of a kind at the units the member may see."""
    way = UNIT_OF[model]
    units = units_visible_to(member).values("id")
    return model._default_manager.filter(**{f"{way}__in": units}).select_related(way)


def record_for(member: Membership | None, model: type[M], record_id: int) -> M:
    """Return one visible record. Raises Missing for any other."""
    found = visible(member, model).filter(pk=record_id).first()
    if found is None:
        raise Missing(_("没有这条记录，或者不在您的查看范围内"))
    return found


def at(member: Membership | None, model: type[M], unit: Unit) -> QuerySet[M]:
    """Return the records of a kind at the unit and below it. Raises Forbidden if not in view."""
    require(member, May.SEE, unit)
    way = UNIT_OF[model]
    rows = model._default_manager.filter(**{f"{way}__in": subtree_ids(unit)})
    return rows.select_related(way)


def volunteer_of(unit: Unit, volunteer_id: int) -> Volunteer:
    """Return a volunteer of the unit's own line: at it, below or above. Raises Missing."""
    found = _near(unit).filter(pk=volunteer_id).first()
    if found is None:
        raise Missing(_("名册里没有这名志愿者"))
    return found


def volunteers_chosen(unit: Unit, ids: Iterable[int]) -> list[Volunteer]:
    """Return the active volunteers of these ids of the unit's own line."""
    return list(_near(unit).filter(pk__in=list(ids), state__in=ACTIVE).order_by("pinyin", "pk"))


def _near(unit: Unit) -> QuerySet[Volunteer]:
    near = Q(unit__in=subtree_ids(unit)) | Q(unit_id__in=unit.ancestor_ids)
    return Volunteer.objects.filter(near, root_id=unit.root_id).select_related("unit", "person")


def volunteers_offered(member: Membership | None, unit: Unit) -> QuerySet[Volunteer]:
    """Return the active volunteers one may choose from at a unit, by name."""
    require(member, May.SEE, unit)
    rows = Volunteer.objects.filter(unit__in=subtree_ids(unit), state__in=ACTIVE)
    return rows.select_related("unit").order_by("pinyin", "pk")[:MOST_OFFERED]
