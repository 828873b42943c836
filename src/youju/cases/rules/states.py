"""The states of a case, the acts, and the one table of what leads where."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import IntEnum, StrEnum

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused
from youju.kernel.words import Words

LATE_AFTER = timedelta(hours=24)  # design.md §3, "Two times"


class State(StrEnum):
    REPORTED = "reported"
    REFUSED = "refused"
    FILED = "filed"
    DISPATCHED = "dispatched"
    DISPUTED = "disputed"
    RECTIFIED = "rectified"
    CLOSED = "closed"


STATE_LABELS = Words(
    {
        State.REPORTED: "待受理",
        State.REFUSED: "不予立案",
        State.FILED: "待派遣",
        State.DISPATCHED: "待整改",
        State.DISPUTED: "权属异议",
        State.RECTIFIED: "待复核",
        State.CLOSED: "结案",
    }
)
OPEN = frozenset(State) - {State.REFUSED, State.CLOSED}
# Where the clock of the responsible unit runs.
RUNNING = frozenset({State.DISPATCHED})


class Source(StrEnum):
    """Where a problem came from (design.md §3)."""

    PATROL = "patrol"
    SUPERVISION = "supervision"
    GRID = "grid"
    RESIDENT = "resident"
    HOTLINE = "hotline"
    MEDIA = "media"
    TV = "tv"
    HIGHER = "higher"
    SELF_CHECK = "self_check"
    UNDERCOVER = "undercover"


SOURCE_LABELS = Words(
    {
        Source.PATROL: "巡查",
        Source.SUPERVISION: "督查",
        Source.GRID: "网格",
        Source.RESIDENT: "居民上报",
        Source.HOTLINE: "12345热线",
        Source.MEDIA: "媒体曝光",
        Source.TV: "电视问政",
        Source.HIGHER: "上级批件",
        Source.SELF_CHECK: "自查",
        Source.UNDERCOVER: "暗访",
    }
)
# A leader answers for these himself (M023b): they count as grave whatever their kind.
GRAVE_SOURCES = frozenset({Source.MEDIA, Source.TV, Source.HIGHER})


class Severity(IntEnum):
    NORMAL = 1
    SERIOUS = 2
    GRAVE = 3


SEVERITY_LABELS = Words(
    {
        Severity.NORMAL: "一般",
        Severity.SERIOUS: "较重",
        Severity.GRAVE: "严重",
    }
)


class Act(StrEnum):
    """Everything that can happen to a case; each is one line of its trail."""

    REPORT = "report"
    FILE = "file"
    REFUSE = "refuse"
    DISPATCH = "dispatch"
    ACCEPT = "accept"
    DISPUTE = "dispute"
    UPHOLD = "uphold"
    REJECT = "reject"
    ASK_EXTENSION = "ask_extension"
    GRANT_EXTENSION = "grant_extension"
    DENY_EXTENSION = "deny_extension"
    RECTIFY = "rectify"
    PASS = "pass"  # noqa: S105  not a password
    FAIL = "fail"
    REOPEN = "reopen"
    FEEDBACK = "feedback"
    MERGE = "merge"
    SPLIT = "split"
    MARK_HARD = "mark_hard"
    REVIEW_HARD = "review_hard"
    CLEAR_HARD = "clear_hard"
    RAISE = "raise"
    ANSWER = "answer"
    CHANGE_KIND = "change_kind"
    NOTE = "note"
    REMIND = "remind"
    CLIMB = "climb"


ACT_LABELS = Words(
    {
        Act.REPORT: "上报",
        Act.FILE: "立案",
        Act.REFUSE: "不予立案",
        Act.DISPATCH: "派遣",
        Act.ACCEPT: "接单",
        Act.DISPUTE: "提出权属异议",
        Act.UPHOLD: "异议成立，改派",
        Act.REJECT: "驳回异议",
        Act.ASK_EXTENSION: "申请延期",
        Act.GRANT_EXTENSION: "同意延期",
        Act.DENY_EXTENSION: "不同意延期",
        Act.RECTIFY: "整改反馈",
        Act.PASS: "复核通过",
        Act.FAIL: "复核不通过",
        Act.REOPEN: "重新办理",
        Act.FEEDBACK: "居民评价",
        Act.MERGE: "并案",
        Act.SPLIT: "拆分",
        Act.MARK_HARD: "挂账",
        Act.REVIEW_HARD: "挂账回看",
        Act.CLEAR_HARD: "销账",
        Act.RAISE: "上报求助",
        Act.ANSWER: "答复求助",
        Act.CHANGE_KIND: "改类别",
        Act.NOTE: "备注",
        Act.REMIND: "提醒",
        Act.CLIMB: "逾期上报",
    }
)

# The one table: from where an act may be done, and where it leads. Acts beside the line lead nowhere else.
MOVES: dict[Act, dict[State, State]] = {
    Act.FILE: {State.REPORTED: State.FILED},
    Act.REFUSE: {State.REPORTED: State.REFUSED},
    Act.DISPATCH: {State.FILED: State.DISPATCHED, State.DISPATCHED: State.DISPATCHED},
    Act.DISPUTE: {State.DISPATCHED: State.DISPUTED},
    Act.UPHOLD: {State.DISPUTED: State.DISPATCHED},
    Act.REJECT: {State.DISPUTED: State.DISPATCHED},
    Act.RECTIFY: {State.DISPATCHED: State.RECTIFIED},
    Act.PASS: {State.RECTIFIED: State.CLOSED},
    Act.FAIL: {State.RECTIFIED: State.DISPATCHED},
    Act.REOPEN: {State.CLOSED: State.DISPATCHED},
    Act.MERGE: {
        State.REPORTED: State.REFUSED,
        State.FILED: State.REFUSED,
        State.DISPATCHED: State.REFUSED,
    },
}
ALLOWED: dict[State, set[State]] = {
    before: {to for moves in MOVES.values() for source, to in moves.items() if source is before}
    for before in State
}


def check_move(before: State, act: Act) -> State:
    """Return the state that an act leads to; or refuse it."""
    after = MOVES[act].get(before)
    if after is None:
        raise Refused(
            _("问题现在“%(state)s”，不能%(act)s；请刷新页面看最新状态。")
            % {"state": STATE_LABELS[before], "act": ACT_LABELS[act]}
        )
    return after


def is_late(done_at: datetime, received_at: datetime) -> bool:
    """Return whether the two times lie more than a day apart, either way."""
    return abs(received_at - done_at) > LATE_AFTER
