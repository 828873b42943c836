"""A mock round with sheets, and what stands beside it, for tests that read its pages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from youju.organisations.models import Unit
from youju.organisations.rules import Role
from youju.organisations.tests.factories import make_member
from youju.patrols.actions import add_place
from youju.standards import actions
from youju.standards.tests.mock_world import an_edition, answers


def a_mock_round(staff: Any) -> dict[str, object]:
    """Draw a round of six places at the staff's unit and have each scored twice, not alike."""
    unit, now, today = staff.unit, timezone.now(), timezone.localdate()
    office = make_member(unit, Role.OFFICE, "mock-office")
    people = [make_member(unit, Role.INSPECTOR, f"mock-{n}") for n in range(2)]

    def by(actor: Any) -> dict[str, Any]:
        return {"actor": actor, "now": now, "key": uuid4()}

    for n in range(6):
        add_place(unit, "square", f"测评广场{n}", **by(staff))
    root = Unit.objects.get(pk=unit.root_id)
    made = actions.draw_round(
        unit=unit, edition=an_edition(root), name="第一轮", start=today, end=today + timedelta(3),
        rest=6, **by(office),
    )  # fmt: skip
    actions.set_teams(made.pk, [[one.pk for one in people]], share=100, **by(office))
    for spot in made.spots.all():
        actions.record_sheet(spot.pk, answers=answers(spot, "litter"), **by(people[0]))
        actions.record_sheet(spot.pk, answers=answers(spot), **by(people[1]))
    event = actions.register_negative(
        unit=unit, on=today, group="诚信", title="失信", basis="公告", bars=True, **by(office)
    )
    spot_id = made.spots.order_by("pk")[0].pk
    return {"mock_round_id": made.pk, "mock_spot_id": spot_id, "negative_id": event.pk}
