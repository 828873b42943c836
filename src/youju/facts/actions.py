"""Writing facts: only ever called inside another room's action, in its transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Q

from youju.facts import rules
from youju.facts.models import Change, Fact, Measure, Total
from youju.facts.rules import Adds, Bucket, Counted, Deltas, MeasureSpec, Sum
from youju.kernel.ids import new_key
from youju.kernel.periods import Period
from youju.kernel.quantity import Quantity
from youju.kernel.refusal import Refused
from youju.kernel.text import pinyin_of
from youju.organisations.queries import Unit

FOLD_EVERY = 2048  # changes


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


def publish_measures(source_kind: str, specs: Iterable[MeasureSpec]) -> None:
    """Put measures into the catalogue, or bring them up to date. Facts keep their measure."""
    for spec in specs:
        Measure.objects.update_or_create(
            code=spec.code,
            defaults={
                "name": spec.name,
                "pinyin": pinyin_of(spec.name),
                "unit": spec.unit,
                "adds": spec.adds,
                "topic": spec.topic,
                "words": list(spec.words),
                "numerator": spec.numerator,
                "denominator": spec.denominator,
                "source_kind": source_kind,
            },
        )


def replace(source: Source, drafts: Iterable[Draft], *, now: datetime) -> None:
    """Make the facts of one record; those it had before go. See `replace_many`."""
    replace_many([(source, list(drafts))], now=now)


def replace_many(items: Sequence[tuple[Source, Sequence[Draft]]], *, now: datetime) -> None:
    """Make the facts of many records at once, and bring every total above them up to date.

    Must run inside the transaction of the action that wrote the records.

    Raises:
        Refused: If a quantity cannot be expressed in its measure's unit.
        KeyError: If a measure is not in the catalogue.
    """
    codes = {draft.measure for _, drafts in items for draft in drafts}
    measures = {m.code: m for m in Measure.objects.filter(code__in=codes)}
    made = [
        _fact(source, draft, measures[draft.measure], now)
        for source, drafts in items
        for draft in drafts
    ]
    gone = _facts_of([source for source, _ in items])
    touched = [*gone, *made]
    _lock_groups(touched)
    deltas = Deltas()
    others = _others_in_groups(touched)
    rules.gather((_counted(f) for f in [*others, *gone]), deltas, -1)
    rules.gather((_counted(f) for f in [*others, *made]), deltas, +1)
    for kind in {source.kind for source, _ in items}:
        ids = [source.id for source, _ in items if source.kind == kind]
        Fact.objects.filter(source_kind=kind, source_id__in=ids).delete()
    Fact.objects.bulk_create(made, batch_size=500)
    _append(made[0].root_id if made else gone[0].root_id if gone else 0, deltas)


def remove(source: Source, *, now: datetime) -> None:
    """Take back the facts of a record that was deleted or refused."""
    replace(source, [], now=now)


def _fact(source: Source, draft: Draft, measure: Measure, now: datetime) -> Fact:
    quantity = draft.quantity.to(measure.unit)
    if quantity is None:
        raise Refused(f"“{measure.name}”以{measure.unit}计，不能填{draft.quantity.unit}")
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


def _counted(fact: Fact) -> Counted:
    return Counted(
        unit_id=fact.unit_id,
        unit_path_ids=tuple(fact.unit.ancestor_ids),
        measure_id=fact.measure_id,
        adds=Adds(fact.measure.adds),
        quantity=fact.quantity,
        period=fact.period,
        share_key=fact.share_key,
        series=fact.series,
    )


def _facts_of(sources: Sequence[Source]) -> list[Fact]:
    found: list[Fact] = []
    for kind in {source.kind for source in sources}:
        ids = [source.id for source in sources if source.kind == kind]
        rows = Fact.objects.filter(source_kind=kind, source_id__in=ids)
        found.extend(rows.select_related("unit", "measure"))
    return found


def _others_in_groups(touched: Sequence[Fact]) -> list[Fact]:
    """Return the facts that share a key or a stock series with the touched ones, without these."""
    shares = {f.share_key for f in touched if f.share_key}
    series = {(f.unit_id, f.measure_id, f.series) for f in touched if f.measure.adds == Adds.STOCK}
    wanted = Q(share_key__in=shares) if shares else Q(pk__in=[])
    for unit_id, measure_id, one in series:
        wanted |= Q(unit_id=unit_id, measure_id=measure_id, series=one)
    if not shares and not series:
        return []
    sources = {(f.source_kind, f.source_id) for f in touched}
    rows = Fact.objects.filter(wanted).select_related("unit", "measure")
    return [f for f in rows if (f.source_kind, f.source_id) not in sources]


def _lock_groups(touched: Sequence[Fact]) -> None:
    """Let nobody else change the same joint action or stock series until this transaction ends.

    SQLite has one writer at a time anyway.
    """
    if connection.vendor != "postgresql":
        return
    names = {f"share:{f.share_key}" for f in touched if f.share_key}
    names |= {
        f"stock:{f.unit_id}:{f.measure_id}:{f.series}"
        for f in touched
        if f.measure.adds == Adds.STOCK
    }
    with connection.cursor() as cursor:
        for name in sorted(names):
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


def _append(root_id: int, deltas: Deltas) -> None:
    changes = [_change(root_id, bucket, one) for bucket, one in deltas.changed().items()]
    made = Change.objects.bulk_create(changes, batch_size=500)
    if made and made[0].pk // FOLD_EVERY != made[-1].pk // FOLD_EVERY:
        transaction.on_commit(fold)


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


def fold() -> None:
    """Fold the appended changes into the totals. One folder at a time; readers see either form."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended('facts.fold', 0))")
            if cursor.fetchone() == (False,):
                return
            cursor.execute(_FOLD_POSTGRES)
        else:
            cursor.execute(_FOLD_SQLITE)
            Change.objects.all().delete()


