"""What the records of this room count, in plain data.

`facts` stands above and registers these kinds (facts/organisation_facts.py); this module knows
nothing of it. A count names the day from which it is true; of several within a month only the last
is told, because totals are kept by month.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Model

from youju.kernel.quantity import Quantity
from youju.organisations import rules
from youju.organisations.models import (
    BlockHelper,
    Contract,
    Detachment,
    DutyItem,
    GridSurvey,
    Group,
    Membership,
    Pairing,
    PairingDeed,
    ProfileValue,
    Unit,
)
from youju.organisations.models.dated import Dated
from youju.organisations.rules import GroupKind, PairingKind, UnitKind


@dataclass(frozen=True, slots=True)
class Counts:
    """A measure: its code, name and unit, whether it is a stock (else a flow), other names."""

    code: str
    name: str
    unit: str
    stock: bool = True
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """One thing that a record counts: where, what, how much, from or on which day."""

    unit: Unit
    measure: str
    quantity: Quantity
    on: date
    series: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record that counts something.

    Attributes:
        label: What users call it.
        page: URL name of this room and the attribute path of its argument.
        title: One line about a record.
        counted: What a record counts.
    """

    label: str
    model: type[Model]
    page: str
    title: Callable[[Any], str]
    counted: Callable[[Any], Iterable[Counted]]


def _unit_counts(unit: Unit) -> Iterator[Counted]:
    code = UNIT_MEASURES.get(UnitKind(unit.kind))
    if code and unit.since:
        yield from _while_held(unit, code, "", unit.since, unit.until)
    workers = Membership.objects.filter(unit=unit, role=rules.Role.GRID_WORKER)
    spans = [(one.since or unit.since or date(2000, 1, 1), one.until) for one in workers]
    yield from _headcount(unit, "org.grid_workers", "", "人", spans)


def _while_held(
    unit: Unit, code: str, series: str, since: date, until: date | None
) -> Iterator[Counted]:
    """One from a day on, none from the day after the last."""
    yield from _headcount(unit, code, series, MEASURES_BY_CODE[code].unit, [(since, until)])


def _headcount(
    unit: Unit, code: str, series: str, counter: str, spans: list[tuple[date, date | None]]
) -> Iterator[Counted]:
    """How many hold, told anew for each month in which that changed."""
    changes: dict[date, int] = {}
    for since, until in spans:
        changes[since] = changes.get(since, 0) + 1
        if until is not None:
            after = until + timedelta(1)
            changes[after] = changes.get(after, 0) - 1
    held, by_month = 0, {}
    for day in sorted(changes):
        held += changes[day]
        by_month[(day.year, day.month)] = (day, held)
    for day, number in by_month.values():
        yield Counted(unit, code, Quantity(Decimal(number), counter), day, series)


def _group_counts(group: Group) -> Iterator[Counted]:
    series = f"group:{group.pk}"
    code = GROUP_MEASURES.get(GroupKind(group.kind))
    if code:
        yield from _while_held(group.unit, code, series, group.set_up_on, group.closed_on)
    if group.kind == GroupKind.LEADING:
        spans = [(p.since or group.set_up_on, p.until) for p in group.posts.order_by("pk")]
        yield from _headcount(group.unit, "org.group_members", series, "人", spans)
    spans = [(d.since or group.set_up_on, d.until) for d in group.departments.order_by("pk")]
    yield from _headcount(group.unit, "org.group_departments", series, "个", spans)


def _duty_counts(item: DutyItem) -> Iterator[Counted]:
    series = f"duty:{item.pk}"
    yield from _while_held(item.unit, "org.duties", series, item.made_on, item.closed_on)
    spans = [(o.since or item.made_on, o.until) for o in item.owners.order_by("pk")]
    yield from _headcount(item.unit, "org.duties_owned", series, "项", spans)


def _detachment_counts(sent: Detachment) -> Iterator[Counted]:
    if sent.since:
        people = Quantity(Decimal(sent.people), "人")
        yield Counted(sent.unit, f"org.sent_{sent.force}", people, sent.since)


