"""Reading who answers for which item; the asking member first."""

from __future__ import annotations

from django.db.models import QuerySet

from youju.organisations.queries import Membership
from youju.standards.models import Duty, Edition, Item
from youju.standards.queries.editions import items_visible_to


def duties_of_edition(member: Membership, edition: Edition) -> QuerySet[Duty]:
    """Return who answers for what: the split of an edition is known to all who are measured by it."""
    rows = Duty.objects.filter(item__edition=edition, root_id=member.root_id)
    return rows.exclude(state=Duty.State.ENDED).select_related("unit").order_by("item__order", "pk")


def duties_of_item(member: Membership, item: Item) -> QuerySet[Duty]:
    """Return who answers for an item, the lead first."""
    rows = duties_of_edition(member, item.edition).filter(item=item)
    return rows.select_related("unit", "person").order_by("side", "unit__path")


def lead_units(edition: Edition) -> dict[int, int]:
    """Return which unit leads each item, for the room's own computations."""
    rows = Duty.objects.filter(item__edition=edition, side=Duty.Side.LEAD)
    rows = rows.exclude(state=Duty.State.ENDED)
    return dict(rows.values_list("item_id", "unit_id"))


def my_items(member: Membership) -> QuerySet[Duty]:
    """Return what the member's own unit answers for in the editions in force."""
    rows = Duty.objects.filter(unit=member.unit, item__edition__state=Edition.State.CURRENT)
    rows = rows.exclude(state=Duty.State.ENDED)
    rows = rows.select_related("item__edition", "item__parent", "unit", "person")
    return rows.order_by("item__edition_id", "item__order")


def items_without_owner(member: Membership, edition: Edition) -> QuerySet[Item]:
    """Return the leaves of an edition that no unit leads."""
    led = Duty.objects.filter(item__edition=edition, side=Duty.Side.LEAD)
    owned = led.exclude(state=Duty.State.ENDED).values("item")
    return (
        items_visible_to(member)
        .filter(edition=edition, leaf=True)
        .exclude(pk__in=owned)
        .order_by("order")
    )
