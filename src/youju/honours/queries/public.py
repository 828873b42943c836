"""What anybody may read: selections under way, names masked, no votes before the end."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from youju.honours.models import Nomination, Selection
from youju.honours.rules.stages import Stage, State
from youju.honours.rules.voting import MOST_SHOWN
from youju.kernel.refusal import Missing
from youju.organisations.queries import Unit, subtree_ids

# From the notice on, the public sees who is on the list.
LISTED = (Stage.NOTICE, Stage.VOTE, Stage.JURY, Stage.AWARD, Stage.DONE)
ON_LIST = (State.PASSED, State.AWARDED, State.LOST)


def _public() -> QuerySet[Selection]:
    before = Q(stage__in=(Stage.NOMINATE, Stage.REVIEW), open_to_public=True)
    shown = Q(stage__in=LISTED) | before
    return Selection.objects.filter(shown).select_related("unit")


def selections_open_at(place: Unit) -> QuerySet[Selection]:
    """Return the selections that the public of a place may look at: its own, those below and above."""
    units = Q(unit__in=subtree_ids(place)) | Q(unit__in=place.ancestor_ids)
    return _public().filter(units)


def selection_for_public(slug: str) -> Selection:
    """Return one selection that the public may look at. Raises Missing for any other."""
    found = _public().filter(slug=slug).first()
    if found is None:
        raise Missing(_("没有这项评选，或者还没有公示"))
    return found


def nominees_of(selection: Selection) -> list[Nomination]:
    """Return who stands on the list of a selection, in each category who was honoured first, then by
    votes; nobody before the notice."""
    if selection.at not in LISTED:
        return []
    rows = selection.nominations.filter(state__in=ON_LIST).select_related("unit", "selection")
    return list(rows.order_by("category", "state", "-votes", "pk")[:MOST_SHOWN])


def public_nominee(selection: Selection, nomination_id: int) -> Nomination:
    """Return one on the list. Raises Missing for any other."""
    found = next((one for one in nominees_of(selection) if one.pk == nomination_id), None)
    if found is None:
        raise Missing(_("名单上没有这一位"))
    return found


def awarded_of(selection: Selection) -> list[Nomination]:
    """Return who was honoured, once the selection has ended."""
    return [one for one in nominees_of(selection) if one.at is State.AWARDED]
