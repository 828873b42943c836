"""What the page of carrying a split over shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from youju.kernel.words import listed
from youju.standards.rules.carrying import NAMES, Carried, Fate, counted
from youju.standards.rules.comparing import NAMES as CHANGES
from youju.standards.rules.comparing import ChangeKind

PAGE = 100
COLOURS = {Fate.UNOWNED: "late", Fate.LOOK: "due", Fate.CARRIED: "ok"}


@dataclass(frozen=True, slots=True)
class Line:
    """One item of the page: what it is, what becomes of its split, and what changed of it."""

    carried: Carried
    code: str
    text: str
    was: str
    fate: str
    colour: str
    changed: str


def fate_in(text: str) -> Fate | None:
    """Return the fate that an address asks for; None for all."""
    return Fate(text) if text in list(Fate) else None


def chips(plan: list[Carried], fate: Fate | None, address: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the fates as filters, each with how many items meet it."""

    def chip(text: str, code: str, n: int, current: bool) -> dict[str, Any]:
        told = {**address, **({"fate": code} if code else {})}
        return {"text": text, "url": f"?{urlencode(told)}", "count": n, "current": current}

    return [
        chip(_("全部"), "", len(plan), fate is None),
        *(chip(NAMES[one], one.value, n, fate is one) for one, n in counted(plan).items()),
    ]


def lines(plan: list[Carried], fate: Fate | None, start: int) -> tuple[list[Line], int]:
    """Return a page of the items, and where the next page begins (0 at the end)."""
    wanted = [one for one in plan if fate in (None, one.fate)]
    shown = [_line(one) for one in wanted[start : start + PAGE]]
    return shown, start + PAGE if len(wanted) > start + PAGE else 0


def _line(one: Carried) -> Line:
    old, new = one.row.pair.before, one.row.pair.after
    item = new or old
    assert item is not None  # a pair has at least one side
    was = old.code if old and new and old.code != new.code else ""
    kinds = [CHANGES[kind] for kind in ChangeKind if kind in one.row.kinds]
    return Line(
        one, item.code, item.text, was, NAMES[one.fate], COLOURS.get(one.fate, ""), listed(kinds)
    )


def duties_made(plan: list[Carried]) -> int:
    """Return how many duties are made when the split is carried over."""
    return sum(len(one.units) for one in plan if one.fate is not Fate.DROPPED)
