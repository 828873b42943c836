"""Writing facts: only ever called inside another room's action, in its transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from youju.audit.actions import SYSTEM
from youju.facts import rules, totals
from youju.facts.locks import lock_names
from youju.facts.models import SHARED, Change, Fact, Measure
from youju.facts.rules import Adds, Bucket, Counted, Deltas, MeasureSpec, Sum
from youju.jobs import actions as jobs
from youju.jobs.registry import Report
from youju.kernel.ids import new_key
from youju.kernel.periods import Period
from youju.kernel.quantity import Quantity
from youju.kernel.refusal import Refused
from youju.kernel.text import pinyin_of
from youju.kernel.units import canonical_unit
from youju.organisations.queries import Unit
from youju.ui.prepared import Prepared

FOLD_EVERY = 2048  # changes
AT_ONCE = 5000  # ids in one query
Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Source:
    """The record that facts come from: its registered kind and its id."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A fact to be made.

    Attributes:
        measure: Code of a published measure.
        share_key: Same for all units that held one joint action; "" for an own action.
        series: For a stock the thing whose value this is ("" is the unit itself); for a distinct
            measure the token of the person or place. Never a personal value.
    """

    unit: Unit
    measure: str
    quantity: Quantity
    period: Period
    share_key: str = ""
    series: str = ""


@transaction.atomic
def publish_measures(source_kind: str, specs: Iterable[MeasureSpec]) -> None:
    """Put measures into the catalogue, or bring them up to date. Facts keep their measure.

    Changes nothing when nothing changed, at the price of one query.

    Raises:
        Refused: If a name is taken by another measure, or the unit or the way of adding of a
            measure that has facts would change: that needs a new code.
    """
    wanted = {spec.code: _measure(source_kind, spec) for spec in specs}
    names = [one.name for one in wanted.values()]
    held = list(Measure.objects.filter(Q(code__in=list(wanted)) | Q(name__in=names)))
    rules.check_names(
        [(m.code, m.name) for m in held if m.code not in wanted]
        + [(m.code, m.name) for m in wanted.values()]
    )
    before = {m.code: m for m in held}
    fresh = [one for code, one in wanted.items() if code not in before]
    changed = [
        (before[code], one)
        for code, one in wanted.items()
        if code in before and _published(before[code]) != _published(one)
    ]
    for old, new in changed:
        if (old.unit, old.adds) != (new.unit, new.adds) and _has_facts(old):
            raise Refused(
                _("“%(name)s”已有事实，计量单位和汇总方式不能再改；请用新的编号另立一项统计项")
                % {"name": old.name}
            )
        new.pk = old.pk
    _free_names([old for old, new in changed if old.name != new.name])
    Measure.objects.bulk_create(fresh)
    Measure.objects.bulk_update([new for _, new in changed], PUBLISHED)


PUBLISHED = (
    "name", "pinyin", "unit", "adds", "topic", "words", "numerator", "denominator", "parts", "source_kind",
)  # fmt: skip


def _measure(source_kind: str, spec: MeasureSpec) -> Measure:
    return Measure(
        code=spec.code,
        name=spec.name,
        pinyin=pinyin_of(spec.name)[:200],
        unit=canonical_unit(spec.unit),
        adds=spec.adds,
        topic=spec.topic,
        words=list(spec.words),
        numerator=spec.numerator,
        denominator=spec.denominator,
        parts=list(spec.parts),
        source_kind=source_kind,
    )


def _published(measure: Measure) -> list[object]:
    return [getattr(measure, name) for name in PUBLISHED]


def _has_facts(measure: Measure) -> bool:
    return Fact.objects.filter(measure=measure).exists()


def _free_names(renamed: Sequence[Measure]) -> None:
    """Take old names off first, so that two measures can change names with each other."""
    for measure in renamed:
        Measure.objects.filter(pk=measure.pk).update(name=f"~{measure.pk}")


def replace(source: Source, drafts: Iterable[Draft], *, now: datetime, fresh: bool = False) -> None:
    """Make the facts of one record; those it had before go. See `replace_many`."""
    replace_many([(source, list(drafts))], now=now, fresh=fresh)


def replace_many(
    items: Sequence[tuple[Source, Sequence[Draft]]], *, now: datetime, fresh: bool = False
) -> None:
    """Make the facts of many records at once, and bring every total above them up to date.

    Must run inside the transaction of the action that wrote the records.

    Args:
        fresh: The records were made in this very transaction, so there is nothing to take back.

    Raises:
        Refused: If a quantity cannot be expressed in its measure's unit.
        KeyError: If a measure is not in the catalogue.
    """
    codes = {draft.measure for _, drafts in items for draft in drafts}
    measures = {m.code: m for m in _measures(sorted(codes))}
    made = [
        _fact(source, draft, measures[draft.measure], now)
        for source, drafts in items
        for draft in drafts
    ]
    gone = [] if fresh else _facts_of([source for source, _ in items])
    touched = [*gone, *made]
    _lock_groups(touched)
    deltas = Deltas()
    others = _others_in_groups(touched)
    rules.gather((counted(f) for f in [*others, *gone]), deltas, -1)
    rules.gather((counted(f) for f in [*others, *made]), deltas, +1)
    if gone:
        _delete([source for source, _ in items])
    Fact.objects.bulk_create(made, batch_size=500)
    _append([*others, *touched], deltas)


def _delete(sources: Sequence[Source]) -> None:
    for kind in {source.kind for source in sources}:
        ids = [source.id for source in sources if source.kind == kind]
        for part in batched(ids, AT_ONCE):
            Fact.objects.filter(source_kind=kind, source_id__in=part).delete()


def _measures(codes: Sequence[str]) -> list[Measure]:
    """Return the measures of the codes. A record counts a few; those many share are compiled once."""
    if not 0 < len(codes) <= MOST_PREPARED:
        return list(Measure.objects.filter(code__in=codes))
    return _PREPARED[len(codes) - 1](*codes)


def _with_codes(*codes: str) -> QuerySet[Measure]:
    return Measure.objects.filter(code__in=codes)


MOST_PREPARED = 8
_PREPARED = [
    Prepared(_with_codes, *(f"code-{place}" for place in range(n)))
    for n in range(1, MOST_PREPARED + 1)
]


def remove(source: Source, *, now: datetime) -> None:
    """Take back the facts of a record that was deleted or refused."""
    replace(source, [], now=now)


def _fact(source: Source, draft: Draft, measure: Measure, now: datetime) -> Fact:
    quantity = draft.quantity.to(measure.unit)
    if quantity is None:
        raise Refused(
            _("“%(name)s”以%(unit)s计，不能填%(unit2)s")
            % {"name": measure.name, "unit": measure.unit, "unit2": draft.quantity.unit}
        )
    if measure.adds == Adds.STOCK and draft.share_key:
        raise ValueError("a stock cannot be shared")
    return Fact(
        root_id=draft.unit.root_id,
        id=new_key(),
        unit=draft.unit,
        measure=measure,
        start=draft.period.start,
        end=draft.period.end,
        grain=draft.period.grain,
        value=quantity.value,
        upper=quantity.upper,
        qualifier=quantity.qualifier,
        per=quantity.per,
        share_key=draft.share_key,
        series=draft.series,
        source_kind=source.kind,
        source_id=source.id,
        made_at=now,
    )


def counted(fact: Fact) -> Counted:
    """Return a fact as the totals see it."""
    return Counted(
        unit_id=fact.unit_id,
        unit_path_ids=tuple(fact.unit.ancestor_ids),
        measure_id=fact.measure_id,
        adds=Adds(fact.measure.adds),
        quantity=fact.quantity,
        period=fact.period,
        share_key=fact.share_key,
        series=fact.series,
        id=str(fact.id),
    )


def _facts_of(sources: Sequence[Source]) -> list[Fact]:
    if len(sources) == 1:
        return _OF_SOURCE(sources[0].kind, sources[0].id)
    found: list[Fact] = []
    for kind in {source.kind for source in sources}:
        ids = [source.id for source in sources if source.kind == kind]
        for part in batched(ids, AT_ONCE):
            found.extend(_whole(Q(source_kind=kind, source_id__in=part)))
    return found


def _series_of(fact: Fact) -> tuple[int, int, str]:
    return fact.unit_id, fact.measure_id, fact.series


def _others_in_groups(touched: Sequence[Fact]) -> list[Fact]:
    """Return the facts that share a key or a stock series with the touched ones, without these."""
    shares = sorted({f.share_key for f in touched if f.share_key})
    stocks = {_series_of(f) for f in touched if f.measure.adds == Adds.STOCK}
    found: list[Fact] = []
    for part in batched(shares, AT_ONCE):
        found.extend(_whole(Q(share_key__in=part) & SHARED))
    for unit_id, measure_id in sorted({one[:2] for one in stocks}):
        names = [one[2] for one in stocks if one[:2] == (unit_id, measure_id)]
        if len(names) == 1:
            found.extend(_OF_SERIES(unit_id, measure_id, names[0]))
            continue
        for part in batched(names, AT_ONCE):
            found.extend(_whole(Q(unit_id=unit_id, measure_id=measure_id, series__in=part)))
    sources = {(f.source_kind, f.source_id) for f in touched}
    return [f for f in found if (f.source_kind, f.source_id) not in sources]


def _whole(wanted: Q) -> QuerySet[Fact]:
    return Fact.objects.filter(wanted).select_related("unit", "measure")


def _of_source(kind: str, source_id: str) -> QuerySet[Fact]:
    return _whole(Q(source_kind=kind, source_id=source_id))


def _of_series(unit_id: int, measure_id: int, series: str) -> QuerySet[Fact]:
    return _whole(Q(unit_id=unit_id, measure_id=measure_id, series=series))


# Most acts make the facts of one record and touch a few stocks.
_OF_SOURCE = Prepared(_of_source, "kind-1", "source-1")
_OF_SERIES = Prepared(_of_series, 1111111, 2222222, "series-1")


def _lock_groups(touched: Sequence[Fact]) -> None:
    """Let nobody else change the same joint action or stock series until this transaction ends."""
    names = {f"share:{f.share_key}" for f in touched if f.share_key}
    names |= {f"stock:{_series_of(f)}" for f in touched if f.measure.adds == Adds.STOCK}
    lock_names(names)


def _append(touched: Sequence[Fact], deltas: Deltas) -> None:
    roots = {unit_id: f.root_id for f in touched for unit_id in f.unit.ancestor_ids}
    changes = [
        _change(roots[bucket.unit_id], bucket, one) for bucket, one in deltas.changed().items()
    ]
    made = Change.objects.bulk_create(changes, batch_size=500)
    if made and (made[0].pk - 1) // FOLD_EVERY != made[-1].pk // FOLD_EVERY:
        transaction.on_commit(totals.fold)


def _change(root_id: int, bucket: Bucket, one: Sum) -> Change:
    return Change(
        root_id=root_id,
        unit_id=bucket.unit_id,
        measure_id=bucket.measure_id,
        start=bucket.start,
        end=bucket.end,
        value=one.value,
        n=one.n,
        over=one.over,
        about=one.about,
        under=one.under,
        unknown=one.unknown,
    )


def rebuild_totals() -> None:
    """Make all totals again from the facts: after the tree changed, or when `verify` finds a fault."""
    totals.rebuild()


def batched(items: Sequence[Part], size: int) -> Iterator[Sequence[Part]]:
    """Yield the items in runs of at most `size`."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def fold() -> None:
    """Fold the appended changes into the totals."""
    totals.fold()


def rebuild_soon(*, now: datetime) -> None:
    """Have all totals made again in the background, after this transaction."""
    jobs.start("facts.rebuild", "重算合计", actor=SYSTEM, now=now, payload={}, key=new_key())


def rebuild_in_background(job_id: int, payload: dict[str, Any], report: Report) -> dict[str, Any]:
    """Make all totals again: the handler of the job that `rebuild_soon` starts."""
    totals.rebuild()
    return {"text": "合计已按现在的单位关系重算"}
