"""Telling who keeps the pairings that a year's money is not paid yet: once for each pairing and year."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.aid.models import Pairing
from youju.aid.rules.paying import REMIND_FROM, Standing, standing
from youju.inbox.actions import tell_unit
from youju.organisations.queries import Unit, answering
from youju.organisations.rules import Role

UNPAID = "aid.unpaid"
TOLD = (Role.STAFF, Role.CARE_OFFICER)
AT_ONCE = 500


def remind(now: datetime | None = None) -> int:
    """Tell of the pairings that nobody was told of this year; a routine of every day, from October on.

    Returns how many pairings were told of.
    """
    moment = now or timezone.now()
    today = timezone.localdate(moment)
    if today.month < REMIND_FROM:
        return 0
    by_unit: dict[Unit, int] = defaultdict(int)
    with transaction.atomic():
        rows = Pairing.objects.filter(Q(until=None) | Q(until__gte=today), reminded__lt=today.year)
        near = rows.select_related("unit__parent").prefetch_related("plans", "payments")
        waiting = list(near.select_for_update(of=("self",)).order_by("pk")[:AT_ONCE])
        for one in waiting:
            if standing(one.due_in(today.year), one.paid_in(today.year)) in (Standing.DUE, Standing.PART):  # fmt: skip
                by_unit[answering(one.unit)] += 1
        rows.filter(pk__in=[one.pk for one in waiting]).update(reminded=today.year)
        url = f"{reverse('aid:pairings')}?state=due&year={today.year}"
        for unit, n in by_unit.items():
            title = _("结对帮扶 %(n)s 户，%(year)s年的帮扶款还没有付清") % {
                "n": n,
                "year": today.year,
            }
            tell_unit(unit, TOLD, kind=UNPAID, title=title, url=url, now=moment)
    return sum(by_unit.values())
