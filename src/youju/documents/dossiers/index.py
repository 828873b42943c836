"""The index as dossiers read it: editions and items of the member's root, and who leads an item."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from youju.kernel.refusal import Missing
from youju.organisations.queries import May, Membership, Unit

Edition = Any
Item = Any
IN_FORCE = "current"


def _rows(name: str) -> QuerySet[Any]:
    return QuerySet(apps.get_model("standards", name))


def editions_visible_to(member: Membership | None) -> QuerySet[Any]:
    """Return the editions of the member's root: every unit reads what it is measured by."""
    if member is None or not member.may(May.SEE):
        return _rows("Edition").none()
    return _rows("Edition").filter(root_id=member.root_id).order_by("-year", "level", "pk")


def edition_for(member: Membership | None, edition_id: int) -> Edition:
    """Return one visible edition. Raises Missing for any other."""
    found = editions_visible_to(member).filter(pk=edition_id).first()
    if found is None:
        raise Missing("没有这套测评体系，或者不在您的查看范围内")
    return found


def current_edition(member: Membership | None, unit: Unit) -> Edition | None:
    """Return the edition in force for the unit: one of its own level first, the newest of them."""
    rows = list(editions_visible_to(member).filter(state=IN_FORCE))
    own = [one for one in rows if one.level == unit.kind]
    return next(iter([*own, *rows]), None)


def items_of(edition: Edition) -> QuerySet[Any]:
    """Return the items of an edition that the caller has found, in order."""
    return _rows("Item").filter(edition=edition).order_by("order")


def lead_units(edition: Edition) -> dict[int, int]:
    """Return which unit leads each item, by the split of duties; nothing where there is none yet."""
    try:
        duties = _rows("Duty").filter(item__edition=edition, side="lead")
    except LookupError:
        return {}
    return dict(
        duties.exclude(state__in=("handed_back", "ended")).values_list("item_id", "unit_id")
    )
