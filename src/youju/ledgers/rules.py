"""What an entry adds up to, how it is called, and what is odd about it. Pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from youju.facts.rules import Adds, parts_disagree
from youju.kernel.periods import Grain, Period, around, day_label
from youju.kernel.quantity import Quantity
from youju.kernel.refusal import Refused
from youju.kernel.words import listed
from youju.ledgers.dues import day_in
from youju.ledgers.spec import (
    ALL,
    COUNTS_ONE,
    DONE,
    IN_TIME,
    MET,
    OUTCOMES,
    OVERTIME,
    RATED,
    RATINGS,
    Counted,
    Field,
    Kind,
    Ledger,
)
from youju.ledgers.values import quantity_of, show_value
from youju.organisations.rules import LINE, UnitKind

LATE = timedelta(hours=24)
UNDO_FOR = timedelta(hours=24)
EARLIEST = date(1949, 10, 1)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Figure:
    """What one entry adds to a measure. `series` names the different thing of a distinct measure; `day` is
    that on which it counts, None where it counts when the entry does."""

    measure: str
    quantity: Quantity
    series: str = ""
    day: date | None = None


class Mark(StrEnum):
    """What a resident says of a thing that was done."""

    GOOD = "good"
    FAIR = "fair"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Ratings:
    """How many residents gave each mark."""

    good: int = 0
    fair: int = 0
    bad: int = 0

    @property
    def all(self) -> int:
        return self.good + self.fair + self.bad

    @property
    def satisfied(self) -> int:
        """Those who said 满意 or 基本满意."""
        return self.good + self.fair

    @property
    def percent(self) -> Decimal | None:
        """The share of the satisfied in percent, to a tenth; None while nobody has rated."""
        if not self.all:
            return None
        return (Decimal(100 * self.satisfied) / self.all).quantize(Decimal("0.1"), ROUND_HALF_UP)

    def with_more(self, more: Ratings, sign: int = 1) -> Ratings:
        return Ratings(
            self.good + sign * more.good,
            self.fair + sign * more.fair,
            self.bad + sign * more.bad,
        )


def check_shown(ledger: Ledger, live: bool) -> None:
    """Refuse to show residents an entry that they cannot rate."""
    if not ledger.rated:
        raise Refused(_("“%(label)s”不请居民评价。") % {"label": ledger.label})
    if not live:
        raise Refused(_("这条记录已撤下，先恢复。"))


def check_ratings(told: Ratings, due_on: date | None, done_on: date | None) -> None:
    """Refuse ratings of what is not done yet, or ratings of nobody.

    What has no promised day was done on the spot.
    """
    if due_on is not None and done_on is None:
        raise Refused(_("还没有办成，办成以后再评价。"))
    if not told.all:
        raise Refused(_("至少填一个人数。"), field="good")


def figures_of(
    ledger: Ledger,
    values: Mapping[str, Any],
    *,
    summary: bool = False,
    outcome: str = "",
    ratings: Ratings | None = None,
) -> list[Figure]:
    """Return what an entry with these values counts. An empty number counts nothing.

    `outcome` is IN_TIME or OVERTIME for an entry that is done. `ratings` is what residents said. A `summary` tells sums of a longer time (half a year's rubbish, from an old report): its
    numbers count, but it is not itself one action, so it adds nothing to a count of entries.
    """
    found = []
    read = {one.key: quantity_of(values.get(one.key)) for one in ledger.fields if one.is_number}
    for one in ledger.measures:
        if one.of in RATINGS:
            found += _said_by(ledger, one, ratings)
            continue
        if (one.adds is Adds.RATE and not one.of) or (summary and one.of in COUNTS_ONE):
            continue
        if one.of in OUTCOMES and outcome not in (
            (IN_TIME, OVERTIME) if one.of == DONE else (one.of,)
        ):
            continue
        if not _holds(one.where, values):
            if one.zero and _holds(one.zero, values):
                found.append(Figure(ledger.measure_code(one.key), Quantity(Decimal(0), one.unit)))
            continue
        figure = _figure(ledger, one, values, read.get(one.of))
        if figure is not None:
            found.append(replace(figure, day=day_in(values, one.day)))
    return found


def _said_by(ledger: Ledger, one: Counted, ratings: Ratings | None) -> list[Figure]:
    """Return how many rated, or were satisfied; nothing while nobody has said a word."""
    if ratings is None or not ratings.all:
        return []
    n = ratings.all if one.of == RATED else ratings.satisfied
    return [Figure(ledger.measure_code(one.key), Quantity(Decimal(n), one.unit))]


def follows(ledger: Ledger, values: Mapping[str, Any]) -> dict[str, str] | None:
    """Return what is filled into the form of the entry that this one leads to; None where it does not."""
    follow = ledger.follow
    if follow is None or not _holds(follow.where, values):
        return None
    read = told(ledger, values)
    return {key: read[own] for key, own in follow.fill if own in read}


def _holds(asked: tuple[tuple[str, tuple[str, ...]], ...], values: Mapping[str, Any]) -> bool:
    for key, wanted in asked:
        value = values.get(key)
        if isinstance(value, bool):
            value = "是" if value else "否"
        held = value if isinstance(value, list) else [value]
        if not set(held) & set(wanted):
            return False
    return True


def _figure(
    ledger: Ledger, one: Counted, values: Mapping[str, Any], quantity: Quantity | None
) -> Figure | None:
    code = ledger.measure_code(one.key)
    if one.adds is Adds.DISTINCT:
        field = ledger.field(one.of)
        token = "" if field is None else distinct_token(show_value(field, values.get(one.of)))
        return Figure(code, Quantity(Decimal(1), one.unit), token) if token else None
    if one.of == MET:
        met = is_met(ledger, values)
        return None if met is None else Figure(code, Quantity(Decimal(met), one.unit))
    if one.of in COUNTS_ONE:
        return Figure(code, Quantity(Decimal(1), one.unit))
    fits = None if quantity is None else quantity.to(one.unit)
    return None if fits is None else Figure(code, fits)


def is_summary(source: str, grain: Grain) -> bool:
    """Return whether an entry sums up a time rather than telling of one action."""
    return source == "reader" and grain not in (Grain.DAY, Grain.MONTH)


def distinct_token(text: str) -> str:
    """Return a token that is the same for the same name, however it is spaced; "" for no name."""
    plain = re.sub(r"[\s（）()·.,，。]", "", text).lower()
    return hashlib.sha256(plain.encode()).hexdigest()[:32] if plain else ""


def title_of(ledger: Ledger, values: Mapping[str, Any]) -> str:
    """Return the line an entry is known by; the ledger's label where its pattern gives nothing."""
    if not ledger.title:
        return ledger.label
    fields = {field.key: field for field in ledger.fields}
    text = ""
    for part in re.split(r"(\{\w+\})", ledger.title):
        field = fields.get(part[1:-1]) if part.startswith("{") else None
        shown = show_value(field, values.get(field.key)) if field else part
        if not (len(shown) > 1 and shown.isalpha() and text.endswith(shown)):  # 春节慰问 and 慰问
            text += shown
    text = re.sub(r"（\s*）|\(\s*\)|^[、，·\s]+|[、，·\s]+$", "", text).strip()
    return text[:120] or ledger.label


def search_text(ledger: Ledger, values: Mapping[str, Any]) -> str:
    """Return the words an entry can be found by."""
    shown = (show_value(field, values.get(field.key)) for field in ledger.fields)
    return " ".join([ledger.label, *(text for text in shown if text)])


def warnings_of(ledger: Ledger, values: Mapping[str, Any]) -> list[str]:
    """Return what is odd but may be true: parts that do not make the whole, norms not met."""
    found = unmet(ledger, values)
    for one in ledger.parts:
        whole = quantity_of(values.get(one.whole))
        parts = [quantity_of(values.get(key)) for key in one.parts]
        known = [part for part in parts if part is not None]
        if whole is None or not known or not all(part.exact for part in known):
            continue
        difference = parts_disagree(whole, known)
        told_all = len(known) == len(parts) > 1  # a single part is 其中: it may be less
        if difference is None or (difference > 0 and not told_all):
            continue
        sums = " + ".join(_plain(part.value) for part in known)
        label = _label(ledger, one.whole)
        found.append(
            _("“%(label)s”填了 %(whole)s，分项 %(sums)s 合计 %(total)s，相差 %(gap)s，请核对。")
            % {
                "label": label,
                "whole": _plain(whole.value),
                "sums": sums,
                "total": _plain(whole.value and whole.value - difference),
                "gap": _plain(abs(difference)),
            }
        )
    return found


def is_met(ledger: Ledger, values: Mapping[str, Any]) -> bool | None:
    """Return whether an entry has all that its ledger's norms ask; None where that is not known."""
    if unmet(ledger, values):
        return False
    return True if all(values.get(key) is not None for key, _norm in ledger.norms) else None


def unmet(ledger: Ledger, values: Mapping[str, Any]) -> list[str]:
    """Return what an entry is known to lack of its ledger's norms."""
    found = []
    for key, norm in ledger.norms:
        field, kept = ledger.field(key), values.get(key)
        if field is None or kept is None:
            continue
        if norm == ALL:
            lacking = [choice for choice in field.choices if choice not in kept]
            if lacking:
                found.append(_("“%(label)s”还缺 %(what)s。") % {"label": field.label, "what": listed(lacking)})  # fmt: skip
            continue
        had = quantity_of(kept)
        if had is not None and had.value is not None and had.value < int(norm):
            found.append(_("“%(label)s”按标准是 %(norm)s%(unit)s，现有 %(had)s。") % {"label": field.label, "norm": norm, "unit": field.unit, "had": had.text()})  # fmt: skip
    return found


def _plain(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"


def _label(ledger: Ledger, key: str) -> str:
    field = ledger.field(key)
    return field.label if field else key


def is_late(done_at: datetime, received_at: datetime) -> bool:
    """Return whether the entry reached the server over 24 hours from when it was made."""
    return abs(received_at - done_at) > LATE


def recorded_late(period: Period, received_on: date) -> bool:
    """Return whether an entry was made over a day after the time it tells of had ended."""
    return period.known and received_on - period.bounds[1] > timedelta(days=1)


def keepers_expected(top: UnitKind, founded: Iterable[str]) -> set[str]:
    """Return the kinds of units that keep ledgers below a top: every level of the line under it, and
    of the units beside the line those that are there."""
    line = list(LINE)
    return {str(kind) for kind in line[line.index(top) :]} | set(founded)


def is_suggested(kept_by: Iterable[str], expected: set[str]) -> bool:
    """Return whether a tree with these kinds of units should use a ledger kept by those kinds."""
    kinds = set(kept_by)
    return not kinds or bool(kinds & expected)


def check_period(ledger: Ledger, period: Period, today: date) -> None:
    """Refuse a time the ledger does not take, or one that has not come."""
    label = ledger.when_label
    if not period.known:
        if not ledger.any_period:
            raise Refused(_("请填%(label)s。") % {"label": label}, field="when")
        return
    if period.grain is not Grain.DAY and not ledger.any_period:
        raise Refused(_("%(label)s要填到日。") % {"label": label}, field="when")
    start, _end = period.bounds
    if start > today:
        raise Refused(
            _("%(label)s %(day)s 还没有到，请核对。") % {"label": label, "day": period.label},
            field="when",
        )
    if start < EARLIEST:
        raise Refused(_("%(label)s太早，请核对年份。") % {"label": label}, field="when")


def check_until(ledger: Ledger, period: Period, until: date | None, today: date) -> None:
    """Refuse an end where the ledger has none, or one before the beginning."""
    if until is None:
        return
    if not ledger.asset:
        raise Refused(
            _("“%(label)s”不登记%(day)s。") % {"label": ledger.label, "day": ledger.ending},
            field="until",
        )
    if until > today:
        raise Refused(_("%(day)s还没有到，请核对。") % {"day": ledger.ending}, field="until")
    if period.known and until < period.bounds[0]:
        told = _("%(day)s早于%(start)s，请核对。")
        told = told % {"day": ledger.ending, "start": ledger.when_label}
        raise Refused(told, field="until")


def spans_of(ledger: Ledger, period: Period, until: date | None) -> list[tuple[Period, bool]]:
    """Return when an entry's figures hold: (period, whether the value has gone to nothing).

    A thing that stands counts from its first day, and as nothing from the day it was removed. One
    removed in the month it was put up is kept as removed: months are the totals' smallest span.
    """
    if not ledger.asset or until is None:
        return [(period, False)]
    gone = around(until, Grain.DAY)
    if period.known and around(period.bounds[1], Grain.MONTH) == around(until, Grain.MONTH):
        return [(gone, True)]
    return [(period, False), (gone, True)]


def changed(
    ledger: Ledger, before: Mapping[str, Any], after: Mapping[str, Any]
) -> list[dict[str, str]]:
    """Return what a correction changed: label, old and new value as text."""
    found = []
    for field in ledger.fields:
        old, new = _said(field, before.get(field.key)), _said(field, after.get(field.key))
        if old != new:
            found.append({"label": field.label, "old": old, "new": new})
    return found


def _said(field: Field, kept: Any) -> str:
    shown = show_value(field, kept)
    return shown if field.kind is not Kind.LONG or len(shown) <= 80 else shown[:80] + "……"


def check_step(
    ledger: Ledger, values: Mapping[str, Any], period: Period, on: date, said: str, today: date
) -> None:
    """Refuse a step of what has ended or has none, without words, or before it began or happened."""
    if not ledger.goes_on(values):
        raise Refused(_("这条记录已经办完；写错了请更正。"))
    if not said.strip():
        raise Refused(_("写明做了什么、谈得怎样。"), field="said")
    if on > today:
        raise Refused(_("日期还没有到，请核对。"), field="on")
    if period.known and on < period.bounds[0]:
        raise Refused(_("早于开始的 %(day)s，请核对。") % {"day": period.bounds[0].isoformat()}, field="on")  # fmt: skip


def one_more(ledger: Ledger, values: Mapping[str, Any]) -> dict[str, Quantity]:
    """Return the number that counts the steps, one higher; nothing where none are counted."""
    field = ledger.field(ledger.steps.times) if ledger.steps else None
    if field is None:
        return {}
    had = quantity_of(values.get(field.key)) or Quantity(Decimal(0), field.unit)
    more = Quantity((had.value or Decimal(0)) + 1, had.unit, had.qualifier)
    return {field.key: more}


def ended(ledger: Ledger, told: Mapping[str, Any], on: date) -> dict[str, str]:
    """Return the day of the last step, where this one is it and the ledger keeps that day."""
    steps = ledger.steps
    return {steps.done: on.isoformat()} if steps and steps.done and not ledger.goes_on(told) else {}


class BadFields(Refused):
    """Several fields are refused at once; `errors` holds the reason of each by field key."""

    def __init__(self, errors: dict[str, str]) -> None:
        field, message = next(iter(errors.items()))
        super().__init__(message, field=field)
        self.errors = errors


def told(ledger: Ledger, values: Mapping[str, Any]) -> dict[str, str]:
    """Return the filled fields as they are read, by key: for the lines of a report."""
    return {f.key: _read(f, values[f.key]) for f in ledger.fields if f.key in values}


def _read(field: Field, kept: Any) -> str:
    """Return a value as a report reads it: a day in words."""
    shown = show_value(field, kept)
    dated = field.kind is Kind.DATE and DAY.fullmatch(shown)
    return day_label(date.fromisoformat(shown)) if dated else shown
