"""Programmes, persuasion posts, and services with their shifts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.kernel.ids import new_key
from youju.kernel.quantity import Quantity
from youju.kernel.refusal import Refused
from youju.organisations.queries import Membership, Unit
from youju.search import actions as search
from youju.volunteers import measures
from youju.volunteers.actions.frame import act_at, act_on
from youju.volunteers.models import Post, Programme, Service, Shift, Team
from youju.volunteers.rules import posts as rules
from youju.volunteers.rules import seats
from youju.volunteers.rules.posts import PostKind, ServiceState
from youju.volunteers.rules.seats import Seat
from youju.volunteers.rules.teams import Function, check_end, check_open
from youju.volunteers.secrets import fresh_secret


@dataclass(frozen=True, slots=True)
class When:
    """A shift as it is asked for."""

    starts: datetime
    ends: datetime
    wanted: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What a service is: where, of which kind, who answers for it, what it belongs to."""

    name: str
    kind: Function
    place: str
    about: str = ""
    contact: str = ""
    team: Team | None = None
    programme: Programme | None = None
    post: Post | None = None
    partners: Sequence[Unit] = ()


def add_programme(
    unit: Unit,
    name: str,
    *,
    since: date,
    owner: str = "",
    about: str = "",
    rhythm: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Programme:
    """Start a standing programme."""
    with act_at("add_programme", unit, actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Programme.objects.get(pk=doing.subject_id)
        if Programme.objects.filter(unit=unit, name=name, until=None).exists():
            raise Refused(_("这个单位已有同名项目。"), field="name")
        made = Programme.objects.create(
            unit=unit, name=name, since=since, owner=owner, about=about, rhythm=rhythm
        )
        measures.count_again(measures.PROGRAMME, made, now)
        doing.on(measures.PROGRAMME, made.pk, name=name)
    return made


def end_programme(
    programme_id: int, *, on: date, actor: Membership, now: datetime, key: UUID | None = None
) -> Programme:
    """End a programme; its services stay."""
    with act_on("end_programme", Programme, programme_id, actor=actor, now=now, key=key) as (
        doing,
        here,
    ):
        doing.on(measures.PROGRAMME, here.pk)
        if not doing.replayed:
            check_end(here.since, here.until, on)
            here.until = on
            here.save(update_fields=["until"])
            measures.count_again(measures.PROGRAMME, here, now)
    return here


def add_post(
    unit: Unit,
    name: str,
    *,
    kind: PostKind,
    since: date,
    place: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Post:
    """Set up a post where people are asked to behave."""
    with act_at("add_post", unit, actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Post.objects.get(pk=doing.subject_id)
        if Post.objects.filter(unit=unit, name=name, until=None).exists():
            raise Refused(_("这个单位已有同名岗位。"), field="name")
        made = Post.objects.create(unit=unit, name=name, kind=kind, place=place, since=since)
        measures.count_again(measures.POST, made, now)
        doing.on(measures.POST, made.pk, name=name)
    return made


def end_post(
    post_id: int, *, on: date, actor: Membership, now: datetime, key: UUID | None = None
) -> Post:
    """Close a post; its shifts stay."""
    with act_on("end_post", Post, post_id, actor=actor, now=now, key=key) as (doing, here):
        doing.on(measures.POST, here.pk)
        if not doing.replayed:
            check_end(here.since, here.until, on)
            here.until = on
            here.save(update_fields=["until"])
            measures.count_again(measures.POST, here, now)
    return here


def plan_post(
    post_id: int,
    first: date,
    last: date,
    *,
    weekdays: Collection[int],
    hours: tuple[time, time],
    wanted: int,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Service:
    """Plan the shifts of a post over some days, as one service to sign up for."""
    with act_on("plan_post", Post, post_id, actor=actor, now=now, key=key) as (doing, post):
        if doing.replayed:
            return Service.objects.get(pk=doing.subject_id)
        check_open(post.until, post.name)
        days = list(rules.planned(first, last, weekdays, hours))
        shifts = [When(_at(day, hours[0]), _at(day, hours[1]), wanted) for day in days]
        name = _("%(post)s文明劝导") % {"post": post.name}
        told = Plan(name, Function.TRAFFIC, post.place or post.name, post=post)
        made = _add(post.unit, told, shifts)
        doing.on(measures.SERVICE, made.pk, shifts=len(shifts))
    return made


def _at(day: date, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, at))


def add_service(
    unit: Unit,
    plan: Plan,
    shifts: Sequence[When],
    *,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Service:
    """Call for a service with its shifts."""
    with act_at("add_service", unit, actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Service.objects.get(pk=doing.subject_id)
        if not shifts:
            raise Refused(_("至少要有一个班次。"), field="day")
        made = _add(unit, plan, shifts)
        doing.on(measures.SERVICE, made.pk, name=plan.name)
    return made


def _add(unit: Unit, plan: Plan, shifts: Sequence[When]) -> Service:
    for one in shifts:
        seats.check_shift(one.starts, one.ends, one.wanted)
    made = Service.objects.create(
        root_id=unit.root_id,
        unit=unit,
        name=plan.name,
        kind=plan.kind,
        place=plan.place,
        about=plan.about,
        contact=plan.contact,
        team=plan.team,
        programme=plan.programme,
        post=plan.post,
        share_key=str(new_key()) if plan.partners else "",
        on=min(timezone.localdate(one.starts) for one in shifts),
    )
    made.partners.set(plan.partners)
    Shift.objects.bulk_create(_shift(made, one) for one in shifts)
    url = reverse("volunteers:service", args=[made.pk])
    search.put(measures.SERVICE, made.pk, unit, made.name, made.place, made.on, url)
    return made


def _shift(service: Service, one: When) -> Shift:
    told = {"starts": one.starts, "ends": one.ends, "wanted": one.wanted}
    return Shift(service=service, secret=fresh_secret(), **told)


def add_shift(
    service_id: int, when: When, *, actor: Membership, now: datetime, key: UUID | None = None
) -> Shift:
    """Add a shift to a service."""
    with act_on("add_shift", Service, service_id, actor=actor, now=now, key=key) as (doing, here):
        if doing.replayed:
            return Shift.objects.get(pk=doing.subject_id)
        rules.check_state(ServiceState(here.state))
        seats.check_shift(when.starts, when.ends, when.wanted)
        made = _shift(here, when)
        made.save()
        day = timezone.localdate(when.starts)
        if day < here.on:
            here.on = day
            here.save(update_fields=["on"])
            measures.count_again(measures.SERVICE, here, now)
        doing.on(measures.SHIFT, made.pk, service=here.pk)
    return made


def cancel_service(
    service_id: int, *, actor: Membership, now: datetime, key: UUID | None = None
) -> Service:
    """Call a service off; those who signed up have their time back."""
    with act_on("cancel_service", Service, service_id, actor=actor, now=now, key=key) as (
        doing,
        here,
    ):
        doing.on(measures.SERVICE, here.pk, name=here.name)
        if not doing.replayed:
            rules.check_state(ServiceState(here.state))
            rules.check_cancelling(here.shifts.filter(seats__state=Seat.CONFIRMED).exists())
            here.state = ServiceState.CANCELLED
            here.save(update_fields=["state"])
            measures.count_again(measures.SERVICE, here, now)
    return here


def close_service(
    service_id: int,
    *,
    result: str,
    others: Quantity | None = None,
    served: int | None = None,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Service:
    """Sum a service up: what it achieved, who came beside the register, how many were served."""
    with act_on("close_service", Service, service_id, actor=actor, now=now, key=key) as (
        doing,
        here,
    ):
        doing.on(measures.SERVICE, here.pk, name=here.name)
        if not doing.replayed:
            rules.check_state(ServiceState(here.state))
            rules.check_closing(here.shifts.filter(confirmed_at=None).count(), result)
            here.state, here.result, here.served = ServiceState.HELD, result.strip(), served
            here.others = others.value if others else None
            here.others_word = others.qualifier if others else ""
            here.save()
            measures.count_again(measures.SERVICE, here, now)
    return here
