"""Some activities, a series and norms, for pages that are looked at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.utils import timezone

from youju.activities import actions
from youju.activities.actions import Asked, Item, Part, SeriesTold, Told
from youju.activities.rules.norms import Per
from youju.kernel.quantity import Quantity
from youju.organisations.models import Membership


def some_activities(
    staff: Membership, photos: Sequence[int] = (), many: int = 4
) -> dict[str, object]:
    """Hold and plan some at the member's unit; return ids for addresses."""
    unit, now = staff.unit, timezone.now()
    today = timezone.localdate(now)

    def by() -> dict[str, Any]:
        return {"actor": staff, "now": now, "key": uuid4()}

    parts = [Part("社区", Decimal(3)), Part("学校", Decimal(1))]
    given = SeriesTold(
        "科普大学", today - timedelta(90), today + timedelta(90), "", Decimal(4), parts
    )
    series = actions.add_series(unit, "science_university", given, **by())
    people = {"people": Quantity(Decimal(40), "人次")}
    for n in range(many):
        on = today - timedelta(n)
        told = Told(
            "science_university",
            f"第{n + 1}讲",
            on,
            series=series,
            part=series.parts.first(),
            amounts=people,
        )
        actions.record_activity(unit, told, **by())
        coming = Told("citizen_class", f"课{n}", today + timedelta(n + 1))
        actions.plan_activity(unit, coming, **by())
        asked = Asked("citizen_class", f"要求{n}", Per.MONTH, 1, each=bool(n % 2))
        actions.add_norm(unit, asked, since=today, **by())
    show = Told(
        "culture", "晚会", today, amounts=people, programme=[Item("舞蹈", "甲")], photos=photos
    )
    held = actions.record_activity(unit, show, **by())
    plan = actions.plan_activity(unit, Told("culture", "运动会", today + timedelta(5)), **by())
    shown = actions.open_signup(plan.pk, capacity=20, signup_until=None, **by())
    return {"activity_id": held.pk, "series_id": series.pk, "public_slug": shown.slug or ""}
