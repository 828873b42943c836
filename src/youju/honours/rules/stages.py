"""The stages of a selection and the states of a nomination; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _

from youju.kernel.periods import day_label
from youju.kernel.refusal import Forbidden, Refused
from youju.kernel.words import Words, listed
from youju.kernel.workcal import WorkCalendar


class Stage(StrEnum):
    NOMINATE = "nominate"
    REVIEW = "review"
    NOTICE = "notice"
    VOTE = "vote"
    JURY = "jury"
    AWARD = "award"
    DONE = "done"
    CANCELLED = "cancelled"


ORDER = (
    Stage.NOMINATE,
    Stage.REVIEW,
    Stage.NOTICE,
    Stage.VOTE,
    Stage.JURY,
    Stage.AWARD,
    Stage.DONE,
)
STAGES = Words(
    {
        Stage.NOMINATE: "推荐",
        Stage.REVIEW: "审核",
        Stage.NOTICE: "公示",
        Stage.VOTE: "投票",
        Stage.JURY: "评审",
        Stage.AWARD: "表彰",
        Stage.DONE: "已表彰",
        Stage.CANCELLED: "已取消",
    }
)
ENDED = (Stage.DONE, Stage.CANCELLED)


def stages_of(kind_stages: Iterable[Stage]) -> list[Stage]:
    """Return the stages of a kind from the first to the end: nominations before, the end after."""
    held = {Stage.NOMINATE, Stage.DONE, *kind_stages}
    return [one for one in ORDER if one in held]


def next_stage(kind_stages: Iterable[Stage], now: Stage) -> Stage | None:
    """Return the stage that follows; None after the end."""
    way = stages_of(kind_stages)
    if now not in way or now is Stage.DONE:
        return None
    return way[way.index(now) + 1]


def check_stage(kind_stages: Sequence[Stage], now: Stage, to: Stage) -> None:
    """Refuse every step but the next one of the kind, and calling off what has not ended."""
    if to is Stage.CANCELLED and now not in ENDED:
        return
    if next_stage(kind_stages, now) is not to:
        told = _("评选现在是“%(now)s”，下一步不是“%(to)s”。")
        raise Refused(told % {"now": STAGES[now], "to": STAGES[to]})


class State(StrEnum):
    PROPOSED = "proposed"
    RETURNED = "returned"
    PASSED = "passed"
    REFUSED = "refused"
    BARRED = "barred"
    AWARDED = "awarded"
    LOST = "lost"
    WITHDRAWN = "withdrawn"


STATES = Words(
    {
        State.PROPOSED: "待审核",
        State.RETURNED: "退回补充",
        State.PASSED: "审核通过",
        State.REFUSED: "审核不通过",
        State.BARRED: "异议成立",
        State.AWARDED: "已表彰",
        State.LOST: "未入选",
        State.WITHDRAWN: "已撤回",
    }
)
# PASSED to BARRED: an objection on the notice was upheld.
ALLOWED: dict[State, set[State]] = {
    State.PROPOSED: {State.PASSED, State.RETURNED, State.REFUSED, State.WITHDRAWN},
    State.RETURNED: {State.PROPOSED, State.WITHDRAWN},
    State.PASSED: {State.BARRED, State.AWARDED, State.LOST, State.WITHDRAWN},
    State.REFUSED: set(),
    State.BARRED: set(),
    State.AWARDED: set(),
    State.LOST: set(),
    State.WITHDRAWN: set(),
}


def check_state(now: State, to: State) -> None:
    """Refuse a change that the table does not hold."""
    if to not in ALLOWED[now]:
        raise Refused(_("这项推荐已是“%(state)s”，不能再办这一步。") % {"state": STATES[now]})


def check_at(now: Stage, wanted: Iterable[Stage]) -> None:
    """Refuse an act outside its stages."""
    stages = tuple(wanted)
    if now not in stages:
        names = listed(STAGES[one] for one in stages)
        told = _("评选现在是“%(now)s”，这一步只在“%(names)s”时办。")
        raise Refused(told % {"now": STAGES[now], "names": names})


def check_reviewer(actor_person: int | None, nominator_person: int | None) -> None:
    """Refuse review by whoever wrote the nomination."""
    if actor_person is not None and actor_person == nominator_person:
        raise Forbidden(_("自己填报的推荐，要由别人审核。"))


def notice_ends(begun: date, days: int) -> date:
    """Return the last day of a notice that stands so many working days after the day it began."""
    calendar, day, left = WorkCalendar(), begun, days
    while left > 0:
        day += timedelta(1)
        left -= bool(calendar.shifts(day))
    return day


def check_notice(until: date | None, today: date, waiting: int) -> None:
    """Refuse to end a notice before its last day has passed or while objections wait."""
    if until is not None and today <= until:
        told = _("公示到 %(day)s 为止，期满后才能进入下一步。") % {"day": day_label(until)}
        raise Refused(told)
    if waiting:
        raise Refused(_("还有 %(n)s 件异议没有处理，处理后才能进入下一步。") % {"n": waiting})


def check_vote_days(since: date, until: date | None) -> date:
    """Return the last day of the vote; refuse none, one before its start, or over two months."""
    if until is None:
        raise Refused(_("填投票截止日期。"), field="until")
    if until < since:
        raise Refused(_("截止日期早于今天，请核对。"), field="until")
    if until - since > timedelta(62):
        raise Refused(_("投票最多两个月，请核对截止日期。"), field="until")
    return until


def check_vote_over(until: date | None, today: date) -> None:
    """Refuse to count before the last day of the vote has passed: no result is known before."""
    if until is not None and today <= until:
        told = _("投票到 %(day)s 为止，期满后才能计票。") % {"day": day_label(until)}
        raise Refused(told)


def check_seats(chosen: dict[str, int], seats: dict[str, int], labels: dict[str, str]) -> None:
    """Refuse winners beyond the seats of their category, and an award without any."""
    if not sum(chosen.values()):
        raise Refused(_("选出至少一名表彰对象。"), field="winners")
    for code, n in chosen.items():
        if n > seats[code]:
            told = _("“%(label)s”设 %(seats)s 名，选了 %(n)s 名。")
            raise Refused(
                told % {"label": labels[code], "seats": seats[code], "n": n}, field="winners"
            )
