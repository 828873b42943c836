"""Reading groups, duties, grids, pairings, contracts and profiles; the asking member first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import Count, Exists, Model, OuterRef, Prefetch, Q, QuerySet

from youju.kernel.quantity import Quantity, total
from youju.kernel.refusal import Missing
from youju.organisations import rules
from youju.organisations.models import (
    BlockHelper,
    Contract,
    Detachment,
    DutyItem,
    DutyOwner,
    GridSurvey,
    Group,
    GroupPost,
    GroupTask,
    HardPoint,
    Membership,
    Pairing,
    PairingDeed,
    Person,
    ProfileValue,
    Unit,
    holding,
)
from youju.organisations.queries.tree import subtree_ids, units_visible_to
from youju.ui.official import in_chinese
from youju.ui.prepared import Prepared

M = TypeVar("M", bound=Model)
# How a record of each kind leads to the unit that decides who sees it.
UNIT_OF: dict[type[Model], str] = {
    BlockHelper: "unit",
    Contract: "unit",
    Detachment: "unit",
    DutyItem: "unit",
    DutyOwner: "item__unit",
    GridSurvey: "unit",
    Group: "unit",
    GroupPost: "group__unit",
    GroupTask: "group__unit",
    HardPoint: "survey__unit",
    Pairing: "unit",
    PairingDeed: "pairing__unit",
    ProfileValue: "unit",
}


def visible(member: Membership, model: type[M]) -> QuerySet[M]:
    """Return the records of a kind at the units the member may see."""
    way = UNIT_OF[model]
    rows = model._default_manager.filter(**{f"{way}__in": units_visible_to(member)})
    return rows.select_related(way)


def record_for(member: Membership, model: type[M], record_id: int) -> M:
    """Return one visible record. Raises Missing for any other."""
    found = visible(member, model).filter(pk=record_id).first()
    if found is None:
        raise Missing("没有这条记录，或者不在您的查看范围内")
    return found


def below(member: Membership, model: type[M], unit: Unit) -> QuerySet[M]:
    """Return the visible records of a kind at the unit and below it."""
    return visible(member, model).filter(**{f"{UNIT_OF[model]}__in": subtree_ids(unit)})


def groups_of(member: Membership, unit: Unit) -> QuerySet[Group]:
    """Return the unit's bodies, open ones first, with their parts."""
    rows = visible(member, Group).filter(unit=unit)
    return rows.select_related("parent").order_by("closed_on", "parent_id", "set_up_on", "pk")


def posts_in(group: Group, day: date) -> list[GroupPost]:
    """Return who sits in a group on a day, by rank. The caller has found the group."""
    rows = group.posts.filter(holding(day)).select_related("person")
    return sorted(rows, key=lambda p: (rules.RANK_ORDER[rules.Rank(p.rank)], p.pk))


@dataclass(frozen=True, slots=True)
class Answering:
    """A group that answers for a kind of problem or a task, and the units among its departments."""

    group: str
    label: str
    seats: tuple[Unit, ...] = ()

    @property
    def seat(self) -> Unit | None:
        """The unit that sits in it first."""
        return self.seats[0] if self.seats else None


def group_for_problem(unit: Unit, names: Collection[str], day: date) -> Answering | None:
    """Return which group answers for problems of one of these names at the unit: that of the nearest
    unit above. The caller has found the unit."""
    rows = _answered_near(unit, day).filter(subject="case", label__in=names)
    return _answering(rows.order_by("-group__unit__path", "pk").first(), day)


def group_for_task(unit: Unit, title: str, day: date) -> Answering | None:
    """Return which group answers for a task or an index item that the title names at the unit: that
    of the nearest unit above, and of its tasks the one told most closely. The caller has found the unit."""
    rows = _answered_near(unit, day).filter(subject__in=("task", "index"))
    named = [one for one in rows if one.label in title]
    nearest = max(named, key=lambda one: (one.group.unit.path, len(one.label)), default=None)
    return _answering(nearest, day)


def has_groups(unit: Unit, day: date) -> bool:
    """Return whether a group answers for any task at the unit, so that one can be led to it."""
    return _answered_near(unit, day).filter(subject__in=("task", "index")).exists()


def _answered_near(unit: Unit, day: date) -> QuerySet[GroupTask]:
    rows = GroupTask.objects.filter(
        holding(day), group__unit__in=unit.ancestor_ids, group__closed_on=None
    )
    return rows.select_related("group__unit")


def _answering(task: GroupTask | None, day: date) -> Answering | None:
    if task is None:
        return None
    seats = task.group.departments.filter(holding(day), unit__until=None, unit__isnull=False)
    units = [one.unit for one in seats.select_related("unit").order_by("pk")]
    return Answering(task.group.name, task.label, tuple(one for one in units if one is not None))


