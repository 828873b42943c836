"""Meetings and the standing systems that call them: kinds, turns, and what minutes must hold; pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _

from youju.kernel.periods import Grain, around
from youju.kernel.refusal import Refused
from youju.kernel.words import Words

TITLE, PLACE, NAME, SAID, POINT, MINUTES = 80, 60, 60, 500, 200, 4000
MOST_PARTIES, MOST_POINTS = 200, 40
WEEK = timedelta(7)


class Kind(StrEnum):
    JOINT = "joint"
    WEEKLY = "weekly"
    MOBILISE = "mobilise"
    COORDINATE = "coordinate"
    URGENT = "urgent"
    MINORS = "minors"


NAMES = Words(
    {
        Kind.JOINT: "党组织联席会议",
        Kind.WEEKLY: "创建周例会",
        Kind.MOBILISE: "动员部署会",
        Kind.COORDINATE: "协调会",
        Kind.URGENT: "紧急碰头会",
        Kind.MINORS: "未成年人工作联席会议",
    }
)
STANDING = (Kind.JOINT, Kind.WEEKLY, Kind.MINORS)  # called by a system, again and again
SEEKS_AGREEMENT = (Kind.COORDINATE, Kind.URGENT)


class State(StrEnum):
    CALLED = "called"
    HELD = "held"
    CANCELLED = "cancelled"


STATE_NAMES = Words({State.CALLED: "已召集", State.HELD: "已召开", State.CANCELLED: "已取消"})


class Rhythm(StrEnum):
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    NEEDED = "needed"


_GRAINS = {
    Rhythm.MONTH: Grain.MONTH,
    Rhythm.QUARTER: Grain.QUARTER,
    Rhythm.HALF: Grain.HALF,
    Rhythm.YEAR: Grain.YEAR,
}


def turn_of(rhythm: Rhythm, day: date) -> date | None:
    """Return the first day of the turn that holds the day: its Monday, its first of the month; None
    where a system meets only as needed."""
    if rhythm is Rhythm.WEEK:
        return day - timedelta(day.weekday())
    grain = _GRAINS.get(rhythm)
    return around(day, grain).start if grain else None


def turn_end(rhythm: Rhythm, start: date) -> date:
    """Return the last day of a turn."""
    if rhythm is Rhythm.WEEK:
        return start + WEEK - timedelta(1)
    return around(start, _GRAINS[rhythm]).bounds[1]


def turns(rhythm: Rhythm, since: date, until: date) -> Iterator[date]:
    """Yield the first day of each turn from the one that holds `since` to the one that holds `until`."""
    turn = turn_of(rhythm, since)
    while turn is not None and turn <= until:
        yield turn
        turn = turn_end(rhythm, turn) + timedelta(1)


def missed(rhythm: Rhythm, since: date, until: date, held: Collection[date]) -> list[date]:
    """Return the turns that ended before `until` with no meeting held, latest first."""
    over = [one for one in turns(rhythm, since, until) if turn_end(rhythm, one) < until]
    return [one for one in reversed(over) if one not in held]


def next_day(weekday: int, today: date) -> date:
    """Return the next day of this weekday, today included."""
    return today + timedelta((weekday - today.weekday()) % 7)


def check_system(kind: Kind, rhythm: Rhythm, weekday: int | None) -> None:
    """Refuse a system of a kind that has none, and a weekly one without its day."""
    if kind not in STANDING:
        raise Refused(_("这类会议按需要召开，不用建立会议制度。"), field="kind")
    if kind is Kind.WEEKLY and rhythm is not Rhythm.WEEK:
        raise Refused(_("周例会每周一次，周期选“每周”。"), field="rhythm")
    if rhythm is Rhythm.WEEK and weekday is None:
        raise Refused(_("每周的会议要定在星期几。"), field="weekday")


def lines_of(text: str, longest: int, most: int, field: str) -> list[str]:
    """Return what was typed one to a line, without blanks and doubles; refuse too many or too long."""
    found = list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
    if len(found) > most:
        raise Refused(_("最多 %(n)s 行，请分几次填。") % {"n": most}, field=field)
    if any(len(one) > longest for one in found):
        raise Refused(_("每行最多 %(n)s 个字。") % {"n": longest}, field=field)
    return found


def check_state(now: State, *allowed: State) -> None:
    """Refuse what cannot be done with a meeting in this state."""
    if now not in allowed:
        raise Refused(_("会议%(state)s，不能再办这一步。") % {"state": STATE_NAMES[now]})


def check_day(on: date, today: date, *, is_held: bool) -> None:
    """Refuse to have held a meeting on a day to come."""
    if is_held and on > today:
        raise Refused(_("会议已经开过，日期不能是以后的。"), field="on")


def check_free(taken: bool) -> None:
    """Refuse a second weekly meeting in one week."""
    if taken:
        told = _("这一周已有周例会；临时要开的，用“紧急碰头会”。")
        raise Refused(told, field="on")


@dataclass(frozen=True, slots=True)
class Came:
    """What the minutes say of one party: whether it came, and what it said."""

    party: int
    came: bool
    said: str = ""


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes of a meeting.

    Attributes:
        expected, present: People, None where nobody counted.
        outcomes: What was decided on each point, by its id; "" where nothing was.
        agreed: Whether the parties agreed; None where nothing was to be agreed on.
    """

    on: date
    present: int
    expected: int | None = None
    came: Sequence[Came] = ()
    outcomes: Sequence[tuple[int, str]] = ()
    text: str = ""
    agreed: bool | None = None


def check_minutes(minutes: Minutes, kind: Kind, speakers: Iterable[int], today: date) -> None:
    """Refuse minutes of a day to come, of nobody, or of a speaking unit that pledged nothing."""
    if minutes.on > today:
        raise Refused(_("会议还没有开，日期请核对。"), field="on")
    if minutes.present < 1:
        raise Refused(_("填实到人数。"), field="present")
    if minutes.expected is not None and minutes.present > minutes.expected:
        raise Refused(_("实到多于应到，请核对。"), field="present")
    if len(minutes.text) > MINUTES:
        raise Refused(_("最多 %(n)s 个字，请写短一些。") % {"n": MINUTES}, field="text")
    if kind in SEEKS_AGREEMENT and minutes.agreed is None:
        raise Refused(_("选是否达成一致。"), field="agreed")
    if kind is Kind.MOBILISE:
        told = {one.party: one for one in minutes.came}
        for party in speakers:
            one = told.get(party)
            if one is not None and one.came and not one.said.strip():
                raise Refused(_("发言单位要有表态，写一两句。"), field=f"said_{party}")


def check_called(kind: Kind, of_system: Kind | None) -> None:
    """Refuse a standing meeting without its system, and a meeting of another kind than its system's."""
    if kind in STANDING and of_system is None:
        raise Refused(_("%(kind)s先建立会议制度，再从制度召集。") % {"kind": NAMES[kind]})
    if of_system not in (None, kind):
        raise Refused(_("会议的种类和会议制度的不一样。"))


def check_passing(on: date, due_on: date | None, units: int) -> None:
    """Refuse to ask units to pass a meeting on without a day, or by a day before it."""
    if units and due_on is None:
        raise Refused(_("写明各单位哪天前开会传达。"), field="pass_by")
    if due_on is not None and due_on < on:
        raise Refused(_("传达期限早于会议日期，请核对。"), field="pass_by")
