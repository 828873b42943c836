"""Duty rosters: turns, swaps, calls."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.kernel.refusal import Forbidden, Refused
from youju.organisations.queries import May, Membership, Unit
from youju.patrols import measures
from youju.patrols.actions.frame import act_at, act_on
from youju.patrols.actions.rounds import check_end
from youju.patrols.models import Call, Roster, Shift, Swap
from youju.patrols.rules.rosters import SwapState, check_call, check_swap, turns

ROSTER, SHIFT, SWAP = "patrols.roster", "patrols.shift", "patrols.swap"


def add_roster(
    unit: Unit,
    name: str,
    *,
    hours: str,
    since: date,
    phone: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Roster:
    """Set up a duty that somebody stands by for each day."""
    with act_at("add_roster", unit, actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Roster.objects.get(pk=doing.subject_id)
        if Roster.objects.filter(unit=unit, name=name, until=None).exists():
            raise Refused(_("这个单位已有同名值守。"), field="name")
        made = Roster.objects.create(unit=unit, name=name, hours=hours, phone=phone, since=since)
        doing.on(ROSTER, made.pk, name=name)
    return made


def end_roster(
    roster_id: int, *, on: date, actor: Membership, now: datetime, key: UUID | None = None
) -> Roster:
    """End a duty with the key period; shifts after that day go."""
    with act_on("end_roster", Roster, roster_id, actor=actor, now=now, key=key) as (doing, roster):
        doing.on(ROSTER, roster.pk)
        if not doing.replayed:
            check_end(roster.since, roster.until, on)
            roster.until = on
            roster.save(update_fields=["until"])
            later = roster.shifts.filter(day__gt=on)
            Swap.objects.filter(shift__in=later).delete()
            later.delete()
    return roster


def fill_roster(
    roster_id: int,
    *,
    first: date,
    last: date,
    people: Sequence[Membership],
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> int:
    """Let people take turns day by day; days that have somebody keep him. Returns new shifts."""
    with act_on("fill_roster", Roster, roster_id, actor=actor, now=now, key=key) as (doing, roster):
        doing.on(ROSTER, roster.pk, first=first.isoformat(), last=last.isoformat())
        if doing.replayed:
            return 0
        planned = list(turns(first, last, people))
        if first < roster.since or (roster.until is not None and last > roster.until):
            raise Refused(_("排班日期超出了值守的起止日期。"), field="since")
        held = set(roster.shifts.filter(day__range=(first, last)).values_list("day", flat=True))
        made = Shift.objects.bulk_create(
            Shift(roster=roster, day=day, member=one, name=one.person.name)
            for day, one in planned
            if day not in held
        )
    return len(made)


def change_shift(
    shift_id: int,
    *,
    to: Membership | None = None,
    name: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Shift:
    """Put somebody else on a day: a member, or a name without an account."""
    with act_on(
        "change_shift", Shift, shift_id, actor=actor, now=now, key=key, way="roster__unit"
    ) as (doing, shift):
        doing.on(SHIFT, shift.pk, day=shift.day.isoformat())
        if not doing.replayed:
            if to is None and not name.strip():
                raise Refused(_("选值守人，或写姓名。"), field="to")
            shift.member, shift.name = to, to.person.name if to else name.strip()
            shift.save(update_fields=["member", "name"])
    return shift


def ask_swap(
    shift_id: int,
    *,
    to: Membership,
    reason: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Swap:
    """Ask another to take over one's own shift; whoever arranges the roster may ask for anyone."""
    with act_on(
        "ask_swap", Shift, shift_id, actor=actor, now=now, key=key, way="roster__unit", may=May.SEE
    ) as (doing, shift):
        if doing.replayed:
            return Swap.objects.get(pk=doing.subject_id)
        if shift.member_id != actor.pk and not actor.may_at(May.ARRANGE, shift.roster.unit):
            raise Forbidden(_("只能换自己的班，别人的班请排班人调整"))
        open_ = shift.swaps.filter(state=SwapState.ASKED).exists()
        check_swap(shift.day, timezone.localdate(now), open_, to.pk == shift.member_id)
        made = Swap.objects.create(
            shift=shift, from_name=shift.name, to=to, reason=reason.strip(), asked_at=now
        )
        doing.on(SWAP, made.pk, day=shift.day.isoformat())
    return made


def answer_swap(
    swap_id: int, *, agreed: bool, actor: Membership, now: datetime, key: UUID | None = None
) -> Swap:
    """Take the shift over, or not. Only the one who was asked answers."""
    with act_on(
        "answer_swap",
        Swap,
        swap_id,
        actor=actor,
        now=now,
        key=key,
        way="shift__roster__unit",
        may=May.SEE,
    ) as (doing, swap):
        doing.on(SWAP, swap.pk, agreed=agreed)
        if doing.replayed:
            return swap
        if swap.to_id != actor.pk:
            raise Forbidden(_("这份换班申请不是问您的"))
        if swap.state != SwapState.ASKED:
            raise Refused(_("这份换班申请已经答复过。"))
        swap.state = SwapState.AGREED if agreed else SwapState.REFUSED
        swap.answered_at = now
        swap.save(update_fields=["state", "answered_at"])
        if agreed:
            Shift.objects.filter(pk=swap.shift_id).update(member=swap.to, name=actor.person.name)
    return swap


def log_call(
    roster_id: int,
    matter: str,
    *,
    called_at: datetime,
    answered_at: datetime | None = None,
    result: str = "",
    actor: Membership,
    now: datetime,
    key: UUID | None = None,
) -> Call:
    """Write down a call to the one on duty, with when it was answered."""
    with act_on("log_call", Roster, roster_id, actor=actor, now=now, key=key, may=May.RECORD) as (
        doing,
        roster,
    ):
        if doing.replayed:
            return Call.objects.get(pk=doing.subject_id)
        check_call(called_at, answered_at, now)
        on_duty = roster.shifts.filter(day=timezone.localdate(called_at)).first()
        made = Call.objects.create(
            roster=roster,
            called_at=called_at,
            answered_at=answered_at,
            matter=matter,
            result=result,
            answered_by=on_duty.name if on_duty else "",
        )
        measures.count_again(measures.CALL, made, now)
        doing.on(measures.CALL, made.pk)
    return made
