"""Reading nominations, and what was said of them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from youju.honours.models import Event, Nomination, Objection, Referral, Selection
from youju.honours.rules.stages import Stage, State
from youju.kernel.refusal import Missing
from youju.organisations.queries import May, Membership, units_visible_to


def nominations_visible_to(member: Membership | None) -> QuerySet[Nomination]:
    """Return the nominations of the units the member may see, and all of the selections of these units."""
    if member is None or not member.may(May.SEE):
        return Nomination.objects.none()
    units = units_visible_to(member)
    mine = Q(unit__in=units) | Q(selection__unit__in=units)
    return Nomination.objects.filter(mine).select_related("unit", "selection__unit", "made_by")


def nominations_seen(member: Membership, selection: Selection) -> QuerySet[Nomination]:
    """Return the nominations of a selection that the member may see, by category, the first first."""
    return nominations_visible_to(member).filter(selection=selection).order_by("category", "pk")


def nomination_for(member: Membership | None, nomination_id: int) -> Nomination:
    """Return one visible nomination. Raises Missing for any other."""
    found = nominations_visible_to(member).filter(pk=nomination_id).first()
    if found is None:
        raise Missing(_("没有这项推荐，或者不在您的查看范围内"))
    return found


def objections_of(member: Membership, one: Nomination) -> list[Objection]:
    """Return what was said of a nominee, for whoever manages the selection; nobody else reads it."""
    if not member.may_at(May.ARRANGE, one.selection.unit):
        return []
    return list(one.objections.order_by("-received_at", "-pk")[:200])


def objection_for(member: Membership | None, objection_id: int) -> Objection:
    """Return an objection for whoever manages the selection, or the care officer there. Raises Missing."""
    rows = Objection.objects.select_related("nomination__selection__unit", "nomination__unit")
    found = rows.filter(pk=objection_id).first()
    if found is not None and member is not None:
        unit = found.nomination.selection.unit
        if member.may_at(May.ARRANGE, unit) or member.may_at(May.OPEN_PROTECTED, unit):
            return found
    raise Missing(_("没有这件异议，或者不在您的查看范围内"))


def referral_for(member: Membership | None, referral_id: int) -> Referral:
    """Return one visible referral. Raises Missing for any other."""
    rows = Referral.objects.filter(nomination__in=nominations_visible_to(member))
    found = rows.select_related("nomination__selection__unit", "nomination__unit")
    one = found.filter(pk=referral_id).first()
    if one is None:
        raise Missing(_("没有这次推报，或者不在您的查看范围内"))
    return one


def may_review(member: Membership, one: Nomination) -> bool:
    """Return whether the member may review the nomination now: not what it wrote itself."""
    return _reviews(member, one) and not _wrote(member, one)


def leaves_review(member: Membership, one: Nomination) -> bool:
    """Return whether the member would review the nomination, had somebody else written it."""
    return _reviews(member, one) and _wrote(member, one)


def _reviews(member: Membership, one: Nomination) -> bool:
    live = one.selection.at in (Stage.NOMINATE, Stage.REVIEW) and one.at is State.PROPOSED
    return live and member.may_at(May.ARRANGE, one.selection.unit)


def _wrote(member: Membership, one: Nomination) -> bool:
    maker = one.made_by.person_id if one.made_by else None
    return maker is not None and maker == member.person_id


def may_change(member: Membership, one: Nomination) -> bool:
    """Return whether the member may put the nomination right now."""
    live = one.selection.at in (Stage.NOMINATE, Stage.REVIEW)
    return (
        live and one.at in (State.PROPOSED, State.RETURNED) and member.may_at(May.RECORD, one.unit)
    )


def may_withdraw(member: Membership, one: Nomination) -> bool:
    """Return whether the member may take the nomination back now."""
    live = one.selection.at in (Stage.NOMINATE, Stage.REVIEW, Stage.NOTICE)
    standing = one.at in (State.PROPOSED, State.RETURNED, State.PASSED)
    return live and standing and member.may_at(May.RECORD, one.unit)


def trail_of(about: str, row_id: int) -> list[Event]:
    """Return the trail of a record that the caller has found, newest first."""
    return list(Event.objects.filter(about=about, about_id=row_id).order_by("-at", "-pk")[:100])


def nomination_titles(ids: Iterable[str]) -> dict[str, str]:
    """Return a line about each of these nominations, without a name: it stands beside figures."""
    rows = Nomination.objects.filter(pk__in=list(ids)).select_related("selection")
    return {str(one.pk): f"{one.selection.title} · {one.category_label}" for one in rows}
