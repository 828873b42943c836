"""Registering residents, correcting, moving, leaving."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import zip_longest
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from youju.kernel.crypto import mask_name
from youju.kernel.refusal import Refused
from youju.kernel.text import NOTHING, pinyin_of
from youju.organisations.actions import Actor
from youju.organisations.queries import Membership, Unit
from youju.residents.actions.frame import act_at, act_on
from youju.residents.actions.keying import plain, rekey
from youju.residents.actions.places import door_at
from youju.residents.actions.tallying import recount
from youju.residents.models import Area, Household, Need, Resident, Stay
from youju.residents.queries.scope import visible
from youju.residents.rules import people as rules
from youju.residents.rules.doors import read_door
from youju.residents.rules.people import Relation, Tenure, Told
from youju.residents.tokens import id_token


@dataclass(frozen=True, slots=True)
class Home:
    """Where somebody lives: a household, or a door of an area where there may be none yet."""

    area: Area
    door: str = ""
    tenure: str = Tenure.OWN.value
    household: Household | None = None
    landlord: str = ""
    landlord_phone: str = ""


def register(
    told: Told,
    home: Home,
    *,
    since: date | None = None,
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> Resident:
    """Register somebody in a household, which is made where the door has none.

    Raises:
        Refused: At the field; also where the identity number is registered in the actor's view.
    """
    today = timezone.localdate(now)
    with act_at("register", standing_at(home), actor=actor, now=now, key=key) as doing:
        if doing.replayed:
            return Resident.objects.get(pk=doing.subject_id)
        told = rules.checked(told, today)
        _check_unknown(told, actor)
        since = since or today
        rules.check_leaving(since, since, today)
        household = home_at(home, since)
        resident = new_resident(told, household, actor, now)
        resident.save()
        Stay.objects.create(resident=resident, household=household, since=since)
        lead(household, resident)
        rekey([_placed(resident)], fresh=True)
        recount([household.unit], now)
        doing.on("residents.resident", resident.pk)
    return resident


def _check_unknown(told: Told, actor: Actor) -> None:
    if not told.id_number or not isinstance(actor, Membership):
        return
    rows = visible(actor, Resident).filter(id_token=id_token(told.id_number), merged_into=None)
    held = rows.select_related("household__area", "household__door__building__area").first()
    if held is not None:
        where = held.place or "已迁出"
        raise Refused(
            _("这个身份证号已登记：%(name)s，%(where)s。迁居请在本人页面办理迁移")
            % {"name": held.name, "where": where},
            field="id_number",
        )


def standing_at(home: Home) -> Unit:
    """Return the unit that a home stands at: the building's grid where it was given to one."""
    if home.household is not None:
        return home.household.unit
    if home.door.strip():
        number = read_door(home.door).building
        building = home.area.buildings.filter(number=number).select_related("unit").first()
        if building is not None:
            return building.unit
    return home.area.unit


def home_at(home: Home, since: date) -> Household:
    """Return the household to live in: the one named, the one behind the door, or a new one."""
    if home.household is not None:
        return home.household
    door = door_at(home.area, read_door(home.door)) if home.door.strip() else None
    unit = door.building.unit if door else home.area.unit
    if door is not None:
        held = door.households.filter(until=None, tenure=home.tenure).order_by("-pk").first()
        if held is not None:
            return held
    return Household.objects.create(
        root_id=home.area.root_id,
        unit=unit,
        area=home.area,
        door=door,
        tenure=home.tenure,
        landlord=home.landlord.strip()[:30],
        landlord_phone=home.landlord_phone.strip(),
        since=since,
    )


def new_resident(told: Told, household: Household, actor: Actor, now: datetime) -> Resident:
    """Return an unsaved resident of a household as told."""
    resident = Resident(
        root_id=household.root_id,
        unit=household.unit,
        household=household,
        made_at=now,
        made_by_label=actor.label,
    )
    fill(resident, told, timezone.localdate(now))
    return resident


