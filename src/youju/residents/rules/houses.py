"""Unsafe houses: survey, appraisal, application, follow-up; pure."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused
from youju.kernel.words import Words


class State(StrEnum):
    SURVEYED = "surveyed"
    APPRAISED = "appraised"
    APPLIED = "applied"
    GRANTED = "granted"
    REFUSED = "refused"
    CLOSED = "closed"


NAMES = Words(
    {
        State.SURVEYED: "已走访",
        State.APPRAISED: "已鉴定",
        State.APPLIED: "已申请",
        State.GRANTED: "已落实",
        State.REFUSED: "未获批",
        State.CLOSED: "已办结",
    }
)


class Help(StrEnum):
    """What a household applies for; each kind is counted apart (M054)."""

    RENT = "rent"
    SUBSIDY = "subsidy"
    OTHER = "other"


HELP = Words({Help.RENT: "廉租房", Help.SUBSIDY: "住房补贴", Help.OTHER: "其他住房帮助"})
# After a refusal a household may apply again; following up closes the case.
ALLOWED: dict[State, frozenset[State]] = {
    State.SURVEYED: frozenset({State.APPRAISED, State.CLOSED}),
    State.APPRAISED: frozenset({State.APPLIED, State.CLOSED}),
    State.APPLIED: frozenset({State.GRANTED, State.REFUSED}),
    State.GRANTED: frozenset({State.CLOSED}),
    State.REFUSED: frozenset({State.APPLIED, State.CLOSED}),
    State.CLOSED: frozenset(),
}


def check_step(before: State, after: State, last: date, on: date, today: date) -> None:
    """Refuse a step that cannot follow, that lies before the last one, or in the future."""
    if after not in ALLOWED[before]:
        raise Refused(
            _("现在是“%(before)s”，下一步不能是“%(after)s”")
            % {"before": NAMES[before], "after": NAMES[after]},
            field="state",
        )
    if on < last:
        raise Refused("日期早于上一步，请核对", field="on")
    if on > today:
        raise Refused("日期还没有到", field="on")


def check_detail(after: State, grade: str, text: str, asked: str) -> None:
    """Refuse an appraisal without its grade, an application without its kind, an end without a word."""
    if after is State.APPRAISED and not grade:
        raise Refused("选鉴定等级", field="grade")
    if after is State.APPLIED and not asked:
        raise Refused("选申请什么：廉租房、住房补贴，还是其他", field="asked")
    if after is State.APPLIED and asked == Help.OTHER and not text.strip():
        raise Refused("写明申请什么", field="text")
    if after in (State.REFUSED, State.CLOSED) and not text.strip():
        raise Refused("写明为什么未批，或怎么办结", field="text")
