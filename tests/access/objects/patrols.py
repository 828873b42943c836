"""Objects of the room patrols."""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal

from django.utils import timezone

from tests.access.objects import by, once
from youju.organisations.rules import Role
from youju.organisations.tests.factories import make_member
from youju.patrols import actions
from youju.patrols.actions import Asked, Fault, Told
from youju.patrols.models import Place, Roster, ShopCheck, Visit
from youju.patrols.rules.cleaning import Duties
from youju.patrols.rules.frequency import Per
from youju.patrols.rules.visits import Heard, InspectionKind, TeamKind


def today() -> date:
    return timezone.localdate()


@once
def place(world, own):
    unit = world.unit(own)
    return actions.add_place(unit, "market", "桂苑路农贸市场", **by(world.staff(own))).pk


@once
def second_place(world, own):
    return actions.add_place(world.unit(own), "estate", "桂苑小区", **by(world.staff(own))).pk


@once
def visit(world, own):
    told = Told(faults=[Fault("", "入口堆物")], opinions=["路灯不亮"])
    return actions.record_visit(place=place(world, own), told=told, **by(world.staff(own))).pk


def finding(world, own):
    return Visit.objects.get(pk=visit(world, own)).findings.get().pk


@once
def route(world, own):
    stops = [Place.objects.get(pk=make(world, own)) for make in (place, second_place)]
    return actions.add_route(world.unit(own), "早查线", stops, **by(world.staff(own))).pk


@once
def team(world, own):
    kind = TeamKind.RESIDENTS
    return actions.add_team(
        world.unit(own), kind, "巡访队", since=today(), **by(world.staff(own))
    ).pk


@once
def rule(world, own):
    asked = Asked(Per.HALF_HOUR, kind="unit_toilet", hour_from=time(7), hour_to=time(9))
    return actions.add_frequency(
        world.unit(own), "卫生间每半小时保洁", asked, since=today(), **by(world.staff(own))
    ).pk


@once
def mark(world, own):
    return actions.keep_marks(rule(world, own), today(), [0, 1], **by(world.staff(own))).pk


@once
def opinion(world, own):
    return actions.hear_opinion(
        world.unit(own),
        "增设车棚",
        source=Heard.RECEPTION,
        heard_on=today(),
        **by(world.staff(own)),
    ).pk


@once
def inspection(world, own):
    made = actions.add_inspection(
        world.unit(own), InspectionKind.INDEX, "指数测评", on=today(), **by(world.staff(own))
    )
    actions.settle_inspection(made.pk, result="已测", **by(world.staff(own)))
    return made.pk


@once
def lost(world, own):
    return actions.add_lost_item(
        inspection(world, own), "公益广告", "少 2 处", **by(world.staff(own))
    ).pk


@once
def roster(world, own):
    return actions.add_roster(
        world.unit(own), "迎检待命", hours="24 小时", since=today(), **by(world.staff(own))
    ).pk


@once
def shift(world, own):
    day, staff = today() + timedelta(1), world.staff(own)
    actions.fill_roster(roster(world, own), first=day, last=day, people=[staff], **by(staff))
    return Roster.objects.get(pk=roster(world, own)).shifts.get().pk


@once
def swap(world, own):
    other = make_member(world.unit(own), Role.STAFF, f"standby-{own}")
    return actions.ask_swap(shift(world, own), to=other, **by(world.staff(own))).pk


@once
def call(world, own):
    return actions.log_call(
        roster(world, own), "停电", called_at=timezone.now(), **by(world.staff(own))
    ).pk


@once
def area(world, own):
    return actions.add_area(
        world.unit(own),
        "桂苑片",
        since=today() - timedelta(90),
        cleaner="甲",
        **by(world.staff(own)),
    ).pk


@once
def check(world, own):
    return actions.check_area(
        area(world, own), day=today(), score=Decimal(90), fault="落叶", **by(world.staff(own))
    ).pk


@once
def month(world, own):
    last = today().replace(day=1) - timedelta(1)
    staff = world.staff(own)
    actions.check_area(area(world, own), day=last, score=Decimal(90), **by(staff))
    return actions.settle_month(world.unit(own), last, **by(staff))[0].pk


@once
def shop(world, own):
    return actions.add_shop(
        world.unit(own),
        "金桥路",
        "小吃店",
        duties=Duties.FOUR,
        made_on=today(),
        **by(world.staff(own)),
    ).pk


@once
def walk(world, own):
    return actions.check_shops(
        world.unit(own), "金桥路", today(), {shop(world, own): "店外堆物"}, **by(world.staff(own))
    ).pk


def shop_fault(world, own):
    return ShopCheck.objects.get(round_id=walk(world, own)).pk


OBJECTS = {
    "kind": lambda world, own: "market" if own else "none",
    "place_id": place,
    "visit_id": visit,
    "finding_id": finding,
    "route_id": route,
    "team_id": team,
    "rule_id": rule,
    "mark_id": mark,
    "opinion_id": opinion,
    "inspection_id": inspection,
    "lost_id": lost,
    "roster_id": roster,
    "shift_id": shift,
    "swap_id": swap,
    "call_id": call,
    "area_id": area,
    "check_id": check,
    "month_id": month,
    "shop_id": shop,
    "round_id": walk,
    "patrols:shop_corrected.check_id": shop_fault,
}
