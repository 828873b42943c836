"""Kinds of need and of marks, their dates; pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused

REVIEW = timedelta(days=365)
LEAST = 5  # a smaller count is not told outside the room


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of need.

    Attributes:
        whole: It is the household's, not one person's.
        restricted: Only the care officer sees who is registered.
        words: Other names, as rosters have them.
        months: Between two reviews; 0 for a mark that nobody reviews.
    """

    code: str
    label: str
    measure: str
    whole: bool = False
    restricted: bool = False
    words: tuple[str, ...] = ()
    months: int = 12

    @property
    def counted_in(self) -> str:
        return "户" if self.whole else "人"


def kinds_from(rows: list[Mapping[str, Any]]) -> tuple[Kind, ...]:
    """Return the kinds that a catalogue file names.

    Raises:
        ValueError: If a code or a name stands twice.
    """
    kinds = tuple(Kind(**{**row, "words": tuple(row.get("words", ()))}) for row in rows)
    for told in ([one.code for one in kinds], [one.measure for one in kinds]):
        if len(set(told)) < len(told):
            raise ValueError(f"named twice: {sorted(one for one in told if told.count(one) > 1)}")
    return kinds


def kind_named(kinds: tuple[Kind, ...], text: str) -> Kind | None:
    """Return the kind that a cell of a roster names."""
    plain = text.strip()
    for kind in kinds:
        if plain in (kind.code, kind.label, *kind.words):
            return kind
    return None


def check_span(since: date, until: date | None, today: date) -> None:
    """Refuse a beginning in the future, and an end before the beginning."""
    if since > today:
        raise Refused("开始日期还没有到", field="since")
    if until is not None and until < since:
        raise Refused("结束日期早于开始日期，请核对", field="until")


def next_review(kind: Kind, day: date) -> date | None:
    """Return when a need is to be looked at again; None for a mark."""
    return day + timedelta(days=round(kind.months * 365 / 12)) if kind.months else None


def check_subject(kind: Kind, has_person: bool, has_household: bool) -> None:
    """Refuse a need of nobody, or of both."""
    if has_person == has_household:
        raise Refused("写明是谁的：一个人，或一户", field="kind")
    if kind.whole and not has_household:
        raise Refused(_("“%(label)s”按户登记") % {"label": kind.label}, field="kind")
    if not kind.whole and not has_person:
        raise Refused(_("“%(label)s”按人登记") % {"label": kind.label}, field="kind")
