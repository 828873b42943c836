"""Reminding units that have no team of volunteers to set one up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from youju.organisations.queries import Membership, Unit
from youju.volunteers.actions.frame import act_at
from youju.volunteers.models import TeamReminder
from youju.volunteers.notify import tell_teamless
from youju.volunteers.queries.lacking import units_lacking
from youju.volunteers.rules.teams import check_reminding


def remind_teamless(
    unit: Unit,
    only: Sequence[int] = (),
    *,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> int:
    """Remind the units below that have no team, or `only` some of them; return how many were told.

    A unit is told once a day. One where nobody stands who could set up a team is not told, and not
    noted as told; nor is the actor's own.
    """
    with act_at("remind_teamless", unit, actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return int(doing.subject_id.partition("-")[2])
        today = timezone.localdate(now)
        rows = units_lacking(actor, unit, today).exclude(pk=actor.unit_id)
        rows = rows.filter(Q(reminded_on=None) | Q(reminded_on__lt=today))
        chosen = rows.filter(pk__in=list(only)) if only else rows
        told = [one for one in chosen if tell_teamless(one, now)]
        check_reminding(len(told))
        for one in told:
            TeamReminder.objects.update_or_create(unit=one, defaults={"on": today})
        doing.on("volunteers.team_reminder", f"{unit.pk}-{len(told)}", units=len(told))
    return len(told)