def fill(resident: Resident, told: Told, today: date) -> None:
    """Write what was told and checked into the columns: of a minor all of it sealed."""
    minor = rules.is_minor(told.birth, today)
    phones = (*told.phones, "", "")
    resident.minor = minor
    resident.name = mask_name(told.name) if minor else told.name
    resident.sealed_name = told.name if minor else ""
    resident.pinyin = "" if minor else pinyin_of(told.name, name=True)[:120]
    resident.former_name = "" if minor else told.former_name.strip()[: rules.NAME]
    resident.sex = "" if minor else told.sex
    resident.birth = None if minor else told.birth
    resident.sealed_birth = told.birth.isoformat() if minor and told.birth else ""
    resident.id_number, resident.id_token = told.id_number, id_token(told.id_number)
    resident.phone, resident.other_phone = phones[0], phones[1]
    resident.guardian, resident.note = told.guardian, told.note
    resident.relation, resident.incomer = told.relation, told.incomer
    resident.registered_on = told.registered_on


def told_of(resident: Resident) -> Told:
    """Return what is held of somebody, in plain, to be corrected or compared; it is not shown."""
    sealed = plain(resident.sealed_birth)
    phones = (plain(resident.phone), plain(resident.other_phone))
    return Told(
        name=plain(resident.sealed_name) if resident.minor else resident.name,
        id_number=plain(resident.id_number),
        sex=resident.sex,
        birth=date.fromisoformat(sealed) if sealed else resident.birth,
        phones=tuple(filter(None, phones)),
        former_name=resident.former_name,
        relation=resident.relation,
        guardian=plain(resident.guardian),
        note=plain(resident.note),
        incomer=resident.incomer,
        registered_on=resident.registered_on,
    )


def change(
    resident_id: int,
    *,
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
    **given: Any,
) -> Resident:
    """Correct what is held. What is protected is kept where nothing is given for it, and goes where 无 is.

    Args:
        given: Fields of `Told`. An identity number given anew decides sex and birth; of the two phones
            each is kept or goes by itself.
    """
    with act_on("change", Resident, resident_id, actor=actor, now=now, key=key) as (doing, row):
        if doing.replayed:
            return row
        check_live(row)
        before = told_of(row)
        kept = _corrected(before, given)
        if kept.get("id_number"):
            before = replace(before, sex="", birth=None)
        told = rules.checked(replace(before, **kept), timezone.localdate(now))
        if told.id_number != plain(row.id_number):
            _check_unknown(told, actor)
        fill(row, told, timezone.localdate(now))
        row.save()
        if row.household and row.relation == Relation.HEAD:
            row.household.head = row
            row.household.save(update_fields=["head"])
        rekey([_placed(row)])
        recount([row.unit], now)
        doing.on("residents.resident", row.pk, fields=sorted(kept))
    return row


