"""What is due of dossiers: those the unit has to hand in, and those that wait for its office."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from youju.console.due_row import Due
from youju.documents.queries import dossiers_waiting
from youju.organisations.queries import May, Membership


def dossiers_due(member: Membership, today: date) -> Iterator[Due]:
    """Yield a line for each edition of which the unit owes dossiers, has some sent back, or has to
    look at some."""
    if not member.may(May.DRAFT):
        return
    titles = {
        "open": _("迎检档案 %(n)s 份待报送"),
        "returned": _("迎检档案 %(n)s 份被退回，待补正"),
        "handed_in": _("迎检档案 %(n)s 份待验收"),
    }
    for one in dossiers_waiting(member):
        url = reverse("documents:dossiers", args=[one.edition_id])
        if one.state != "open":
            url += f"?state={one.state}"
        title = titles[one.state] % {"n": one.n}
        yield Due(title, url, _("档案"), one.edition, one.due_on)
