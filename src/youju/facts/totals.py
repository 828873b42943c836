"""The totals in SQL: folding changes in, making all totals again, and comparing.

A rebuild reads each fact once and keeps nothing in memory, so ten million facts take no more than
ten thousand. The rules are those of `rules.gather`; a test holds both to the same results.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from youju.facts.models import Change, Total
from youju.facts.rules import bound_of
from youju.kernel.quantity import Bound, Quantity

_KEYS = 'root_id, unit_id, measure_id, start, "end"'
_COUNTS = 'value, n, "over", about, "under", unknown'
_SUMS = 'SUM(value), SUM(n), SUM("over"), SUM(about), SUM("under"), SUM(unknown)'
_UPSERT = """
ON CONFLICT (unit_id, start, "end", measure_id) DO UPDATE SET
  value = facts_total.value + excluded.value, n = facts_total.n + excluded.n,
  "over" = facts_total."over" + excluded."over", about = facts_total.about + excluded.about,
  "under" = facts_total."under" + excluded."under", unknown = facts_total.unknown + excluded.unknown
"""
_INTO = f"INSERT INTO facts_total ({_KEYS}, {_COUNTS})"
_FOLD_POSTGRES = f"""
WITH gone AS (DELETE FROM facts_change RETURNING *)
{_INTO} SELECT {_KEYS}, {_SUMS} FROM gone GROUP BY {_KEYS} {_UPSERT}
"""  # noqa: S608  the parts are constants above
_FOLD_SQLITE = f"""
{_INTO} SELECT {_KEYS}, {_SUMS} FROM facts_change WHERE true GROUP BY {_KEYS} {_UPSERT}
"""  # noqa: S608  the parts are constants above


def fold() -> None:
    """Fold the appended changes into the totals. One folder at a time; readers see either form."""
    if not Change.objects.exists():
        return
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended('facts.fold', 0))")
            if cursor.fetchone() == (False,):
                return
            cursor.execute(_FOLD_POSTGRES)
        else:
            cursor.execute(_FOLD_SQLITE)
            Change.objects.all().delete()


def rebuild() -> None:
    """Make all totals again from the facts. On PostgreSQL writers of facts wait until it is done."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('facts.fold', 0))")
            cursor.execute("LOCK TABLE facts_change IN SHARE ROW EXCLUSIVE MODE")
        Change.objects.all().delete()
        Total.objects.all().delete()
        with _helpers(cursor):
            for contribution in contributions():
                cursor.execute(f"{_INTO} {contribution} {_UPSERT}")


@dataclass(frozen=True, slots=True)
class Wrong:
    """A total that is not what the facts say."""

    unit_id: int
    measure_id: int
    start: Any
    end: Any
    kept: Decimal
    recomputed: Decimal


_COMPARE = f"""
SELECT unit_id, measure_id, start, "end", SUM(CASE WHEN side = 1 THEN value ELSE 0 END),
  SUM(CASE WHEN side = 1 THEN 0 ELSE -value END)
FROM (
  SELECT 1 AS side, {_KEYS}, {_COUNTS} FROM facts_total
  UNION ALL SELECT 1, {_KEYS}, {_COUNTS} FROM facts_change
  UNION ALL SELECT 0, {_KEYS}, -value, -n, -"over", -about, -"under", -unknown FROM facts_again
) AS both_sides GROUP BY unit_id, measure_id, start, "end"
HAVING ABS(SUM(value)) > 0.00005 OR SUM(n) <> 0 OR SUM("over") <> 0 OR SUM(about) <> 0
  OR SUM("under") <> 0 OR SUM(unknown) <> 0
"""  # noqa: S608  the parts are constants above


def wrong_totals() -> list[Wrong]:
    """Return the totals that differ from a recomputation; of one moment, while others write."""
    alone = not connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql" and alone:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute(
            f"CREATE TEMPORARY TABLE facts_again AS SELECT {_KEYS}, {_COUNTS} FROM facts_total LIMIT 0"  # noqa: S608
        )
        with _helpers(cursor):
            for contribution in contributions():
                cursor.execute(f"INSERT INTO facts_again {contribution}")
        cursor.execute(_COMPARE)
        rows = cursor.fetchall()
        cursor.execute("DROP TABLE facts_again")
    return [
        Wrong(unit_id, measure_id, start, end, Decimal(str(kept)), Decimal(str(again)))
        for unit_id, measure_id, start, end, kept, again in rows
    ]


_HELPERS = ("facts_above", "facts_said")


@contextmanager
def _helpers(cursor: CursorWrapper) -> Iterator[None]:
    """Make two small tables: who stands above whom, and what each qualifier says."""
    cursor.execute("""
    CREATE TEMPORARY TABLE facts_above AS
    SELECT low.id AS unit_id, high.id AS above_id, high.root_id AS root_id
    FROM organisations_unit high JOIN organisations_unit low
      ON low.path >= high.path AND low.path < high.path || 'z'
    """)
    cursor.execute("CREATE INDEX facts_above_unit ON facts_above (unit_id)")
    cursor.execute(
        "CREATE TEMPORARY TABLE facts_said (qualifier varchar(10), ranged integer, "
        '"over" integer, about integer, "under" integer)'
    )
    cursor.execute("SELECT DISTINCT qualifier FROM facts_fact")
    said = [_said(one, ranged) for (one,) in cursor.fetchall() for ranged in (0, 1)]
    cursor.executemany("INSERT INTO facts_said VALUES (%s, %s, %s, %s, %s)", said)
    try:
        yield
    finally:
        for table in _HELPERS:
            cursor.execute(f"DROP TABLE {table}")


