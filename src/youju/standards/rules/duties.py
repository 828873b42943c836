"""Who answers for an item: what may become of a duty, and how many a unit has; pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused

MAX_REASON = 300


class Side(StrEnum):
    """How a unit answers for an item."""

    LEAD = "lead"  # 牵头
    SUPPORT = "support"  # 配合


class DutyState(StrEnum):
    """How far a duty has come."""

    PROPOSED = "proposed"  # 待确认
    ACCEPTED = "accepted"  # 已认领
    HANDED_BACK = "handed_back"  # 已退回
    ENDED = "ended"  # 已解除


ALLOWED: dict[DutyState, frozenset[DutyState]] = {
    DutyState.PROPOSED: frozenset({DutyState.ACCEPTED, DutyState.HANDED_BACK, DutyState.ENDED}),
    DutyState.ACCEPTED: frozenset({DutyState.ENDED}),
    DutyState.HANDED_BACK: frozenset({DutyState.ACCEPTED, DutyState.ENDED}),
    DutyState.ENDED: frozenset(),
}
NAMES = {
    DutyState.PROPOSED: "待确认",
    DutyState.ACCEPTED: "已认领",
    DutyState.HANDED_BACK: "已退回",
    DutyState.ENDED: "已解除",
}


def check_change(now: DutyState, to: DutyState) -> None:
    """Refuse a step that does not follow."""
    if to not in ALLOWED[now]:
        told = {"now": NAMES[now], "to": NAMES[to]}
        raise Refused(_("这项分工%(now)s，不能再改为%(to)s") % told)


def check_reason(reason: str, needed: str) -> str:
    """Return the reason without blanks around it; refuse none, or one that is too long."""
    plain = reason.replace("\0", "").strip()
    if not plain:
        raise Refused(needed, field="reason")
    if len(plain) > MAX_REASON:
        raise Refused(_("最多 %(most)s 个字，请写短些。") % {"most": MAX_REASON}, field="reason")
    return plain


def check_due(due: date | None, today: date) -> date | None:
    """Refuse a deadline that has gone by."""
    if due is not None and due < today:
        raise Refused(_("期限早于今天，请核对。"), field="due")
    return due


@dataclass(frozen=True, slots=True)
class Line:
    """One leaf a unit answers for, as it is counted."""

    item_id: int
    head_id: int
    quantified: bool
    lead: bool


@dataclass(frozen=True, slots=True)
class Load:
    """28 项 46 条，其中量化 7 项: items above the lines, the lines, items above a numeric line."""

    items: int
    lines: int
    quantified: int
    lead: int

    def __str__(self) -> str:
        told = {"items": self.items, "lines": self.lines, "quantified": self.quantified}
        return _("%(items)s 项 %(lines)s 条，其中量化 %(quantified)s 项") % told


def load_of(lines: Iterable[Line]) -> Load:
    """Count what a unit answers for; a line counts once, however many sides it is held on."""
    held = {one.item_id: one for one in sorted(lines, key=lambda one: one.lead)}
    heads = {one.head_id for one in held.values()}
    numeric = {one.head_id for one in held.values() if one.quantified}
    return Load(len(heads), len(held), len(numeric), sum(one.lead for one in held.values()))
