"""Signing up on the public site: opening it, taking a seat, leaving, moving up, and forgetting."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import F, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.activities import measures
from youju.activities.actions.frame import act_on
from youju.activities.models import Activity, SignUp
from youju.activities.rules import signups as rules
from youju.activities.rules.activities import State
from youju.activities.rules.signups import State as Seat
from youju.activities.rules.study import check_why
from youju.audit.actions import Actor, SystemActor, act
from youju.kernel.crypto import KeyRing
from youju.kernel.refusal import Missing, Refused
from youju.organisations.queries import May, Membership
from youju.organisations.rules import check_phone

SIGNUP = "activities.signup"
CONTEXT = "activities.signup.phone"
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


def open_signup(
    activity_id: int,
    *,
    capacity: int | None,
    signup_until: date | None,
    actor: Membership,
    now: datetime,
    key: UUID | None,
) -> Activity:
    """Show a planned activity on the public calendar and let people sign up for it."""
    with act_on("open_signup", Activity, activity_id, actor=actor, now=now, key=key) as (
        doing,
        activity,
    ):
        doing.on(measures.ACTIVITY, activity.pk, capacity=capacity)
        if doing.replayed:
            return activity
        if activity.at is not State.PLANNED:
            raise Refused(_("只有计划中的活动才能开放报名。"))
        rules.check_opening(activity.on, signup_until, capacity, timezone.localdate(now))
        activity.slug = activity.slug or "".join(secrets.choice(ALPHABET) for _n in range(12))
        activity.here_code = activity.here_code or f"{secrets.randbelow(10**4):04}"
        activity.capacity, activity.signup_until = capacity, signup_until
        activity.save(update_fields=["slug", "here_code", "capacity", "signup_until"])
        _move_up(activity)
    return activity


def close_signup(
    activity_id: int, *, actor: Membership, now: datetime, key: UUID | None
) -> Activity:
    """Take an activity off the public calendar; who has signed up stays on the list."""
    with act_on("close_signup", Activity, activity_id, actor=actor, now=now, key=key) as (
        doing,
        activity,
    ):
        doing.on(measures.ACTIVITY, activity.pk)
        if not doing.replayed:
            activity.slug = None
            activity.save(update_fields=["slug"])
    return activity


def sign_up(
    activity_id: int,
    *,
    name: str,
    phone: str,
    seats: int,
    code_digest: str,
    actor: Actor,
    now: datetime,
    key: UUID,
) -> SignUp:
    """Take a resident's sign-up in: seats, or a place among those who wait.

    Args:
        code_digest: What is kept of the code in his cancel link.
    """
    with act("activities.sign_up", actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return SignUp.objects.select_related("activity").get(pk=doing.subject_id)
        activity = _locked(activity_id)
        is_open = bool(activity.slug) and activity.at is State.PLANNED
        today = timezone.localdate(now)
        rules.check_open(is_open, activity.on, activity.signup_until, today)
        named = rules.check_told(name, phone, seats)
        check_phone(phone)
        digits = phone.replace("-", "").replace(" ", "")
        index = KeyRing.parse(settings.FIELD_KEYS).blind_index(digits, CONTEXT)
        held = activity.signups.exclude(state=Seat.CANCELLED)
        if held.filter(phone_index=index).exists():
            raise Refused(_("这个电话已经报过名，要改人数请先取消再报。"), field="phone")
        made = SignUp.objects.create(
            activity=activity,
            name=named,
            phone=phone.strip(),
            phone_index=index,
            seats=seats,
            state=rules.state_for(seats, activity.capacity, _taken(activity)),
            code_digest=code_digest,
            key=key,
            at=now,
        )
        doing.on(SIGNUP, made.pk, seats=seats, state=made.state)
    return made


def leave(signup_id: int, *, actor: Actor, now: datetime, key: UUID | None) -> SignUp:
    """Give seats back; those who wait move up in their order. The caller found it by its code."""
    with act("activities.leave", actor=actor, now=now, key=key) as doing:
        found = SignUp.objects.get(pk=signup_id)
        activity = _locked(found.activity_id)
        doing.on(SIGNUP, signup_id)
        if found.state != Seat.CANCELLED and not doing.replayed:
            found.state, found.cancelled_at = Seat.CANCELLED, now
            found.save(update_fields=["state", "cancelled_at"])
            _move_up(activity)
    return found


def open_signups(
    activity_id: int, *, reason: str, actor: Membership, now: datetime, key: UUID | None = None
) -> list[tuple[str, str, SignUp]]:
    """Return name and phone of each who signed up; who looked and why stays in the log."""
    with act_on(
        "open_signups", Activity, activity_id, actor=actor, now=now, key=key, may=May.RECORD
    ) as (doing, activity):
        doing.on(measures.ACTIVITY, activity.pk, reason=check_why(reason))
        rows = activity.signups.exclude(state=Seat.CANCELLED).order_by("pk")
        return [(_opened(one.name), _opened(one.phone), one) for one in rows]


def _opened(value: object) -> str:
    return value.open() if hasattr(value, "open") else ""


def come_here(activity_id: int, *, code: str, actor: Actor, now: datetime, key: UUID) -> Activity:
    """Count somebody who scanned the code at the door on the day; nothing of him is kept."""
    with act("activities.here", actor=actor, now=now, key=key) as doing:
        activity = _locked(activity_id)
        doing.on(measures.ACTIVITY, activity.pk)
        if doing.replayed:
            return activity
        last = activity.until or activity.on
        if activity.at is State.CANCELLED or not activity.on <= timezone.localdate(now) <= last:
            raise Refused(_("只能在活动当天签到。"))
        if not activity.here_code or code.strip() != activity.here_code:
            raise Refused(_("签到码不对，请看现场屏幕上的四位数字。"), field="code")
        Activity.objects.filter(pk=activity.pk).update(here=F("here") + 1)
        activity.here += 1
    return activity


def forget_signups(now: datetime | None = None) -> int:
    """Erase names and phones a month after the activity; how many came stays. Returns how many."""
    moment = now or timezone.now()
    last = timezone.localdate(moment) - timedelta(rules.FORGET_AFTER_DAYS)
    rows = SignUp.objects.filter(activity__on__lt=last).exclude(phone_index="")
    gone = list(rows.values_list("pk", "activity__root_id"))
    for root_id in {root for _pk, root in gone}:
        _forget([pk for pk, root in gone if root == root_id], root_id, moment)
    return len(gone)


def _forget(ids: Iterable[int], root_id: int, now: datetime) -> None:
    with act("activities.forget", actor=SystemActor(root_id=root_id), now=now) as doing:
        for pk in ids:
            SignUp.objects.filter(pk=pk).update(name="", phone="", phone_index="")
        doing.on(SIGNUP, "", rows=len(list(ids)))


def _locked(activity_id: int) -> Activity:
    rows = Activity.objects.select_for_update(of=("self",)).filter(pk=activity_id)
    found = rows.select_related("unit").first()
    if found is None:
        raise Missing(_("没有这次活动，或者已经结束报名"))
    return found


def _taken(activity: Activity) -> int:
    held = activity.signups.filter(state=Seat.IN)
    return held.aggregate(n=Sum("seats"))["n"] or 0


def _move_up(activity: Activity) -> None:
    waiting = list(activity.signups.filter(state=Seat.WAITING).order_by("pk"))
    wanted = [one.seats for one in waiting]
    n = rules.move_up(activity.capacity, _taken(activity), wanted)
    activity.signups.filter(pk__in=[one.pk for one in waiting[:n]]).update(state=Seat.IN)
