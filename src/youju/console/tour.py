"""The tour of a role: a few places for the first day, on Today until they are put away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml
from django.urls import reverse

from youju.organisations.queries import Membership

FILE = Path(__file__).parent / "tours.yaml"
COOKIE = "youju-tour"  # roles whose tour this browser has put away
AGE = 2 * 365 * 24 * 3600  # seconds


@dataclass(frozen=True, slots=True)
class Step:
    """One place of a tour: its page, name, and what one does there."""

    page: str
    title: str
    text: str

    @property
    def url(self) -> str:
        return reverse(self.page)


@lru_cache(maxsize=1)
def tours() -> dict[str, tuple[Step, ...]]:
    """Return the steps of each role."""
    told = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {role: tuple(Step(*step) for step in steps) for role, steps in told.items()}


def put_away(cookies: Mapping[str, str]) -> set[str]:
    """Return the roles whose tour this browser has put away; odd cookies name none."""
    return set(cookies.get(COOKIE, "").split(".")) & set(tours())


def steps_for(
    member: Membership, cookies: Mapping[str, str], *, again: bool = False
) -> tuple[Step, ...]:
    """Return the tour of the member's role, unless it was put away and nobody asks for it again."""
    if member.role in put_away(cookies) and not again:
        return ()
    return tours().get(member.role, ())
