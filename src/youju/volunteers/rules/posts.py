"""Persuasion posts and what stands at them, shift by shift; services and their ends; pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, time, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused

MOST_SHIFTS = 200


class PostKind(StrEnum):
    CROSSING = "crossing"
    STATION = "station"
    MARKET = "market"
    SQUARE = "square"
    OTHER = "other"


class ServiceState(StrEnum):
    OPEN = "open"
    HELD = "held"
    CANCELLED = "cancelled"


def planned(
    first: date, last: date, weekdays: Collection[int], hours: tuple[time, time]
) -> Iterator[date]:
    """Yield the days of a plan: those of the weekdays from first to last.

    Args:
        weekdays: Monday is 0.
        hours: From when until when; both of one day.
    """
    if last < first:
        raise Refused(_("结束日期早于开始日期。"), field="last")
    if hours[1] <= hours[0]:
        raise Refused(_("结束时间要晚于开始时间。"), field="ends")
    days = [first + timedelta(n) for n in range((last - first).days + 1)]
    wanted = [day for day in days if day.weekday() in weekdays]
    if not wanted:
        raise Refused(_("这段日期里没有选中的星期。"), field="weekdays")
    if len(wanted) > MOST_SHIFTS:
        raise Refused(_("一次最多排 %(n)s 班。") % {"n": MOST_SHIFTS}, field="last")
    yield from wanted


def check_state(state: ServiceState) -> None:
    """Refuse an act on a service that has been closed or cancelled."""
    if state is ServiceState.CANCELLED:
        raise Refused(_("这次活动已取消，不能再办这一步。"))
    if state is ServiceState.HELD:
        raise Refused(_("这次活动已经小结，不能再办这一步。"))


def check_closing(unconfirmed: int, result: str) -> None:
    """Refuse to sum up while lists are open, or without a word on the result."""
    if unconfirmed:
        raise Refused(_("还有 %(n)s 个班次没有确认名单，先确认再小结。") % {"n": unconfirmed})
    if not result.strip():
        raise Refused(_("写一句成效，如 清理卫生死角 6 处。"), field="result")


def check_cancelling(confirmed: bool) -> None:
    """Refuse to cancel what has confirmed hours."""
    if confirmed:
        raise Refused(_("已有确认的时长，不能取消。"))
