"""Signing up: who gets a seat, who waits, until when; pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused

NAME = 20
MOST_SEATS = 5
MOST_CAPACITY = 10_000
FORGET_AFTER_DAYS = 30


class State(StrEnum):
    IN = "in"
    WAITING = "waiting"
    CANCELLED = "cancelled"


def check_opening(on: date, until: date | None, capacity: int | None, today: date) -> None:
    """Refuse to let people sign up for what is over, until after it, or for no seat at all."""
    if on < today:
        raise Refused(_("这次活动的日期已经过了，不能再开放报名。"), field="signup_until")
    if until is not None and until > on:
        raise Refused(_("报名截止不能晚于活动当天。"), field="signup_until")
    if capacity is not None and not 1 <= capacity <= MOST_CAPACITY:
        raise Refused(_("名额填 1 到 %(n)s，不限就不填。") % {"n": MOST_CAPACITY}, field="capacity")


def check_open(is_open: bool, on: date, until: date | None, today: date) -> None:
    """Refuse a sign-up for what takes none, or no more."""
    if not is_open:
        raise Refused(_("这次活动不接受报名，或者已经取消。"))
    if today > (until or on):
        raise Refused(_("报名已经截止。"))


def check_told(name: str, phone: str, seats: int) -> str:
    """Return the name; refuse a sign-up without name or phone, or for too many."""
    named = name.strip()
    if not named or len(named) > NAME:
        raise Refused(_("写怎么称呼您，不超过 %(n)s 字。") % {"n": NAME}, field="name")
    if not phone.strip():
        raise Refused(_("填手机号，活动有变化时告诉您。"), field="phone")
    if not 1 <= seats <= MOST_SEATS:
        raise Refused(_("一次报 1 到 %(n)s 人。") % {"n": MOST_SEATS}, field="seats")
    return named


def state_for(seats: int, capacity: int | None, taken: int) -> State:
    """Return whether a new sign-up gets its seats or waits for them."""
    return State.IN if capacity is None or taken + seats <= capacity else State.WAITING


def move_up(capacity: int | None, taken: int, waiting: Sequence[int]) -> int:
    """Return how many of those who wait, in their order, now get seats. Nobody is passed over: who
    wants more seats than are free keeps the place, and those behind wait too."""
    moved = 0
    for seats in waiting:
        if state_for(seats, capacity, taken) is State.WAITING:
            break
        taken, moved = taken + seats, moved + 1
    return moved
