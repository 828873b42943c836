"""Reading editions and their items; the asking member first."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from youju.kernel.refusal import Missing
from youju.organisations.queries import May, Membership, Unit
from youju.standards.models import Edition, Item

# Which edition speaks of a unit: the nearest level that has one.
LEVEL_OF = {
    "city": ("city",),
    "district": ("county", "city"),
    "street": ("street", "county", "city"),
    "town": ("street", "county", "city"),
    "community": ("community", "city"),
    "village": ("community", "city"),
    "hospital": ("hospital", "city"),
    "school": ("school", "city"),
}


def editions_visible_to(member: Membership | None) -> QuerySet[Edition]:
    """Return the editions of the member's root: every unit reads what it is measured by."""
    if member is None or not member.may(May.SEE):
        return Edition.objects.none()
    rows = Edition.objects.filter(root_id=member.root_id).select_related("unit")
    return rows.order_by("-year", "level", "name", "pk")


def editions_of_root(root_id: int) -> list[tuple[str, str]]:
    """Return code and name of every edition a root has, for whoever sets the root up."""
    rows = Edition.objects.filter(root_id=root_id).order_by("pk")
    return list(rows.values_list("code", "name"))


def edition_for(member: Membership | None, edition_id: int) -> Edition:
    """Return one visible edition. Raises Missing for any other."""
    found = editions_visible_to(member).filter(pk=edition_id).first()
    if found is None:
        raise Missing("没有这套测评体系，或者不在您的查看范围内")
    return found


def current_edition(member: Membership | None, unit: Unit) -> Edition | None:
    """Return the edition in force that speaks of the unit: of its own level first, the newest of them."""
    rows = list(editions_visible_to(member).filter(state=Edition.State.CURRENT))
    for level in LEVEL_OF.get(unit.kind, ("city",)):
        found = next((one for one in rows if one.level == level), None)
        if found is not None:
            return found
    return rows[0] if rows else None


def items_of(edition: Edition) -> QuerySet[Item]:
    """Return the items of an edition that the caller has found, in order."""
    return Item.objects.filter(edition=edition).order_by("order")


def items_visible_to(member: Membership | None) -> QuerySet[Item]:
    """Return the items of the editions the member may see."""
    return Item.objects.filter(edition__in=editions_visible_to(member).order_by())


def item_for(member: Membership | None, item_id: int) -> Item:
    """Return one visible item. Raises Missing for any other."""
    rows = items_visible_to(member).select_related("edition__unit", "parent")
    found = rows.filter(pk=item_id).first()
    if found is None:
        raise Missing("没有这条指标，或者不在您的查看范围内")
    return found


def edition_titles(ids: Iterable[str]) -> dict[str, str]:
    """Return a line about each of these editions."""
    return {str(one.pk): one.name for one in Edition.objects.filter(pk__in=list(ids))}


def item_titles(ids: Iterable[str]) -> dict[str, str]:
    """Return a line about each of these items."""
    return {str(one.pk): str(one) for one in Item.objects.filter(pk__in=list(ids))}


def editions_in_force() -> QuerySet[Edition]:
    """Return the editions in force of every root, whoever asks: for the operator and the routine."""
    return Edition.objects.filter(state=Edition.State.CURRENT).select_related("unit").order_by("pk")


def edition_coded(root_id: int, code: str) -> Edition:
    """Return an edition by its code, for the operator of the machine. Raises Missing."""
    rows = Edition.objects.filter(root_id=root_id)
    found = rows.filter(code=code).first()
    if found is None:
        known = "、".join(rows.order_by("code").values_list("code", flat=True)) or "没有"
        raise Missing(
            _("没有代码为“%(code)s”的测评体系，可写：%(known)s") % {"code": code, "known": known}
        )
    return found
