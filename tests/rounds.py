"""What the room of rounds shows of one unit: some of everything, for tests that go over pages."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from youju.organisations.models import Membership
from youju.patrols import actions
from youju.patrols.actions import Asked, Fault, Told
from youju.patrols.rules.cleaning import Duties
from youju.patrols.rules.frequency import Each, Per, Who
from youju.patrols.rules.visits import Heard, InspectionKind, TeamKind


def some_rounds(staff: Membership, now: datetime, today: date, *, many: int = 4) -> dict[str, int]:
    """Make some of everything at the member's unit; return ids for addresses."""
    unit = staff.unit

    def by(**more: Any) -> dict[str, Any]:
        return {"actor": staff, "now": now, "key": uuid4(), **more}

    places = [actions.add_place(unit, "market", f"市场{n}", **by()) for n in range(many)]
    for place in places:
        faults = [Fault("smoke", "有烟蒂"), Fault("", "入口堆物")]
        told = Told(passed=["scale"], faults=faults, opinions=["路灯不亮"])
        visit = actions.record_visit(place=place.pk, told=told, **by())
    team = actions.add_team(unit, TeamKind.RESIDENTS, "巡访队", since=today, **by())
    actions.add_route(unit, "早查线", places, **by())
    for n, per in enumerate((Per.DAY, Per.WEEK, Per.MONTH, Per.QUARTER, Per.TERM)):
        asked = Asked(per, who=Who.POST, post="院领导", kind="market", each=Each.PLACE)
        actions.add_frequency(unit, f"要求{n}", asked, since=today, **by())
    roster = actions.add_roster(unit, "待命", hours="24 小时", since=today, **by())
    last = today + timedelta(6)
    actions.fill_roster(roster.pk, first=today, last=last, people=[staff], **by())
    actions.log_call(roster.pk, "停电", called_at=now, **by())
    for n in range(many):
        area = actions.add_area(unit, f"责任区{n}", since=today, cleaner="甲", **by())
        for score in (90, 95):
            actions.check_area(area.pk, day=today, score=Decimal(score), fault="落叶", **by())
        shop = actions.add_shop(
            unit, "金桥路", f"门店{n}", duties=Duties.FOUR, made_on=today, **by()
        )
    walk = actions.check_shops(unit, "金桥路", today, {shop.pk: "店外堆物"}, **by())
    heard = actions.hear_opinion(unit, "增设车棚", source=Heard.RECEPTION, heard_on=today, **by())
    coming = actions.add_inspection(unit, InspectionKind.PROVINCE, "省测", on=last, **by())
    actions.choose_places(coming.pk, places, **by())
    return {
        "place_id": places[0].pk, "visit_id": visit.pk, "team_id": team.pk, "roster_id": roster.pk,
        "area_id": area.pk, "shop_id": shop.pk, "round_id": walk.pk, "opinion_id": heard.pk,
        "inspection_id": coming.pk,
    }  # fmt: skip
