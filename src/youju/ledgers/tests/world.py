"""A small world: a city, a street, two communities; one clerk for each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from youju.organisations.models import Membership, Person, Unit
from youju.organisations.rules import Role, UnitKind, path_of

NOON = datetime(2026, 7, 8, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@dataclass
class World:
    city: Unit
    street: Unit
    jinqiao: Unit
    guiyuan: Unit
    clerk: Membership
    neighbour: Membership
    street_office: Membership
    leader: Membership
    sysadmin: Membership


def make_unit(kind: UnitKind, name: str, parent: Unit | None, code: str | None = None) -> Unit:
    unit = Unit.objects.create(
        kind=kind, name=name, short_name=name[:10], code=code, parent=parent, root_id=0, path=name
    )
    unit.path = path_of(parent.path if parent else "", unit.pk)
    unit.root_id = parent.root_id if parent else unit.pk
    unit.save()
    return unit


def make_member(username: str, name: str, unit: Unit, role: Role) -> Membership:
    person = Person.objects.create(username=username, name=name)
    return Membership.objects.create(person=person, unit=unit, role=role)


def make_world() -> World:
    city = make_unit(UnitKind.CITY, "澄江市", None, "330000000000")
    street = make_unit(UnitKind.DISTRICT, "东城区", city, "330001000000")
    street = make_unit(UnitKind.STREET, "柳荫街道", street, "330001001000")
    jinqiao = make_unit(UnitKind.COMMUNITY, "金桥社区", street, "330001001001")
    guiyuan = make_unit(UnitKind.COMMUNITY, "桂苑社区", street, "330001001002")
    return World(
        city,
        street,
        jinqiao,
        guiyuan,
        clerk=make_member("jinqiao", "甲专干", jinqiao, Role.STAFF),
        neighbour=make_member("guiyuan", "乙专干", guiyuan, Role.STAFF),
        street_office=make_member("office", "丙主任", street, Role.OFFICE),
        leader=make_member("leader", "丁领导", street, Role.LEADER),
        sysadmin=make_member("sysadmin", "戊管理", city, Role.SYSADMIN),
    )
