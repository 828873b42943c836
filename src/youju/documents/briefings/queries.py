"""Reading briefings; the asking member first."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q, QuerySet

from youju.documents.models import Briefing, Comment
from youju.kernel.refusal import Missing
from youju.organisations.queries import May, Membership, Unit, subtree_ids, units_visible_to


def briefings_visible_to(member: Membership | None) -> QuerySet[Briefing]:
    """Return the briefings of the member's units, newest first."""
    if member is None or not member.may(May.SEE):
        return Briefing.objects.none()
    rows = Briefing.objects.filter(unit__in=units_visible_to(member))
    return rows.select_related("unit", "report").order_by("-start", "unit__path")


def briefing_for(member: Membership | None, briefing_id: int) -> Briefing:
    """Return one visible briefing. Raises Missing for any other."""
    found = briefings_visible_to(member).filter(pk=briefing_id).first()
    if found is None:
        raise Missing("没有这次通报，或者不在您的查看范围内")
    return found


def briefings_of(member: Membership, unit: Unit) -> QuerySet[Briefing]:
    """Return the briefings of a unit and those below, with how many comments and answers each has."""
    rows = briefings_visible_to(member).filter(unit__in=subtree_ids(unit))
    answered = Count("comments", filter=~Q(comments__answered_on=None))
    return rows.annotate(said=Count("comments"), answered=answered)


def quarters_held(unit: Unit, year: int) -> set[int]:
    """Return the quarters of a year whose briefing the unit has given."""
    rows = Briefing.objects.filter(unit=unit, start__year=year).exclude(held_on=None)
    return {(start.month + 2) // 3 for start in rows.values_list("start", flat=True)}


def comments_before(unit: Unit, start: date, limit: int) -> list[Comment]:
    """Return the comments of the unit's last briefing before a day: the next one says what became of them."""
    last = Briefing.objects.filter(unit=unit, start__lt=start).exclude(held_on=None)
    found = last.order_by("-start").first()
    return list(found.comments.select_related("briefing")[:limit]) if found else []
