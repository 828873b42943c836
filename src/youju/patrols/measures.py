"""What the room counts: its measures, and the facts that each kind of record makes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from django.db.models import Model, QuerySet
from django.utils import timezone

from youju.facts import actions as facts
from youju.facts.actions import Draft, Source
from youju.facts.registry import SourceKind, register
from youju.facts.rules import Adds, MeasureSpec
from youju.kernel.periods import Grain, around
from youju.kernel.quantity import Quantity
from youju.organisations.queries import Unit
from youju.patrols.models import (
    AreaCheck,
    AreaMonth,
    Call,
    CleaningArea,
    Inspection,
    Mark,
    Opinion,
    Place,
    Shop,
    ShopRound,
    Team,
    Visit,
)
from youju.patrols.rules.visits import Heard, InspectionKind, Purpose, TeamKind

VISIT, OPINION, PLACE, TEAM = "patrols.visit", "patrols.opinion", "patrols.place", "patrols.team"
INSPECTION, CALL, MARK = "patrols.inspection", "patrols.call", "patrols.mark"
AREA, AREA_CHECK, AREA_MONTH = "patrols.area", "patrols.area_check", "patrols.area_month"
SHOP, ROUND = "patrols.shop", "patrols.round"
TOPIC = "INS"
STOCK, FLOW, DISTINCT, RATE = Adds.STOCK, Adds.FLOW, Adds.DISTINCT, Adds.RATE


def _spec(
    code: str, name: str, unit: str, adds: Adds = FLOW, *words: str, **more: Any
) -> MeasureSpec:
    return MeasureSpec(f"patrols.{code}", name, unit, adds, TOPIC, words, **more)


MEASURES: tuple[MeasureSpec, ...] = (
    _spec("places", "巡查点位", "个", STOCK, "迎查点位"),
    _spec("key_places", "重点点位", "个", STOCK, "国测重点点位"),
    _spec("patrols", "巡查次数", "次", FLOW, "开展巡查"),
    _spec("supervisions", "督查次数", "次", FLOW, "开展督查"),
    _spec("supervision_people", "督查人次", "人次", FLOW, "出动督查人员"),
    _spec("supervised", "督查单位", "家", DISTINCT),
    _spec("residents_rounds", "巡访次数", "次"),
    _spec("residents_people", "巡访人次", "人次"),
    _spec("general_cleanings", "大扫除次数", "次", FLOW, "集中大扫除"),
    _spec("law_lessons", "法制课次数", "次", FLOW, "法制课"),
    _spec("mock_visits", "模拟测评查看", "次"),
    _spec("places_checked", "检查点位", "个", DISTINCT),
    _spec("items", "检查项目", "项"),
    _spec("items_passed", "检查合格项目", "项"),
    _spec("pass_rate", "检查合格率", "%", RATE, numerator="patrols.items_passed", denominator="patrols.items"),
    _spec("findings", "巡查查出问题", "处", FLOW, "巡查问题"),
    _spec("corrected", "当场改正问题", "处"),
    _spec("opinions", "听取意见", "条", FLOW, "意见建议"),
    _spec("receptions", "接待来访", "次", FLOW, "居民来访接待"),
    _spec("visitors", "接待来访人次", "人次"),
    _spec("answered", "答复意见", "条"),
    _spec("residents_teams", "巡访队伍", "支", STOCK),
    _spec("supervision_teams", "联合督查组", "个", STOCK),
    _spec("sanitation_teams", "环境卫生监督队", "支", STOCK),
    _spec("index_score", "公共文明指数得分", "分", RATE),
    _spec("index_rank", "公共文明指数名次", "名", RATE),
    _spec("lost_items", "测评失分项", "项"),
    _spec("calls", "值守来电", "次"),
    _spec("timed_cleanings", "定时保洁", "次"),
    _spec("areas", "保洁责任区", "个", STOCK),
    _spec("area_checks", "保洁检查", "次"),
    _spec("area_faults", "保洁问题", "处"),
    _spec("comparisons", "保洁评比", "次", DISTINCT),
    _spec("rewards", "保洁奖励", "元"),
    _spec("penalties", "保洁扣罚", "元"),
    _spec("shops", "门前责任门店", "家", STOCK),
    _spec("signed_shops", "门前责任签约门店", "家", STOCK, "门前三包签约", "门前四包签约"),
    _spec("shop_rounds", "门前检查", "次"),
    _spec("shops_checked", "检查门店", "家次"),
    _spec("shops_failed", "不合格门店", "家次"),
    _spec("shops_corrected", "门前问题改正", "处"),
)  # fmt: skip
UNIT_OF = {one.code: one.unit for one in MEASURES}


def _one(unit: Unit, code: str, on: date, number: int | Decimal = 1, **more: Any) -> Draft:
    full = f"patrols.{code}"
    quantity = Quantity(Decimal(number), UNIT_OF[full])
    return Draft(unit, full, quantity, around(on, Grain.DAY), **more)


def _standing(
    unit: Unit, code: str, series: str, since: date, until: date | None
) -> Iterator[Draft]:
    """One from the day it began, none from the day it ended."""
    yield _one(unit, code, since, series=series)
    if until is not None:
        yield _one(unit, code, until, 0, series=series)


def _place(place: Place) -> Iterator[Draft]:
    series, since, until = f"place:{place.pk}", place.made_on, place.retired_on
    yield from _standing(place.unit, "places", series, since, until)
    if place.key_place:
        yield from _standing(place.unit, "key_places", series, since, until)


COUNT_OF = {
    Purpose.PATROL: "patrols",
    Purpose.SUPERVISION: "supervisions",
    Purpose.RESIDENTS: "residents_rounds",
    Purpose.CLEANING: "general_cleanings",
    Purpose.LESSON: "law_lessons",
    Purpose.MOCK: "mock_visits",
}
PEOPLE_OF = {Purpose.SUPERVISION: "supervision_people", Purpose.RESIDENTS: "residents_people"}


def visit_drafts(visit: Visit, partners: Iterable[Unit], corrected: int) -> list[Draft]:
    """Return the facts of a visit: at the unit visited and, once above them, at those who held it
    together. Nothing once it is withdrawn."""
    if visit.state != Visit.State.LIVE:
        return []
    return [
        Draft(unit, *said, share_key=visit.share_key)
        for unit in (visit.unit, *partners)
        for said in _visit_figures(visit, corrected)
    ] + [
        Draft(unit, *said[:3], series=said[3])
        for unit in (visit.unit, *partners)
        for said in _visit_seen(visit)
    ]


def _visit_figures(visit: Visit, corrected: int) -> Iterator[tuple[str, Quantity, Any]]:
    purpose, period = Purpose(visit.purpose), around(visit.done_on, Grain.DAY)
    numbers = {
        COUNT_OF[purpose]: 1,
        "items": visit.checked,
        "items_passed": len(visit.passed),
        "findings": visit.faults,
        "corrected": corrected,
    }
    if purpose is Purpose.MOCK:  # two may score one place: what they found, the round counts once
        numbers = {COUNT_OF[purpose]: 1}
    for code, number in numbers.items():
        if number:
            full = f"patrols.{code}"
            yield full, Quantity(Decimal(number), UNIT_OF[full]), period
    if visit.headcount is not None and purpose in PEOPLE_OF:
        yield f"patrols.{PEOPLE_OF[purpose]}", visit.headcount, period


def _visit_seen(visit: Visit) -> Iterator[tuple[str, Quantity, Any, str]]:
    period = around(visit.done_on, Grain.DAY)
    if visit.place_id is not None:
        one = Quantity(Decimal(1), "个")
        yield "patrols.places_checked", one, period, f"place:{visit.place_id}"
    if visit.purpose == Purpose.SUPERVISION:
        one = Quantity(Decimal(1), "家")
        yield "patrols.supervised", one, period, f"unit:{visit.unit_id}"


def _visit(visit: Visit) -> list[Draft]:
    corrected = visit.findings.filter(corrected=True).count()
    return visit_drafts(visit, list(visit.partners.all()), corrected)


def _opinion(opinion: Opinion) -> Iterator[Draft]:
    yield _one(opinion.unit, "opinions", opinion.heard_on)
    if opinion.source == Heard.RECEPTION:
        yield _one(opinion.unit, "receptions", opinion.heard_on)
        yield _one(opinion.unit, "visitors", opinion.heard_on, opinion.people)
    if opinion.answered_on is not None:
        yield _one(opinion.unit, "answered", opinion.answered_on)


def _team(team: Team) -> Iterator[Draft]:
    code = f"{TeamKind(team.kind).value}_teams"
    yield from _standing(team.unit, code, f"team:{team.pk}", team.since, team.until)


def _inspection(inspection: Inspection) -> Iterator[Draft]:
    if inspection.settled_on is None:
        return
    if inspection.kind == InspectionKind.INDEX:
        if inspection.score is not None:
            yield _one(inspection.unit, "index_score", inspection.on, inspection.score)
        if inspection.rank is not None:
            yield _one(inspection.unit, "index_rank", inspection.on, inspection.rank)
    if lost := inspection.lost.count():
        yield _one(inspection.unit, "lost_items", inspection.on, lost)


def _call(call: Call) -> Iterator[Draft]:
    yield _one(call.roster.unit, "calls", timezone.localdate(call.called_at))


def _mark(mark: Mark) -> Iterator[Draft]:
    if mark.slots:
        yield _one(mark.rule.unit, "timed_cleanings", mark.day, len(mark.slots))


def _area(area: CleaningArea) -> Iterator[Draft]:
    yield from _standing(area.unit, "areas", f"area:{area.pk}", area.since, area.until)


def _area_check(check: AreaCheck) -> Iterator[Draft]:
    yield _one(check.area.unit, "area_checks", check.day)
    if check.fault:
        yield _one(check.area.unit, "area_faults", check.day)


def _area_month(month: AreaMonth) -> Iterator[Draft]:
    unit, on = month.area.unit, around(month.month, Grain.MONTH).bounds[1]
    yield _one(unit, "comparisons", on, series=f"{unit.pk}:{month.month:%Y-%m}")
    if month.reward:
        yield _one(unit, "rewards", on, month.reward)
    if month.penalty:
        yield _one(unit, "penalties", on, month.penalty)


def _shop(shop: Shop) -> Iterator[Draft]:
    series = f"shop:{shop.pk}"
    yield from _standing(shop.unit, "shops", series, shop.made_on, shop.until)
    if shop.signed_on is not None:
        yield from _standing(shop.unit, "signed_shops", series, shop.signed_on, shop.until)


def _round(walk: ShopRound) -> Iterator[Draft]:
    yield _one(walk.unit, "shop_rounds", walk.day)
    yield _one(walk.unit, "shops_checked", walk.day, walk.looked_at)
    if walk.failed:
        yield _one(walk.unit, "shops_failed", walk.day, walk.failed)
    for fault in walk.faults.exclude(corrected_on=None).order_by("pk"):
        yield _one(walk.unit, "shops_corrected", fault.corrected_on)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record that counts: what users call it, its page, and what it makes."""

    label: str
    model: type[Model]
    page: str
    drafts: Callable[[Any], Iterable[Draft]]
    near: tuple[str, ...] = ("unit",)
    title: Callable[[Any], str] = str


