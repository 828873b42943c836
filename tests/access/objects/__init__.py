"""One object per URL parameter, own or foreign; one module per room.

A room's module holds `OBJECTS`: parameter name, or `url name` + "." + parameter, to a callable of
(world, own) that returns the value for the address. What is decorated with `once` is made once for
each side of a world, however many addresses need it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import uuid4

from django.utils import timezone

Make = Callable[[Any, bool], Any]


def once(make: Make) -> Make:
    """Make the object at the first asking and remember it in the world."""

    @wraps(make)
    def made(world: Any, own: bool) -> Any:
        at = (f"{make.__module__}.{make.__name__}", own)
        if at not in world.made:
            world.made[at] = make(world, own)
        return world.made[at]

    return made


def by(member: Any) -> dict[str, Any]:
    """Return who acts, when, under which key."""
    return {"actor": member, "now": timezone.now(), "key": uuid4()}