def groups_answering(member: Membership, unit: Unit, text: str, day: date) -> QuerySet[GroupTask]:
    """Return which groups at the unit or below answer for what the text names."""
    rows = below(member, GroupTask, unit).filter(holding(day)).select_related("group")
    plain = text.strip().lower()
    if plain:
        rows = rows.filter(Q(label__contains=plain) | Q(pinyin__contains=plain))
    return rows.order_by("group__unit__path", "group_id", "label")


def _with_owner(rows: QuerySet[DutyItem], day: date) -> QuerySet[DutyItem]:
    now = DutyOwner.objects.filter(holding(day)).select_related("person", "unit")
    held = Exists(DutyOwner.objects.filter(holding(day), item=OuterRef("pk")))
    return rows.annotate(owned=held).prefetch_related(Prefetch("owners", now, to_attr="now"))


def duty_items(member: Membership, unit: Unit, day: date) -> QuerySet[DutyItem]:
    """Return what needs an owner at the unit and below, with today's owner as `now`."""
    rows = below(member, DutyItem, unit).filter(closed_on=None)
    return _with_owner(rows, day).order_by("owned", "unit__path", "subject", "label")  # type: ignore[misc]


def items_without_owner(member: Membership, unit: Unit, day: date) -> QuerySet[DutyItem]:
    """Return the items nobody answers for on the day."""
    return duty_items(member, unit, day).filter(owned=False)  # type: ignore[misc]


def duties_of(member: Membership, person: Person) -> QuerySet[DutyOwner]:
    """Return what a person owns or owned, today's first."""
    rows = visible(member, DutyOwner).filter(Q(person=person))
    return rows.select_related("item", "item__unit").order_by("until", "-since", "pk")


def duties_of_unit(member: Membership, unit: Unit, day: date) -> QuerySet[DutyOwner]:
    """Return what a unit answers for on the day, wherever the item lies in the member's view."""
    rows = visible(member, DutyOwner).filter(holding(day), unit=unit)
    return rows.select_related("item", "item__unit")


def detachments(member: Membership, unit: Unit, day: date) -> QuerySet[Detachment]:
    """Return who is sent where on the day, priority places first."""
    rows = below(member, Detachment, unit).filter(Q(until=None) | Q(until__gte=day))
    return rows.order_by("priority", "since", "pk")


def surveys(member: Membership, unit: Unit) -> QuerySet[GridSurvey]:
    """Return the surveys of the unit's grids, newest first, with their points easy before hard."""
    points = HardPoint.objects.order_by("hard", "pk")
    rows = below(member, GridSurvey, unit).prefetch_related(Prefetch("points", points))
    return rows.order_by("-surveyed_on", "-pk")


@dataclass(frozen=True, slots=True)
class Point:
    """A point that a survey of a grid found, for rooms above."""

    pk: int
    grid: Unit
    place: str
    problem: str


def point_for(member: Membership, point_id: int) -> Point:
    """Return one point of a survey. Raises Missing for what the member does not see."""
    found = record_for(member, HardPoint, point_id)
    return Point(found.pk, found.survey.unit, found.place, found.problem)


def points_raised_to(member: Membership) -> QuerySet[HardPoint]:
    """Return what grids handed up to the member's unit and nobody has solved yet, the oldest first."""
    rows = HardPoint.objects.filter(raised_to=member.unit_id, state=rules.PointState.RAISED)
    return rows.select_related("survey__unit").order_by("changed_on", "pk")


def helpers(member: Membership, unit: Unit, day: date) -> QuerySet[BlockHelper]:
    """Return the helpers by building on the day."""
    rows = below(member, BlockHelper, unit).filter(holding(day))
    return rows.order_by("unit__path", "building", "role", "pk")


@in_chinese
def helper_counts(member: Membership, unit: Unit, day: date) -> list[tuple[str, int]]:
    """Return how many helpers of each kind there are at the unit and below: (居民组长, 12)."""
    rows = helpers(member, unit, day).order_by("role").values_list("role").annotate(n=Count("pk"))
    return [(str(BlockHelper.Role(role).label), n) for role, n in rows]


def pairings_seen(member: Membership) -> QuerySet[Pairing]:
    """Return the pairings of the units the member sees, on either side: a bureau sees the communities
    it is paired with."""
    units = units_visible_to(member)
    rows = Pairing.objects.filter(Q(unit__in=units) | Q(partner__in=units))
    return rows.select_related("unit", "partner")


def pairing_for(member: Membership, pairing_id: int) -> Pairing:
    """Return one pairing that the member sees from either side. Raises Missing for any other."""
    found = pairings_seen(member).filter(pk=pairing_id).first()
    if found is None:
        raise Missing("没有这条记录，或者不在您的查看范围内")
    return found


