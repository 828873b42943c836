"""What runs in the background: kinds of jobs, and what is done again and again.

Each room names its own in its AppConfig, so that this room imports none of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol


class Report(Protocol):
    """Says how far the work is. `total` 0: not known yet."""

    def __call__(self, done: int, total: int, note: str = "") -> None: ...


Handler = Callable[[int, dict[str, Any], Report], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Routine:
    """Work done every so many seconds by each worker; it must bear running in two at once."""

    seconds: float
    run: Callable[[], object]


HANDLERS: dict[str, Handler] = {}
ROUTINES: list[Routine] = []


def register(kind: str, handler: Handler) -> None:
    """Name what does jobs of this kind.

    The handler gets the job's id, its payload and `report`, and returns the result: `text`,
    `url`, `file`, `file_name`, all optional, and whatever else the room wants to keep. It
    should write in pieces, each in its own transaction: on SQLite nobody sees progress that
    is reported inside one long transaction.
    """
    HANDLERS[kind] = handler


def every(seconds: float, run: Callable[[], object]) -> None:
    """Have a function called every so many seconds while a worker runs."""
    ROUTINES.append(Routine(seconds, run))
