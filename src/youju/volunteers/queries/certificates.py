"""Certificates, and the hours they stand on."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, QuerySet, Sum
from django.utils.translation import gettext as _

from youju.kernel.refusal import Missing
from youju.kernel.words import listed
from youju.organisations.queries import Membership, Unit
from youju.volunteers.models import Certificate, Seat, Volunteer
from youju.volunteers.queries.seen import at, record_for
from youju.volunteers.rules.certificates import State
from youju.volunteers.rules.seats import Seat as SeatState


def _confirmed(one: Volunteer, since: date, until: date) -> QuerySet[Seat]:
    return one.seats.filter(
        state=SeatState.CONFIRMED, shift__starts__date__range=(since, until)
    ).order_by()


def certified_minutes(one: Volunteer, since: date, until: date) -> int:
    """Return the confirmed minutes of a volunteer within two days, both included."""
    return _confirmed(one, since, until).aggregate(n=Sum("minutes"))["n"] or 0


def content_of(one: Volunteer, since: date, until: date) -> str:
    """Return what a volunteer did within two days, in words: each service once with its times."""
    rows = _confirmed(one, since, until).values_list("shift__service__name")
    told = list(rows.annotate(n=Count("pk")).order_by("-n", "shift__service__name")[:8])
    often = any(n > 1 for _name, n in told)
    return listed(
        (_("%(name)s %(n)s 次") % {"name": name, "n": n}) if often else str(name)
        for name, n in told
    )


def certificates_of(member: Membership | None, unit: Unit) -> QuerySet[Certificate]:
    """Return the certificates of a unit and below."""
    return at(member, Certificate, unit).select_related("volunteer")


def certificate_for(member: Membership | None, certificate_id: int) -> Certificate:
    """Return one visible certificate. Raises Missing."""
    return record_for(member, Certificate, certificate_id)


def certificate_by_code(code: str) -> Certificate:
    """Return an issued certificate by its check code, for anybody who holds the paper. Raises Missing."""
    rows = Certificate.objects.filter(state__in=(State.ISSUED, State.REVOKED))
    found = rows.select_related("unit", "volunteer").filter(code=code.upper()).first()
    if found is None:
        raise Missing(_("没有这份证明，请核对校验码"))
    return found
