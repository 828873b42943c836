"""What the tests of the room arrange: 金桥社区 with those who keep its register, and the district."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from youju.facts.queries import unscoped_figures
from youju.facts.verify import differences
from youju.kernel.periods import parse_period
from youju.organisations.models import Membership, Unit
from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member
from youju.volunteers import actions
from youju.volunteers.actions import About
from youju.volunteers.models import Team, Volunteer
from youju.volunteers.rules.teams import Function, TeamKind

NOON = datetime(2026, 7, 8, 4, 0, tzinfo=UTC)  # Wednesday, 12:00 in Beijing
TODAY = date(2026, 7, 8)
YEAR = parse_period("2026")


class Helpers:
    """The city, those who work in it, and short ways to do things."""

    def __init__(self) -> None:
        self.city = City()
        self.community, self.street = self.city.community, self.city.street
        self.staff = make_member(self.community, Role.STAFF)
        self.second = make_member(self.community, Role.STAFF, "second")
        self.grid_worker = make_member(self.community, Role.GRID_WORKER)
        self.office = make_member(self.city.district, Role.OFFICE)
        self.neighbour = make_member(self.city.next_door, Role.STAFF, "taoli")
        self.member = make_member(self.community, Role.VOLUNTEER)

    def by(self, actor: Membership, now: datetime = NOON, **more: Any) -> dict[str, Any]:
        return {"actor": actor, "now": now, "key": uuid4(), **more}

    def volunteer(
        self, name: str = "袁志愿", phone: str = "", unit: Unit | None = None
    ) -> Volunteer:
        at = unit or self.community
        actor = self.neighbour if at.pk == self.city.next_door.pk else self.staff
        return actions.add_volunteer(
            at, About(name, phone), registered_on=date(2026, 3, 5), **self.by(actor)
        )

    def team(self, name: str = "环境卫生维护队", **told: Any) -> Team:
        how = {"kind": TeamKind.FUNCTION, "function": Function.CLEAN, "since": date(2026, 3, 5)}
        return actions.add_team(self.community, name, **how | told, **self.by(self.staff))


def figure(unit, code, period=YEAR):
    full = code if "." in code else f"volunteers.{code}"
    found = unscoped_figures(unit, period, [full])[full]
    return found.quantity.text() if found.quantity else None


def wrong_facts():
    """Return what `youju facts verify` says of this room's records."""
    return [one for one in differences() if not one.startswith("单位 ")]


def twice(do, **how):
    """Do the same act twice under one key; both answers must be the same record."""
    first, second = do(**how), do(**how)
    assert first.pk == second.pk
    return first
