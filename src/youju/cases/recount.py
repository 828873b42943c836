"""Making all tallies again from the cases: after units moved, or when they are found wrong.

Cases that agree in all that decides what they count are alike. One of each is counted by the rule that
every act counts with, and the database adds it up for the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection, transaction
from django.db.models import (
    BigIntegerField,
    CharField,
    DurationField,
    Expression,
    F,
    Func,
    Max,
    Min,
    QuerySet,
    Value,
    Window,
)
from django.db.models.functions import Coalesce, Least, Length, NullIf, TruncMonth

from youju.cases.models import Case, Tally, TallyChange
from youju.cases.rules.rates import COLUMNS, HOURS
from youju.cases.tallies import alone, months_of, own_sums
from youju.organisations.queries import Unit
from youju.organisations.rules import STEP

_MOMENTS = (
    "done_at", "received_at", "filed_at", "refused_at", "dispatched_at", "closed_at", "reworked_at",
)  # fmt: skip
_READ = (*_MOMENTS, "state", "counted_on", "on_time", "merged_into_id", "split_from_id")
_MARK = "cases_recount_mark"  # each case, and the case that it is like
_WORTH = "cases_recount_worth"  # what each of those counts, by month
_OWN = "cases_recount_own"  # the sums of each unit alone
_SIDE = f"""
SELECT m.root_id, '{{side}}' AS side, m.{{unit}} AS unit_id, w.month, m.kind_id, m.class_code, m.source,
  {", ".join(f"w.{name}" for name in COLUMNS)}
FROM {_MARK} m JOIN {_WORTH} w ON w.like_id = m.like_id WHERE m.{{unit}} IS NOT NULL
"""  # noqa: S608  the parts are constants
_CHANGES = " UNION ALL ".join(
    _SIDE.format(side=side.value, unit=unit)
    for side, unit in ((TallyChange.Side.PLACE, "unit_id"), (TallyChange.Side.OWNER, "owner_unit_id"))
)  # fmt: skip
_NAMES = ", ".join(COLUMNS)
_LEVEL = f"""
INSERT INTO cases_tally (unit_id, side, "by", month, "key", root_id, {_NAMES})
SELECT unit_id, side, by_what, month, key_of, MIN(root_id), {", ".join(f"SUM({name})" for name in COLUMNS)}
FROM (
  SELECT root_id, side, unit_id, by_what, month, key_of, {_NAMES} FROM {_OWN}
  WHERE unit_id IN (SELECT id FROM organisations_unit WHERE length(path) = {{length}})
  UNION ALL
  SELECT t.root_id, t.side, u.parent_id, t."by", t.month, t."key", {_NAMES}
  FROM cases_tally t JOIN organisations_unit u ON u.id = t.unit_id WHERE length(u.path) = {{below}}
) level
GROUP BY unit_id, side, by_what, month, key_of ORDER BY unit_id, side, by_what, month, key_of
"""  # noqa: S608  the parts are constants


class HoursBegun(Func):
    """The whole hours that a duration has begun: 2 for an hour and a second. The spans end at whole hours."""

    output_field = BigIntegerField()
    template = "CEIL(EXTRACT(EPOCH FROM %(expressions)s) / 3600)::bigint"

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """A duration is a whole number of microseconds there."""
        return self.as_sql(
            compiler, connection, template="((%(expressions)s + 3599999999) / 3600000000)", **extra
        )


def rebuild() -> None:
    """Make all tallies again. Writers wait meanwhile; readers see the old ones until it is done."""
    with transaction.atomic(), connection.cursor() as cursor:
        alone()
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL work_mem = '128MB'")
            cursor.execute("SET LOCAL jit = off")
        TallyChange.objects.all().delete()
        Tally.objects.all().delete()
        _mark(cursor)
        _weigh(cursor)
        _add_up(cursor)
        for table in (_MARK, _WORTH, _OWN):
            cursor.execute(f"DROP TABLE {table}")


def _add_up(cursor: Any) -> None:
    """Add up each unit alone, then from the lowest level to the root those right below it."""
    cursor.execute(f"CREATE TEMPORARY TABLE {_OWN} AS {own_sums(f'({_CHANGES})')}")
    cursor.execute(f"ANALYZE {_OWN}")
    lowest = Unit.objects.aggregate(most=Max(Length("path")))["most"] or 0
    for length in range(lowest, 0, -STEP):
        cursor.execute(_LEVEL.format(length=length, below=length + STEP))


def _alike() -> QuerySet[Case, Any]:
    """Return each case with the first one that counts the same, whatever its units, kind and source."""
    took: Expression = Func(
        F("closed_at") - F("filed_at"), template="%(expressions)s", output_field=DurationField()
    )
    decide: list[Any] = [TruncMonth(name) for name in (*_MOMENTS, "counted_on")]
    decide += [F("state"), F("on_time"), Least(HoursBegun(took), Value(HOURS[-1] + 1))]
    decide += [Func(F(name), template="%(expressions)s IS NULL") for name in ("merged_into_id", "split_from_id")]  # fmt: skip
    above = Coalesce(NullIf("kind__parent_code", Value("")), "kind__code", output_field=CharField())
    return Case.objects.order_by().values(
        "root_id",
        "unit_id",
        "owner_unit_id",
        "kind_id",
        "source",
        class_code=above,
        like_id=Window(Min("pk"), partition_by=decide),
    )


def _mark(cursor: Any) -> None:
    sql, params = _alike().query.sql_with_params()
    cursor.execute(f"CREATE TEMPORARY TABLE {_MARK} AS {sql}", params)
    cursor.execute(f"ANALYZE {_MARK}")


def _weigh(cursor: Any) -> None:
    """Count one of those that are alike."""
    columns = ", ".join(f"{name} integer" for name in COLUMNS)
    marks = ", ".join(["%s"] * (2 + len(COLUMNS)))
    cursor.execute(f"CREATE TEMPORARY TABLE {_WORTH} (like_id bigint, month date, {columns})")
    cursor.execute(f"SELECT DISTINCT like_id FROM {_MARK}")  # noqa: S608
    ids = [pk for (pk,) in cursor.fetchall()]
    cursor.executemany(f"INSERT INTO {_WORTH} VALUES ({marks})", list(_worths(ids)))  # noqa: S608
    cursor.execute(f"CREATE INDEX {_WORTH}_at ON {_WORTH} (like_id)")
    cursor.execute(f"ANALYZE {_WORTH}")


def _worths(ids: list[int]) -> Iterator[list[Any]]:
    for start in range(0, len(ids), 500):
        for case in Case.objects.filter(pk__in=ids[start : start + 500]).only(*_READ):
            months: dict[Any, dict[str, int]] = {}
            for (month, column), n in months_of(case).items():
                months.setdefault(month, {})[column] = n
            for month, counts in months.items():
                yield [case.pk, month, *(counts.get(name, 0) for name in COLUMNS)]
