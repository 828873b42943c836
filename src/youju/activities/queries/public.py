"""What anybody may see: planned activities that are open to sign up for, and one's own sign-up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from youju.activities.models import Activity, SignUp
from youju.activities.rules.activities import State
from youju.activities.rules.signups import State as Seat
from youju.kernel.refusal import Missing
from youju.organisations.queries import Unit, subtree_ids


def public_activities(unit: Unit, day: date) -> QuerySet[Activity]:
    """Return what a place shows of its activities from a day on, the next first."""
    rows = Activity.objects.filter(unit__in=subtree_ids(unit), slug__isnull=False, on__gte=day)
    rows = rows.filter(state__in=[State.PLANNED, State.HELD])
    return rows.select_related("unit").order_by("on", "starts", "pk")


def public_activity(slug: str) -> Activity:
    """Return one activity that the public may see. Raises Missing for any other."""
    rows = Activity.objects.filter(slug=slug).select_related("unit")
    found = rows.prefetch_related("partners").first()
    if found is None:
        raise Missing(_("没有这次活动，或者不再公开"))
    return found


def seats_left(activity: Activity) -> int | None:
    """Return how many seats are free; None where there is no limit."""
    if activity.capacity is None:
        return None
    taken = activity.signups.filter(state=Seat.IN).aggregate(n=Sum("seats"))["n"] or 0
    return max(activity.capacity - taken, 0)


def signup_by_digest(digests: Iterable[str]) -> SignUp:
    """Return the sign-up whose cancel code has one of these digests. Raises Missing for any other."""
    rows = SignUp.objects.filter(code_digest__in=list(digests))
    found = rows.select_related("activity__unit").first()
    if found is None:
        raise Missing(_("没有这次报名，请核对链接"))
    return found
