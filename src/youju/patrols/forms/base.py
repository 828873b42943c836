"""Choices that the room's forms share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from youju.patrols.models import KindVersion


def kind_choices(kinds: Iterable[KindVersion], empty: Any = None) -> list[Any]:
    """Return the kinds of places, group by group."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for one in kinds:
        groups.setdefault(one.group, []).append((one.code, one.label))
    first = [("", empty)] if empty is not None else []
    return [*first, *groups.items()]
