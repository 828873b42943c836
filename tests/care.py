"""What was done for a few households, for tests of pages."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.utils import timezone

from youju.care import actions
from youju.care.actions.aid import Asked
from youju.care.actions.services import Plan
from youju.care.actions.visits import Told
from youju.care.rules.benefits import Rule
from youju.residents.actions import Home, register
from youju.residents.queries import Area, Household
from youju.residents.rules.people import Told as Person

PAGES = (
    "/care/",
    "/care/print/",
    "/care/visits/",
    "/care/homes/{care_home_id}/",
    "/care/homes/{care_home_id}/part/",
    "/care/homes/{care_home_id}/visit/",
    "/care/aid/",
    "/care/aid/notice/",
    "/care/aid/{aid_case_id}/",
    "/care/funds/",
    "/care/aged/",
    "/care/aged/{benefit_id}/",
    "/care/aged/{benefit_id}/?given=1",
    "/care/services/",
    "/care/services/?show=all",
    "/care/elders/{elder_id}/",
    "/care/elders/{elder_id}/services/new/",
)


def some_care(staff: Any) -> dict[str, int]:
    """Visit, apply and care for the households of `tests.residents`, each with an elder."""
    today = timezone.localdate()

    def by() -> dict[str, Any]:
        return {"actor": staff, "now": timezone.now(), "key": uuid4()}

    area = Area.objects.filter(unit=staff.unit).latest("pk")
    rule = Rule(90, None, "chongyang")
    benefit = actions.add_benefit(staff.unit, "老年节慰问", rule, amount=Decimal(200), **by())
    actions.open_round(staff.unit, "送温暖", today, today + timedelta(9), **by())
    homes = list(Household.objects.filter(unit=staff.unit).order_by("pk")[:6])
    for n, home in enumerate(homes):
        actions.record_visit(home.pk, Told(today, "金专干", money=Decimal(200)), **by())
        case = actions.apply_aid(home.pk, Asked("dibao", "因病致穷", today), **by())
        elder = register(
            Person(f"王老{n}", birth=date(1930, 1, 1)), Home(area, f"9-1-{n}01"), **by()
        )
        service = actions.arrange_service(elder.pk, Plan("hair", 30, today, "王师傅"), **by())
        actions.record_call(service.pk, on=today, **by())
        if n < 3:
            actions.give(benefit, elder.pk, today.year, on=today, **by())
    return {
        "aid_case_id": case.pk,
        "benefit_id": benefit.pk,
        "elder_id": elder.pk,
        "care_home_id": homes[0].pk,
    }
