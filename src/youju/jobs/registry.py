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
Failed = Callable[[int, dict[str, Any], str], object]


@dataclass(frozen=True, slots=True)
class Routine:
    """Work done every so many seconds by each worker; it must bear running in two at once."""

    seconds: float
    run: Callable[[], object]


HANDLERS: dict[str, Handler] = {}
FAILED: dict[str, Failed] = {}
ROUTINES: list[Routine] = []


def register(kind: str, handler: Handler, *, failed: Failed | None = None) -> None:
    """Name what does jobs of this kind.

    The handler gets the job's id, its payload and `report`, and returns the result: `text`,
    `url`, `file`, `file_name`, all optional, and whatever else the room wants to keep. It
    should write in pieces, each in its own transaction: on SQLite nobody sees progress that
    is reported inside one long transaction.

    `failed(job_id, payload, why)` is called when such a job ends without being done, also where its
    worker was killed in the middle: what the room shows as running is to be called failed there.
    """
    HANDLERS[kind] = handler
    if failed is not None:
        FAILED[kind] = failed


def every(seconds: float, run: Callable[[], object]) -> None:
    """Have a function called every so many seconds while a worker runs."""
    ROUTINES.append(Routine(seconds, run))
