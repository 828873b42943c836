"""Finding records, for one who may see their units."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.safestring import SafeString

from youju.organisations.queries import May, Membership, Unit, units_visible_to
from youju.search import marks, rules
from youju.search.models import Text
from youju.search.registry import FOR_ALL_BELOW, LABELS

__all__ = ["Hit", "search"]


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found. `title` and `snippet` are HTML with the asked words marked."""

    kind: str
    kind_label: str
    source_id: str
    title: SafeString
    snippet: SafeString
    unit: Unit
    at: date
    url: str


def search(
    member: Membership | None, text: str, limit: int = 20, kinds: Iterable[str] | None = None
) -> list[Hit]:
    """Return records that hold every word of `text`: found in the title first, newer first.

    Chinese words are found wherever they stand, letters from the front of a word, of the title's
    pinyin or of its initials. Whatever the user types is a question; nothing breaks it.
    """
    asked = rules.terms(text)
    visible = units_visible_to(member)
    if not asked:
        return []
    seen = Q(unit__in=visible.order_by())
    if member is not None and member.may(May.SEE):
        seen |= Q(source_kind__in=FOR_ALL_BELOW, unit__in=member.unit.ancestor_ids)
    rows = Text.objects.filter(seen).select_related("unit")
    if kinds is not None:
        rows = rows.filter(source_kind__in=list(kinds))
    found = _sqlite(rows, asked) if connection.vendor == "sqlite" else _postgres(rows, asked)
    pattern = marks.pattern_of(asked)
    return [
        Hit(
            kind=row.source_kind,
            kind_label=LABELS.get(row.source_kind, row.source_kind),
            source_id=row.source_id,
            title=marks.marked(row.title, pattern),
            snippet=marks.snippet(row.body, pattern),
            unit=row.unit,
            at=row.at,
            url=row.url,
        )
        for row in found[:limit]
    ]


def _sqlite(rows: QuerySet[Text], asked: list[list[str]]) -> QuerySet[Text]:
    within = "search_text.id IN (SELECT rowid FROM search_fts WHERE search_fts MATCH %s)"
    question = rules.fts5(asked)
    in_title = f"{{title pinyin}} : ({question})"
    return rows.extra(  # noqa: S610  the question is a parameter
        where=[within],
        params=[question],
        select={"in_title": within},
        select_params=[in_title],
        order_by=["-in_title", "-at", "-id"],
    )


def _postgres(rows: QuerySet[Text], asked: list[list[str]]) -> QuerySet[Text]:
    question = rules.tsquery(asked)
    return rows.extra(
        where=["document @@ to_tsquery('simple', %s)"],
        params=[question],
        select={"in_title": "ts_filter(document, '{a}') @@ to_tsquery('simple', %s)"},
        select_params=[question],
        order_by=["-in_title", "-at", "-id"],
    )
