"""Signing up, attending, confirming hours, making hours up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q
from django.utils.translation import gettext as _

from youju.audit.actions import Act, Actor, act
from youju.kernel.refusal import Missing, Refused
from youju.organisations.queries import May, Membership, require
from youju.volunteers import measures, notify
from youju.volunteers.actions.credit import credit
from youju.volunteers.actions.frame import act_on
from youju.volunteers.models import Seat, Shift, Volunteer
from youju.volunteers.queries.seen import volunteers_chosen
from youju.volunteers.rules import posts, register
from youju.volunteers.rules import seats as rules
from youju.volunteers.rules.posts import ServiceState
from youju.volunteers.rules.seats import HOLDS, TAKES, Way
from youju.volunteers.rules.seats import Seat as State

SEAT = "volunteers.seat"


@contextmanager
def act_for(
    name: str, shift_id: int, volunteer_id: int, *, actor: Actor, now: datetime, key: UUID | None
) -> Iterator[tuple[Act, Shift, Volunteer]]:
    """Frame an act of a volunteer in a shift: their own, or of those who record at the unit. Somebody
    who is no member acts for whoever the public pages know. Both rows are held, the person first."""
    with act(f"volunteers.{name}", actor=actor, now=now, key=key) as doing:
        held = Volunteer.objects.select_for_update().filter(pk=volunteer_id).first()
        rows = Shift.objects.select_related("service__unit").select_for_update(of=("self",))
        shift = rows.filter(pk=shift_id).first()
        if held is None or shift is None or held.root_id != shift.service.root_id:
            raise Missing(_("没有这个班次，或者不在您的查看范围内"))
        own = actor.person_id is not None and actor.person_id == held.person_id
        if isinstance(actor, Membership) and not own:
            require(actor, May.RECORD, shift.service.unit)
        yield doing, shift, held


def sign_up(
    shift_id: int, volunteer_id: int, *, actor: Actor, now: datetime, key: UUID | None = None
) -> Seat:
    """Sign up for a shift; where all places are taken, wait."""
    with act_for("sign_up", shift_id, volunteer_id, actor=actor, now=now, key=key) as (
        doing,
        shift,
        one,
    ):
        if doing.replayed:
            return Seat.objects.get(pk=doing.subject_id)
        register.check_active(register.State(one.state))
        posts.check_state(ServiceState(shift.service.state))
        rules.check_signing(shift.starts, now)
        check_free(one, shift)
        full = shift.seats.filter(state__in=TAKES).count() >= shift.wanted
        seat = to_state(shift, one, State.WAITING if full else State.SIGNED, now)
        doing.on(SEAT, seat.pk, shift=shift.pk)
    return seat


def to_state(shift: Shift, one: Volunteer, after: State, now: datetime) -> Seat:
    """Give a volunteer a seat in a state, or bring the one they have there."""
    seat = Seat.objects.filter(shift=shift, volunteer=one).first()
    if seat is None:
        return Seat.objects.create(shift=shift, volunteer=one, state=after, at=now)
    rules.check_change(State(seat.state), after)
    seat.state, seat.at = after, now
    seat.save(update_fields=["state", "at"])
    return seat


def check_free(one: Volunteer, shift: Shift) -> None:
    held = Seat.objects.filter(volunteer=one, state__in=HOLDS).exclude(shift=shift)
    near = held.filter(Q(shift__starts__lt=shift.ends) & Q(shift__ends__gt=shift.starts))
    live = near.exclude(shift__service__state=ServiceState.CANCELLED)
    others = live.values_list("shift__starts", "shift__ends", "shift__service__name")
    rules.check_overlap(rules.overlapping(shift.starts, shift.ends, others))


def withdraw(
    shift_id: int, volunteer_id: int, *, actor: Actor, now: datetime, key: UUID | None = None
) -> Seat:
    """Withdraw; the first who waits and is free moves up, and is told."""
    with act_for("withdraw", shift_id, volunteer_id, actor=actor, now=now, key=key) as (
        doing,
        shift,
        one,
    ):
        if doing.replayed:
            return Seat.objects.get(pk=doing.subject_id)
        rules.check_withdrawing(shift.starts, now)
        before = shift.seats.filter(volunteer=one).values_list("state", flat=True).first()
        if before is None:
            raise Refused(_("没有报过名。"))
        seat = to_state(shift, one, State.WITHDRAWN, now)
        if before == State.SIGNED:
            _move_up(shift, now)
        doing.on(SEAT, seat.pk, shift=shift.pk)
    return seat


def _move_up(shift: Shift, now: datetime) -> None:
    waiting = shift.seats.filter(state=State.WAITING).select_related("volunteer__person")
    for seat in waiting.order_by("at", "pk"):
        try:
            check_free(seat.volunteer, shift)
        except Refused:
            continue  # somewhere else at that time by now
        seat.state = State.SIGNED
        seat.save(update_fields=["state"])
        notify.tell_moved_up(seat, now)
        return


def attend(
    shift_id: int,
    volunteer_id: int,
    code: str,
    *,
    way: Way = Way.CODE,
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> Seat:
    """Say that one is there, by the code shown at the place. A wrong code is counted."""
    try:
        return _attend(shift_id, volunteer_id, code, way, actor=actor, now=now, key=key)
    except Refused as refusal:
        if refusal.field == "code":
            tried = Seat.objects.filter(shift_id=shift_id, volunteer_id=volunteer_id)
            tried.update(tries=F("tries") + 1)
        raise


def _attend(
    shift_id: int,
    volunteer_id: int,
    code: str,
    way: Way,
    *,
    actor: Actor,
    now: datetime,
    key: UUID | None,
) -> Seat:
    with act_for("attend", shift_id, volunteer_id, actor=actor, now=now, key=key) as (
        doing,
        shift,
        one,
    ):
        seat = shift.seats.filter(volunteer=one).first()
        if seat is None or doing.replayed:
            return _held(seat)
        rules.check_on_time(shift.starts, shift.ends, now)
        rules.check_code(shift.secret, code, now, seat.tries)
        _come(seat, way, now)
        doing.on(SEAT, seat.pk, shift=shift.pk)
    return seat


def _held(seat: Seat | None) -> Seat:
    if seat is None:
        raise Refused(_("没有报过名，请负责人在名单里补上。"))
    return seat


def _come(seat: Seat, way: Way, now: datetime) -> None:
    rules.check_change(State(seat.state), State.PRESENT)
    seat.state, seat.way, seat.came_at = State.PRESENT, way, now
    seat.save(update_fields=["state", "way", "came_at"])


def list_present(
    shift_id: int,
    people: Iterable[int],
    *,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> int:
    """Put on the list who came, signed up or not. Returns how many are new on it."""
    with act_on(
        "list_present", Shift, shift_id, way="service__unit", actor=actor, now=now, key=key, may=May.RECORD
    ) as (doing, shift):  # fmt: skip
        doing.on(measures.SHIFT, shift.pk)
        if doing.replayed:
            return 0
        _check_unconfirmed(shift)
        if now < shift.starts - rules.EARLY:
            raise Refused(_("班次还没有到，开始前 1 小时起可以签到。"))
        chosen = volunteers_chosen(shift.service.unit, people)
        signed = {one.volunteer_id: one for one in shift.seats.all()}
        for one in chosen:
            seat = signed.get(one.pk)
            if seat is None or seat.state == State.WITHDRAWN:
                check_free(one, shift)
                seat = seat or Seat(shift=shift, volunteer=one, state=State.WAITING, at=now)
                seat.save()
            _come(seat, Way.LIST, now)
    return len(chosen)


def _check_unconfirmed(shift: Shift) -> None:
    posts.check_state(ServiceState(shift.service.state))
    if shift.confirmed_at is not None:
        raise Refused(_("名单已经确认，漏记的请补录。"))


def confirm_shift(
    shift_id: int,
    minutes: Mapping[int, int],
    *,
    persuaded: int | None = None,
    note: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Shift:
    """Confirm the list: everybody on it has their hours, the others were absent.

    Args:
        minutes: By seat; who is not named has the shift's whole length, and who has nought was put
            on the list by mistake and is absent too.
    """
    with act_on(
        "confirm_shift", Shift, shift_id, way="service__unit", actor=actor, now=now, key=key
    ) as (doing, shift):
        doing.on(measures.SHIFT, shift.pk)
        if doing.replayed:
            return shift
        _check_unconfirmed(shift)
        rules.check_over(shift.ends, now)
        came = list(shift.seats.filter(state=State.PRESENT).select_related("volunteer"))
        for seat in came:
            told = minutes.get(seat.pk, shift.minutes)
            rules.check_own(actor.person_id, seat.volunteer.person_id)
            if told:
                rules.check_minutes(told, shift.starts, shift.ends, f"hours_{seat.pk}")
            after = State.CONFIRMED if told else State.ABSENT
            seat.state, seat.minutes, seat.by_label = after, told, actor.label
        Seat.objects.bulk_update(came, ["state", "minutes", "by_label"])
        shift.seats.filter(state__in=(State.SIGNED, State.WAITING)).update(state=State.ABSENT)
        shift.confirmed_at, shift.confirmed_by = now, actor.label
        shift.persuaded, shift.note = persuaded, note.strip()
        shift.save()
        credit([seat.volunteer for seat in came], now)
        measures.count_again(measures.SERVICE, shift.service, now)
    return shift