def _survey_counts(survey: GridSurvey) -> Iterator[Counted]:
    points = list(survey.points.all())
    numbers = {
        "org.survey_points": len(points),
        "org.hard_points": sum(point.hard for point in points),
        "org.points_done": sum(point.state == rules.PointState.DONE for point in points),
    }
    yield Counted(survey.unit, "org.surveys", Quantity(Decimal(1), "次"), survey.surveyed_on)
    for code, number in numbers.items():
        yield Counted(survey.unit, code, Quantity(Decimal(number), "处"), survey.surveyed_on)


def _held_counts(code: str) -> Callable[[Any], Iterator[Counted]]:
    def counted(row: Any) -> Iterator[Counted]:
        held: Dated = row
        if held.since:
            series = f"{code}:{row.pk}"
            yield from _while_held(row.unit, code, series, held.since, held.until)

    return counted


def _pairing_counts(pairing: Pairing) -> Iterator[Counted]:
    building = pairing.kind == PairingKind.BUILDING
    code = "org.partners" if building else "org.liaison_units"
    yield from _held_counts(code)(pairing)
    if pairing.partner is not None and pairing.since:
        series = f"org.helped_units:{pairing.pk}"
        span = (pairing.since, pairing.until)
        yield from _while_held(pairing.partner, "org.helped_units", series, *span)


def _deed_counts(deed: PairingDeed) -> Iterator[Counted]:
    unit, partner = deed.pairing.unit, deed.pairing.partner
    yield Counted(unit, "org.partner_deeds", Quantity(Decimal(1), "次"), deed.done_on)
    if partner is not None:
        yield Counted(partner, "org.helped", Quantity(Decimal(1), "次"), deed.done_on)
    quantity = deed.quantity
    code = {"money": "org.partner_money", "people": "org.partner_people"}.get(deed.what)
    if code and quantity is not None:
        wanted = MEASURES_BY_CODE[code].unit
        same = quantity.to(wanted)
        if same is None and quantity.unit in ("", "人", "名"):
            same = Quantity(quantity.value, wanted, quantity.qualifier, quantity.upper)
        if same is not None:
            yield Counted(unit, code, same, deed.done_on)
        if same is not None and partner is not None and code == "org.partner_money":
            yield Counted(partner, "org.helped_money", same, deed.done_on)


def _contract_counts(contract: Contract) -> Iterator[Counted]:
    one = Quantity(Decimal(1), "份")
    yield Counted(contract.unit, "org.contracts", one, contract.signed_on)
    code = {"met": "org.contracts_met", "failed": "org.contracts_failed"}.get(contract.state)
    if code and contract.settled_on:
        yield Counted(contract.unit, code, one, contract.settled_on)
    if contract.points_lost is not None and contract.settled_on:
        lost = Quantity(contract.points_lost, "分")
        yield Counted(contract.unit, "org.points_lost", lost, contract.settled_on)


def _profile_counts(value: ProfileValue) -> Iterator[Counted]:
    yield Counted(value.unit, f"org.profile_{value.item}", value.quantity, value.on)


