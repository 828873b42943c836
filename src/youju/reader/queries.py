"""Reading the room, for one who may see the unit a report was read for."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from youju.kernel.refusal import Missing
from youju.organisations.queries import Membership, Unit, subtree_ids, units_visible_to
from youju.reader.models import Piece, ReadFact, Reading

__all__ = [
    "Piece",
    "ReadFact",
    "Reading",
    "fact_for",
    "facts_of_entry",
    "facts_visible_to",
    "piece_for",
    "reading_for",
    "readings_under",
    "readings_visible_to",
]


def readings_visible_to(member: Membership | None) -> QuerySet[Reading]:
    """Return the readings of the units the member sees."""
    units = units_visible_to(member).values("id")
    return Reading.objects.filter(unit__in=units).select_related("unit")


def readings_under(member: Membership | None, unit: Unit) -> QuerySet[Reading]:
    """Return the readings of a unit and those below it, with how far each has been gone through."""
    rows = readings_visible_to(member).filter(unit__in=subtree_ids(unit))
    recorded = Q(facts__state__in=[ReadFact.State.CONFIRMED, ReadFact.State.CHANGED])
    return rows.annotate(
        total=Count("facts"),
        recorded=Count("facts", filter=recorded),
        left=Count("facts", filter=Q(facts__state=ReadFact.State.PROPOSED)),
        refused=Count("facts", filter=Q(facts__state=ReadFact.State.REFUSED)),
    )


def reading_for(member: Membership | None, reading_id: int) -> Reading:
    """Return one reading. Raises Missing outside the member's view."""
    found = readings_visible_to(member).filter(pk=reading_id).first()
    if found is None:
        raise Missing("没有这份读报，或者不在您的查看范围内")
    return found


def piece_for(member: Membership | None, piece_id: int) -> Piece:
    """Return one piece of a visible reading. Raises Missing."""
    rows = Piece.objects.filter(reading__in=readings_visible_to(member))
    found = rows.select_related("reading__unit", "unit").filter(pk=piece_id).first()
    if found is None:
        raise Missing("没有这篇报告，或者不在您的查看范围内")
    return found


def facts_visible_to(member: Membership | None) -> QuerySet[ReadFact]:
    """Return the facts of the readings the member sees."""
    rows = ReadFact.objects.filter(reading__in=readings_visible_to(member))
    return rows.select_related("piece__unit", "reading__unit", "entry")


def fact_for(member: Membership | None, fact_id: int) -> ReadFact:
    """Return one fact. Raises Missing outside the member's view."""
    found = facts_visible_to(member).filter(pk=fact_id).first()
    if found is None:
        raise Missing("没有这个数，或者不在您的查看范围内")
    return found


def facts_of_entry(member: Membership | None, entry_id: int) -> QuerySet[ReadFact]:
    """Return the figures an entry was confirmed from, in the order of the text."""
    return facts_visible_to(member).filter(entry_id=entry_id).order_by("start")
