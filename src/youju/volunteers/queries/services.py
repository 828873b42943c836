"""Services with their shifts and seats: for those who arrange them, and for volunteers."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import Case, Count, Max, Prefetch, Q, QuerySet, Sum, When
from django.utils.translation import gettext as _

from youju.kernel.periods import Period
from youju.kernel.refusal import Missing
from youju.organisations.queries import Membership, Unit
from youju.volunteers.models import Post, Programme, Seat, Service, Shift, Team, Volunteer
from youju.volunteers.queries.seen import at, visible
from youju.volunteers.rules.posts import ServiceState
from youju.volunteers.rules.register import ACTIVE
from youju.volunteers.rules.seats import HOLDS, TAKES, Way
from youju.volunteers.rules.seats import Seat as State
from youju.volunteers.secrets import digest_of, phone_indexes

MOST = 60


def services_of(member: Membership | None, unit: Unit, period: Period) -> QuerySet[Service]:
    """Return the services of a unit and below within a period, with what came of them."""
    return _with_outcome(at(member, Service, unit).filter(on__range=period.bounds))


def services_by(member: Membership | None, team: Team) -> QuerySet[Service]:
    """Return the visible services of a team, the latest first, with what came of them."""
    rows = visible(member, Service).filter(team=team)
    return _with_outcome(rows).order_by("-on", "-pk")


def _with_outcome(rows: QuerySet[Service]) -> QuerySet[Service]:
    done = Q(shifts__seats__state=State.CONFIRMED)
    return rows.annotate(
        n_shifts=Count("shifts", distinct=True),
        n_people=Count("shifts__seats", filter=done, distinct=True),
        minutes=Sum("shifts__seats__minutes", filter=done),
    )


def service_counts(rows: QuerySet[Service]) -> dict[str, int]:
    """Return how many services there are by state."""
    told = rows.order_by().values("state").annotate(n=Count("id", distinct=True))
    return {row["state"]: row["n"] for row in told}


def shifts_of(service: Service) -> QuerySet[Shift]:
    """Return a service's shifts in time, with how many places are taken, waited for, confirmed."""
    return service.shifts.annotate(
        taken=Count("seats", filter=Q(seats__state__in=TAKES)),
        waiting=Count("seats", filter=Q(seats__state=State.WAITING)),
        done=Count("seats", filter=Q(seats__state=State.CONFIRMED)),
        made_up=Count("seats", filter=Q(seats__state=State.ASKED)),
    ).order_by("starts", "pk")


def seats_of(shift: Shift) -> QuerySet[Seat]:
    """Return the seats of a shift: who waits stands behind the others in turn, the others by name."""
    rows = shift.seats.exclude(state=State.WITHDRAWN).select_related("volunteer__unit")
    turn = Case(When(state=State.WAITING, then="at"))
    return rows.order_by(turn.asc(nulls_first=True), "volunteer__pinyin", "pk")


def open_shifts(unit: Unit, now: datetime) -> QuerySet[Shift]:
    """Return the shifts still to come that somebody of this unit may sign up for: those of its own
    line, and of its neighbours under the same unit above."""
    ids = unit.ancestor_ids
    near = Q(service__unit_id__in=ids) | Q(service__unit__path__startswith=unit.path)
    if len(ids) > 1:
        near |= Q(service__unit__parent_id=ids[-2])
    rows = Shift.objects.filter(near, service__root_id=unit.root_id, starts__gt=now)
    rows = rows.filter(service__state=ServiceState.OPEN).select_related("service__unit")
    return rows.annotate(
        taken=Count("seats", filter=Q(seats__state__in=TAKES)),
        waiting=Count("seats", filter=Q(seats__state=State.WAITING)),
    ).order_by("starts", "pk")


def my_seats(one: Volunteer) -> QuerySet[Seat]:
    """Return a volunteer's own seats, the latest shift first."""
    rows = one.seats.exclude(state=State.WITHDRAWN)
    return rows.select_related("shift__service__unit").order_by("-shift__starts", "-pk")


def place_of(shift_id: int) -> str:
    """Return the code of the unit that a shift is of: where the public pages attend. Raises Missing."""
    code: str | None = (
        Shift.objects.filter(pk=shift_id).values_list("service__unit__code", flat=True).first()
    )
    if code is None:
        raise Missing(_("没有这个班次"))
    return code


