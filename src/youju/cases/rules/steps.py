"""The steps by which an illegal structure goes (M034): 摸底 → 登记 → 思想工作 → 协调 → 拆除 → 防反弹; pure."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused
from youju.kernel.words import Words, listed


class Step(StrEnum):
    SURVEYED = "surveyed"
    REGISTERED = "registered"
    TALKS = "talks"
    COORDINATION = "coordination"
    REMOVED = "removed"
    WATCHED = "watched"


STEP_LABELS = Words(
    {
        Step.SURVEYED: "摸底",
        Step.REGISTERED: "登记",
        Step.TALKS: "思想工作",
        Step.COORDINATION: "协调",
        Step.REMOVED: "拆除",
        Step.WATCHED: "防反弹",
    }
)
# 先简单后复杂: whoever agrees at once is spared the talks. What is built again begins with talks.
NEXT: dict[Step, frozenset[Step]] = {
    Step.SURVEYED: frozenset({Step.REGISTERED}),
    Step.REGISTERED: frozenset({Step.TALKS, Step.COORDINATION, Step.REMOVED}),
    Step.TALKS: frozenset({Step.COORDINATION, Step.REMOVED}),
    Step.COORDINATION: frozenset({Step.TALKS, Step.REMOVED}),
    Step.REMOVED: frozenset({Step.WATCHED}),
    Step.WATCHED: frozenset({Step.TALKS}),
}


def check_step(before: Step, after: Step) -> None:
    """Refuse a step that cannot follow."""
    if after not in NEXT[before]:
        said = listed(STEP_LABELS[one] for one in Step if one in NEXT[before])
        raise Refused(
            _("现在是“%(before)s”，下一步只能是%(next)s。")
            % {"before": STEP_LABELS[before], "next": said},
            field="step",
        )


def check_day(day: date, earliest: date, today: date, field: str = "on") -> None:
    """Refuse a day to come, or one before the thing was found."""
    if day > today:
        raise Refused(_("日期不能在今天以后。"), field=field)
    if day < earliest:
        raise Refused(_("日期不能早于摸底日期。"), field=field)


def check_count(count: int) -> None:
    """Refuse a number of structures of one household that cannot be."""
    if not 1 <= count <= 999:
        raise Refused(_("处数为 1 至 999。"), field="count")


def house_key(household: str, address: str, fallback: str) -> str:
    """Return what tells households apart, before it is hashed: the address, else the name."""
    plain = "".join((address or household).split())
    return plain or fallback
