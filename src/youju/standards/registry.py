"""What rooms above hand to the proofs of this one: each names its own, once, when it starts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

# (root id, edition id, since, until) -> {(unit id, item code): papers handed in}
Papers = Callable[[int, int, date, date], dict[tuple[int, str], int]]
_PAPERS: dict[str, Papers] = {}


def register_papers(name: str, source: Papers) -> None:
    """Name who else knows of papers handed in for items: the dossiers."""
    _PAPERS[name] = source


def handed_in(
    root_id: int, edition_id: int, since: date, until: date
) -> dict[tuple[int, str], int]:
    """Return how many papers each unit handed in for each item, from all that were named."""
    found: dict[tuple[int, str], int] = {}
    for source in _PAPERS.values():
        for key, n in source(root_id, edition_id, since, until).items():
            found[key] = found.get(key, 0) + n
    return found
