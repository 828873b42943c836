"""Reading titles and ratings, and honours that were written down twice."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from youju.honours.models import Rating, Title
from youju.honours.rules.texts import doubles
from youju.honours.rules.titles import Standing
from youju.honours.shipped import title_kinds
from youju.kernel.refusal import Missing
from youju.ledgers.queries import Entry, entries_visible_to
from youju.organisations.queries import May, Membership, Unit, subtree_ids, units_visible_to

MOST_COMPARED = 5000


def titles_visible_to(member: Membership | None) -> QuerySet[Title]:
    """Return the titles at the units the member may see."""
    if member is None or not member.may(May.SEE):
        return Title.objects.none()
    return Title.objects.filter(unit__in=units_visible_to(member)).select_related("unit")


def titles_under(member: Membership, unit: Unit) -> QuerySet[Title]:
    """Return the visible titles at the unit or below it."""
    return titles_visible_to(member).filter(unit__in=subtree_ids(unit))


def title_for(member: Membership | None, title_id: int) -> Title:
    """Return one visible title. Raises Missing for any other."""
    rows = titles_visible_to(member).select_related("nomination__selection")
    found = rows.filter(pk=title_id).first()
    if found is None:
        raise Missing(_("没有这个称号，或者不在您的查看范围内"))
    return found


def titles_to_review(member: Membership, year: int) -> QuerySet[Title]:
    """Return the titles at the member's own unit that are reviewed every year and were not this year."""
    kinds = [one.code for one in title_kinds().values() if one.review]
    rows = Title.objects.filter(unit=member.unit, kind__in=kinds, since__year__lt=year)
    rows = rows.exclude(standing=Standing.LOST)
    return rows.filter(Q(reviewed=None) | Q(reviewed__lt=year))


def ratings_under(member: Membership, unit: Unit) -> QuerySet[Rating]:
    """Return the visible ratings of the unit and those below it."""
    if not member.may(May.SEE):
        return Rating.objects.none()
    units = units_visible_to(member).filter(pk__in=subtree_ids(unit))
    return Rating.objects.filter(unit__in=units).select_related("unit")


def rating_for(member: Membership | None, rating_id: int) -> Rating:
    """Return one visible rating. Raises Missing for any other."""
    rows = Rating.objects.filter(unit__in=units_visible_to(member)).select_related("unit")
    found = rows.filter(pk=rating_id).first()
    if found is None:
        raise Missing(_("没有这次评定，或者不在您的查看范围内"))
    return found


def double_honours(member: Membership, unit: Unit) -> list[list[Entry]]:
    """Return the honours of the ledger that the unit, or one below it, wrote down more than once:
    same holder, title, level and year."""
    rows = entries_visible_to(member).filter(
        ledger_code="honours", state=Entry.State.LIVE, unit__in=subtree_ids(unit)
    )
    found = {one.pk: one for one in rows.select_related("unit").order_by("pk")[:MOST_COMPARED]}
    told = [
        (
            one.pk,
            f"{one.unit_id}:{one.values.get('honour', '')}",
            str(one.values.get("level", "")),
            one.start.year,
        )
        for one in found.values()
    ]
    return [[found[pk] for pk in group if isinstance(pk, int)] for group in doubles(told)]


def title_titles(ids: Iterable[str]) -> dict[str, str]:
    """Return a line about each of these titles; a person's or household's without its name."""
    rows = Title.objects.filter(pk__in=list(ids))
    return {str(one.pk): str(one) if one.is_unit else one.called for one in rows}


def rating_titles(ids: Iterable[str]) -> dict[str, str]:
    """Return a line about each of these ratings."""
    return {str(one.pk): str(one) for one in Rating.objects.filter(pk__in=list(ids))}
