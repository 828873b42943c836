"""Pages of a list by key, not by number: the hundredth is as quick as the first.

The order is stable because the primary key always ends it. A cursor says where a page ends, in
the values of the order's columns; it is opaque to the reader and safe to keep in an address.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import CompositePrimaryKey, Field, Model, Q, QuerySet
from django.http import HttpRequest

M = TypeVar("M", bound=Model)
PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class KeysetPage(Generic[M]):
    """One page: its rows, and cursors to the pages beside it ("" where there is none)."""

    rows: list[M]
    next_cursor: str
    previous_cursor: str

    @property
    def has_next(self) -> bool:
        return bool(self.next_cursor)

    @property
    def has_previous(self) -> bool:
        return bool(self.previous_cursor)


def keyset_page(
    queryset: QuerySet[M], request: HttpRequest, order: Sequence[str], *, size: int = PAGE_SIZE
) -> KeysetPage[M]:
    """Return the page that `?after=` or `?before=` asks for, else the first.

    Args:
        queryset: The whole filtered list.
        request: Whose address carries the cursor.
        order: Columns of the model, `-` for descending: `["-done_on"]`. They must not hold NULL.
            The primary key is added.
        size: Rows in a page.

    A cursor that does not belong to this order gives the first page.
    """
    order = _with_key(queryset.model, order)
    after = _values(request.GET.get("after", ""), queryset.model, order)
    before = None if after else _values(request.GET.get("before", ""), queryset.model, order)
    if before:
        turned = [_turn(column) for column in order]
        rows = list(queryset.order_by(*turned).filter(_beyond(turned, before))[: size + 1])
        more, rows = len(rows) > size, list(reversed(rows[:size]))
        return KeysetPage(
            rows,
            next_cursor=_cursor(rows[-1], order) if rows else "",
            previous_cursor=_cursor(rows[0], order) if rows and more else "",
        )
    listed = queryset.order_by(*order)
    if after:
        listed = listed.filter(_beyond(order, after))
    rows = list(listed[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    return KeysetPage(
        rows,
        next_cursor=_cursor(rows[-1], order) if rows and more else "",
        previous_cursor=_cursor(rows[0], order) if rows and after else "",
    )


def sorted_by(request: HttpRequest, allowed: Sequence[str], default: str) -> str:
    """Return `?sort=` where its column is allowed, else the default."""
    wanted = request.GET.get("sort", "")
    return wanted if wanted.lstrip("-") in allowed else default


def _with_key(model: type[Model], order: Sequence[str]) -> list[str]:
    names = [column.lstrip("-") for column in order]
    key = "pk"
    if "id" in names and isinstance(model._meta.pk, CompositePrimaryKey):
        return list(order)
    if key in names or (model._meta.pk is not None and model._meta.pk.name in names):
        return list(order)
    return [*order, f"-{key}" if order and order[0].startswith("-") else key]


def _turn(column: str) -> str:
    return column[1:] if column.startswith("-") else f"-{column}"


def _beyond(order: Sequence[str], values: Sequence[Any]) -> Q:
    """Return the rows after the values: greater in the first column, or equal there and so on."""
    found = Q()
    equal = Q()
    for column, value in zip(order, values, strict=True):
        name = column.lstrip("-")
        way = "lt" if column.startswith("-") else "gt"
        found |= equal & Q(**{f"{name}__{way}": value})
        equal &= Q(**{name: value})
    first = order[0].lstrip("-")
    bound = "lte" if order[0].startswith("-") else "gte"
    return Q(**{f"{first}__{bound}": values[0]}) & found  # says what an index range can use


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal | UUID) else value


def _value_of(row: Model, name: str) -> Any:
    value: Any = row
    for part in name.split("__"):
        value = getattr(value, part)
    return value


def _cursor(row: Model, order: Sequence[str]) -> str:
    values = [_plain(_value_of(row, column.lstrip("-"))) for column in order]
    text = json.dumps([list(order), values], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _field(model: type[Model], name: str) -> Field[Any, Any]:
    if name == "pk":
        return model._meta.pk
    here: Any = model
    *way, last = name.split("__")
    for part in way:
        here = here._meta.get_field(part).related_model
    field: Field[Any, Any] = here._meta.get_field(last)
    return field


def _values(cursor: str, model: type[Model], order: Sequence[str]) -> list[Any] | None:
    """Return the typed values of a cursor made for this order, else None."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        made_for, plain = json.loads(base64.urlsafe_b64decode(padded))
        if made_for != list(order) or len(plain) != len(order):
            return None
        pairs = zip(order, plain, strict=True)
        return [_field(model, column.lstrip("-")).to_python(value) for column, value in pairs]
    except (
        ValueError,
        TypeError,
        binascii.Error,
        ValidationError,
        FieldDoesNotExist,
        RecursionError,
    ):
        return None
