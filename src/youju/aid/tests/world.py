"""A community with households in need and children, its staff and care officer."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from youju.aid import actions
from youju.aid.actions import Promise
from youju.aid.models import Pairing
from youju.aid.rules.paying import Level
from youju.facts.queries import unscoped_figures
from youju.facts.verify import differences
from youju.kernel.periods import parse_period
from youju.residents.actions import note_need
from youju.residents.models import Household, Resident
from youju.residents.tests.world import NOON, TODAY, Town

__all__ = ["NOON", "TODAY", "Village", "figure", "twice", "wrong_facts"]
SINCE = date(2026, 3, 1)


class Village(Town):
    """金桥社区, where somebody helps."""

    def home(self, n: int = 1) -> Household:
        """Register a household in need."""
        person = self.add(f"袁{n}", f"3-1-{n}01")
        note_need("tekun", household_id=person.household_id, since=SINCE, **self.by(self.staff))
        return Household.objects.get(pk=person.household_id)

    def child(self, n: int = 1, kind: str = "left_behind") -> Resident:
        """Register a child that is left behind."""
        born = date(2016, 5, n)
        one = self.add(f"小禾{n}", f"3-2-{n}01", birth=born, guardian="奶奶")
        if kind:
            note_need(kind, resident_id=one.pk, since=SINCE, **self.by(self.staff))
        return one

    def promise(self, helper: str = "市供电局", **more: Any) -> Promise:
        told = {"level": Level.PROVINCE, "yearly": Decimal(3000), "since": SINCE, **more}
        return Promise(helper, **told)

    def pair(self, *homes: Household, **more: Any) -> list[Pairing]:
        ids = [one.pk for one in homes]
        return actions.pair(self.community, self.promise(**more), ids, **self.by(self.staff))


def figure(unit: Any, code: str, period: str = "2026") -> str:
    """Return what a measure of the room says at a unit."""
    full = f"aid.{code}"
    quantity = unscoped_figures(unit, parse_period(period), [full])[full].quantity
    return quantity.text() if quantity else ""


def wrong_facts() -> list[str]:
    """Return what `youju facts verify` says of records."""
    return [one for one in differences() if not one.startswith("单位 ")]


def twice(do: Any, **how: Any) -> Any:
    """Do the same act twice under one key; both answers must be the same record."""
    first, second = do(**how), do(**how)
    assert first == second
    return first