def _corrected(before: Told, given: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that change: a form cannot show what is sealed, so that nothing typed keeps it."""
    sealed = ("name", "id_number", "phones", "guardian", "note", "birth", "sex")
    kept = {k: v for k, v in given.items() if v or k not in sealed}
    kept |= {name: "" for name in ("id_number", "guardian", "note") if kept.get(name) == NOTHING}
    if "phones" in kept:
        pairs = zip_longest(kept["phones"], before.phones, fillvalue="")
        merged = (new or old for new, old in pairs)
        kept["phones"] = tuple(one for one in merged if one and one != NOTHING)
    return kept


def check_live(resident: Resident) -> None:
    """Refuse an act on a registration that was merged or erased."""
    if not resident.live:
        raise Refused("这份登记已并入另一份，或已删除，不能再改")


def lead(household: Household, resident: Resident) -> None:
    """Make somebody the head where they are told to be, or where there is none."""
    if resident.relation == Relation.HEAD or household.head_id is None:
        household.head = resident
        household.save(update_fields=["head"])


def _placed(resident: Resident) -> Resident:
    return Resident.objects.select_related("household__door__building", "unit").get(pk=resident.pk)


def move(
    resident_id: int,
    home: Home,
    *,
    on: date,
    relation: str = "",
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> Resident:
    """Let somebody live elsewhere from a day on; the stay before ends on it."""
    with act_on("move", Resident, resident_id, actor=actor, now=now, key=key) as (doing, row):
        if doing.replayed:
            return row
        check_live(row)
        if isinstance(actor, Membership) and not actor.unit.covers(standing_at(home)):
            raise Refused("迁往的小区不在您的单位范围内，请先登记迁出", field="area")
        before = row.unit
        household = home_at(home, on)
        if household.pk == row.household_id:
            raise Refused("人已经登记在这一户", field="door")
        depart(row, on, timezone.localdate(now))
        settle(row, household, on, relation)
        recount([before, household.unit], now)
        doing.on("residents.resident", row.pk)
    return row


def settle(row: Resident, household: Household, on: date, relation: str = "") -> None:
    """Write that somebody lives in a household from a day on, with all that follows."""
    row.household, row.unit, row.relation = household, household.unit, relation
    row.left_on, row.left_why = None, ""
    row.save()
    Stay.objects.create(resident=row, household=household, since=on)
    Need.objects.filter(resident=row).update(unit=household.unit)
    lead(household, row)
    rekey([_placed(row)])


def depart(row: Resident, on: date, today: date) -> None:
    """End the stay of somebody; a household without anybody ends with it."""
    stay = row.stays.filter(until=None).first()
    if stay is not None:
        rules.check_leaving(stay.since, on, today)
        stay.until = on
        stay.save(update_fields=["until"])
    household = row.household
    row.household = None
    row.save(update_fields=["household"])
    if household is not None:
        leave_household(household, row, on)


def leave_household(household: Household, row: Resident, on: date) -> None:
    """Find another head, or end a household that nobody lives in."""
    others = household.members.filter(merged_into=None).order_by("minor", "pk")
    if household.head_id == row.pk:
        household.head = others.first() or row
    if not others.exists():
        household.until = max(on, household.since)
        Need.objects.filter(household=household, until=None, since__lte=on).update(until=on)
    household.save(update_fields=["head", "until"])


def leave(
    resident_id: int,
    *,
    on: date,
    why: str,
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> Resident:
    """Note that somebody moved away or died. What is held is kept for the years of the catalogue."""
    with act_on("leave", Resident, resident_id, actor=actor, now=now, key=key) as (doing, row):
        if doing.replayed:
            return row
        check_live(row)
        if row.household is None:
            raise Refused("已经登记过迁出或去世")
        depart(row, on, timezone.localdate(now))
        row.left_on, row.left_why = on, rules.Gone(why).value
        row.save()
        Need.objects.filter(resident=row, until=None, since__lte=on).update(until=on)
        rekey([_placed(row)])
        recount([row.unit], now)
        doing.on("residents.resident", row.pk, why=why)
    return row


def change_household(
    household_id: int,
    *,
    tenure: str,
    landlord: str = "",
    landlord_phone: str = "",
    warned_on: date | None = None,
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> Household:
    """Say how a household lives: in its own house, or as tenants of whom. An empty phone is kept, 无 takes it out."""
    frame = act_on("change_household", Household, household_id, actor=actor, now=now, key=key)
    with frame as (doing, row):
        if doing.replayed:
            return row
        row.tenure = Tenure(tenure).value
        row.landlord = landlord.strip()[:30] if tenure == Tenure.RENTED else ""
        row.landlord_phone = landlord_phone.strip() or row.landlord_phone
        if tenure != Tenure.RENTED or row.landlord_phone == NOTHING:
            row.landlord_phone = ""
        if tenure == Tenure.RENTED and not row.landlord:
            raise Refused("租住的填房东姓名", field="landlord")
        if warned_on is not None and warned_on > timezone.localdate(now):
            raise Refused("日期还没有到", field="warned_on")
        row.warned_on = warned_on if tenure == Tenure.RENTED else None
        row.save(update_fields=["tenure", "landlord", "landlord_phone", "warned_on"])
        recount([row.unit], now)
    return row
