"""Carrying last year's split of duties over to a new edition."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused
from youju.organisations.queries import May, Membership, require
from youju.standards.actions.duties import carry_duties
from youju.standards.actions.editions import root_of
from youju.standards.queries.changes import comparison
from youju.standards.queries.editions import edition_for
from youju.standards.rules.carrying import matches_of


def carry_over(
    before_id: int,
    after_id: int,
    *,
    due: date | None = None,
    actor: Membership,
    now: datetime,
    key: UUID,
) -> int:
    """Split a new edition as the old one was split, each item under its new code; return how many duties
    units are asked to take.

    Every unit is asked anew, and what the new edition's split says already stays. Judgements are
    never carried: somebody looked at another text then.

    Raises:
        Refused: If both are the same edition, or the new one is closed.
    """
    root_of(require(actor, May.ORGANISE))
    before, after = edition_for(actor, before_id), edition_for(actor, after_id)
    if before.pk == after.pk:
        raise Refused(_("选另一版测评体系来沿用。"))
    matches = matches_of(comparison(before, after))
    return carry_duties(
        before.pk, after.pk, matches=matches, due=due, actor=actor, now=now, key=key
    )
