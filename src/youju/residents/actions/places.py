"""Areas, buildings and doors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from youju.kernel.quantity_text import parse_quantity
from youju.kernel.refusal import Refused
from youju.kernel.text import pinyin_of
from youju.organisations.actions import Actor, allow
from youju.organisations.queries import May, Unit, subtree_ids
from youju.organisations.rules import check_open
from youju.residents import hooks, measures
from youju.residents.actions.frame import act_at, act_on
from youju.residents.actions.keying import rekey
from youju.residents.actions.tallying import recount
from youju.residents.models import (
    Area,
    Building,
    Door,
    Firm,
    Household,
    Need,
    Resident,
    UnsafeHouse,
)
from youju.residents.rules.doors import DoorName
from youju.residents.tokens import door_token


@dataclass(frozen=True, slots=True)
class AreaTold:
    """What is told of an area. Totals are quantities as people write them: 785户, 1万多人."""

    name: str
    kind: str
    built: str = ""
    fee: str = ""
    weak_points: str = ""
    households_told: str = ""
    people_told: str = ""
    firm: Firm | None = None


def add_area(
    unit: Unit, told: AreaTold, *, actor: Actor, now: datetime, key: UUID | None = None
) -> Area:
    """Register a residential area."""
    with act_at("add_area", unit, actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Area.objects.get(pk=doing.subject_id)
        check_open(unit.until, unit.name)
        area = Area(root_id=unit.root_id, unit=unit, made_on=timezone.localdate(now))
        _tell(area, told)
        area.save()
        doing.on("residents.area", area.pk)
        recount([unit], now)
    return area


def change_area(
    area_id: int, told: AreaTold, *, actor: Actor, now: datetime, key: UUID | None = None
) -> Area:
    """Correct what is told of an area."""
    with act_on("change_area", Area, area_id, actor=actor, now=now, key=key) as (doing, area):
        if doing.replayed:
            return area
        _tell(area, told)
        area.save()
        recount([area.unit], now)
    return area


def _tell(area: Area, told: AreaTold) -> None:
    name = told.name.strip()
    if not name:
        raise Refused("填小区名称", field="name")
    if told.kind not in Area.Kind.values:
        raise Refused("选小区类型", field="kind")
    if Area.objects.filter(unit=area.unit, name=name).exclude(pk=area.pk).exists():
        raise Refused("这个单位已有同名的小区", field="name")
    area.name, area.pinyin, area.kind = name[:40], pinyin_of(name)[:200], told.kind
    area.built, area.fee = told.built.strip()[:40], told.fee.strip()[:40]
    area.weak_points, area.firm = told.weak_points.strip()[:300], told.firm
    area.households_told = _total(told.households_told, "户", "households_told")
    area.people_told = _total(told.people_told, "人", "people_told")


def _total(text: str, unit: str, field: str) -> str:
    """Return a total as it is kept. Raises Refused at its field."""
    if not text.strip():
        return ""
    try:
        quantity = parse_quantity(text, unit)
    except (Refused, ValueError) as error:
        raise Refused(getattr(error, "message", str(error)), field=field) from error
    if quantity.unit != unit:
        raise Refused(_("按“%(unit)s”填写，如 785%(unit)s") % {"unit": unit}, field=field)
    return quantity.text()


def close_area(area_id: int, *, actor: Actor, now: datetime, key: UUID | None = None) -> Area:
    """Note that an area is no more; only where nobody is registered there."""
    with act_on("close_area", Area, area_id, actor=actor, now=now, key=key) as (doing, area):
        if doing.replayed:
            return area
        if area.households.filter(until=None).exists():
            raise Refused("小区里还有登记的住户，先办理迁出")
        area.closed_on = timezone.localdate(now)
        area.save(update_fields=["closed_on"])
        recount([area.unit], now)
    return area


def give_building(
    area_id: int, number: str, unit: Unit, *, actor: Actor, now: datetime, key: UUID | None = None
) -> Building:
    """Say which grid answers for a building; whoever lives there stands there from now on."""
    with act_on("give_building", Area, area_id, actor=actor, now=now, key=key) as (doing, area):
        building, _made = Building.objects.get_or_create(
            area=area, number=number.strip()[:6], defaults={"unit": area.unit}
        )
        if doing.replayed:
            return building
        if not area.unit.covers(unit):
            raise Refused("只能交给小区所在单位或它的网格", field="unit")
        before = building.unit
        building.unit = unit
        building.save(update_fields=["unit"])
        _restand(Household.objects.filter(door__building=building), unit)
        recount([before, unit], now)
        doing.on("residents.area", area.pk, building=building.number, unit=unit.pk)
    return building


def hand_area(
    area_id: int, unit: Unit, *, actor: Actor, now: datetime, key: UUID | None = None
) -> Area:
    """Let another community answer for an area, as after a split: its buildings, whoever lives there, what
    they need and what is done for them go along. Only for who stands above both."""
    with act_on("hand_area", Area, area_id, actor=actor, now=now, key=key) as (doing, area):
        doing.on("residents.area", area.pk, unit=unit.pk)
        if doing.replayed:
            return area
        before = area.unit
        for one in (before, unit):
            allow(actor, May.ORGANISE, one)
        check_open(unit.until, unit.name)
        if unit.pk == before.pk or unit.kind != before.kind:
            raise Refused("选另一个同类的单位", field="unit")
        if Area.objects.filter(unit=unit, name=area.name).exists():
            raise Refused("那个单位已有同名的小区", field="unit")
        area.unit = unit
        area.save(update_fields=["unit"])
        _hand(area, before, now)
    return area


def _hand(area: Area, before: Unit, now: datetime) -> None:
    """Let all that stands in an area stand at its new unit; a grid that went along keeps what is its own."""
    unit = area.unit
    theirs = Building.objects.filter(area=area).exclude(unit__in=subtree_ids(unit))
    left = {before, *(one.unit for one in theirs.select_related("unit"))}
    theirs.update(unit=unit)
    homes = list(
        Household.objects.filter(area=area).exclude(unit__in=subtree_ids(unit)).values_list("pk", flat=True)
    )  # fmt: skip
    _restand(Household.objects.filter(pk__in=homes), unit)
    UnsafeHouse.objects.filter(household__in=homes).update(unit=unit)
    measures.count_area_again(area, now)
    recount([*left, unit], now)
    hooks.handed(homes, unit, now)


def _restand(homes: QuerySet[Household], unit: Unit) -> None:
    people = Resident.objects.filter(household__in=homes)
    Need.objects.filter(household__in=homes).update(unit=unit)
    Need.objects.filter(resident__in=people).update(unit=unit)
    people.update(unit=unit)
    homes.update(unit=unit)
    rekey(people.select_related("household__door__building", "unit"))


def door_at(area: Area, name: DoorName) -> Door:
    """Return a door of an area, made with its building where there is none yet."""
    building, _made = Building.objects.get_or_create(
        area=area, number=name.building, defaults={"unit": area.unit}
    )
    door, made = Door.objects.get_or_create(
        building=building,
        token=door_token(name.key),
        defaults={"entrance": name.entrance, "room": name.room},
    )
    if made:
        door = Door.objects.select_related("building__area", "building__unit").get(pk=door.pk)
    return door
