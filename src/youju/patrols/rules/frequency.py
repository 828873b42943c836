"""How often somebody must go somewhere, and who is short; pure.

A rule says: who (a post, a role, a team, a unit, or anyone) × where (one place, each place of a
kind, each unit below, or the unit as a whole) × at least n times per period. Sources of the shipped
rhythms: 领导每日 1 次以上、中层每日 2 次以上（门诊部）；保洁每半小时；每周五大扫除；网吧每季 1 次；
每学期 1 次法制课.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _

from youju.kernel.periods import Grain, around
from youju.kernel.refusal import Refused

HALF_HOUR = timedelta(minutes=30)
MOST_TIMES = 48


class Per(StrEnum):
    HALF_HOUR = "half_hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    TERM = "term"


class Who(StrEnum):
    ANYONE = "anyone"
    POST = "post"
    ROLE = "role"
    TEAM = "team"
    UNIT = "unit"


class Each(StrEnum):
    """What the number of times is for: the whole, each place, or each unit right below."""

    TOTAL = "total"
    PLACE = "place"
    UNIT = "unit"


class State(StrEnum):
    DONE = "done"  # enough
    DUE = "due"  # to be done now
    SHORT = "short"  # the time has passed, too few
    LATER = "later"  # there is still time


# A longer period asks to be looked at when so many days are left.
LEAD = {Per.WEEK: 2, Per.MONTH: 7, Per.QUARTER: 21, Per.TERM: 30}
GRAIN = {Per.MONTH: Grain.MONTH, Per.QUARTER: Grain.QUARTER, Per.TERM: Grain.TERM}


@dataclass(frozen=True, slots=True)
class Window:
    """The days a rule's count runs over: `start` to `end`, both included. `due` is the day it is
    to be done on, where the rule names a weekday."""

    start: date
    end: date
    due: date | None = None


def window(per: Per, day: date, weekday: int | None = None) -> Window:
    """Return the days that the count of `day` runs over.

    A rule with a weekday (每周五) counts what was done from that weekday to the end of its week;
    before that weekday the count is empty and nothing is due.
    """
    if per in (Per.HALF_HOUR, Per.DAY):
        return Window(day, day)
    if per is Per.WEEK:
        monday = day - timedelta(day.weekday())
        sunday = monday + timedelta(6)
        if weekday is None:
            return Window(monday, sunday)
        due = monday + timedelta(weekday)
        return Window(due, sunday, due)
    start, end = around(day, GRAIN[per]).bounds
    return Window(start, end)


def state(per: Per, window_: Window, day: date, done: int, needed: int) -> State:
    """Return how a count stands on a day of its window."""
    if done >= needed:
        return State.DONE
    if window_.due is not None:
        if day < window_.due:
            return State.LATER
        return State.DUE if day == window_.due else State.SHORT
    if per in LEAD and (window_.end - day).days > LEAD[per]:
        return State.LATER
    return State.DUE


def slots(first: time, last: time) -> list[time]:
    """Return the half hours from `first` up to and including the one that begins before `last`."""
    at = datetime.combine(date(2000, 1, 1), first)
    end = datetime.combine(date(2000, 1, 1), last)
    found = []
    while at < end:
        found.append(at.time())
        at += HALF_HOUR
    return found


def slot_of(at: time, first: time) -> int:
    """Return the number of the half hour that holds a time; negative before the first."""
    minutes = (at.hour * 60 + at.minute) - (first.hour * 60 + first.minute)
    return minutes // 30


def slots_passed(first: time, last: time, now: time) -> int:
    """Return how many half hours have passed wholly by a time of the day."""
    return max(0, min(slot_of(now, first), len(slots(first, last))))


def slots_missed(first: time, last: time, now: time | None, done: Iterable[int]) -> list[time]:
    """Return the half hours that have passed without a mark; `now` None: the day is over."""
    every = slots(first, last)
    passed = len(every) if now is None else slots_passed(first, last, now)
    marked = set(done)
    return [at for n, at in enumerate(every[:passed]) if n not in marked]


def check_slots(first: time, last: time, done: Iterable[int]) -> list[int]:
    """Return the marked half hours in order; refuse what lies outside the hours."""
    found = sorted(set(done))
    if found and not (found[0] >= 0 and found[-1] < len(slots(first, last))):
        raise Refused(_("有的半小时不在规定的时段里，请刷新页面重新打勾。"), field="slots")
    return found


def check_rule(
    per: Per,
    times: int,
    weekday: int | None,
    hours: tuple[time | None, time | None],
    who: Who,
    named: str,
    each: Each,
    has_target: bool,
) -> None:
    """Refuse a frequency that makes no sense, each reason at its field."""
    if not 1 <= times <= MOST_TIMES:
        raise Refused(_("次数填 1 到 %(n)s。") % {"n": MOST_TIMES}, field="times")
    if weekday is not None and per is not Per.WEEK:
        raise Refused(_("只有每周的要求才选星期几。"), field="weekday")
    _check_hours(per, hours)
    if per is Per.HALF_HOUR and times != 1:
        raise Refused(_("每半小时的要求填 1 次。"), field="times")
    if who not in (Who.ANYONE, Who.UNIT) and not named:
        raise Refused(_("写明是哪些人，如 院领导、中层干部。"), field="post")
    if each is Each.PLACE and not has_target:
        raise Refused(_("“每个点位”要选点位种类。"), field="kind")


def check_span(since: date, until: date | None) -> None:
    """Refuse an end before the beginning."""
    if until is not None and until < since:
        raise Refused(_("结束日期早于开始日期。"), field="until")


def check_change(ended: date | None, since: date, today: date) -> None:
    """Refuse to change what days that have passed were asked, or what has ended by then."""
    if since < today:
        raise Refused(_("过去的日子按原来的要求算，从今天或以后改。"), field="since")
    if ended is not None and ended < since:
        raise Refused(_("这条要求到那天已经结束，请新定一条。"), field="since")


def _check_hours(per: Per, hours: tuple[time | None, time | None]) -> None:
    first, last = hours
    if per is not Per.HALF_HOUR:
        return
    if first is None or last is None:
        raise Refused(_("每半小时的要求要写从几点到几点。"), field="hour_from")
    if first >= last:
        raise Refused(_("结束时间要晚于开始时间。"), field="hour_to")
