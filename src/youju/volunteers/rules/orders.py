"""点单、派单、接单、评单: a need, the team it is given to, what was done, and what it was worth; pure."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused


class State(StrEnum):
    ASKED = "asked"  # 点单
    GIVEN = "given"  # 派单
    TAKEN = "taken"  # 接单
    DONE = "done"
    RATED = "rated"  # 评单
    CANCELLED = "cancelled"


class Step(StrEnum):
    GIVE = "give"
    TAKE = "take"
    DECLINE = "decline"
    FINISH = "finish"
    RATE = "rate"
    REDO = "redo"
    CANCEL = "cancel"


TABLE: dict[tuple[State, Step], State] = {
    (State.ASKED, Step.GIVE): State.GIVEN,
    (State.ASKED, Step.CANCEL): State.CANCELLED,
    (State.GIVEN, Step.TAKE): State.TAKEN,
    (State.GIVEN, Step.DECLINE): State.ASKED,
    (State.GIVEN, Step.CANCEL): State.CANCELLED,
    (State.TAKEN, Step.FINISH): State.DONE,
    (State.TAKEN, Step.DECLINE): State.ASKED,
    (State.DONE, Step.RATE): State.RATED,
    (State.DONE, Step.REDO): State.TAKEN,  # asked again: the need was not met
}
SATISFIED = 4  # of five


def after(before: State, step: Step) -> State:
    """Return the state a step leads to. Raises Refused where it cannot be taken."""
    found = TABLE.get((before, step))
    if found is None:
        raise Refused(_("这一单现在的状态不能办这一步，请刷新页面核对。"))
    return found


def steps_from(state: State) -> tuple[Step, ...]:
    """Return the steps that may follow."""
    return tuple(step for (before, step) in TABLE if before is state)


def check_words(step: Step, words: str) -> None:
    """Refuse to decline, finish, redo or cancel without a word."""
    needs = step in (Step.DECLINE, Step.FINISH, Step.REDO, Step.CANCEL)
    if needs and len(words.strip()) < 2:
        raise Refused(_("写一句情况或原因。"), field="words")


def check_rating(stars: int | None) -> None:
    """Refuse a rating that is none."""
    if stars is None or not 1 <= stars <= 5:
        raise Refused(_("评分在 1 到 5 分之间。"), field="stars")


def check_wanted(on: date, today: date) -> None:
    """Refuse a wish for a day that has passed."""
    if on < today:
        raise Refused(_("希望的日期已经过去，请核对。"), field="wanted_on")
