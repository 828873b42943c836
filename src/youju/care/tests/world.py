"""金桥社区 with its people in need and its aged, for the tests of this room."""

from __future__ import annotations

from datetime import date
from typing import Any

from youju.care.actions.aid import Asked
from youju.care.actions.visits import Told
from youju.facts.queries import unscoped_figures
from youju.facts.verify import differences
from youju.kernel.periods import parse_period
from youju.organisations.rules import Role
from youju.organisations.tests.factories import make_member
from youju.residents.actions import note_need
from youju.residents.queries import Household, Resident
from youju.residents.tests.world import NOON, TODAY, Town

__all__ = ["NOON", "TODAY", "Homes", "figure", "seen", "wrong"]


def figure(unit: Any, code: str, period: str = "2026") -> str:
    """Return what a measure of the room says at a unit."""
    full = f"care.{code}"
    quantity = unscoped_figures(unit, parse_period(period), [full])[full].quantity
    return quantity.text() if quantity else ""


def wrong() -> list[str]:
    """Return what `youju facts verify` says of this room's records."""
    return [one for one in differences() if "care" in one]


def seen(on: date = TODAY, visitors: str = "金专干、白书记", **more: Any) -> Told:
    return Told(on, visitors, **more)


class Homes(Town):
    """The town with an office of the street, which decides about aid."""

    def __init__(self) -> None:
        super().__init__()
        self.judge = make_member(self.street, Role.OFFICE, "chengdong")

    def home(self, n: int = 1, name: str = "") -> Household:
        """Return a household with its head."""
        one = self.add(name or f"李小{n}", f"3-2-{n}01")
        assert one.household is not None
        return one.household

    def poor(self, n: int = 1) -> Household:
        """Return a household that is registered in need."""
        home = self.home(n)
        note_need("poor", household_id=home.pk, since=date(2026, 1, 5), **self.by(self.staff))
        return home

    def elder(self, n: int, birth: date) -> Resident:
        return self.add(f"王老{n}", f"4-1-{n}01", birth=birth)

    @staticmethod
    def asked(kind: str = "dibao", **more: Any) -> Asked:
        return Asked(kind, "因病致穷", more.pop("on", date(2026, 6, 1)), **more)
