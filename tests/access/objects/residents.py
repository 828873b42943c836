"""Objects of the room residents."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.access.objects import by, once
from youju.residents import actions
from youju.residents.actions import AreaTold, Home
from youju.residents.models import Roster, Tally
from youju.residents.rules.people import Told


def _by(world: Any, own: bool) -> dict[str, Any]:
    return by(world.staff(own))


@once
def area(world: Any, own: bool) -> Any:
    return actions.add_area(world.unit(own), AreaTold("柳荫里", "open"), **_by(world, own))


@once
def resident(world: Any, own: bool) -> Any:
    told = Told("李小禾", phones=("13812346027",))
    return actions.register(told, Home(area(world, own), "3-2-501"), **_by(world, own))


@once
def other(world: Any, own: bool) -> Any:
    home = Home(area(world, own), "3-2-502")
    return actions.register(Told("王建国"), home, **_by(world, own))


@once
def need(world: Any, own: bool) -> Any:
    one = resident(world, own)
    today = timezone.localdate()
    return actions.note_need("disabled", resident_id=one.pk, since=today, **_by(world, own))


@once
def consent(world: Any, own: bool) -> Any:
    today = timezone.localdate()
    given = {"purpose": "上门体检", "way": "written", "on": today}
    return actions.give_consent(resident(world, own).pk, **given, **_by(world, own))


@once
def committee(world: Any, own: bool) -> Any:
    today = timezone.localdate()
    term = {"elected_on": today - timedelta(9), "ends_on": today + timedelta(999)}
    told = {"chair": "赵主任", "members": 7, **term}
    return actions.elect_committee(area(world, own).pk, **told, **_by(world, own))


@once
def engagement(world: Any, own: bool) -> Any:
    today = timezone.localdate()
    made = actions.approach_firm(area(world, own).pk, name="甲物业", on=today, **_by(world, own))
    chosen = {"state": "chosen", "on": today, "until": today + timedelta(365)}
    return actions.settle_firm(made.pk, **chosen, **_by(world, own))


@once
def complaint(world: Any, own: bool) -> Any:
    one = engagement(world, own)
    return actions.complain(one.pk, "垃圾不清", on=timezone.localdate(), **_by(world, own))


@once
def house(world: Any, own: bool) -> Any:
    home = resident(world, own).household_id
    return actions.survey_house(home, on=timezone.localdate(), **_by(world, own))


@once
def roster(world: Any, own: bool) -> Any:
    content = "姓名,门牌,性别\n张三,1-1-101,男\n".encode()
    made = actions.receive_roster(
        content, "名册.csv", unit=world.unit(own), area=area(world, own), **_by(world, own)
    )
    Roster.objects.filter(pk=made.pk).update(rejects='[["姓名"], [["李四", "没有小区"]]]')
    return made


def tally(world: Any, own: bool) -> Any:
    resident(world, own)
    return Tally.objects.filter(unit=world.unit(own)).latest("pk")


def pk(make: Any) -> Any:
    """Return what makes the object's id for an address."""
    return lambda world, own: int(make(world, own).pk)


OBJECTS = {
    "resident_id": pk(resident),
    "other_id": pk(other),
    "area_id": pk(area),
    "household_id": lambda world, own: int(resident(world, own).household_id),
    "need_id": pk(need),
    "consent_id": pk(consent),
    "committee_id": pk(committee),
    "engagement_id": pk(engagement),
    "complaint_id": pk(complaint),
    "house_id": pk(house),
    "roster_id": pk(roster),
    "tally_id": pk(tally),
    "residents:open.what": lambda world, own: "person",
    "residents:open.field": lambda world, own: "phone",
    "residents:open.record_id": pk(resident),
}
