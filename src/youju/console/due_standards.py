"""What is due of the split of an edition."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from youju.console.due_row import WEEK, Due
from youju.organisations.queries import May, Membership
from youju.standards.queries import duties_waiting


def duties_at(member: Membership, today: date) -> Iterator[Due]:
    """Yield what the member's unit must accept, what is due of it, and what units handed back."""
    if not member.may(May.ARRANGE):
        return
    found = duties_waiting(member, today, today + WEEK)
    mine, source = reverse("standards:my_items"), member.unit.short_name
    if found.unanswered:
        title = _("认领测评指标 %(n)s 条") % {"n": found.unanswered}
        yield Due(title, mine, _("测评"), source)
    if found.soon:
        title = _("测评指标 %(n)s 条到期限") % {"n": found.soon}
        yield Due(title, mine, _("测评"), source, found.soon_on)
    if found.back and member.may(May.ORGANISE):
        title = _("退回的指标分工 %(n)s 条，待维持或改派") % {"n": found.back}
        yield Due(title, f"{reverse('standards:duties')}?show=back", _("测评"), source)
