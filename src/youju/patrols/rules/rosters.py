"""Duty rosters: who stands by on which day, swaps, and how fast a call was answered; pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused

T = TypeVar("T")
MOST_DAYS = 100


class SwapState(StrEnum):
    ASKED = "asked"
    AGREED = "agreed"
    REFUSED = "refused"


def turns(first: date, last: date, people: Sequence[T]) -> Iterator[tuple[date, T]]:
    """Yield each day with whose turn it is, in the order given, over and over."""
    if last < first:
        raise Refused(_("结束日期早于开始日期。"), field="until")
    if (last - first).days >= MOST_DAYS:
        raise Refused(_("一次最多排 %(n)s 天。") % {"n": MOST_DAYS}, field="until")
    if not people:
        raise Refused(_("选轮流值守的人。"), field="people")
    for n in range((last - first).days + 1):
        yield first + timedelta(n), people[n % len(people)]


def check_swap(on: date, today: date, asked: bool, same: bool) -> None:
    """Refuse a swap of a past shift, a second one for the same shift, or with oneself."""
    if on < today:
        raise Refused(_("这一班已经过去，不能再换。"))
    if asked:
        raise Refused(_("这一班已有换班申请，等对方答复。"))
    if same:
        raise Refused(_("换给自己不用申请，请选别人。"), field="to")


def check_call(called_at: datetime, answered_at: datetime | None, now: datetime) -> None:
    """Refuse a call that ends before it began, or lies ahead."""
    if called_at > now + timedelta(minutes=10):
        raise Refused(_("来电时间还没有到，请核对。"), field="called_at")
    if answered_at is not None and answered_at < called_at:
        raise Refused(_("到场时间早于来电时间，请核对。"), field="answered_at")


def minutes_taken(called_at: datetime, answered_at: datetime | None) -> int | None:
    """Return how many minutes the answer took; None while there is none."""
    if answered_at is None:
        return None
    return int((answered_at - called_at).total_seconds() // 60)
