"""Conditions with their constants written out in the statement."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import BooleanField, F, Func


class Written(Func):
    """A condition on one column, whose constants stand in the statement itself.

    SQLite uses an index over some of the rows only where the condition of the index stands in the
    query word for word; a value passed beside the statement is none of its words. So a query that is
    to use such an index says its condition with this.

    Args:
        column: The column, as in `F`.
        template: The condition, with `%(expressions)s` for the column: `%(expressions)s IN ('a', 'b')`.
            A constant of the code, never anything that somebody typed.
    """

    conditional: ClassVar[bool] = True

    def __init__(self, column: str, template: str, **extra: Any) -> None:
        super().__init__(F(column), template=template, output_field=BooleanField(), **extra)


def written_in(column: str, values: tuple[str, ...]) -> Written:
    """Return `column IN ('a', 'b')`."""
    return Written(column, f"%(expressions)s IN ({', '.join(map(_quoted, values))})")


def written_equal(column: str, value: str) -> Written:
    """Return `column = 'a'`."""
    return Written(column, f"%(expressions)s = {_quoted(value)}")


def _quoted(value: str) -> str:
    if value and not value.isidentifier():
        raise ValueError(f"{value!r} is no word of the code")
    return f"'{value}'"
