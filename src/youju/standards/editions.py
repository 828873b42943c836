"""The plain data of an edition from its rows, read once for each state of it."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from youju.standards.models import Edition, Item
from youju.standards.spec import EditionSpec
from youju.standards.stored import head_from, item_from


def spec_of(edition: Edition) -> EditionSpec:
    """Return what the edition says. Its items never change: a new text is a new edition."""
    return _spec(edition.pk, edition.made_at)


def forget() -> None:
    """Read every edition again: for tests, each of which begins with an empty database."""
    _spec.cache_clear()


@lru_cache(maxsize=16)
def _spec(pk: int, made_at: datetime) -> EditionSpec:
    edition = Edition.objects.get(pk=pk)
    rows = Item.objects.filter(edition_id=pk).order_by("order").values_list("spec", flat=True)
    return EditionSpec(
        code=edition.code,
        name=edition.name,
        year=edition.year,
        level=edition.level,
        items=tuple(item_from(one) for one in rows),
        full=edition.full,
        passing=edition.passing,
        sample=edition.sample,
        **head_from(edition.head),
    )
