"""What long computations and deep calls ask of the interpreter's memory."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
SLOTS = 70_000  # of 8 bytes each, which makes the interpreter ask for a megabyte


def roomy(function: Callable[P, T]) -> Callable[P, T]:
    """Return the function, called with a large piece of the interpreter's stack for all that it calls.

    The interpreter holds its frames in pieces of 16 kB. It asks the system for one when a call does not fit any
    more and gives it back when that call returns: calls in a loop that lie at an edge do so each time
    round, which took up to a fifth of a page and a sixth of the tests. A frame that says it needs more gets a large piece,
    and what it does not use is there for the calls below it.

    Source:
        CPython 3.11 to 3.13, Python/pystate.c: `_PyThreadState_PushFrame`, `push_chunk`.
    """

    def called(*args: P.args, **kwargs: P.kwargs) -> T:
        return function(*args, **kwargs)

    called.__code__ = called.__code__.replace(co_stacksize=SLOTS)
    return called


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
