"""Objects of the room supervision."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.access.objects import by, once
from youju.kernel.periods import parse_period
from youju.organisations.rules import UnitKind
from youju.organisations.tests.factories import make_unit
from youju.supervision import actions


@once
def notice(world: Any, own: bool) -> int:
    unit = world.unit(own)
    school = make_unit(f"{unit.name}小学", UnitKind.SCHOOL, unit)
    due = timezone.localdate() + timedelta(7)
    made = actions.issue_notice(
        unit=unit, to=school, problem="校门口乱停车", requirement="划线", due_on=due, **by(world.staff(own))
    )  # fmt: skip
    return made.pk


@once
def bulletin(world: Any, own: bool) -> int:
    made = actions.count_bulletin(
        unit=world.unit(own), title="通报", period=parse_period("2026-06"), report_id=1 if own else 2, url="/documents/",
        **by(world.leader(own)),
    )  # fmt: skip
    return made.pk


OBJECTS = {"notice_id": notice, "bulletin_id": bulletin}
