"""Which items are asked of a unit, what a unit above gets from those below, and how a standing is kept; pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused
from youju.kernel.words import labelled
from youju.standards.rules.outcome import Gap, Outcome, State
from youju.standards.spec import ItemSpec

LINE = frozenset({"province", "city", "district", "street", "town", "community", "village"})
LOWEST = frozenset({"community", "village"})
ONE = Decimal(1)
MOST_GAPS = 40
MOST_REASON = 300
LEAST_KNOWN = 10  # items that must be known before a unit is ranked


def asked_directly(item: ItemSpec, level: str, kind: str) -> bool:
    """Return whether an item is asked of a unit of this kind as such."""
    if item.applies:
        return kind in item.applies
    return kind in LINE or kind == level


def asked_of(item: ItemSpec, level: str, kind: str, below: Collection[str]) -> bool:
    """Return whether an item is asked of a unit: of itself, or of units below it."""
    if asked_directly(item, level, kind):
        return True
    return kind in LINE and any(asked_directly(item, level, one) for one in below)


def counts_singly(item: ItemSpec, level: str, kind: str) -> bool:
    """Return whether a unit is read by itself, for an item read over units: one of the kinds it names,
    else the lowest of the line."""
    if item.applies:
        return kind in item.applies
    return kind == level if level not in LINE else kind in LOWEST


# Which edition speaks of a unit, by its kind: the nearest level that has one in force.
_NEAREST: Mapping[str, tuple[str, ...]] = {
    "district": ("county", "city"),
    "street": ("street", "county", "city"),
    "town": ("street", "county", "city"),
    "community": ("community", "county", "city"),
    "village": ("community", "county", "city"),
}


def leading(level: str, kind: str, levels: Collection[str]) -> bool:
    """Return whether the score by an edition of a level is the unit's own figure.

    Args:
        levels: Levels of all editions in force.
    """
    order = _NEAREST.get(kind, (kind, "city"))
    return next((one for one in order if one in levels), "") == level


@dataclass(slots=True)
class Mean:
    """The outcomes of the units below, as they are added up."""

    units: int = 0
    known: int = 0
    absent: int = 0
    share: float = 0.0
    low: float = 0.0
    high: float = 0.0
    short: int = 0
    gaps: list[tuple[str, int | None, Gap]] = field(default_factory=list)

    def add(self, outcome: Outcome, name: str, unit_id: int | None = None) -> None:
        """Put the outcome of one unit in."""
        self.units += 1
        if outcome.state is State.ABSENT:
            self.absent += 1
            return
        self.low += float(outcome.low)
        self.high += float(outcome.high)
        if outcome.share is None:
            return
        self.known += 1
        self.share += float(outcome.share)
        if outcome.share < ONE:
            self.short += 1
            if len(self.gaps) < MOST_GAPS:
                self.gaps += [(name, unit_id, gap) for gap in outcome.gaps[:4] if gap.share > 0]

    def outcome(self) -> Outcome:
        """Return the mean: of all units that have the thing, those not looked at anywhere between."""
        there = self.units - self.absent
        if not there:
            return Outcome(State.ABSENT, None, Decimal(0), ONE)
        low, high = _share(self.low / there), _share(self.high / there)
        unseen = there - self.known
        missing = (Gap(_("%s 个单位还没有查") % unseen, Decimal(0), "unseen"),) if unseen else ()
        if not self.known:
            return Outcome(State.UNKNOWN, None, low, high, gaps=missing)
        share = min(max(_share(self.share / self.known), low), high)
        told = {"units": there, "known": self.known, "short": self.short}
        actual = _("%(units)s 个单位查了 %(known)s 个，%(short)s 个失分") % told
        gaps = tuple(
            Gap(
                labelled(name, gap.text),
                _share(float(gap.share) / there),
                gap.cause,
                gap.place_id,
                gap.place,
                unit_id,
            )
            for name, unit_id, gap in self.gaps[:MOST_GAPS]
        )
        return Outcome(_state(share), share, low, high, actual=actual, gaps=(*gaps, *missing))


def _share(value: float) -> Decimal:
    return round(Decimal(min(max(value, 0.0), 1.0)), 4)


def _state(share: Decimal) -> State:
    if share >= ONE:
        return State.PASS
    return State.PART if share > 0 else State.FAIL


# How an outcome is kept: a list without its empty end.
_CODES = {State.PASS: 0, State.PART: 1, State.FAIL: 2, State.UNKNOWN: 3, State.ABSENT: 4}
_STATES = {code: state for state, code in _CODES.items()}


def pack(outcome: Outcome) -> list[Any]:
    """Return an outcome as short JSON."""
    row: list[Any] = [
        _CODES[outcome.state],
        None if outcome.share is None else float(outcome.share),
        float(outcome.low),
        float(outcome.high),
        outcome.actual,
        [_pack_gap(one) for one in outcome.gaps],
        outcome.level,
        [float(one) for one in outcome.ladder],
    ]
    while row[-1] in ("", []):
        row.pop()
    return row


def _pack_gap(gap: Gap) -> list[Any]:
    row = [gap.text, float(gap.share), gap.cause, gap.place_id, gap.place]
    return row if gap.unit_id is None else [*row, gap.unit_id]


_EMPTY: tuple[Any, ...] = ("", [], "", [])


def unpack(row: Sequence[Any]) -> Outcome:
    """Return the outcome kept by `pack`."""
    whole: list[Any] = [*row, *_EMPTY[len(row) - 4 :]]
    state, share, low, high, actual, gaps, level, ladder = whole
    return Outcome(
        _STATES[state],
        None if share is None else _number(share),
        _number(low),
        _number(high),
        level,
        actual,
        tuple(Gap(text, _number(part), cause, *at) for text, part, cause, *at in gaps),
        tuple(_number(one) for one in ladder),
    )


@lru_cache(maxsize=4096)  # a city's outcomes hold thousands of shares, most of them alike
def _number(value: float) -> Decimal:
    return Decimal(str(value))


def check_judgement(share: Decimal | None, reason: str, told: str) -> str:
    """Refuse a judgement that is out of range, without a reason, or where data already say.

    Args:
        told: What the proofs say in words; "" where they say nothing.

    Returns:
        The reason, trimmed.
    """
    if told:
        raise Refused(
            _("这一项由数据算出（%s），不能人工评定；数据有误请更正来源记录。") % told,
            field="share",
        )
    if share is None or not 0 <= share <= 1:
        raise Refused(_("得分比例填 0 到 100。"), field="share")
    said = " ".join(reason.split())
    if len(said) < 4:
        raise Refused(_("写明评定的理由：看了什么，为什么这样评。"), field="reason")
    if len(said) > MOST_REASON:
        raise Refused(_("理由不超过 %s 字。") % MOST_REASON, field="reason")
    return said


def check_finding(text: str, *, right: bool) -> str:
    """Return what a self-check found, trimmed; nothing where all is right. Refuses a finding without words."""
    said = " ".join(text.split())
    if right:
        return ""
    if not said:
        raise Refused(_("写明发现了什么问题、在哪里。"), field="text")
    return said[:200]


def formula() -> str:
    """Return how units are ranked by their score, as it is published under the table."""
    return (
        _(
            "排名方法：按各单位自评得分（折算为百分制）从高到低排；查明的指标不足 %s 项的不排名；括号内为得分可能的范围，"
            "没有查的指标按本单位已查指标的平均得分率估计；保留一位小数后相同的并列，并列之后空出名次；"
            "范围重叠的两个单位，高低不能认定。只比单位，不比个人。"
        )
        % LEAST_KNOWN
    )


def meets(actual: Decimal | None, wanted: Decimal, *, least: bool) -> State:
    """Return whether a target is met."""
    if actual is None:
        return State.UNKNOWN
    met = actual >= wanted if least else actual <= wanted
    return State.PASS if met else State.FAIL
