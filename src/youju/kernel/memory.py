"""What long computations ask of the interpreter's memory."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Put off the search for cycles while very many small values are made.

    The collector looks through all of them again and again, which takes a third of the time, and
    plain values make no cycles: what is not needed any more is still freed at once.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
