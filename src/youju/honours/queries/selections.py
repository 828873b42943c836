"""Reading selections."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value
from django.utils.translation import gettext as _

from youju.honours.models import Ballot, Nomination, Objection, Selection, VoteCode
from youju.honours.rules.kinds import BEST_VOLUNTEERS
from youju.honours.rules.stages import ENDED, Stage, State
from youju.honours.rules.voting import Odd, oddities
from youju.kernel.refusal import Missing
from youju.organisations.queries import May, Membership, Unit, subtree_ids, units_visible_to
from youju.volunteers.queries import Volunteer, volunteers_offered

MOST_ODD, MOST_TOLD = 200, 20


def selections_visible_to(member: Membership | None) -> QuerySet[Selection]:
    """Return the selections of the units the member may see, and of those above: a community
    nominates for its district."""
    if member is None or not member.may(May.SEE):
        return Selection.objects.none()
    units = Q(unit__in=units_visible_to(member)) | Q(unit__in=member.unit.ancestor_ids)
    return Selection.objects.filter(units).select_related("unit")


def selections_under(member: Membership, unit: Unit) -> QuerySet[Selection]:
    """Return the visible selections of the unit, of those below it, and of those above it."""
    units = Q(unit__in=subtree_ids(unit)) | Q(unit__in=unit.ancestor_ids)
    return selections_visible_to(member).filter(units)


def selection_for(member: Membership | None, selection_id: int) -> Selection:
    """Return one visible selection. Raises Missing for any other."""
    found = selections_visible_to(member).filter(pk=selection_id).first()
    if found is None:
        raise Missing(_("没有这项评选，或者不在您的查看范围内"))
    return found


def stage_counts(rows: QuerySet[Selection]) -> dict[str, int]:
    """Return how many selections stand at each stage."""
    return dict(rows.order_by().values_list("stage").annotate(Count("pk")))


def may_manage(member: Membership, selection: Selection) -> bool:
    """Return whether the member may take the selection further now."""
    return selection.at not in ENDED and member.may_at(May.ARRANGE, selection.unit)


def may_arrange(member: Membership, selection: Selection) -> bool:
    """Return whether the member's role manages the selections of its unit, under way or ended."""
    return member.may_at(May.ARRANGE, selection.unit)


def may_open(member: Membership, unit: Unit) -> bool:
    """Return whether the member is the one who opens protected values of the unit."""
    return member.may_at(May.OPEN_PROTECTED, unit)


def may_nominate(member: Membership, selection: Selection) -> bool:
    """Return whether the member may nominate now, for its own unit or one below."""
    return selection.at is Stage.NOMINATE and member.may(May.RECORD)


def units_to_nominate(member: Membership, selection: Selection) -> QuerySet[Unit]:
    """Return the units for which the member may nominate: its own and those below, within the selection's."""
    units = units_visible_to(member).filter(until=None)
    return units.filter(pk__in=subtree_ids(selection.unit)).order_by("path")


def volunteers_to_nominate(member: Membership, selection: Selection) -> list[Volunteer]:
    """Return the volunteers of the member's own unit, for a selection of the best of them alone."""
    if selection.kind != BEST_VOLUNTEERS:
        return []
    return list(volunteers_offered(member, member.unit))


def codes_of(selection: Selection) -> tuple[int, int]:
    """Return how many codes were given out for a selection the caller has found, and how many served."""
    told = VoteCode.objects.filter(selection=selection).aggregate(
        given=Count("pk"), used=Count("pk", filter=Q(used=True))
    )
    return told["given"], told["used"]


def odd_about(member: Membership, selection: Selection) -> list[Odd]:
    """Return what looks wrong about the ballots of a selection, for whoever manages it."""
    if not member.may_at(May.ARRANGE, selection.unit):
        return []
    rows = Ballot.objects.filter(selection=selection).order_by()
    minutes = rows.values_list("minute").annotate(n=Count("pk")).order_by("-n")[:MOST_ODD]
    nets = rows.values_list("net").annotate(n=Count("pk")).order_by("-n")[:MOST_ODD]
    return oddities(list(minutes), list(nets), rows.count())


@dataclass(frozen=True, slots=True)
class Waiting:
    """A selection in which something waits for the member's unit."""

    selection: Selection
    to_review: int
    objections: int


def waiting_at(member: Membership) -> list[Waiting]:
    """Return the selections of the member's own unit under way, with what waits in each."""
    if not member.may(May.ARRANGE):
        return []
    reviews = Nomination.objects.filter(selection=OuterRef("pk"), state=State.PROPOSED)
    said = Objection.objects.filter(
        nomination__selection=OuterRef("pk"), kind="objection", decision="waiting"
    )
    live = Selection.objects.filter(unit=member.unit).exclude(stage__in=ENDED)
    rows = live.annotate(to_review=_counted(reviews), to_decide=_counted(said))
    found = rows.select_related("unit").order_by("started_on", "pk")[:MOST_TOLD]
    return [Waiting(one, one.to_review or 0, one.to_decide or 0) for one in found]


def _counted(rows: QuerySet[Nomination] | QuerySet[Objection]) -> Subquery:
    """Return how many rows there are, as a column; NULL where none."""
    counted = rows.order_by().annotate(one=Value(1)).values("one").annotate(n=Count("pk"))
    return Subquery(counted.values("n"))


def selection_titles(ids: Iterable[str]) -> dict[str, str]:
    """Return a line about each of these selections."""
    return {str(one.pk): str(one) for one in Selection.objects.filter(pk__in=list(ids))}
