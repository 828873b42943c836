"""Reading who answers for which item; the asking member first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q, QuerySet

from youju.kernel.refusal import Missing
from youju.organisations.queries import May, Membership, Person, Unit, require
from youju.organisations.rules import Role
from youju.standards.models import Duty, Edition, Item
from youju.standards.queries.editions import items_visible_to
from youju.standards.rules.duties import Line, Load, load_of


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


def duty_for(member: Membership | None, duty_id: int) -> Duty:
    """Return one duty of the member's tree, ended ones too. Raises Missing for any other."""
    asker = require(member, May.SEE)
    rows = Duty.objects.select_related("item__edition__unit", "item__parent", "unit", "person")
    found = rows.filter(pk=duty_id, root_id=asker.root_id).first()
    if found is None:
        raise Missing("没有这条分工，或者不在您的查看范围内")
    return found


def duties_of_unit(member: Membership, edition: Edition, unit: Unit) -> QuerySet[Duty]:
    """Return what a unit answers for by an edition, in the order of the edition."""
    rows = duties_of_edition(member, edition).filter(unit=unit)
    return rows.select_related("item__parent", "unit", "person")


def duties_of_person(member: Membership, person: Person) -> QuerySet[Duty]:
    """Return which items of the editions in force a person answers for within the units. The caller
    has found the person."""
    rows = Duty.objects.filter(person=person, root_id=member.root_id)
    rows = rows.filter(item__edition__state=Edition.State.CURRENT).exclude(state=Duty.State.ENDED)
    return rows.select_related("item", "unit").order_by("item__edition_id", "item__order", "pk")


@dataclass(frozen=True, slots=True)
class Waiting:
    """What of the duties waits for a member: answers of its own unit, what is due, what came back."""

    unanswered: int
    soon: int
    soon_on: date | None
    back: int


def duties_waiting(member: Membership, today: date, until: date) -> Waiting:
    """Return what waits for the member's own unit by the day, and at the top what units handed back."""
    rows = Duty.objects.filter(root_id=member.root_id, item__edition__state=Edition.State.CURRENT)
    if member.unit_id != member.root_id:
        rows = rows.filter(unit=member.unit_id)
    own = Q(unit=member.unit_id)
    soon = own & Q(state=Duty.State.ACCEPTED, due__gte=today, due__lte=until)
    told = rows.exclude(state=Duty.State.ENDED).aggregate(
        unanswered=Count("pk", filter=own & Q(state=Duty.State.PROPOSED)),
        soon=Count("pk", filter=soon),
        soon_on=Min("due", filter=soon),
        back=Count("pk", filter=Q(state=Duty.State.HANDED_BACK)),
    )
    back = told["back"] if member.unit_id == member.root_id else 0
    return Waiting(told["unanswered"], told["soon"], told["soon_on"], back)


def load_of_duties(duties: Iterable[Duty]) -> Load:
    """Return 28 项 46 条，其中量化 7 项 of duties that the caller has found with their items."""
    return load_of(
        Line(
            one.item_id,
            one.item.parent_id or one.item_id,
            one.item.kind == Item.Kind.QUANTIFIED,
            one.side == Duty.Side.LEAD,
        )
        for one in duties
    )


def held_in(edition: Edition) -> QuerySet[Duty]:
    """Return the duties that hold in an edition, for the room's own acts."""
    rows = Duty.objects.filter(item__edition=edition).exclude(state=Duty.State.ENDED)
    return rows.select_related("unit", "item", "person").order_by("pk")


ANSWERING = (Role.STAFF, Role.OFFICE, Role.LEADER, Role.UNIT_USER, Role.GRID_WORKER)


def people_at(unit_ids: Iterable[int], day: date) -> dict[int, dict[int, Person]]:
    """Return those whom each of these units may name for a duty on a day, by id, whoever asks."""
    found: defaultdict[int, dict[int, Person]] = defaultdict(dict)
    here = Membership.objects.filter(unit__in=set(unit_ids), role__in=ANSWERING)
    begun, on = Q(since=None) | Q(since__lte=day), Q(until=None) | Q(until__gte=day)
    rows = here.filter(begun, on, person__is_active=True).select_related("person")
    for post in rows.order_by("person__pinyin", "person"):
        found[post.unit_id][post.person_id] = post.person
    return dict(found)


def carried_shares(
    old: Edition, new: Edition, matches: Mapping[str, str] | None, day: date
) -> list[tuple[Duty, Item, Person | None]]:
    """Return which duties of one edition go over into another, each with the item it comes to and the
    person who still stands there. What a unit handed back, it is not asked again."""
    leaves = {one.code: one for one in Item.objects.filter(edition=new, leaf=True)}
    held = {(one.item_id, one.unit_id) for one in held_in(new)}
    led = set(lead_units(new))
    found = []
    still = held_in(old).exclude(state=Duty.State.HANDED_BACK)
    rows = [one for one in still if one.unit.until is None]
    people = people_at([one.unit_id for one in rows if one.person_id], day)
    for duty in rows:
        code = duty.item.code if matches is None else matches.get(duty.item.code, "")
        item = leaves.get(code)
        if item is None or (item.pk, duty.unit_id) in held:
            continue
        if duty.side == Duty.Side.LEAD and item.pk in led:
            continue
        held.add((item.pk, duty.unit_id))
        led |= {item.pk} if duty.side == Duty.Side.LEAD else set()
        there = duty.person_id in people.get(duty.unit_id, {})
        found.append((duty, item, duty.person if there else None))
    return found
