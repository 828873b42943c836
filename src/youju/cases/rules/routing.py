"""Which unit answers for a kind of problem at a place, and why; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from youju.kernel.words import noted


@dataclass(frozen=True, slots=True)
class Route:
    """A rule: below this unit, problems of this kind at such a place go to that unit.

    Attributes:
        unit_path, unit_name: Where the rule holds: a unit and all below it.
        kind_code, kind_name: A kind or a class; "" any.
        place_word: A word in the place or title: 市场; "" any.
        owner_id, owner_name: The unit that answers for it.
    """

    unit_path: str
    unit_name: str
    owner_id: int
    owner_name: str
    kind_code: str = ""
    kind_name: str = ""
    place_word: str = ""
    note: str = ""

    @property
    def why(self) -> str:
        """Say the rule in one line: 规则：金桥社区 × 暴露垃圾 → 桂苑物业."""
        what = self.kind_name or _("各类问题")
        parts = [self.unit_name, *([f"“{self.place_word}”"] if self.place_word else []), what]
        told = _("规则：%(parts)s → %(owner)s") % {
            "parts": " × ".join(parts),
            "owner": self.owner_name,
        }
        return noted(told, self.note) if self.note else told


def chosen(routes: Iterable[Route], path: str, kinds: Sequence[str], text: str) -> Route | None:
    """Return the rule that fits best: one that names the place first, then the nearest kind, then the
    nearest unit; of equal ones the first.

    Args:
        path: Of the unit where the case lies.
        kinds: The codes of its kind and the classes above, nearest first.
        text: Its place and title.
    """
    fitting = [
        one
        for one in routes
        if path.startswith(one.unit_path)
        and (not one.kind_code or one.kind_code in kinds)
        and (not one.place_word or one.place_word in text)
    ]
    return max(fitting, key=lambda one: _weight(one, kinds), default=None)


def _weight(route: Route, kinds: Sequence[str]) -> tuple[bool, int, int]:
    nearness = len(kinds) - kinds.index(route.kind_code) if route.kind_code else 0
    return bool(route.place_word), nearness, len(route.unit_path)
