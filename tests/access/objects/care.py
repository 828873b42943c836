"""Objects of the room care."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from tests.access.objects import by, once
from tests.access.objects.residents import area, pk
from youju.care import actions
from youju.care.actions.aid import Asked
from youju.care.actions.services import Plan
from youju.care.actions.visits import Told
from youju.care.models import Tally
from youju.care.rules.benefits import Rule
from youju.residents import actions as residents
from youju.residents.actions import Home
from youju.residents.rules.people import Told as Person


def _by(world: Any, own: bool) -> dict[str, Any]:
    return by(world.staff(own))


@once
def elder(world: Any, own: bool) -> Any:
    told = Person("王老太", birth=date(1930, 1, 1))
    return residents.register(told, Home(area(world, own), "4-1-101"), **_by(world, own))


@once
def other_elder(world: Any, own: bool) -> Any:
    told = Person("李老太", birth=date(1930, 1, 1))
    return residents.register(told, Home(area(world, own), "4-1-102"), **_by(world, own))


@once
def visit(world: Any, own: bool) -> Any:
    home = elder(world, own).household_id
    told = Told(timezone.localdate(), "金专干", note="独居")
    return actions.record_visit(home, told, **_by(world, own))


@once
def round(world: Any, own: bool) -> Any:
    today = timezone.localdate()
    days = (today, today + timedelta(9))
    return actions.open_round(world.unit(own), "送温暖", *days, **_by(world, own))


@once
def case(world: Any, own: bool) -> Any:
    asked = Asked("dibao", "因病致穷", timezone.localdate())
    return actions.apply_aid(elder(world, own).household_id, asked, **_by(world, own))


@once
def paid(world: Any, own: bool) -> Any:
    """Aid that needs no notice, granted and paid by the office."""
    today, office = timezone.localdate(), by(world.office(own))
    home = other_elder(world, own).household_id
    asked = actions.apply_aid(home, Asked("linshi", "火灾", today), **_by(world, own))
    found = {"checkers": "金专干、白书记", "text": "属实"}
    actions.check_aid(asked.pk, on=today, **found, **_by(world, own))
    actions.grant_aid(asked.pk, on=today, amount=Decimal(600), **office)
    return actions.pay_aid(asked.pk, on=today, amount=Decimal(600), **by(world.office(own)))


@once
def benefit(world: Any, own: bool) -> Any:
    given = {"goods": "米", **_by(world, own)}
    return actions.add_benefit(world.unit(own), "老年节慰问", Rule(90, None, "chongyang"), **given)


@once
def gift(world: Any, own: bool) -> Any:
    today = timezone.localdate()
    person = other_elder(world, own).pk
    return actions.give(benefit(world, own), person, today.year, on=today, **_by(world, own))


@once
def service(world: Any, own: bool) -> Any:
    plan = Plan("hair", 30, timezone.localdate(), "王师傅")
    return actions.arrange_service(elder(world, own).pk, plan, **_by(world, own))


@once
def call(world: Any, own: bool) -> Any:
    on = timezone.localdate()
    return actions.record_call(service(world, own).pk, on=on, note="好", **_by(world, own))


def tally(world: Any, own: bool) -> Any:
    service(world, own)
    return Tally.objects.filter(unit=elder(world, own).unit).latest("pk")


OBJECTS = {
    "resident_id": pk(elder),
    "household_id": lambda world, own: int(elder(world, own).household_id),
    "visit_id": pk(visit),
    "round_id": pk(round),
    "case_id": pk(case),
    "step": lambda world, own: "check",
    "payment_id": pk(paid),
    "benefit_id": pk(benefit),
    "gift_id": pk(gift),
    "service_id": pk(service),
    "call_id": pk(call),
    "tally_id": pk(tally),
    "what": lambda world, own: "aid",
    "field": lambda world, own: "cause",
    "record_id": pk(case),
}
