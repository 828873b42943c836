"""Hours that a list missed, and hours put right: by others than those whose they are."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused
from youju.organisations.queries import Membership
from youju.volunteers import measures
from youju.volunteers.actions.credit import credit
from youju.volunteers.actions.frame import act_on
from youju.volunteers.actions.seats import SEAT, act_for, check_free, to_state
from youju.volunteers.models import Seat
from youju.volunteers.rules import register
from youju.volunteers.rules import seats as rules
from youju.volunteers.rules.seats import Seat as State
from youju.volunteers.rules.seats import Way


def ask_make_up(
    shift_id: int,
    volunteer_id: int,
    minutes: int,
    *,
    reason: str,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Seat:
    """Ask for hours that the list missed; somebody else approves them."""
    with act_for("ask_make_up", shift_id, volunteer_id, actor=actor, now=now, key=key) as (
        doing,
        shift,
        one,
    ):
        if doing.replayed:
            return Seat.objects.get(pk=doing.subject_id)
        register.check_active(register.State(one.state))
        rules.check_make_up(shift.confirmed_at is not None, reason)
        rules.check_minutes(minutes, shift.starts, shift.ends)
        check_free(one, shift)
        seat = to_state(shift, one, State.ASKED, now)
        seat.minutes, seat.reason, seat.way = minutes, reason.strip(), Way.MAKE_UP
        seat.asker_id, seat.asked_by = actor.person_id, actor.label
        seat.save()
        doing.on(SEAT, seat.pk, shift=shift.pk, minutes=minutes)
    return seat


def decide_make_up(
    seat_id: int, *, approved: bool, actor: Membership, now: datetime, key: UUID | None = None
) -> Seat:
    """Approve make-up hours or not: neither by who asked nor by whose they are."""
    with act_on(
        "decide_make_up", Seat, seat_id, way="shift__service__unit", actor=actor, now=now, key=key
    ) as (doing, seat):
        doing.on(SEAT, seat.pk, approved=approved)
        if not doing.replayed:
            after = State.CONFIRMED if approved else State.REFUSED
            rules.check_change(State(seat.state), after)
            rules.check_own(actor.person_id, seat.volunteer.person_id)
            rules.check_asker(actor.person_id, seat.asker_id)
            seat.state, seat.by_label = after, actor.label
            seat.save(update_fields=["state", "by_label"])
            credit([seat.volunteer], now)
            measures.count_again(measures.SERVICE, seat.shift.service, now)
    return seat


def correct_hours(
    seat_id: int,
    minutes: int,
    *,
    reason: str,
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Seat:
    """Put confirmed hours right, with the reason."""
    with act_on(
        "correct_hours", Seat, seat_id, way="shift__service__unit", actor=actor, now=now, key=key
    ) as (doing, seat):
        doing.on(SEAT, seat.pk, before=seat.minutes, after=minutes)
        if not doing.replayed:
            if seat.state != State.CONFIRMED:
                raise Refused(_("时长还没有确认，不用更正。"))
            rules.check_correcting(reason)
            rules.check_minutes(minutes, seat.shift.starts, seat.shift.ends)
            rules.check_own(actor.person_id, seat.volunteer.person_id)
            seat.minutes, seat.reason, seat.by_label = minutes, reason.strip(), actor.label
            seat.save(update_fields=["minutes", "reason", "by_label"])
            credit([seat.volunteer], now)
            measures.count_again(measures.SERVICE, seat.shift.service, now)
    return seat