_KEYS = 'root_id, unit_id, measure_id, start, "end"'
_SUMS = 'SUM(value), SUM(n), SUM("over"), SUM(about), SUM("under"), SUM(unknown)'
_UPSERT = """
ON CONFLICT (unit_id, start, "end", measure_id) DO UPDATE SET
  value = facts_total.value + excluded.value, n = facts_total.n + excluded.n,
  "over" = facts_total."over" + excluded."over", about = facts_total.about + excluded.about,
  "under" = facts_total."under" + excluded."under", unknown = facts_total.unknown + excluded.unknown
"""
_INTO = f'INSERT INTO facts_total ({_KEYS}, value, n, "over", about, "under", unknown)'
_FOLD_POSTGRES = f"""
WITH gone AS (DELETE FROM facts_change RETURNING *)
{_INTO} SELECT {_KEYS}, {_SUMS} FROM gone GROUP BY {_KEYS} {_UPSERT}
"""  # noqa: S608  the parts are constants above
_FOLD_SQLITE = f"""
{_INTO} SELECT {_KEYS}, {_SUMS} FROM facts_change WHERE true GROUP BY {_KEYS} {_UPSERT}
"""  # noqa: S608  the parts are constants above


def rebuild_totals() -> None:
    """Make all totals again from the facts: after the tree changed, or when `verify` finds a fault."""
    with transaction.atomic():
        Change.objects.all().delete()
        Total.objects.all().delete()
        for root_id, deltas in _all_contributions():
            Total.objects.bulk_create(
                (_total(root_id, bucket, one) for bucket, one in deltas.changed().items()),
                batch_size=500,
            )


def _all_contributions() -> list[tuple[int, Deltas]]:
    by_root: dict[int, list[Counted]] = {}
    for fact in Fact.objects.select_related("unit", "measure").iterator(chunk_size=5000):
        by_root.setdefault(fact.root_id, []).append(_counted(fact))
    found = []
    for root_id, facts in by_root.items():
        deltas = Deltas()
        rules.gather(facts, deltas, +1)
        found.append((root_id, deltas))
    return found


def _total(root_id: int, bucket: Bucket, one: Sum) -> Total:
    change = _change(root_id, bucket, one)
    names = [f.name for f in Total._meta.local_concrete_fields if f.name != "id"]
    return Total(**{name: getattr(change, name) for name in names})
