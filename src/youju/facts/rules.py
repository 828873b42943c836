"""What a measure is, and how single facts make a total; pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from youju.kernel.periods import Grain, Period, around
from youju.kernel.quantity import Bound, Quantity
from youju.kernel.refusal import Refused

UNKNOWN_DAY = date(1, 1, 1)  # the bucket of facts whose time is not known


class Adds(StrEnum):
    """How a measure adds up over units and time."""

    FLOW = "flow"  # sum: 清理垃圾
    STOCK = "stock"  # latest value of each series, summed over units: 路灯
    RATE = "rate"  # numerator / denominator; a stated rate is never added up or averaged
    DISTINCT = "distinct"  # different people or places, each counted once


@dataclass(frozen=True, slots=True)
class MeasureSpec:
    """What is counted: the entry of the measure catalogue.

    Attributes:
        code: Stable key, `ledger.field` or `room.thing`.
        name: The name in templates and lists, unique: 清理垃圾.
        unit: Canonical unit; quantities in other units are converted on the way in.
        topic: Module code of the field (ENV, PUB …), for grouping.
        words: Other names under which forms and old reports know it.
        numerator, denominator: Codes of the measures a computed rate is made of.
        parts: Codes of the measures that must add up to this one (196 = 176 + 13 + 7).
    """

    code: str
    name: str
    unit: str
    adds: Adds = Adds.FLOW
    topic: str = ""
    words: tuple[str, ...] = ()
    numerator: str = ""
    denominator: str = ""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """One fact as the totals see it: where, what, when, how much; `id` settles ties."""

    unit_id: int
    unit_path_ids: tuple[int, ...]
    measure_id: int
    adds: Adds
    quantity: Quantity
    period: Period
    share_key: str = ""
    series: str = ""
    id: str = ""


@dataclass(slots=True)
class Sum:
    """A total under way: the value and how many facts of each kind made it."""

    value: Decimal = Decimal(0)
    n: int = 0
    over: int = 0
    about: int = 0
    under: int = 0
    unknown: int = 0

    def add(self, quantity: Quantity, sign: int = 1) -> None:
        """Put a quantity in (or with sign −1 take it out)."""
        self.n += sign
        if quantity.value is None:
            self.unknown += sign
            return
        self.value += sign * quantity.value
        bound = bound_of(quantity)
        self.over += sign * (bound is Bound.OVER)
        self.about += sign * (bound is Bound.ABOUT)
        self.under += sign * (bound is Bound.UNDER)

    def include(self, other: Sum) -> None:
        """Put another total in."""
        self.value += other.value
        self.n += other.n
        self.over += other.over
        self.about += other.about
        self.under += other.under
        self.unknown += other.unknown

    @property
    def inexact(self) -> int:
        return self.over + self.about + self.under

    @property
    def empty(self) -> bool:
        return not (self.value or self.n or self.over or self.about or self.under or self.unknown)


@dataclass(frozen=True, slots=True)
class Bucket:
    """Where a contribution is kept: a unit (any ancestor of the fact's), a measure, a span of days."""

    unit_id: int
    measure_id: int
    start: date
    end: date


@dataclass(slots=True)
class Deltas:
    """Changes to the totals, gathered before they are written."""

    sums: dict[Bucket, Sum] = field(default_factory=dict)

    def add(self, bucket: Bucket, quantity: Quantity, sign: int) -> None:
        self.sums.setdefault(bucket, Sum()).add(quantity, sign)

    def changed(self) -> dict[Bucket, Sum]:
        """Return the buckets in which something changed."""
        return {bucket: one for bucket, one in self.sums.items() if not one.empty}


def check_names(codes_and_names: Iterable[tuple[str, str]]) -> None:
    """Refuse two measures of one name: a template could not tell them apart."""
    seen: dict[str, str] = {}
    for code, name in codes_and_names:
        if name in seen and seen[name] != code:
            raise Refused(f"统计项“{name}”重名：{seen[name]} 与 {code}，请给其中一个换名")
        seen[name] = code


def bucket_days(period: Period, adds: Adds) -> tuple[date, date]:
    """Return the span under which a fact is kept in the totals.

    A flow keeps a span coarser than a month as it is, so that a half-year figure never counts in a
    single month. A stock counts from the month in which it was true (the end of its period).
    """
    if not period.known:
        return UNKNOWN_DAY, UNKNOWN_DAY
    start, end = period.bounds
    if adds is Adds.STOCK:
        return around(end, Grain.MONTH).bounds
    month = around(start, Grain.MONTH)
    return month.bounds if end <= month.bounds[1] else (start, end)


def gather(facts: Iterable[Counted], deltas: Deltas, sign: int) -> None:
    """Add what these facts contribute to every total above them.

    Facts that share a key are one action of several units: each total above counts the largest of
    those below it, once. Stocks contribute the change from the value before in their series.
    `facts` must hold all facts of each share key and each stock series that occurs in it.
    """
    shared: dict[tuple[str, int], list[Counted]] = {}
    series: dict[tuple[int, int, str], list[Counted]] = {}
    for fact in facts:
        if fact.adds is Adds.STOCK:
            series.setdefault((fact.unit_id, fact.measure_id, fact.series), []).append(fact)
        elif fact.adds is not Adds.FLOW:
            continue  # rates and distinct things are reckoned from the facts themselves
        elif fact.share_key:
            shared.setdefault((fact.share_key, fact.measure_id), []).append(fact)
        else:
            _put(fact, fact.unit_path_ids, fact.quantity, deltas, sign)
    for members in shared.values():
        _gather_shared(members, deltas, sign)
    for run in series.values():
        _gather_series(run, deltas, sign)


def _put(
    fact: Counted, units: Iterable[int], quantity: Quantity, deltas: Deltas, sign: int
) -> None:
    start, end = bucket_days(fact.period, fact.adds)
    for unit_id in units:
        deltas.add(Bucket(unit_id, fact.measure_id, start, end), quantity, sign)


def _gather_shared(members: list[Counted], deltas: Deltas, sign: int) -> None:
    for unit_id, fact in best_shared(members).items():
        _put(fact, (unit_id,), fact.quantity, deltas, sign)


def best_shared(members: Iterable[Counted]) -> dict[int, Counted]:
    """Return for each unit above the facts of one joint action the one that counts there.

    The largest; of equal ones an exact one, then that of the lowest unit id, then the first made.
    """
    best: dict[int, Counted] = {}
    for fact in sorted(members, key=_weight):
        for unit_id in fact.unit_path_ids:
            best.setdefault(unit_id, fact)
    return best


def _weight(fact: Counted) -> tuple[Decimal, bool, int, str]:
    value = fact.quantity.value
    size = Decimal(-1) if value is None else value
    return -size, not fact.quantity.exact, fact.unit_id, fact.id


def _gather_series(run: list[Counted], deltas: Deltas, sign: int) -> None:
    """Each value takes the place of the one before; those whose time is unknown stand apart."""
    before: Quantity | None = None
    for fact in sorted(run, key=_moment):
        if fact.period.known:
            if before is not None:
                _put(fact, fact.unit_path_ids, before, deltas, -sign)
            before = fact.quantity
        _put(fact, fact.unit_path_ids, fact.quantity, deltas, sign)


def _moment(fact: Counted) -> tuple[date, str]:
    return fact.period.end or date.min, fact.id


def bound_of(quantity: Quantity) -> Bound:
    """Return what a total remembers of a quantity: a range without a qualifier is ABOUT."""
    if quantity.bound is Bound.EXACT and quantity.upper is not None:
        return Bound.ABOUT
    return quantity.bound


def figure(total: Sum, unit: str) -> Quantity | None:
    """Return a total as a quantity: None when nothing is recorded, unknown when nothing has a
    number, exact when all facts are, 余 when the inexact ones all say "or more", 不足 when they all say "or less",
    else 约."""
    if total.n <= 0:
        return None
    if total.unknown >= total.n:
        return Quantity(None, unit)
    if total.about or (total.under and total.over):
        return Quantity(total.value, unit, "约")
    return Quantity(total.value, unit, "余" if total.over else "不足" if total.under else "")


def parts_disagree(whole: Quantity, parts: Iterable[Quantity]) -> Decimal | None:
    """Return whole − sum of parts when all are exact numbers and differ (196 ≠ 176 + 13 + 6), else None."""
    given = list(parts)
    if not given or not whole.exact or not all(part.exact for part in given):
        return None
    known = [one.value for one in (whole, *given) if one.value is not None]
    return known[0] - sum(known[1:], Decimal(0)) or None
