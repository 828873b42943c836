"""Queries that every request makes, and inserts of single rows, their SQL compiled once.

Django builds the SQL of a queryset anew for each use, which costs more than the database's own work
where the answer is one row. `Prepared` keeps the SQL and fills in the values; the rows come back as
the queryset's own model instances, with what it selects along and annotates.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators

M = TypeVar("M", bound=Model)


class Prepared(Generic[M]):
    """A queryset as a function of its values.

    Args:
        build: Returns the queryset for the values; called once in each thread.
        samples: One value for each argument, of its type and unlike everything else in the query.
            Text is matched as it is: no `contains`, which writes `%` around it.
    """

    def __init__(self, build: Callable[..., QuerySet[M]], *samples: Any) -> None:
        self._build, self._samples = build, samples
        self._held = threading.local()

    def __call__(self, *values: Any) -> list[M]:
        """Return the rows for the values."""
        plan = self._plan()
        with connection.cursor() as cursor:
            cursor.execute(plan.sql, plan.filled(values))
            rows = cursor.fetchall()
        return [plan.instance(row) for row in plan.converted(rows)]

    def first(self, *values: Any) -> M | None:
        """Return the first row, or None."""
        found = self(*values)
        return found[0] if found else None

    def _plan(self) -> _Plan:
        plan: _Plan | None = getattr(self._held, "plan", None)
        if plan is None or plan.vendor != connection.vendor:
            plan = self._held.plan = _Plan(self._build(*self._samples), self._samples)
        return plan


class _Plan:
    """The SQL of a queryset, which parameters are which values, and how its rows become instances."""

    def __init__(self, rows: QuerySet[Any], samples: Sequence[Any]) -> None:
        self.vendor = connection.vendor
        compiler = self._compiler = rows.query.get_compiler(connection=connection)
        self.sql, params = compiler.as_sql()
        self._params = [(_place(param, samples), param) for param in params]
        missing = set(range(len(samples))) - {place for place, _param in self._params}
        if missing:
            raise ValueError(f"not found in the SQL: {[samples[n] for n in sorted(missing)]}")
        info: Any = compiler.klass_info
        select = compiler.select
        picked = info["select_fields"]
        self._start, self._end = picked[0], picked[-1] + 1
        self._model = info["model"]
        self._names = [one[0].target.attname for one in select[self._start : self._end]]
        self._related = get_related_populators(info, select, connection.alias)  # type: ignore[call-arg]  # the types are of Django 6
        self._more = compiler.annotation_col_map or {}
        self._converters = compiler.get_converters([one[0] for one in select])

    def filled(self, values: Sequence[Any]) -> list[Any]:
        """Return the parameters with the values in their places, as the database takes them."""
        return [
            param if place is None else _like(param, values[place]) for place, param in self._params
        ]

    def converted(self, rows: Sequence[Any]) -> Any:
        """Return the rows with the values that the columns' own converters make of them."""
        if not self._converters:
            return rows
        return self._compiler.apply_converters(rows, self._converters)

    def instance(self, row: Any) -> Any:
        """Return a row as an instance."""
        made = self._model.from_db(connection.alias, self._names, row[self._start : self._end])
        for related in self._related:
            related.populate(row, made)
        for name, column in self._more.items():
            setattr(made, name, row[column])
        return made


def _place(param: Any, samples: Sequence[Any]) -> int | None:
    """Return which sample a parameter is."""
    for n, sample in enumerate(samples):
        if type(param) is str and isinstance(sample, date):
            if param.startswith(sample.isoformat()[:10]):
                return n
        elif param == sample:
            return n
    return None


def _like(param: Any, value: Any) -> Any:
    """Return the value in the form in which the database took the sample."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    return type(param)(value) if isinstance(param, int) and not isinstance(param, bool) else value


def insert(row: Model) -> None:
    """Write one new row, as `save(force_insert=True)` does where nobody listens to its signals.

    A key that the database gives is set on the row.
    """
    statement = _insert_of(type(row), connection.vendor)
    values = [
        field.get_db_prep_save(field.pre_save(row, True), connection) for field in statement.fields
    ]
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, values)
        if statement.key is not None:
            setattr(row, statement.key, cursor.fetchone()[0])
    row._state.adding, row._state.db = False, connection.alias


@dataclass(frozen=True, slots=True)
class _Insert:
    sql: str
    fields: list[Any]
    key: str | None  # the attribute of a key that the database gives


@lru_cache(maxsize=256)
def _insert_of(model: type[Model], vendor: str) -> _Insert:
    """Return the statement for a model; `vendor` is there to tell databases apart."""
    quoted = connection.ops.quote_name
    meta = model._meta
    given = meta.auto_field
    fields = [one for one in meta.local_concrete_fields if one is not given]
    names = ", ".join(quoted(str(one.column)) for one in fields)
    marks = ", ".join(["%s"] * len(fields))
    sql = f"INSERT INTO {quoted(meta.db_table)} ({names}) VALUES ({marks})"  # noqa: S608
    if given is None:
        return _Insert(sql, fields, None)
    return _Insert(f"{sql} RETURNING {quoted(str(given.column))}", fields, given.attname)