KINDS: dict[str, Kind] = {
    VISIT: Kind("巡查记录", Visit, "visit", _visit, ("unit", "place")),
    OPINION: Kind("意见", Opinion, "opinion", _opinion),
    PLACE: Kind("点位", Place, "place", _place),
    TEAM: Kind("队伍", Team, "team", _team),
    INSPECTION: Kind("迎检", Inspection, "inspection", _inspection),
    CALL: Kind("值守来电", Call, "call", _call, ("roster__unit",), lambda c: str(c.matter)),
    MARK: Kind(
        "定时保洁", Mark, "mark", _mark, ("rule__unit",), lambda m: f"{m.rule.label} {m.day:%m-%d}"
    ),
    AREA: Kind("保洁责任区", CleaningArea, "area", _area),
    AREA_CHECK: Kind(
        "保洁检查", AreaCheck, "area_check", _area_check, ("area__unit",), lambda c: str(c.area.name)
    ),
    AREA_MONTH: Kind(
        "保洁评比", AreaMonth, "area_month", _area_month, ("area__unit",), lambda m: f"{m.area.name} {m.month:%Y-%m}"
    ),
    SHOP: Kind("门前责任门店", Shop, "shop", _shop),
    ROUND: Kind("门前检查", ShopRound, "round", _round),
}  # fmt: skip


def count_again(kind: str, record: Any, now: Any) -> None:
    """Make the facts of a record again; inside the action that changed it."""
    facts.replace(Source(kind, str(record.pk)), KINDS[kind].drafts(record), now=now)


def _rows(kind: str) -> QuerySet[Any]:
    one = KINDS[kind]
    return one.model._default_manager.select_related(*one.near)


def _rebuild(kind: str) -> Iterator[tuple[str, Iterable[object]]]:
    for row in _rows(kind).order_by("pk").iterator(chunk_size=500):
        if made := list(KINDS[kind].drafts(row)):
            yield str(row.pk), made


def _titles(kind: str, ids: Iterable[str]) -> dict[str, str]:
    rows = _rows(kind).filter(pk__in=[int(one) for one in ids])
    return {str(row.pk): KINDS[kind].title(row) for row in rows}


def connect() -> None:
    """Register the kinds; called once when the product starts."""
    for kind, one in KINDS.items():
        register(
            SourceKind(
                kind=kind,
                label=one.label,
                url_name=f"patrols:{one.page}",
                rebuild=partial(_rebuild, kind),
                titles=partial(_titles, kind),
            )
        )
