"""What the tests of the room arrange: 柳荫街道 with its communities, and a market at 金桥社区."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

from youju.facts.queries import unscoped_figures
from youju.facts.verify import differences
from youju.kernel.periods import parse_period
from youju.kernel.quantity_text import parse_quantity
from youju.organisations.models import Membership, Unit
from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member
from youju.patrols import actions
from youju.patrols.actions import Fault, Purpose, Told
from youju.patrols.models import Place, Visit
from youju.patrols.rules.visits import InspectionKind

NOON = datetime(2026, 7, 8, 4, 0, tzinfo=UTC)  # Wednesday, 12:00 in Beijing
TODAY = date(2026, 7, 8)
H2 = parse_period("2026H2")
YEAR = parse_period("2026")


class Rounds:
    """The city, those who work in it, and short ways to do things."""

    def __init__(self) -> None:
        self.city = City()
        self.community, self.street = self.city.community, self.city.street
        self.hospital = self.city.hospital
        self.staff = make_member(self.community, Role.STAFF)
        self.grid_worker = make_member(self.community, Role.GRID_WORKER)
        self.office = make_member(self.street, Role.OFFICE)
        self.district = make_member(self.city.district, Role.OFFICE)
        self.inspector = make_member(self.city.city, Role.INSPECTOR)
        self.clerk = make_member(self.hospital, Role.UNIT_USER)
        self.neighbour = make_member(self.city.next_door, Role.STAFF, "taoli")

    def by(self, actor: Membership, **more: Any) -> dict[str, Any]:
        return {"actor": actor, "now": NOON, "key": uuid4(), **more}

    def place(
        self, name: str = "金桥农贸市场", kind: str = "market", unit: Unit | None = None
    ) -> Place:
        at = unit or self.community
        actor = {self.hospital.pk: self.clerk, self.street.pk: self.office}.get(at.pk, self.staff)
        return actions.add_place(at, kind, name, **self.by(actor))

    def visit(
        self,
        place: Place | None = None,
        actor: Membership | None = None,
        *,
        unit: Unit | None = None,
        done_at: datetime | None = None,
        key: Any = None,
        **told: Any,
    ) -> Visit:
        """Record a visit; `faults` are texts, codes of items or Faults."""
        who = actor or self.staff
        faults = [
            one if isinstance(one, Fault) else Fault("", one) for one in told.pop("faults", ())
        ]
        people = told.pop("people", None)
        quantity = parse_quantity(people, "人次") if people else None
        return actions.record_visit(
            place=place.pk if place else None,
            unit=unit,
            told=Told(purpose=Purpose(told.pop("purpose", "patrol")), faults=faults, people=quantity, **told),
            done_at=done_at,
            **self.by(who) | ({"key": key} if key else {}),
        )  # fmt: skip


def figure(unit, code, period=YEAR):
    found = unscoped_figures(unit, period, [f"patrols.{code}"])[f"patrols.{code}"]
    return found.quantity.text() if found.quantity else None


def wrong_facts():
    """Return what `youju facts verify` says of this room's records."""
    return [one for one in differences() if not one.startswith("单位 ")]


def twice(do, **how):
    """Do the same act twice under one key; both answers must be the same record."""
    first, second = do(**how), do(**how)
    assert (first.pk if hasattr(first, "pk") else first) == getattr(second, "pk", second)
    return first


def an_area(world, name="桂苑片", cleaner="张师傅"):
    return actions.add_area(world.community, name, since=date(2026, 5, 1), cleaner=cleaner, **world.by(world.staff))  # fmt: skip


def settled(world, on=TODAY, kind=InspectionKind.INDEX):
    made = actions.add_inspection(
        world.community, kind, f"测评 {on}", on=on, **world.by(world.staff)
    )
    return actions.settle_inspection(
        made.pk, score=Decimal("92.5"), full=Decimal(100), rank=3, of=12, **world.by(world.staff)
    )
