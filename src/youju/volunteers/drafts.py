"""The facts that each kind of record makes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from youju.facts.actions import Draft
from youju.facts.rules import Adds, MeasureSpec
from youju.kernel.periods import Grain, around
from youju.kernel.quantity import Quantity
from youju.organisations.queries import Unit
from youju.volunteers.models import (
    Assembly,
    Assessment,
    Association,
    Certificate,
    Order,
    Pair,
    PairVisit,
    Post,
    Programme,
    Service,
    Shift,
    Station,
    Team,
    Training,
    Volunteer,
)
from youju.volunteers.rules import orders
from youju.volunteers.rules.certificates import State as Certified
from youju.volunteers.rules.posts import ServiceState
from youju.volunteers.rules.seats import Seat as SeatState
from youju.volunteers.rules.teams import TeamKind

TOPIC = "VOL"
STOCK, FLOW, DISTINCT, RATE = Adds.STOCK, Adds.FLOW, Adds.DISTINCT, Adds.RATE


def _spec(
    code: str, name: str, unit: str, adds: Adds = FLOW, *words: str, **more: Any
) -> MeasureSpec:
    return MeasureSpec(f"volunteers.{code}", name, unit, adds, TOPIC, words, **more)


# Services count as 志愿服务活动, 次数, 人次, 时长 and 户次 of the ledger `volunteering`, so that a service
# of the register and one only counted add up; a figure has one name, wherever it was recorded.
LEDGER = "volunteering"
MEASURES: tuple[MeasureSpec, ...] = (
    _spec("registered", "注册志愿者", "名", STOCK, "登记志愿者", "在册志愿者"),
    _spec("starred", "星级志愿者", "名", STOCK),
    _spec("trainings", "志愿者培训", "场", FLOW, "志愿者培训班"),
    _spec("trained", "志愿者培训人次", "人次", FLOW, "培训志愿者"),
    _spec("assessed", "志愿者考核", "人次", FLOW, "考核志愿者"),
    _spec("teams", "志愿服务队", "支", STOCK, "志愿者服务队", "志愿者队伍"),
    _spec("team_members", "志愿服务队员", "名", STOCK, "志愿者队员"),
    _spec("function_teams", "功能志愿服务队", "支", STOCK),
    _spec("unit_teams", "单位志愿服务队", "支", STOCK, "单位志愿者服务队"),
    _spec("unit_members", "单位志愿服务队员", "名", STOCK),
    _spec("associations", "志愿者协会", "个", STOCK),
    _spec("association_members", "志愿者协会会员", "人", STOCK, "协会会员"),
    _spec("meetings", "志愿者协会会议", "次"),
    _spec("programmes", "常态化志愿项目", "项", STOCK, "学雷锋常态化项目", "志愿服务项目"),
    _spec("people", "参加服务志愿者", "人", DISTINCT),
    _spec("posts", "文明劝导岗", "个", STOCK, "劝导岗"),
    _spec("post_shifts", "文明劝导班次", "班次", FLOW, "劝导班次"),
    _spec("persuaded", "劝导不文明行为", "人次", FLOW, "文明劝导"),
    _spec("certificates", "志愿服务证明", "份"),
    _spec("stations", "志愿服务站", "个", STOCK, "志愿服务站点", "志愿服务广场"),
    _spec("star_stations", "星级志愿服务站", "个", STOCK),
    _spec("pairs", "关爱结对", "对", STOCK, "结对关爱"),
    _spec("pair_visits", "关爱上门", "次", FLOW, "上门服务"),
    _spec("cared", "关爱对象", "人", DISTINCT),
    _spec("haircuts", "上门理发", "人次", FLOW, "义务理发"),
    _spec("orders", "志愿点单", "单"),
    _spec("orders_done", "办完点单", "单"),
    _spec("orders_rated", "评单", "单"),
    _spec("orders_pleased", "满意评单", "单"),
    _spec("pleased_rate", "点单满意率", "%", RATE, numerator="volunteers.orders_pleased", denominator="volunteers.orders_rated"),
)  # fmt: skip
UNIT_OF = {one.code: one.unit for one in MEASURES}
LEDGER_UNITS = {
    "entries": "次",
    "times_said": "次",
    "people": "人次",
    "hours": "小时",
    "served": "户次",
}


def _one(unit: Unit, code: str, on: date, number: int | Decimal = 1, **more: Any) -> Draft:
    full = f"volunteers.{code}"
    quantity = Quantity(Decimal(number), UNIT_OF[full])
    return Draft(unit, full, quantity, around(on, Grain.DAY), **more)


def _standing(
    unit: Unit, code: str, series: str, since: date, until: date | None, number: int = 1
) -> Iterator[Draft]:
    """Some from the day it began, none from the day it ended."""
    yield _one(unit, code, since, number, series=series)
    if until is not None:
        yield _one(unit, code, until, 0, series=series)


def of_volunteer(one: Volunteer) -> Iterator[Draft]:
    """In the register from registration until they left; a star from the day it was made."""
    if one.registered_on is None:
        return
    series = f"volunteer:{one.pk}"
    yield from _standing(one.unit, "registered", series, one.registered_on, one.left_on)
    if one.star_on is not None:
        yield from _standing(one.unit, "starred", series, one.star_on, one.left_on)


def of_training(one: Training) -> Iterator[Draft]:
    yield _one(one.unit, "trainings", one.on)
    yield _one(one.unit, "trained", one.on, one.people.count())


def of_assessment(one: Assessment) -> Iterator[Draft]:
    yield _one(one.volunteer.unit, "assessed", one.on)


def of_team(team: Team) -> Iterator[Draft]:
    """A team, and as many members as it states, else as stand in it day by day."""
    series = f"team:{team.pk}"
    codes = [("teams", "team_members")]
    if team.kind in (TeamKind.UNIT, TeamKind.PARTY):
        codes.append(("unit_teams", "unit_members"))
    counts = dict(_members_by_day(team))
    for teams, members in codes:
        yield from _standing(team.unit, teams, series, team.since, team.until)
        for day, number in counts.items():
            yield _one(team.unit, members, day, number, series=series)
    if team.kind == TeamKind.FUNCTION:
        yield from _standing(team.unit, "function_teams", series, team.since, team.until)


def _members_by_day(team: Team) -> Iterator[tuple[date, int]]:
    if team.stated is not None:
        yield team.since, team.stated
    else:
        changes: dict[date, int] = {}
        for since, until in team.members.order_by("pk").values_list("since", "until"):
            begun = max(since, team.since)
            changes[begun] = changes.get(begun, 0) + 1
            if until is not None:
                changes[until] = changes.get(until, 0) - 1
        held = 0
        for day in sorted(changes):
            held += changes[day]
            yield day, held
    if team.until is not None:
        yield team.until, 0


def of_association(one: Association) -> Iterator[Draft]:
    series = f"association:{one.pk}"
    yield from _standing(one.unit, "associations", series, one.founded_on, one.until)
    if one.members is not None:
        on = one.members_on or one.founded_on
        yield from _standing(one.unit, "association_members", series, on, one.until, one.members)


def of_meeting(one: Assembly) -> Iterator[Draft]:
    yield _one(one.association.unit, "meetings", one.on)


def of_programme(one: Programme) -> Iterator[Draft]:
    yield from _standing(one.unit, "programmes", f"programme:{one.pk}", one.since, one.until)


def of_post(one: Post) -> Iterator[Draft]:
    yield from _standing(one.unit, "posts", f"post:{one.pk}", one.since, one.until)


def of_service(service: Service) -> Iterator[Draft]:
    """A service with what its shifts made, at each unit that held it; once above them."""
    shifts = list(service.shifts.exclude(confirmed_at=None).prefetch_related("seats"))
    if service.state == ServiceState.CANCELLED:
        return
    if not shifts and service.state != ServiceState.HELD:
        return
    for unit in (service.unit, *service.partners.order_by("pk")):
        yield from _whole(service, unit)
        for shift in shifts:
            yield from _of_shift(service, shift, unit)


def _whole(service: Service, unit: Unit) -> Iterator[Draft]:
    def told(code: str, quantity: Quantity) -> Draft:
        on = around(service.on, Grain.DAY)
        return Draft(unit, f"{LEDGER}.{code}", quantity, on, share_key=service.share_key)

    for code in ("entries", "times_said"):
        yield told(code, Quantity(Decimal(1), LEDGER_UNITS[code]))
    if service.crowd is not None:
        yield told("people", service.crowd)
    if service.served:
        yield told("served", Quantity(Decimal(service.served), LEDGER_UNITS["served"]))


def _of_shift(service: Service, shift: Shift, unit: Unit) -> Iterator[Draft]:
    """人次 and hours of one shift, and each different person; turns and persuasions at a post."""
    day = timezone.localdate(shift.starts)
    key = f"{service.share_key}-{shift.pk}" if service.share_key else ""
    came = [one for one in shift.seats.all() if one.state == SeatState.CONFIRMED]
    minutes = sum(one.minutes or 0 for one in came)
    numbers = {"people": Decimal(len(came)), "hours": (Decimal(minutes) / 60).quantize(Decimal("0.01"))}  # fmt: skip
    for code, number in numbers.items():
        if number:
            quantity = Quantity(number.normalize() + 0, LEDGER_UNITS[code])
            yield Draft(unit, f"{LEDGER}.{code}", quantity, around(day, Grain.DAY), share_key=key)
    for one in came:
        yield _one(unit, "people", day, series=f"volunteer:{one.volunteer_id}")
    if service.post_id is not None:
        yield _one(unit, "post_shifts", day, share_key=key)
    if shift.persuaded:
        yield _one(unit, "persuaded", day, shift.persuaded, share_key=key)


def of_certificate(one: Certificate) -> Iterator[Draft]:
    if one.state == Certified.ISSUED and one.issued_on is not None:
        yield _one(one.unit, "certificates", one.issued_on)


def of_station(one: Station) -> Iterator[Draft]:
    """A station, and each day from which it had a star or lost it."""
    series = f"station:{one.pk}"
    yield from _standing(one.unit, "stations", series, one.since, one.until)
    for on, star in one.checks.order_by("on").values_list("on", "star"):
        yield _one(one.unit, "star_stations", on, 1 if star else 0, series=series)
    if one.until is not None and one.checks.exists():
        yield _one(one.unit, "star_stations", one.until, 0, series=series)


def of_pair(one: Pair) -> Iterator[Draft]:
    yield from _standing(one.unit, "pairs", f"pair:{one.pk}", one.since, one.until)


def of_pair_visit(one: PairVisit) -> Iterator[Draft]:
    unit = one.pair.unit
    yield _one(unit, "pair_visits", one.on)
    yield _one(unit, "cared", one.on, series=f"pair:{one.pair_id}")
    if one.help == PairVisit.Help.HAIR:
        yield _one(unit, "haircuts", one.on)


def of_order(one: Order) -> Iterator[Draft]:
    yield _one(one.unit, "orders", one.asked_on)
    if one.done_on is not None:
        yield _one(one.unit, "orders_done", one.done_on)
        if one.stars is not None:
            yield _one(one.unit, "orders_rated", one.done_on)
            pleased = 1 if one.stars >= orders.SATISFIED else 0
            yield _one(one.unit, "orders_pleased", one.done_on, pleased)
