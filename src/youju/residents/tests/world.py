"""A community with one area and the people of a few doors, for the tests of this room."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from youju.facts.queries import unscoped_figures
from youju.kernel.idcard import check_character
from youju.kernel.periods import parse_period
from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member
from youju.residents import actions
from youju.residents.actions import AreaTold, Home
from youju.residents.models import Area, Resident
from youju.residents.rules.people import Told

NOON = datetime(2026, 7, 8, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
TODAY = NOON.date()


def number(birth: str, serial: str = "001", place: str = "990101") -> str:
    """Return a sound number of a place that does not exist: 990101 + birth + serial + check."""
    first = f"{place}{birth}{serial}"
    return first + check_character(first)


def told(unit: Any, code: str, period: str = "2026") -> str:
    """Return what a measure of the room says at a unit."""
    full = f"residents.{code}"
    quantity = unscoped_figures(unit, parse_period(period), [full])[full].quantity
    return quantity.text() if quantity else ""


class Town(City):
    """金桥社区 with 柳荫里, its staff and care officer, and those who are none of it."""

    def __init__(self) -> None:
        super().__init__()
        self.staff = make_member(self.community, Role.STAFF, "jinqiao")
        self.care = make_member(self.community, Role.CARE_OFFICER, "jiuzhu")
        self.grid_worker = make_member(self.grid, Role.GRID_WORKER, "wangge")
        self.leader = make_member(self.community, Role.LEADER, "lingdao")
        self.office = make_member(self.district, Role.OFFICE, "qu")
        self.neighbour = make_member(self.next_door, Role.STAFF, "taoli")
        self.area = actions.add_area(
            self.community, AreaTold("柳荫里", "open"), **self.by(self.staff)
        )

    def by(self, actor: Any, now: datetime = NOON) -> dict[str, Any]:
        return {"actor": actor, "now": now, "key": uuid4()}

    def add(self, name: str, door: str = "3-2-501", **more: Any) -> Resident:
        actor = more.pop("actor", self.staff)
        area: Area = more.pop("area", self.area)
        placing = {k: more.pop(k) for k in ("tenure", "household", "landlord") if k in more}
        since = more.pop("since", date(2020, 3, 1))
        home = Home(area, door, **placing)
        return actions.register(Told(name, **more), home, since=since, **self.by(actor))
