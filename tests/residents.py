"""A few households, for tests of pages."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.utils import timezone

from youju.residents import actions
from youju.residents.actions import AreaTold, Home
from youju.residents.rules.people import Told


def some_residents(staff: Any) -> dict[str, int]:
    """Register an area with thirty people in ten households, some of them in need."""
    today = timezone.localdate()

    def by() -> dict[str, Any]:
        return {"actor": staff, "now": timezone.now(), "key": uuid4()}

    area = actions.add_area(staff.unit, AreaTold("柳荫里", "open"), **by())
    people = [
        actions.register(
            Told(f"李小{n}", phones=("13812346027",)), Home(area, f"3-{n // 3}-{n % 10}01"), **by()
        )
        for n in range(30)
    ]
    for one in people[:9]:
        actions.note_need("disabled", resident_id=one.pk, since=today, **by())
    home = people[0].household_id
    house = actions.survey_house(home, on=today, **by())
    return {
        "home_area_id": area.pk,
        "resident_id": people[0].pk,
        "household_id": home,
        "house_id": house.pk,
    }
