"""What is asked of a unit within a period, and how it stands on a day; pure.

Sources of the shipped rhythms: 市民课堂 1 次/月；集中学习 5 次/半年；按《教育工作意见》开齐开足课时.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _

from youju.kernel.periods import Grain, Period, around
from youju.kernel.refusal import Refused

LABEL = 60
MOST = 999


class Per(StrEnum):
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    TERM = "term"
    YEAR = "year"


class State(StrEnum):
    DONE = "done"  # enough
    DUE = "due"  # too few, and the period is nearly over
    LATER = "later"  # there is still time


# How many days before its end a period that is short asks to be looked at.
LEAD = {Per.WEEK: 2, Per.MONTH: 10, Per.QUARTER: 21, Per.HALF: 30, Per.TERM: 30, Per.YEAR: 45}
GRAIN = {
    Per.MONTH: Grain.MONTH,
    Per.QUARTER: Grain.QUARTER,
    Per.HALF: Grain.HALF,
    Per.TERM: Grain.TERM,
    Per.YEAR: Grain.YEAR,
}


@dataclass(frozen=True, slots=True)
class Done:
    """What was held and what is planned of a kind within a period."""

    times: Decimal = Decimal(0)
    hours: Decimal = Decimal(0)
    planned: int = 0


def window(per: Per, day: date) -> Period:
    """Return the period that the count of a day runs over; a week from its Monday."""
    if per is Per.WEEK:
        monday = day - timedelta(day.weekday())
        return Period(monday, monday + timedelta(6), Grain.SPAN)
    return around(day, GRAIN[per])


def lacks(times: int | None, hours: int | None, done: Done) -> tuple[Decimal, Decimal]:
    """Return how many sessions and how many hours are still to be held."""
    nothing = Decimal(0)
    return (
        max((times or nothing) - done.times, nothing),
        max((hours or nothing) - done.hours, nothing),
    )


def state_of(per: Per, day: date, is_short: bool) -> State:
    """Return how a count stands on a day of its period."""
    if not is_short:
        return State.DONE
    left = (window(per, day).bounds[1] - day).days
    return State.DUE if left <= LEAD[per] else State.LATER


def check_norm(label: str, times: int | None, hours: int | None) -> str:
    """Return the label; refuse a norm that asks for nothing or for too much, each at its field."""
    named = label.strip()
    if not named or len(named) > LABEL:
        raise Refused(
            _("写明要求，如 市民课堂每月一次，不超过 %(n)s 字。") % {"n": LABEL}, field="label"
        )
    if times is None and hours is None:
        raise Refused(_("填次数或课时，至少填一个。"), field="times")
    for field, number in (("times", times), ("hours", hours)):
        if number is not None and not 1 <= number <= MOST:
            raise Refused(_("填 1 到 %(n)s。") % {"n": MOST}, field=field)
    return named


def check_end(since: date, on: date) -> None:
    """Refuse to end a norm before it began."""
    if on < since:
        raise Refused(_("停用日期不能早于开始日期。"), field="on")
