"""The routine that reminds before a deadline and climbs after it; each step is a line of the trail."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from youju.audit.actions import SystemActor
from youju.cases.actions.climbing import ask_review, climb_case
from youju.cases.models import Case, HardCase

AT_ONCE = 200  # cases in one round; the next round takes the rest


def look_round(now: datetime | None = None) -> int:
    """Take the steps that are due; return how many. Two workers at once take each step once."""
    moment = now or timezone.now()
    rows = Case.objects.filter(watch_at__lte=moment).order_by("watch_at", "pk")
    due = list(rows.values_list("pk", "root_id")[:AT_ONCE])
    for case_id, root_id in due:
        climb_case(case_id, actor=SystemActor(root_id=root_id), now=moment)
    return len(due)


def look_at_hard(now: datetime | None = None) -> int:
    """Ask the offices to look again at hard cases whose day has come; return how many."""
    moment = now or timezone.now()
    today = timezone.localdate(moment)
    rows = HardCase.objects.filter(until=None, review_on__lte=today, asked_on=None)
    waiting = list(rows.select_related("case__unit").order_by("pk")[:AT_ONCE])
    for hard in waiting:
        ask_review(hard.pk, now=moment)
    return len(waiting)