def side_of(member: Membership, pairing: Pairing) -> Unit:
    """Return on which side of a pairing the member stands: the community, else the partner."""
    partner = pairing.partner
    return partner if partner and not member.unit.covers(pairing.unit) else pairing.unit


def pairings(member: Membership, unit: Unit, day: date) -> QuerySet[Pairing]:
    """Return the pairings of the unit and below on the day, and those the unit entered elsewhere."""
    mine = pairings_seen(member).filter(Q(unit__in=subtree_ids(unit)) | Q(partner=unit))
    return mine.filter(holding(day)).order_by("kind", "unit__path", "name", "pk")


@dataclass(frozen=True, slots=True)
class Given:
    """What a paired unit gave of one kind: how often, and how much where that was said."""

    what: str
    times: int
    quantities: list[Quantity]


def given_by(pairing: Pairing) -> list[Given]:
    """Return the totals of a pairing's deeds by kind; the caller has found the pairing."""
    kinds: dict[str, list[PairingDeed]] = {}
    for deed in pairing.deeds.order_by("what", "done_on", "pk"):
        kinds.setdefault(deed.get_what_display(), []).append(deed)
    return [Given(what, len(deeds), _sums(deeds)) for what, deeds in kinds.items()]


def _sums(deeds: list[PairingDeed]) -> list[Quantity]:
    by_unit: dict[str, list[Quantity]] = {}
    for deed in deeds:
        if (quantity := deed.quantity) is not None:
            money = quantity.to("元")
            same = money if money is not None and quantity.unit.endswith("元") else quantity
            by_unit.setdefault(same.unit, []).append(same)
    return [total(found, unit) for unit, found in by_unit.items()]


def contracts(member: Membership, unit: Unit) -> QuerySet[Contract]:
    """Return the contracts signed by the unit or below, and those the unit pledged; open first."""
    rows = visible(member, Contract) | Contract.objects.filter(
        pledger__in=units_visible_to(member)
    ).select_related("unit")
    mine = rows.filter(Q(unit__in=subtree_ids(unit)) | Q(pledger__in=subtree_ids(unit)))
    return mine.select_related("pledger").distinct().order_by("settled_on", "due_on", "pk")


def contracts_at(member: Membership, until: date) -> list[Contract]:
    """Return the open contracts that fall due by a day: those the member's own unit pledged and, to who
    arranges, those it signed; the nearest first, at most 100."""
    signer = member.unit_id if member.may(rules.May.ORGANISE) else 0
    return _prepared_contracts(signer, member.unit_id, until)


def _contracts(signer: int, pledger: int, until: date) -> QuerySet[Contract]:
    mine = Q(unit=signer) | Q(pledger=pledger)
    rows = Contract.objects.filter(mine, state="open", due_on__lte=until)
    return rows.select_related("unit", "pledger").order_by("due_on", "pk")[:100]


_prepared_contracts = Prepared(_contracts, 987_654_321, 876_543_219, date(1971, 2, 3))


@dataclass(frozen=True, slots=True)
class ProfileLine:
    """One item of a profile: its latest value by a day, and whether there is more of it."""

    item: rules.ProfileItem
    label: str
    latest: ProfileValue | None
    count: int


def profile(member: Membership, unit: Unit, day: date) -> list[ProfileLine]:
    """Return the unit's profile: for each item the latest value not after the day."""
    rows = visible(member, ProfileValue).filter(unit=unit).order_by("on")
    by_item: dict[str, list[ProfileValue]] = {}
    for value in rows:
        by_item.setdefault(value.item, []).append(value)
    lines = []
    for item, kind in rules.PROFILE.items():
        values = by_item.get(item.value, [])
        known = [value for value in values if value.on <= day]
        lines.append(ProfileLine(item, kind.label, known[-1] if known else None, len(values)))
    return lines


def profile_history(
    member: Membership, unit: Unit, item: rules.ProfileItem
) -> QuerySet[ProfileValue]:
    """Return every value of one item, newest first."""
    return visible(member, ProfileValue).filter(unit=unit, item=item).order_by("-on")


def counts_at(member: Membership, unit: Unit, day: date) -> dict[str, Any]:
    """Return how many of each kind there are, for the tabs of the unit's page."""
    return {
        "groups": groups_of(member, unit).filter(closed_on=None).count(),
        "duties": duty_items(member, unit, day).count(),
        "forces": detachments(member, unit, day).count(),
        "surveys": surveys(member, unit).count(),
        "helpers": helpers(member, unit, day).count(),
        "pairings": pairings(member, unit, day).count(),
        "contracts": contracts(member, unit).count(),
    }
