"""Choices that the room's forms share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from youju.kernel.words import noted
from youju.volunteers.models import Volunteer


def volunteer_choices(rows: Iterable[Volunteer], empty: Any = None) -> list[tuple[Any, str]]:
    """Return volunteers by name and the end of their number, to tell namesakes apart."""
    first = [("", empty)] if empty is not None else []
    return [*first, *((one.pk, noted(one.name, f"…{(one.number or '')[-5:]}")) for one in rows)]
