"""Making every fact again from its record, and comparing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from youju.facts import totals
from youju.facts.actions import Draft
from youju.facts.models import Fact, Measure
from youju.facts.registry import KINDS, SourceKind
from youju.kernel.periods import Period
from youju.kernel.quantity import Quantity
from youju.organisations.queries import Unit

RUN = 500  # records
# A fact as it is compared: unit, measure, period, value, upper, qualifier, basis, share key, series.
Told = tuple[Any, ...]


def differences() -> Iterator[str]:
    """Yield what is wrong with facts and totals, one line each, in bounded memory."""
    measures = {m.code: m for m in Measure.objects.all()}
    with _seen_table():
        for kind in KINDS.values():
            yield from _of_kind(kind, measures)
        yield from _superfluous()
    yield from wrong_totals()


def _of_kind(kind: SourceKind, measures: dict[str, Measure]) -> Iterator[str]:
    records = iter(kind.rebuild())
    while run := list(islice(records, RUN)):
        ids = [str(source_id) for source_id, _drafts in run]
        _remember(kind.kind, ids)
        kept: dict[str, Counter[Told]] = {}
        rows = Fact.objects.filter(source_kind=kind.kind, source_id__in=ids)
        for fact in rows.select_related("measure", "unit"):
            told = _told(fact.unit, fact.measure.code, fact.period, fact.quantity, fact)
            kept.setdefault(fact.source_id, Counter())[told] += 1
        for source_id, drafts in run:
            made = Counter(_of_draft(d, measures) for d in drafts if isinstance(d, Draft))
            found = kept.get(str(source_id), Counter())
            yield from _compare(f"{kind.label} {source_id}", made, found)


def _of_draft(draft: Draft, measures: dict[str, Measure]) -> Told:
    measure = measures.get(draft.measure)
    quantity = draft.quantity.to(measure.unit) if measure else draft.quantity
    return _told(draft.unit, draft.measure, draft.period, quantity or draft.quantity, draft)


def _told(unit: Unit, code: str, period: Period, quantity: Quantity, keys: Fact | Draft) -> Told:
    numbers = [None if n is None else n.normalize() + 0 for n in (quantity.value, quantity.upper)]
    said = (quantity.unit, quantity.qualifier, quantity.per)
    return (unit, code, period, *numbers, *said, keys.share_key, keys.series)


def _compare(record: str, made: Counter[Told], kept: Counter[Told]) -> Iterator[str]:
    for told in made - kept:
        yield _("%(record)s：缺 %(what)s") % {"record": record, "what": _say(told)}
    for told in kept - made:
        yield _("%(record)s：多 %(what)s") % {"record": record, "what": _say(told)}


def _say(told: Told) -> str:
    unit, code, period, value, upper, unit_name, qualifier, per, *_keys = told
    quantity = Quantity(value, unit_name, qualifier, upper, per)
    return f"{unit.short_name} {period.label} {code} {quantity.text()}"


@contextmanager
def _seen_table() -> Iterator[None]:
    """Keep the records that were seen in the database, not in memory."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE facts_seen (kind varchar(60), source varchar(60), "
            "PRIMARY KEY (kind, source))"
        )
        try:
            yield
        finally:
            cursor.execute("DROP TABLE facts_seen")


def _remember(kind: str, ids: Sequence[str]) -> None:
    rows = [(kind, one) for one in dict.fromkeys(ids)]
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO facts_seen VALUES (%s, %s) ON CONFLICT DO NOTHING", rows)


_SUPERFLUOUS = """
SELECT source_kind, source_id, COUNT(*) FROM facts_fact f
WHERE NOT EXISTS (SELECT 1 FROM facts_seen s WHERE s.kind = f.source_kind AND s.source = f.source_id)
GROUP BY source_kind, source_id ORDER BY source_kind, source_id
"""


def _superfluous() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(_SUPERFLUOUS)
        while rows := cursor.fetchmany(RUN):
            for kind, source_id, count in rows:
                label = KINDS[kind].label if kind in KINDS else kind
                yield _("%(label)s %(id)s：没有这条记录，却有 %(n)s 条事实") % {
                    "label": label,
                    "id": source_id,
                    "n": count,
                }


def wrong_totals() -> Iterator[str]:
    """Yield the totals that differ from a recomputation."""
    wrong = totals.wrong_totals()
    units = Unit.objects.in_bulk({one.unit_id for one in wrong})
    names = Measure.objects.in_bulk({one.measure_id for one in wrong})
    for one in wrong:
        unit, measure = units.get(one.unit_id), names.get(one.measure_id)
        yield _(
            "合计不符：%(unit)s %(measure)s %(start)s 至 %(end)s，记 %(kept)s，应为 %(again)s"
        ) % {
            "unit": unit.name if unit else one.unit_id,
            "measure": measure.name if measure else one.measure_id,
            "start": one.start,
            "end": one.end,
            "kept": one.kept.normalize() + 0,
            "again": one.recomputed.normalize() + 0,
        }
