"""Who answers for an item: what may become of a duty, and how many a unit has; pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused
from youju.kernel.words import Words

MAX_REASON = 300
MOST_SHARES = 3000  # of a split at once
ANSWER_WITHIN = timedelta(
    days=3
)  # then a unit that has not answered is reminded, and again as long after
SOON = timedelta(days=7)  # before the deadline


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
NAMES = Words(
    {
        DutyState.PROPOSED: "待确认",
        DutyState.ACCEPTED: "已认领",
        DutyState.HANDED_BACK: "已退回",
        DutyState.ENDED: "已解除",
    }
)


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


@dataclass(frozen=True, slots=True)
class Held:
    """Who answers for an item now.

    Attributes:
        duty_id: None for one that this very split makes.
        unit: What the unit is called, for refusals.
        fresh: This very split gave it.
    """

    duty_id: int | None
    item_id: int
    unit_id: int
    lead: bool
    state: DutyState
    unit: str = ""
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A unit that is to answer for an item."""

    item_id: int
    unit_id: int
    lead: bool
    unit: str = ""


class Step(StrEnum):
    """What giving an item to a unit comes to."""

    NEW = "new"
    KEEP = "keep"  # it has it already
    TURN = "turn"  # it supported and leads from now on


@dataclass(frozen=True, slots=True)
class Planned:
    """One step of a split: what becomes of the unit's own duty, and whose lead ends for it."""

    step: Step
    own: Held | None = None
    ends: Held | None = None


class Table:
    """Who answers for what, as a split goes through it line by line."""

    def __init__(self, held: Iterable[Held]) -> None:
        self._held: defaultdict[int, list[Held]] = defaultdict(list)
        for one in held:
            self._held[one.item_id].append(one)

    def give(self, asked: Asked) -> Planned:
        """Give an item to a unit; a lead that nobody accepted goes over to it.

        Raises:
            Refused: Another unit accepted the lead, or this one handed the item back.
        """
        rows = self._held[asked.item_id]
        own = next((one for one in rows if one.unit_id == asked.unit_id), None)
        if own is not None and own.lead == asked.lead and own.state is not DutyState.HANDED_BACK:
            return Planned(Step.KEEP, own)
        _check_own(own, asked)
        ends = self._lead_that_ends(asked) if asked.lead else None
        given = Held(
            own.duty_id if own else None, asked.item_id, asked.unit_id, asked.lead,
            DutyState.PROPOSED, asked.unit, fresh=True,
        )  # fmt: skip
        left = [one for one in rows if one not in (own, ends)]
        self._held[asked.item_id] = [*left, given]
        return Planned(Step.TURN if own else Step.NEW, own, ends)

    def _lead_that_ends(self, asked: Asked) -> Held | None:
        rows = self._held[asked.item_id]
        lead = next((one for one in rows if one.lead and one.unit_id != asked.unit_id), None)
        if lead is None:
            return None
        told = {"unit": lead.unit}
        if lead.state is DutyState.ACCEPTED:
            raise Refused(_("%(unit)s已认领牵头，先解除再改派") % told)
        if lead.fresh:
            raise Refused(_("同时分给了%(unit)s牵头，一条只能一家牵头") % told)
        return lead


def _check_own(own: Held | None, asked: Asked) -> None:
    """Refuse what does not go with the duty the unit has already."""
    if own is None:
        return
    told = {"unit": asked.unit}
    if own.state is DutyState.HANDED_BACK:
        raise Refused(_("%(unit)s已退回，到这条分工里维持或改派") % told)
    if own.lead or own.fresh:
        raise Refused(_("%(unit)s牵头又配合，一条只写一次") % told)


def check_unit_itself(unit_id: int, asked_unit_id: int | None, unit: str) -> None:
    """Refuse an answer that is not the unit's own: nobody accepts or hands back for another."""
    if unit_id != asked_unit_id:
        raise Refused(_("由%(unit)s自己认领或退回") % {"unit": unit})


class Why(StrEnum):
    """Why a unit is reminded."""

    UNANSWERED = "unanswered"
    SOON = "soon"


def reminder(
    state: DutyState, given_on: date, due: date | None, reminded_on: date | None, today: date
) -> Why | None:
    """Return why the routine reminds a unit of a duty today, None where it leaves it in peace.

    Once within the week before the deadline; every three days while it has not answered.
    """
    if state not in (DutyState.PROPOSED, DutyState.ACCEPTED):
        return None
    if due is not None and due - SOON <= today <= due:
        return Why.SOON if reminded_on is None or reminded_on < due - SOON else None
    quiet_since = max(given_on, reminded_on or given_on)
    if state is DutyState.PROPOSED and today - quiet_since >= ANSWER_WITHIN:
        return Why.UNANSWERED
    return None
