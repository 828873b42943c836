"""A small city for the access test: every role stands at 金桥社区; 桃李社区 is foreign to all."""

from __future__ import annotations

from typing import Any

from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member


class World:
    """The city, one member of each role at the own unit, and those who work at the foreign one."""

    def __init__(self) -> None:
        self.city = City()
        self.own_unit, self.foreign_unit = self.city.community, self.city.next_door
        self.members = {role: make_member(self.own_unit, role) for role in Role}
        self.foreign_member = make_member(self.foreign_unit, Role.STAFF, "taoli-staff")
        self.foreign_office = make_member(self.foreign_unit, Role.OFFICE, "taoli-office")
        self.foreign_leader = make_member(self.foreign_unit, Role.LEADER, "taoli-leader")
        self.made: dict[tuple[str, bool], Any] = {}

    def unit(self, own: bool):
        return self.own_unit if own else self.foreign_unit

    def staff(self, own: bool):
        return self.members[Role.STAFF] if own else self.foreign_member

    def office(self, own: bool):
        return self.members[Role.OFFICE] if own else self.foreign_office

    def leader(self, own: bool):
        return self.members[Role.LEADER] if own else self.foreign_leader
