"""What the tests of the room arrange: 柳荫街道 with its two communities and a hospital beside them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.test import Client

from youju.activities import actions
from youju.activities.actions import Told
from youju.activities.models import Activity
from youju.facts.queries import unscoped_figures
from youju.facts.verify import differences
from youju.kernel.periods import parse_period
from youju.kernel.quantity_text import parse_quantity
from youju.organisations.queries import Membership
from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member

NOON = datetime(2026, 6, 25, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
TODAY = NOON.date()
YEAR = parse_period("2026")


class Town(City):
    """The city with those who hold activities, and those who only look on."""

    def __init__(self) -> None:
        super().__init__()
        self.staff = make_member(self.community, Role.STAFF, "jinqiao")
        self.colleague = make_member(self.community, Role.STAFF, "jinqiao-2")
        self.leader = make_member(self.community, Role.LEADER, "jinqiao-leader")
        self.neighbour = make_member(self.next_door, Role.STAFF, "taoli")
        self.office = make_member(self.street, Role.OFFICE, "liuyin")
        self.stranger = make_member(self.elsewhere, Role.OFFICE, "linhe")

    def by(self, actor: Membership | None = None, now: datetime = NOON) -> dict[str, Any]:
        return {"actor": actor or self.staff, "now": now, "key": uuid4()}

    def hold(self, kind: str = "culture", actor: Membership | None = None, **more: Any) -> Activity:
        """Record an activity; numbers are typed as people write them."""
        who = actor or self.staff
        return actions.record_activity(who.unit, told(kind, **more), **self.by(who))

    def plan(self, kind: str = "culture", actor: Membership | None = None, **more: Any) -> Activity:
        who = actor or self.staff
        more = {"on": date(2026, 7, 10), **more}
        return actions.plan_activity(who.unit, told(kind, **more), **self.by(who))


def told(kind: str = "culture", **more: Any) -> Told:
    """Return what is said of an activity: any field of Told, any number, any further text."""
    fields = {name: more.pop(name) for name in list(more) if name in Told.__slots__}
    units = {"people": "人次", "sessions": "场", "hours": "课时", "materials": "份", "items": "个", "units": "家", "trees": "棵", "works": "件"}  # fmt: skip
    amounts = {n: parse_quantity(more.pop(n), units[n]) for n in list(more) if n in units}
    return Told(kind, **{"title": "活动", "on": date(2026, 6, 10), "amounts": amounts, "details": more} | fields)  # fmt: skip


def figure(unit: Any, code: str, period: str = "2026") -> str | None:
    """Return what a measure says at a unit with all below it."""
    full = code if "." in code else f"activities.{code}"
    found = unscoped_figures(unit, parse_period(period), [full])[full]
    return found.quantity.text() if found.quantity else None


def wrong_facts() -> list[str]:
    """Return what `youju facts verify` says of records."""
    return [one for one in differences() if not one.startswith("单位 ")]


def browser_of(member: Membership) -> Client:
    client = Client()
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return client
