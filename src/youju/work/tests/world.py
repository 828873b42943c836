"""A small city at work, for the tests of this room."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from youju.facts.queries import unscoped_figures
from youju.kernel.periods import parse_period
from youju.kernel.quantity_text import parse_quantity
from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member
from youju.work import actions
from youju.work.models import Checklist, Plan, Task

NOON = datetime(2026, 7, 8, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
TODAY = NOON.date()
YEAR = parse_period("2026")


def told(unit: Any, code: str) -> str:
    """Return what a measure of the room says at a unit in 2026."""
    quantity = unscoped_figures(unit, YEAR, [f"work.{code}"])[f"work.{code}"].quantity
    return quantity.text() if quantity else ""


class Town(City):
    """The district's office gives, the community's staff does."""

    def __init__(self) -> None:
        super().__init__()
        self.office = make_member(self.district, Role.OFFICE, "qu-office")
        self.other_office = make_member(self.district, Role.OFFICE, "qu-office-2")
        self.clerk = make_member(self.community, Role.STAFF, "jinqiao-staff")
        self.leader = make_member(self.community, Role.LEADER, "jinqiao-leader")
        self.stranger = make_member(self.elsewhere, Role.OFFICE, "linhe-office")

    def by(self, actor: Any, now: datetime = NOON) -> dict[str, Any]:
        return {"actor": actor, "now": now, "key": uuid4()}

    def give(self, **more: Any) -> Task:
        amount = more.pop("amount", "50处")
        given = {
            "unit": self.district,
            "owner_unit": self.community,
            "title": "清理卫生死角",
            "due_on": date(2026, 7, 20),
            "amount": parse_quantity(amount) if amount else None,
            **self.by(self.office),
        }
        return actions.open_task(**given | more)

    def plan(self, **more: Any) -> Plan:
        given = {
            "unit": self.district,
            "kind": "rectification",
            "title": "2026年重点整治清单",
            "goals": "集中整治背街小巷",
            "start": date(2026, 1, 1),
            "end": date(2026, 12, 31),
            **self.by(self.office),
        }
        return actions.make_plan(**given | more)

    def checklist(self, **more: Any) -> Checklist:
        given = {
            "unit": self.district,
            "code": "ten_ones",
            "units": [self.community, self.next_door],
            "due_on": date(2026, 8, 31),
            **self.by(self.office),
        }
        return actions.start_checklist(**given | more)
