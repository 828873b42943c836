"""What confirmed hours make of a volunteer: the sum, the star, that they serve."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Sum
from django.utils import timezone

from youju.volunteers import measures, notify
from youju.volunteers.models import Seat, Volunteer
from youju.volunteers.rules.register import State
from youju.volunteers.rules.seats import Seat as SeatState
from youju.volunteers.rules.stars import star_of


def credit(people: Iterable[Volunteer], now: datetime) -> None:
    """Add the confirmed hours up again, and count again whoever came to their first star or lost it."""
    ids = sorted({one.pk for one in people})
    rows = Seat.objects.filter(volunteer_id__in=ids, state=SeatState.CONFIRMED).order_by()
    sums = dict(rows.values_list("volunteer_id").annotate(Sum("minutes")))
    held = list(
        Volunteer.objects.filter(pk__in=ids).select_related("unit", "person").order_by("pk")
    )
    for one in held:
        one.minutes = sums.get(one.pk) or 0
        former, one.star = one.star, star_of(one.minutes)
        if one.minutes and one.state in (State.REGISTERED, State.TRAINED):
            one.state = State.SERVING
        starred = one.star_on is not None
        if bool(one.star) != starred:
            one.star_on = timezone.localdate(now) if one.star else None
            measures.count_again(measures.VOLUNTEER, one, now)
        if one.star > former:
            notify.tell_starred(one, now)
    Volunteer.objects.bulk_update(held, ["minutes", "star", "star_on", "state"])
