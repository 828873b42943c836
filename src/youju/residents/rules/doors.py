"""Doors as people write them: 3-2-501, 3号楼2单元501室, 12号; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused
from youju.kernel.text import normalised

_DIGITS = str.maketrans("一二三四五六七八九", "123456789")
_PART = r"[0-9a-z]{1,6}"
_HOUSE = r"(?:号楼|号院|栋|幢|座|楼|号|#|-)"
_DOOR = re.compile(
    rf"(?P<house>{_PART}){_HOUSE}?(?:(?<=[^0-9a-z])(?P<entrance>{_PART})(?:单元|门洞|门|-))?"
    rf"(?:(?<=[^0-9a-z])(?P<room>{_PART}))?(?:室|号|户)?"
)
_HEADED = re.compile(rf"(?P<area>.*?)(?P<door>{_PART}{_HOUSE}.*)")


@dataclass(frozen=True, slots=True)
class DoorName:
    """A door in an area: building, entrance (单元) and room; "" where there is none."""

    building: str
    entrance: str = ""
    room: str = ""

    @property
    def key(self) -> str:
        """The door as everybody types it: 3-2-501."""
        return "-".join(part for part in (self.building, self.entrance, self.room) if part)

    @property
    def masked(self) -> str:
        """The door without its room: 3-2-***."""
        return mask(self.building, self.entrance, bool(self.room))


def mask(building: str, entrance: str, has_room: bool) -> str:
    """Return a door without its room: 3-2-***."""
    parts = [part for part in (building, entrance) if part]
    return "-".join([*parts, "***"] if has_room else parts)


def read_door(text: str) -> DoorName:
    """Return the door that a text names.

    Raises:
        Refused: If it is none.
    """
    plain = _plain(text)
    match = _DOOR.fullmatch(plain) if plain else None
    if not match:
        raise Refused(
            _("“%(text)s”认不出是哪一户，写作 3-2-501（楼栋-单元-房号）、3栋501 或 12号")
            % {"text": text},
            field="door",
        )
    return DoorName(*(match[part] or "" for part in ("house", "entrance", "room")))


def split_place(text: str) -> tuple[str, DoorName | None]:
    """Return the name of the area and the door in what somebody looks for: 柳荫里3-2-501."""
    plain = _plain(text)
    match = _HEADED.fullmatch(plain)
    if not match or any(char.isascii() and char.isalnum() for char in match["area"]):
        return text.strip(), None
    try:
        return match["area"], read_door(match["door"])
    except Refused:
        return text.strip(), None


def _plain(text: str) -> str:
    plain = re.sub(r"\s", "", normalised(text)).lower()
    plain = re.sub(r"[—–‐−_~]+", "-", plain)
    return re.sub(
        r"[一二三四五六七八九](?=单元|号楼|栋|幢)", lambda m: m[0].translate(_DIGITS), plain
    )
