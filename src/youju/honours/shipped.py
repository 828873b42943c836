"""The kinds that are shipped: selections, titles, ratings."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from youju.honours.rules.kinds import (
    RatingKind,
    SelectionKind,
    TitleKind,
    read_ratings,
    read_selections,
    read_titles,
)

FOLDER = Path(__file__).parent / "catalogue"


def _text(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


@cache
def selection_kinds() -> dict[str, SelectionKind]:
    """Return the kinds of selections by code."""
    return {one.code: one for one in read_selections(_text("selections.yaml"))}


@cache
def title_kinds() -> dict[str, TitleKind]:
    """Return the kinds of titles by code."""
    return {one.code: one for one in read_titles(_text("titles.yaml"))}


@cache
def rating_kinds() -> dict[str, RatingKind]:
    """Return the ratings by code."""
    return {one.code: one for one in read_ratings(_text("ratings.yaml"))}
