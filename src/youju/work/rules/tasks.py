"""States of a task, who may do what with it, and its words and numbers; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import IntEnum, StrEnum

from django.utils.translation import gettext as _

from youju.kernel.periods import day_label
from youju.kernel.quantity import Quantity, number_text
from youju.kernel.refusal import Forbidden, Refused
from youju.kernel.words import Words, listed

TITLE, TEXT, NOTE, PLACE = 80, 1000, 500, 60
FARTHEST = timedelta(days=5 * 366)
REMIND_BEFORE = timedelta(days=3)
RAISE_AFTER = timedelta(days=3)


class State(StrEnum):
    OPEN = "open"
    FINISHED = "finished"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"


# FINISHED back to OPEN: the quality was not good enough.
ALLOWED: dict[State, set[State]] = {
    State.OPEN: {State.FINISHED, State.CANCELLED},
    State.FINISHED: {State.CONFIRMED, State.OPEN, State.CANCELLED},
    State.CONFIRMED: set(),
    State.CANCELLED: set(),
}
NAMES = Words(
    {
        State.OPEN: "在办",
        State.FINISHED: "待验收",
        State.CONFIRMED: "已完成",
        State.CANCELLED: "已取消",
    }
)


class Quality(StrEnum):
    """How the work was found when somebody looked."""

    GOOD = "good"
    SOUND = "sound"


class Ease(IntEnum):
    """先简单后复杂: what is easy comes first among tasks of the same day."""

    EASY = 1
    PLAIN = 2
    HARD = 3


class PlanKind(StrEnum):
    THREE_YEARS = "three_years"
    YEAR = "year"
    EVALUATION = "evaluation"
    RECTIFICATION = "rectification"


class Climb(IntEnum):
    """How far word of a task's deadline has gone."""

    NOBODY = 0
    REMINDED = 1  # its unit, before the day
    LATE = 2  # its unit and that unit's leader
    RAISED = 3  # the issuing side and the office above


def check_change(now: State, to: State) -> None:
    """Refuse a change that the table does not hold."""
    if to not in ALLOWED[now]:
        raise Refused(_("任务已是“%(state)s”，不能再办这一步。") % {"state": NAMES[now]})


def check_open(now: State) -> None:
    """Refuse what can only be done while the task is under way."""
    if now is not State.OPEN:
        raise Refused(_("任务已是“%(state)s”，不能再办这一步。") % {"state": NAMES[now]})


def check_text(text: str, field: str, why: str, most: int) -> str:
    """Return the text without blanks at its ends; refuse an empty or overlong one."""
    told = text.strip()
    if not told:
        raise Refused(why, field=field)
    if len(told) > most:
        raise Refused(_("最多 %(n)s 个字，请写短一些。") % {"n": most}, field=field)
    return told


def check_days(starts_on: date, due_on: date) -> None:
    """Refuse a deadline before the start, or years away."""
    if due_on < starts_on:
        raise Refused(_("期限早于开始日期，请核对。"), field="due_on")
    if due_on - starts_on > FARTHEST:
        raise Refused(_("期限超过五年，请核对年份。"), field="due_on")


def check_amount(amount: Quantity | None) -> tuple[Decimal | None, str]:
    """Return the number and unit of what is due; refuse one without a number or not above zero."""
    if amount is None:
        return None, ""
    if amount.value is None or amount.value <= 0:
        raise Refused(_("任务数量要大于 0；没有数量就留空。"), field="amount")
    return amount.value, amount.unit


def check_done(done: Quantity | None, unit: str) -> Decimal | None:
    """Return the number told; refuse one in another unit than what is due, or below zero."""
    if done is None:
        return None
    if not unit:
        raise Refused(_("这项任务没有数量，写在说明里。"), field="amount")
    if done.unit != unit:
        raise Refused(_("任务按“%(unit)s”计，请换算后再填。") % {"unit": unit}, field="amount")
    if done.value is None or done.value <= 0:
        raise Refused(_("填这次完成的数量，要大于 0。"), field="amount")
    return done.value


def check_passed(due_on: date, last: date, units: int) -> None:
    """Refuse to pass a task down to nobody, or for longer than one has oneself."""
    if not units:
        raise Refused(_("至少选一个下级单位。"), field="units")
    if due_on > last:
        told = _("本单位的期限是 %(day)s，给下级的期限不能更晚。")
        raise Refused(told % {"day": day_label(last)}, field="due_on")


def check_below(left: Sequence[str], note: str) -> None:
    """Refuse to call a task finished while units below are still at it and no word says why."""
    if left and not note.strip():
        names = listed(left[:3]) + (_("等") if len(left) > 3 else "")
        told = _("%(names)s还没有办完，写明原因再报完成。")
        raise Refused(told % {"names": names}, field="note")


def check_finish(due: Decimal | None, done: Decimal, note: str) -> None:
    """Refuse to call a task finished with less than its amount and no word why."""
    if due is not None and done < due and not note.strip():
        short = number_text(due - done)
        raise Refused(_("数量还差 %(n)s，写明原因再报完成。") % {"n": short}, field="note")


def check_confirmer(actor_person: int | None, finisher_person: int | None) -> None:
    """Refuse confirmation by whoever reported the work as finished."""
    if actor_person is not None and actor_person == finisher_person:
        raise Forbidden(_("自己报完成的任务，要由别人验收。"))


def check_later(due_on: date, new_day: date) -> None:
    """Refuse an extension that does not extend."""
    if new_day <= due_on:
        raise Refused(_("新的期限要晚于原期限。"), field="due_on")
    if new_day - due_on > FARTHEST:
        raise Refused(_("期限超过五年，请核对年份。"), field="due_on")


def climb_due(due_on: date, today: date) -> Climb:
    """Return how far word of a deadline should have gone by a day."""
    if today > due_on + RAISE_AFTER:
        return Climb.RAISED
    if today > due_on:
        return Climb.LATE
    return Climb.REMINDED if today >= due_on - REMIND_BEFORE else Climb.NOBODY


@dataclass(frozen=True, slots=True)
class Progress:
    """What is due and what was told, for one task or several of the same unit of counting."""

    due: Decimal | None
    done: Decimal

    @property
    def percent(self) -> int | None:
        """How much is done, 0 to 100; None where no amount is due."""
        if not self.due:
            return None
        return min(100, int(self.done * 100 / self.due))


def check_plan_days(start: date, end: date, kind: PlanKind) -> None:
    """Refuse a plan that ends before it begins, and a three-year plan that is none."""
    if end < start:
        raise Refused(_("结束日期早于开始日期，请核对。"), field="end")
    years = (end - start).days / 365
    if kind is PlanKind.THREE_YEARS and not 2.5 <= years <= 3.5:
        raise Refused(_("三年规划的起止应为三年左右，请核对。"), field="end")
