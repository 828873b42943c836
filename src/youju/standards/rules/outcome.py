"""What is known of an item at a unit, and what it is worth; pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class State(StrEnum):
    """How an item stands at a unit."""

    PASS = "pass"  # noqa: S105  达标
    PART = "part"  # 部分得分
    FAIL = "fail"  # 不达标
    UNKNOWN = "unknown"  # 未查
    ABSENT = "absent"  # 缺项


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing, and where.

    Attributes:
        share: What putting it right wins back, as a share of the item's points.
        place_id: The place it is missing at, None for the unit as a whole.
        unit_id: The unit below that it is missing at, where the item is a mean over units.
        cause: Why it was lost: place, evidence, figure, survey, cases, judged, unseen.
    """

    text: str
    share: Decimal
    cause: str
    place_id: int | None = None
    place: str = ""
    unit_id: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What one proof says at a unit on a day.

    Attributes:
        value: None where nothing is known. A rate is in percent (0 to 100), a count in its unit.
        low, high: Between what the value lies: a survey's interval, places not yet visited. None for exact.
        known, needed: How many were looked at, of how many.
        absent: The thing does not exist at the unit (no market there).
        told: The value in words: 91.3%，差 22 份.
        gaps: What is missing, where the proof can say it.
        trail: Path of the page with the records behind it, without a host.
    """

    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    known: int = 0
    needed: int = 0
    absent: bool = False
    told: str = ""
    gaps: tuple[Gap, ...] = ()
    trail: str = ""


# By the name of the rule's input; "main" where it has only one.
Readings = Mapping[str, Reading]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an item is worth at a unit.

    Attributes:
        share: Best estimate, 0 to 1 of the item's points; None while UNKNOWN or ABSENT (the tree decides).
        low, high: Between what the share lies, 0 to 1.
        level: A, B, C, C# where the rule has levels.
        actual: What was found, in words.
        ladder: The share once none, one, two … of the gaps are put right; () where each gap wins back its own
            share. A rule that asks for 3 of 5 gives nothing for the first of two.
    """

    state: State
    share: Decimal | None
    low: Decimal
    high: Decimal
    level: str = ""
    actual: str = ""
    gaps: tuple[Gap, ...] = ()
    ladder: tuple[Decimal, ...] = ()
