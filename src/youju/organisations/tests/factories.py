"""Plain fixed units, people and posts for tests of any room."""

from __future__ import annotations

from datetime import date

from youju.kernel.text import pinyin_of
from youju.organisations import rules
from youju.organisations.models import Membership, Person, Unit

PASSWORD = "Liuyin-2026-jq"


def make_unit(
    name: str, kind: rules.UnitKind, parent: Unit | None = None, code: str | None = None
) -> Unit:
    """Make a unit under its parent, with its path."""
    unit = Unit(kind=kind, name=name, short_name=name, code=code, parent=parent)
    unit.pinyin, unit.path, unit.root_id = pinyin_of(name), f"new-{name}", 0
    unit.since = date(2020, 1, 1)
    unit.save()
    unit.path = rules.path_of(parent.path if parent else "", unit.pk)
    unit.root_id = parent.root_id if parent else unit.pk
    unit.save()
    return unit


def make_person(username: str, name: str = "") -> Person:
    person = Person(username=username, name=name or username, pinyin=pinyin_of(name or username))
    person.set_password(PASSWORD)
    person.save()
    return person


def make_member(unit: Unit, role: rules.Role, username: str = "") -> Membership:
    """Make a person in a role at a unit."""
    person = make_person(username or f"{role.value}-{unit.pk}")
    return Membership.objects.create(person=person, unit=unit, role=role)


class City:
    """澄江市 down to a grid, and a second district that is none of the first one's business."""

    def __init__(self) -> None:
        kind = rules.UnitKind
        self.city = make_unit("澄江市", kind.CITY, None, "320500000000")
        self.district = make_unit("澄江区", kind.DISTRICT, self.city, "320502000000")
        self.street = make_unit("柳荫街道", kind.STREET, self.district, "320502001000")
        self.community = make_unit("金桥社区", kind.COMMUNITY, self.street, "320502001001")
        self.next_door = make_unit("桃李社区", kind.COMMUNITY, self.street, "320502001002")
        self.grid = make_unit("金桥社区第一网格", kind.GRID, self.community, "10000032050200100101")
        self.hospital = make_unit("澄江区人民医院", kind.HOSPITAL, self.district)
        self.elsewhere = make_unit("临河区", kind.DISTRICT, self.city, "320503000000")
