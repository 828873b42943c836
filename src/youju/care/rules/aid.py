"""Applications for aid: apply, check at home, notice, decide, look again, stop; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused
from youju.kernel.words import Words

_SEPARATORS = re.compile(r"[、,，;；\s]+")


class State(StrEnum):
    APPLIED = "applied"
    CHECKED = "checked"
    NOTICED = "noticed"
    GRANTED = "granted"
    REFUSED = "refused"
    STOPPED = "stopped"


NAMES = Words(
    {
        State.APPLIED: "已申请",
        State.CHECKED: "已核查",
        State.NOTICED: "公示中",
        State.GRANTED: "已批准",
        State.REFUSED: "未批准",
        State.STOPPED: "已停止",
    }
)
# An objection during the notice leads back to another check.
ALLOWED: dict[State, frozenset[State]] = {
    State.APPLIED: frozenset({State.CHECKED, State.REFUSED}),
    State.CHECKED: frozenset({State.NOTICED, State.GRANTED, State.REFUSED}),
    State.NOTICED: frozenset({State.CHECKED, State.GRANTED, State.REFUSED}),
    State.GRANTED: frozenset({State.STOPPED}),
    State.REFUSED: frozenset(),
    State.STOPPED: frozenset(),
}
OPEN = frozenset({State.APPLIED, State.CHECKED, State.NOTICED})
DECISIONS = frozenset({State.GRANTED, State.REFUSED, State.STOPPED})


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of aid.

    Attributes:
        measure: How the figures of a year call those who got it.
        notice: Days that the notice lasts; 0 where the aid may be granted at once.
        review: Months until a grant is looked at again; 0 where it is given once.
        need: The kind of need that a grant registers the household under, if any.
    """

    code: str
    label: str
    measure: str
    notice: int = 7
    review: int = 12
    need: str = ""


def kinds_from(rows: list[Mapping[str, Any]]) -> tuple[Kind, ...]:
    """Return the kinds that a catalogue file names. Raises ValueError if one stands twice."""
    kinds = tuple(Kind(**row) for row in rows)
    for told in ([one.code for one in kinds], [one.measure for one in kinds]):
        if len(set(told)) < len(told):
            raise ValueError(f"named twice: {sorted(one for one in told if told.count(one) > 1)}")
    return kinds


def check_step(before: State, after: State, last: date, on: date, today: date) -> None:
    """Refuse a step that cannot follow, that lies before the last one, or ahead."""
    if after not in ALLOWED[before]:
        now, then = NAMES[before], NAMES[after]
        raise Refused(_("现在是“%(now)s”，不能改为“%(then)s”。") % {"now": now, "then": then})
    if on < last:
        raise Refused(_("日期早于上一步（%(on)s），请核对。") % {"on": last}, field="on")
    if on > today:
        raise Refused(_("日期还没有到。"), field="on")


def check_checkers(names: str, text: str) -> None:
    """Refuse a check by one person alone, and one that says nothing.

    Source:
        《最低生活保障审核确认办法》: 入户调查 is made by at least two people.
    """
    if len([one for one in _SEPARATORS.split(names.strip()) if one]) < 2:
        raise Refused(_("入户核查要两人以上，姓名用顿号隔开。"), field="checkers")
    if not text.strip():
        raise Refused(_("写明核查到的收入、财产和困难情况。"), field="text")


def notice_ends(kind: Kind, on: date) -> date:
    """Return the last day of a notice that begins on a day."""
    return on + timedelta(days=max(kind.notice, 1) - 1)


def check_grant(kind: Kind, before: State, ends: date | None, on: date) -> None:
    """Refuse a grant before its notice is over, and one without a notice where one is due."""
    if before is State.CHECKED and kind.notice:
        told = {"kind": kind.label, "n": kind.notice}
        raise Refused(_("%(kind)s要先公示 %(n)s 天，再批准。") % told)
    if before is State.NOTICED and ends is not None and on <= ends:
        raise Refused(_("公示到 %(on)s 止，期满以后再批准。") % {"on": ends}, field="on")


def check_amount(amount: Decimal | None) -> None:
    """Refuse a grant or payment of nothing."""
    if amount is None or amount <= 0:
        raise Refused(_("填金额（元）。"), field="amount")


def check_paying(
    granted: Decimal, paid: Decimal, amount: Decimal, why: str, *, monthly: bool
) -> None:
    """Refuse to pay more than was granted, in the month or at all, without saying why.

    Args:
        paid: What was paid already, in the month of the payment where aid is paid by the month.
    """
    if paid + amount <= granted or why.strip():
        return
    told = {"granted": granted.normalize() + 0, "paid": paid.normalize() + 0}
    if monthly:
        refusal = _("每月批准 %(granted)s 元，这个月已发 %(paid)s 元；补发、多发的写明原因。")
    else:
        refusal = _("批准 %(granted)s 元，已发 %(paid)s 元；补发、多发的写明原因。")
    raise Refused(refusal % told, field="why")


def check_reason(after: State, text: str) -> None:
    """Refuse a refusal, a stop, and a return to the check without a reason."""
    if after in (State.REFUSED, State.STOPPED) and not text.strip():
        raise Refused(_("写明原因，要能当面告诉申请人。"), field="text")
    if after is State.CHECKED and not text.strip():
        raise Refused(_("写明异议和要重新核查什么。"), field="text")


def check_decider(decider: int, checker: int | None) -> None:
    """Refuse a decision by whoever wrote down the check: nobody judges their own work."""
    if checker is not None and decider == checker:
        raise Refused(_("登记核查的人不能自己审批，请创建办或另一位救助专员审批。"))


def next_review(kind: Kind, day: date) -> date | None:
    """Return when a grant is to be looked at again; None for aid given once."""
    return day + timedelta(days=round(kind.review * 365 / 12)) if kind.review else None


def check_left(left: Decimal, amount: Decimal) -> None:
    """Refuse to pay more than a fund still holds."""
    if amount > left:
        raise Refused(
            _("这笔资金只剩 %(left)s 元。") % {"left": left.normalize() + 0}, field="amount"
        )
