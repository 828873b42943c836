"""The city with its office, a bureau's clerk and the small edition."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from youju.organisations.rules import Role, UnitKind
from youju.organisations.tests.factories import City, make_member, make_unit
from youju.standards.actions import editions
from youju.standards.models import Edition, Item
from youju.standards.tests.samples import SMALL

NOON = datetime(2026, 7, 8, 4, 0, tzinfo=UTC)
TODAY = date(2026, 7, 8)


def by(actor: Any, now: datetime = NOON) -> dict[str, Any]:
    """Return who acts, when, under which key."""
    return {"actor": actor, "now": now, "key": uuid4()}


class Town(City):
    """The city whose office splits the edition, the construction bureau and its clerk."""

    def __init__(self) -> None:
        super().__init__()
        self.office = make_member(self.city, Role.OFFICE, "shi-office")
        self.leader = make_member(self.city, Role.LEADER, "shi-leader")
        self.bureau = make_unit("建设局", UnitKind.BUREAU, self.city)
        self.clerk = make_member(self.bureau, Role.UNIT_USER, "jianshe")
        self.bureau_two = make_unit("城管局", UnitKind.BUREAU, self.city)
        self.clerk_two = make_member(self.bureau_two, Role.UNIT_USER, "chengguan")
        self.staff = make_member(self.community, Role.STAFF, "jinqiao")

    def edition(self, text: str = SMALL, *, current: bool = True) -> Edition:
        """Import an edition, and put it in force."""
        made = editions.import_edition(text.encode(), "six.yaml", **by(self.office))
        return editions.put_in_force(made.pk, **by(self.office)) if current else made

    def item(self, edition: Edition, code: str) -> Item:
        return edition.items.get(code=code)