def _said(qualifier: str, ranged: int) -> tuple[str, int, int, int, int]:
    upper = Decimal(2) if ranged else None
    bound = bound_of(Quantity(Decimal(1), "", qualifier, upper))
    kinds = (Bound.OVER, Bound.ABOUT, Bound.UNDER)
    over, about, under = (int(bound is kind) for kind in kinds)
    return qualifier, ranged, over, about, under


def contributions() -> list[str]:
    """Return the three statements that select what flows, joint actions and stocks make."""
    if connection.vendor == "postgresql":
        never = "DATE '0001-01-01'"
        first = "date_trunc('month', {0})::date"
        last = "(date_trunc('month', {0}) + interval '1 month - 1 day')::date"
    else:
        never, first = "'0001-01-01'", "date({0}, 'start of month')"
        last = "date({0}, 'start of month', '+1 month', '-1 day')"
    day, end = "f.start", 'f."end"'
    same = f"{first.format(day)} = {first.format(end)}"
    words = {
        "never": never,
        "flow_start": f"CASE WHEN {day} IS NULL THEN {never} WHEN {same} THEN {first.format(day)} ELSE {day} END",
        "flow_end": f"CASE WHEN {day} IS NULL THEN {never} WHEN {same} THEN {last.format(day)} ELSE {end} END",
        "stock_start": f"CASE WHEN {end} IS NULL THEN {never} ELSE {first.format(end)} END",
        "stock_end": f"CASE WHEN {end} IS NULL THEN {never} ELSE {last.format(end)} END",
        "counts": _ONE,
        "from": _FROM,
        "sums": _SUMS,
    }
    return [statement.format(**words) for statement in (_FLOWS, _SHARED, _STOCKS)]


# One fact as the columns of a total.
_ONE = """COALESCE(f.value, 0) AS value, 1 AS n,
  CASE WHEN f.value IS NULL THEN 0 ELSE said."over" END AS "over",
  CASE WHEN f.value IS NULL THEN 0 ELSE said.about END AS about,
  CASE WHEN f.value IS NULL THEN 0 ELSE said."under" END AS "under",
  CASE WHEN f.value IS NULL THEN 1 ELSE 0 END AS unknown"""
_FROM = """facts_fact f JOIN facts_measure m ON m.id = f.measure_id
  JOIN facts_said said ON said.qualifier = f.qualifier
    AND said.ranged = CASE WHEN f.upper IS NULL THEN 0 ELSE 1 END"""
_FLOWS = """
SELECT a.root_id, a.above_id, measure_id, start, "end", {sums} FROM (
  SELECT unit_id, measure_id, start, "end", SUM(value) AS value, SUM(n) AS n, SUM("over") AS "over",
    SUM(about) AS about, SUM("under") AS "under", SUM(unknown) AS unknown
  FROM (
    SELECT f.unit_id, f.measure_id, {flow_start} AS start, {flow_end} AS "end", {counts}
    FROM {from} WHERE m.adds = 'flow' AND f.share_key = ''
  ) AS single GROUP BY unit_id, measure_id, start, "end"
) AS own JOIN facts_above a ON a.unit_id = own.unit_id
GROUP BY a.root_id, a.above_id, measure_id, start, "end"
"""
_SHARED = """
SELECT root_id, above_id, measure_id, start, "end", {sums} FROM (
  SELECT a.root_id, a.above_id, f.measure_id, {flow_start} AS start, {flow_end} AS "end", {counts},
    ROW_NUMBER() OVER (
      PARTITION BY f.share_key, f.measure_id, a.above_id
      ORDER BY COALESCE(f.value, -1) DESC,
        CASE WHEN f.value IS NULL THEN 1 ELSE said."over" + said.about + said."under" END,
        f.unit_id, f.id
    ) AS place
  FROM {from} JOIN facts_above a ON a.unit_id = f.unit_id
  WHERE m.adds = 'flow' AND f.share_key <> ''
) AS placed WHERE place = 1 GROUP BY root_id, above_id, measure_id, start, "end"
"""
_STOCKS = """
SELECT a.root_id, a.above_id, measure_id, start, "end", {sums} FROM (
  SELECT unit_id, measure_id, start, "end",
    value - COALESCE(LAG(value) OVER run, 0) AS value, n - COALESCE(LAG(n) OVER run, 0) AS n,
    "over" - COALESCE(LAG("over") OVER run, 0) AS "over",
    about - COALESCE(LAG(about) OVER run, 0) AS about,
    "under" - COALESCE(LAG("under") OVER run, 0) AS "under",
    unknown - COALESCE(LAG(unknown) OVER run, 0) AS unknown
  FROM (
    SELECT f.unit_id, f.measure_id, f.series, f.id, f."end" AS told, {stock_start} AS start,
      {stock_end} AS "end", CASE WHEN f."end" IS NULL THEN f.id END AS apart, {counts}
    FROM {from} WHERE m.adds = 'stock'
  ) AS single
  WINDOW run AS (PARTITION BY unit_id, measure_id, series, apart ORDER BY told, id)
) AS own JOIN facts_above a ON a.unit_id = own.unit_id
GROUP BY a.root_id, a.above_id, measure_id, start, "end"
"""