UNIT_MEASURES = {
    UnitKind.GRID: "org.grids",
    UnitKind.COMMUNITY: "org.communities",
    UnitKind.AREA: "org.estates",
}
GROUP_MEASURES = {
    GroupKind.LEADING: "org.leading_groups",
    GroupKind.COMMAND: "org.commands",
    GroupKind.FUNCTIONAL: "org.functional_groups",
}
MEASURES: tuple[Counts, ...] = (
    Counts("org.grids", "网格", "个"),
    Counts("org.communities", "社区", "个"),
    Counts("org.estates", "登记小区", "个"),
    Counts("org.grid_workers", "网格员", "人"),
    Counts("org.leading_groups", "领导小组", "个"),
    Counts("org.commands", "指挥部", "个"),
    Counts("org.functional_groups", "职能组", "个"),
    Counts("org.group_members", "领导小组成员", "人", words=("小组成员",)),
    Counts("org.group_departments", "成员部门", "个", words=("成员单位",)),
    Counts("org.duties", "责任事项", "项"),
    Counts("org.duties_owned", "落实责任人的事项", "项"),
    Counts("org.sent_detached", "抽调人员", "人", stock=False),
    Counts("org.sent_workers", "调配小工", "人", stock=False),
    Counts("org.sent_volunteers", "调配志愿者", "人", stock=False),
    Counts("org.sent_grid_workers", "调配网格员", "人", stock=False),
    Counts("org.surveys", "网格摸底", "次", stock=False),
    Counts("org.survey_points", "摸底点位", "处", stock=False),
    Counts("org.hard_points", "摸底难点", "处", stock=False),
    Counts("org.points_done", "解决点位", "处", stock=False),
    Counts("org.helpers", "楼栋骨干", "人"),
    Counts("org.partners", "共建单位", "家", words=("共建单位数",)),
    Counts("org.liaison_units", "联点单位", "家", words=("包点单位", "挂钩单位")),
    Counts("org.partner_deeds", "共建联点活动", "次", stock=False),
    Counts("org.partner_money", "共建联点资金", "元", stock=False),
    Counts("org.partner_people", "共建联点人力", "人次", stock=False),
    Counts("org.helped_units", "结对联系社区", "个"),
    Counts("org.helped", "结对联系活动", "次", stock=False),
    Counts("org.helped_money", "结对联系资金", "元", stock=False),
    Counts("org.contracts", "责任状", "份", stock=False),
    Counts("org.contracts_met", "完成的责任状", "份", stock=False),
    Counts("org.contracts_failed", "未完成的责任状", "份", stock=False),
    Counts("org.points_lost", "责任失分", "分", stock=False),
    *(
        Counts(f"org.profile_{item.value}", kind.label, kind.unit, words=kind.words)
        for item, kind in rules.PROFILE.items()
    ),
)
MEASURES_BY_CODE = {one.code: one for one in MEASURES}

KINDS: dict[str, Kind] = {
    "organisations.unit": Kind("单位", Unit, "unit", lambda u: u.name, _unit_counts),
    "organisations.group": Kind("组织机构", Group, "group", lambda g: g.name, _group_counts),
    "organisations.duty_item": Kind(
        "责任事项", DutyItem, "counted_duty_item", lambda d: d.label, _duty_counts
    ),
    "organisations.detachment": Kind(
        "力量调配",
        Detachment,
        "counted_detachment",
        lambda d: f"{d.task}（{d.place}）",
        _detachment_counts,
    ),
    "organisations.grid_survey": Kind(
        "网格摸底", GridSurvey, "counted_grid_survey", lambda s: s.job, _survey_counts
    ),
    "organisations.block_helper": Kind(
        "楼栋骨干",
        BlockHelper,
        "counted_block_helper",
        lambda h: f"{h.building}{h.get_role_display()}",
        _held_counts("org.helpers"),
    ),
    "organisations.pairing": Kind("结对", Pairing, "pairing", lambda p: p.name, _pairing_counts),
    "organisations.pairing_deed": Kind(
        "共建联点记录", PairingDeed, "counted_pairing_deed", lambda d: d.note, _deed_counts
    ),
    "organisations.contract": Kind(
        "责任状", Contract, "counted_contract", lambda c: c.item, _contract_counts
    ),
    "organisations.profile_value": Kind(
        "概况",
        ProfileValue,
        "counted_profile_value",
        lambda v: f"{v.get_item_display()}（{v.source}）",
        _profile_counts,
    ),
}


def counted(kind: str, record_id: int) -> list[Counted]:
    """Return what a record counts now; nothing where it is gone."""
    found = KINDS[kind].model._default_manager.filter(pk=record_id).first()
    return list(KINDS[kind].counted(found)) if found is not None else []


def all_counted(kind: str) -> Iterator[tuple[int, list[Counted]]]:
    """Yield every record of a kind with what it counts, to make all facts again."""
    for row in KINDS[kind].model._default_manager.order_by("pk").iterator(chunk_size=500):
        yield row.pk, list(KINDS[kind].counted(row))


def titles(kind: str, ids: Iterable[str]) -> dict[str, str]:
    """Return a line about each of these records."""
    rows = KINDS[kind].model._default_manager.filter(pk__in=list(ids))
    return {str(row.pk): KINDS[kind].title(row) for row in rows}
