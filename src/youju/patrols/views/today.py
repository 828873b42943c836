"""Today's rounds: what is due, who stands by, what comes, what was found."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from youju.kernel.periods import Grain, around
from youju.organisations.queries import asking
from youju.patrols import queries
from youju.patrols.rules.visits import Readiness, days_left
from youju.patrols.views.frame import show

FEW = 8


@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """The rounds of the day at the chosen unit."""
    who = asking(request)
    now = timezone.now()
    day = timezone.localdate(now)
    visits = queries.visits_in(who.member, who.unit, around(day, Grain.DAY))
    coming = list(queries.next_inspections(who.member, who.unit, day)[:3])
    open_ = queries.findings_visible_to(who.member).filter(
        visit__unit__path__startswith=who.unit.path, corrected=False, case_id=None
    )
    places = queries.places_of(who.member, who.unit)
    return show(
        request,
        "today",
        who,
        "today",
        day=day,
        short=queries.short_today(who.member, who.unit, day, now=now),
        shifts=list(queries.shifts_today(who.member, who.unit, day)[:FEW]),
        swaps=list(queries.open_swaps(who.member)[:FEW]),
        coming=[(one, days_left(one.on, day)) for one in coming],
        visits=list(visits.order_by("-done_at", "-pk")[:FEW]),
        findings=list(open_.order_by("-pk")[:FEW]),
        lacking=list(places.filter(readiness=Readiness.MISSING).order_by("-key_place", "pk")[:FEW]),
    )