def shift_near(unit: Unit, shift_id: int) -> Shift:
    """Return a shift of a unit's tree that is not called off: where somebody attends. Raises Missing."""
    rows = Shift.objects.filter(pk=shift_id, service__root_id=unit.root_id)
    shift = (
        rows.exclude(service__state=ServiceState.CANCELLED).select_related("service__unit").first()
    )
    if shift is None:
        raise Missing(_("没有这个班次"))
    return shift


def my_shift(one: Volunteer, shift_id: int, now: datetime) -> Shift:
    """Return a shift that a volunteer may sign up for or has a seat in. Raises Missing."""
    rows = Shift.objects.select_related("service__unit")
    found = rows.filter(pk=shift_id, service__root_id=one.root_id)
    near = found.filter(
        Q(seats__volunteer=one) | Q(pk__in=open_shifts(one.unit, now).order_by().values("pk"))
    )
    shift = near.distinct().first()
    if shift is None:
        raise Missing(_("没有这个班次"))
    return shift


def shifts_soon(member: Membership, today: date, until: date) -> list[Seat]:
    """Return the asker's own seats of the days."""
    rows = Seat.objects.filter(
        volunteer__person_id=member.person_id,
        state__in=(State.SIGNED, State.PRESENT),
        shift__starts__date__range=(today, until),
    ).exclude(shift__service__state=ServiceState.CANCELLED)
    return list(rows.select_related("shift__service__unit").order_by("shift__starts")[:20])


def calendar_of(secret: str, now: datetime) -> tuple[Volunteer, list[Seat]] | None:
    """Return the volunteer of a secret address with their seats to come; None for no address."""
    one = Volunteer.objects.filter(feed_digest=digest_of(secret), state__in=ACTIVE).first()
    if one is None:
        return None
    rows = one.seats.filter(state__in=HOLDS, shift__ends__gt=now - timedelta(days=30))
    rows = rows.exclude(shift__service__state=ServiceState.CANCELLED)
    return one, list(rows.select_related("shift__service").order_by("shift__starts")[:200])


def volunteer_known(root_id: int, number: str, phone: str) -> Volunteer | None:
    """Return the active volunteer of a number whose phone this is: how the public pages know one."""
    rows = Volunteer.objects.filter(root_id=root_id, number=number, state__in=ACTIVE)
    return rows.filter(phone_index__in=phone_indexes(phone)).exclude(phone_index="").first()


def programmes_of(member: Membership | None, unit: Unit, day: date) -> QuerySet[Programme]:
    """Return the running programmes of a unit and below, with how many services each had."""
    held = Q(services__shifts__confirmed_at__isnull=False)
    rows = at(member, Programme, unit).filter(Q(until=None) | Q(until__gt=day))
    rows = rows.annotate(
        n=Count("services", filter=held, distinct=True), last=Max("services__on", filter=held)
    )
    return rows.order_by("unit__path", "pk")


def posts_of(member: Membership | None, unit: Unit, day: date) -> QuerySet[Post]:
    """Return the standing posts of a unit and below, with shifts held and people persuaded."""
    rows = at(member, Post, unit).filter(Q(until=None) | Q(until__gt=day))
    held = Q(services__shifts__confirmed_at__isnull=False)
    return rows.annotate(
        n=Count("services__shifts", filter=held, distinct=True),
        persuaded=Sum("services__shifts__persuaded"),
    ).order_by("unit__path", "pk")


def plan_of(post: Post, first: date, last: date) -> list[Shift]:
    """Return a post's shifts of the days, with who stands there. The caller found the post."""
    rows = Shift.objects.filter(service__post=post, starts__date__range=(first, last)).exclude(
        service__state=ServiceState.CANCELLED
    )
    on_it = Seat.objects.filter(state__in=HOLDS).select_related("volunteer")
    return list(rows.prefetch_related(Prefetch("seats", on_it, "on_it")).order_by("starts", "pk"))


def way_of(text: str) -> Way:
    """Return how somebody attended: by the picture or by the digits."""
    return Way.QR if text == Way.QR else Way.CODE
