"""What of last year's split goes on under a new edition, and what needs a look; pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from youju.kernel.words import Words, listed
from youju.standards.rules.comparing import Row


class Fate(StrEnum):
    """What becomes of the split of an item."""

    UNOWNED = "unowned"
    LOOK = "look"
    CARRIED = "carried"
    KEPT = "kept"
    DROPPED = "dropped"


NAMES = Words(
    {
        Fate.UNOWNED: "没有责任单位",
        Fate.LOOK: "沿用，请看一眼",
        Fate.CARRIED: "原样沿用",
        Fate.KEPT: "这版已经分工",
        Fate.DROPPED: "条目删去",
    }
)


@dataclass(frozen=True, slots=True)
class Held:
    """A unit that answers for an item; `hindered` says why it does not go on, "" where it may."""

    unit_id: int
    unit: str
    lead: bool
    hindered: str = ""


@dataclass(frozen=True, slots=True)
class Carried:
    """What becomes of one item: who is asked to take it, and why nobody leads it where nobody does."""

    row: Row
    fate: Fate
    units: tuple[Held, ...] = ()
    why: str = ""

    @property
    def told(self) -> str:
        """The units in words, the one that leads first."""
        return listed(
            one.unit if one.lead else _("%(unit)s（配合）") % {"unit": one.unit}
            for one in sorted(self.units, key=lambda one: not one.lead)
        )


def matches_of(rows: Iterable[Row]) -> dict[str, str]:
    """Return under which code each leaf goes on, by its code in the old edition."""
    return {
        one.pair.before.code: one.pair.after.code
        for one in rows
        if one.leaf and one.pair.before and one.pair.after
    }


def hindrance(unit: str, *, closed: bool, back: bool) -> str:
    """Return why a unit is not asked again, "" where it is."""
    if closed:
        return _("%(unit)s已撤销") % {"unit": unit}
    return _("%(unit)s已退回") % {"unit": unit} if back else ""


def plan(
    rows: Iterable[Row],
    old: Mapping[str, Sequence[Held]],
    made: Mapping[str, Sequence[Held]],
    led: Collection[str],
) -> list[Carried]:
    """Return what becomes of each leaf.

    Args:
        old: Who answers under the old edition, by its codes.
        made: Who is asked under the new one, by its codes.
        led: The items of the new one that somebody leads already.
    """
    return [_of(one, old, made, led) for one in rows if one.leaf]


def _of(
    row: Row,
    old: Mapping[str, Sequence[Held]],
    made: Mapping[str, Sequence[Held]],
    led: Collection[str],
) -> Carried:
    before, after = row.pair.before, row.pair.after
    held = tuple(old.get(before.code, ())) if before else ()
    if after is None:
        return Carried(row, Fate.DROPPED, held)
    units = tuple(made.get(after.code, ()))
    if after.code in led:
        return Carried(row, Fate.KEPT, units)
    if not any(one.lead for one in units):
        return Carried(row, Fate.UNOWNED, units, _why(before is None, held))
    return Carried(row, Fate.LOOK if row.needs_look else Fate.CARRIED, units)


def _why(added: bool, held: Sequence[Held]) -> str:
    if added:
        return _("新增的条目")
    reasons = [one.hindered for one in held if one.lead and one.hindered]
    return listed(reasons) or _("上一版也没有牵头单位")


def counted(found: Iterable[Carried]) -> dict[Fate, int]:
    """Return how many items meet each fate, in the order of the fates."""
    told = [one.fate for one in found]
    return {fate: told.count(fate) for fate in Fate if fate in told}
